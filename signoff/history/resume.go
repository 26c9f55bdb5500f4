package history

import (
	"fmt"
	"iter"

	"sojt/signoff/git"
)

// Resume reads what came after a commit of the revision's first-parent line, given what Read found
// there about the same program in the same folder; edges leave out what leads to it. The answer is the
// one that Read would give of all edges, or nil without an error where only that can tell. Where there
// is no edge, the revision has to be that commit. Known is used up.
//
// It rests on three things. Nothing was lost at the commit, so that what any earlier commit held it
// holds, twins aside; then a line that the revision lacks was dropped since. Whatever has to do with a
// line that is lost, or with a twin that came or went since, is for Read. And what is said of all
// others is the earliest or the newest of steps, in an order that no walk makes.
func Resume(known *History, edges iter.Seq2[git.Edge, error], blob func(id string) ([]byte, error), q Question) (*History, error) {
	if !known.Sound() {
		return nil, nil
	}
	w := newWalk(blob, q)
	w.line.before = known.Tip
	for learner := range w.standing {
		if err := w.learn(learner); err != nil {
			return nil, fmt.Errorf("history: %w", err)
		}
	}
	h, err := w.read(edges)
	if err != nil || !known.leads(w.line) || !h.Sound() || len(h.Healed) > 0 || !known.stands(w.lines) {
		return nil, err
	}
	known.add(h)
	return known, nil
}

// Sound reports whether nothing is lost.
func (h *History) Sound() bool { return len(h.Lost) == 0 }

// stands reports whether all that a history speaks of is as it was for a later revision.
func (h *History) stands(lines Lines) bool {
	for k := range h.traces {
		if _, ok := lines[k]; !ok {
			return false
		}
	}
	for _, t := range h.Healed {
		if lines.Has(t.Object) || !lines.Has(t.Original) {
			return false
		}
	}
	return true
}

// leads reports whether a first-parent line goes on from where a history's begins.
func (h *History) leads(line firstParents) bool {
	return line.walked == 0 || len(h.FirstParents) > 0 && line.next == h.FirstParents[0]
}

// add takes in what was found later.
func (h *History) add(later *History) {
	h.Tip = later.Tip
	h.FirstParents = append(later.FirstParents, h.FirstParents...)
	h.Commits += later.Commits
	for k, t := range later.traces {
		was, ok := h.traces[k]
		if ok && was.landed != nil {
			t.landed = was.landed
		}
		if ok && was.introduced != nil && (t.introduced == nil || was.introduced.before(*t.introduced)) {
			t.introduced = was.introduced
		}
		h.traces[k] = t
	}
	again := make(map[string]int, len(h.Restored))
	for i, l := range h.Restored {
		again[l.Object] = i
	}
	for _, l := range later.Restored {
		if i, ok := again[l.Object]; !ok {
			h.Restored = append(h.Restored, l)
		} else if newer(l.Step, h.Restored[i].Step) {
			h.Restored[i] = l
		}
	}
	h.Modes = append(h.Modes, later.Modes...)
	h.Definitions = append(h.Definitions, later.Definitions...)
	h.sort()
}
