package history

import (
	"cmp"
	"slices"
	"strings"
)

// finish puts all into an order that does not depend on how the walk went: newest first by the
// committers' clocks. Lost is in order already.
func (w *walk) finish() error {
	for _, l := range w.landed {
		l.Definitions = w.line.definitions(l.Commit)
	}
	w.out.Tip = w.line.tip()
	w.out.FirstParents, w.out.Commits = w.line.commits, w.line.walked
	for i := range w.out.Lost {
		if l := &w.out.Lost[i]; l.Cause == Elsewhere && len(w.line.commits) > 0 {
			l.Commit = w.line.commits[0]
		}
	}
	if err := w.heal(); err != nil {
		return err
	}
	w.out.sort()
	return nil
}

func (h *History) sort() {
	losses := func(a, b Loss) int { return cmp.Or(latest(a.Step, b.Step), strings.Compare(a.Object, b.Object)) }
	slices.SortFunc(h.Restored, losses)
	slices.SortFunc(h.Healed, func(a, b Twin) int { return losses(a.Loss, b.Loss) })
	slices.SortFunc(h.Modes, func(a, b Mode) int { return cmp.Or(latest(a.Step, b.Step), strings.Compare(a.Path, b.Path)) })
	slices.SortFunc(h.Definitions, func(a, b Definition) int { return latest(a.Step, b.Step) })
}

// latest compares steps, the newest first. Where clocks agree ids decide, so that no two steps are
// equal.
func latest(a, b Step) int {
	return cmp.Or(b.Committed.Compare(a.Committed), strings.Compare(a.Commit, b.Commit), strings.Compare(a.Parent, b.Parent))
}

// newer reports whether a step comes before another in that order.
func newer(a, b Step) bool { return latest(a, b) < 0 }

// before reports whether a commit is the earlier one by its time, and where those are equal, by its id.
func (s Step) before(t Step) bool {
	return cmp.Or(s.Committed.Compare(t.Committed), strings.Compare(s.Commit, t.Commit)) < 0
}
