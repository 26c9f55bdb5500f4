package history

import (
	"fmt"
	"slices"
	"strings"

	"sojt/signoff/git"
)

// walk is the reading of a history, newest commit first. That order is what the answers rest on: the
// first step seen to drop a line that the revision lacks is the one after which it never came back,
// since a later commit that held it would have had a later step dropping it.
type walk struct {
	q     Question
	blobs *cache
	out   *History
	line  map[string]int  // the first-parent line: commit to place, the revision is 0
	lost  map[key]bool    // reported or found to be no record
	again map[key]bool    // reported as restored
	turns []int           // places on the line where definitions changed, rising
	now   []git.Edge      // the edges of the commit being read
	gains []map[key]place // what each of them brought of the revision's lines
}

// place is a file that holds a line.
type place struct{ path, blob string }

func newWalk(blob func(string) ([]byte, error), q Question) *walk {
	w := &walk{
		q: q, blobs: newCache(blob), out: &History{traces: map[key]*Trace{}},
		line: make(map[string]int, len(q.FirstParents)), lost: map[key]bool{}, again: map[key]bool{},
	}
	for i, commit := range q.FirstParents {
		w.line[commit] = i
	}
	return w
}

// edge takes one edge.
func (w *walk) edge(e git.Edge) error {
	if len(w.now) > 0 && w.now[0].Commit != e.Commit {
		w.commit()
	}
	d, err := w.diff(e)
	if err != nil {
		return fmt.Errorf("history: commit %s: %w", e.Commit, err)
	}
	d.losses(w)
	if at, ok := w.line[e.Commit]; ok && e.Nth == 0 {
		w.land(e, d.gained)
		if slices.ContainsFunc(e.Changes, func(c git.Change) bool { return isDefinition(c.Path) }) {
			w.turns = append(w.turns, at)
		}
	}
	w.now, w.gains = append(w.now, e), append(w.gains, d.gained)
	return nil
}

// land notes that a line came to the first-parent line here; what is noted last is the oldest.
func (w *walk) land(e git.Edge, gained map[key]place) {
	for k, at := range gained {
		w.trace(k).Landed = Landing{Step: stepOf(e), Prefix: prefixOf(at.path, w.q.Prefix), Path: at.path, Blob: at.blob}
	}
}

func (w *walk) trace(k key) *Trace {
	t := w.out.traces[k]
	if t == nil {
		t = &Trace{}
		w.out.traces[k] = t
	}
	return t
}

// commit looks at all edges of a commit: what each of them brings, the commit itself brought.
func (w *walk) commit() {
	edges, gains := w.now, w.gains
	w.now, w.gains = w.now[:0], w.gains[:0]
	if len(edges) == 0 || len(edges) < len(edges[0].Parents) {
		return // it is in all of this as one of its parents is
	}
	step := stepOf(edges[0])
	for k := range gains[0] {
		if slices.ContainsFunc(gains[1:], func(g map[key]place) bool { _, ok := g[k]; return !ok }) {
			continue
		}
		if t := w.trace(k); t.Introduced.Commit == "" || !step.Committed.After(t.Introduced.Committed) {
			t.Introduced = step
		}
	}
	var paths []string
	for _, c := range edges[0].Changes {
		everywhere := func(is func(git.Change) bool) bool {
			return is(c) && !slices.ContainsFunc(edges[1:], func(e git.Edge) bool { return !slices.ContainsFunc(e.Changes, is) })
		}
		if everywhere(func(o git.Change) bool {
			return o.Path == c.Path && o.Old.Mode != o.New.Mode && irregular(o.Path, o.New)
		}) {
			w.out.Modes = append(w.out.Modes, Mode{Step: step, Path: c.Path, Old: c.Old.Mode, New: c.New.Mode})
		}
		if isDefinition(c.Path) {
			paths = append(paths, c.Path)
		}
	}
	defines := func(e git.Edge) bool {
		return slices.ContainsFunc(e.Changes, func(c git.Change) bool { return isDefinition(c.Path) })
	}
	if !slices.ContainsFunc(edges, func(e git.Edge) bool { return !defines(e) }) {
		w.out.Definitions = append(w.out.Definitions, Definition{Step: step, Paths: paths})
	}
}

// versions gives each landing the commit whose definitions were in force there: the last one at or
// before it that changed any, else the oldest there is.
func (w *walk) versions() {
	for _, t := range w.out.traces {
		at, ok := w.line[t.Landed.Commit]
		if !ok {
			continue
		}
		i, _ := slices.BinarySearch(w.turns, at)
		turn := len(w.q.FirstParents) - 1
		if i < len(w.turns) {
			turn = w.turns[i]
		}
		t.Landed.Definitions = w.q.FirstParents[turn]
	}
}

func stepOf(e git.Edge) Step {
	return Step{Commit: e.Commit, Parent: e.Parent(), Committed: e.Committed, Author: strings.Clone(e.Author)}
}
