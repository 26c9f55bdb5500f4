package history

import (
	"fmt"
	"slices"
	"strings"

	"sojt/signoff/git"
	"sojt/signoff/line"
)

// walk is the reading of a history, newest commit first. That order is what the answers rest on: the
// first step seen to drop a line that the revision lacks is the one after which it never came back,
// since a later commit that held it would have had a later step dropping it.
type walk struct {
	q        Question
	blobs    *cache
	out      *History
	lost     map[key]bool      // lines the revision lacks: reported, or found to be no record
	again    map[key]int       // lines of the revision: their places among those restored
	twins    map[key]*twin     // lines that the revision lacks, and whose originals may stand
	origins  map[key][]string  // commits that brought lines which may be the originals of twins
	steps    []step            // the edges of the commit being read
	headers  map[string]string // each text once
	line     firstParents
	landed   []*Landing
	lines    Lines                          // of the revision, as far as learnt
	learnt   map[string]bool                // the learners whose lines these are; nil for everybody's
	standing map[string][]git.File          // by learner
	stand    map[string]map[string][]string // by learner and id: the lines of the revision
	listed   string                         // the commit whose files are listed
	files    []git.File
}

// step is one edge with the lines that it brought: those of the revision, and twins.
type step struct {
	git.Edge
	gained []gain
	twins  []key
}

// gain is a line and the change that brought it.
type gain struct {
	key    key
	change int
}

// trace is a Trace whose parts many lines share.
type trace struct {
	landed     *Landing
	introduced *Step
}

func newWalk(blob func(string) ([]byte, error), q Question) *walk {
	w := &walk{
		q: q, blobs: newCache(blob), lost: map[key]bool{}, again: map[key]int{}, twins: map[key]*twin{}, origins: map[key][]string{},
		headers: map[string]string{}, stand: map[string]map[string][]string{},
		line: firstParents{at: map[string]int{}}, out: &History{traces: map[key]trace{}},
		lines: q.Lines, standing: map[string][]git.File{},
	}
	if w.lines == nil {
		w.lines, w.learnt = Lines{}, map[string]bool{}
	}
	for _, f := range q.Standing {
		if learner, ok := learnerOf(f.Path); ok {
			w.standing[learner] = append(w.standing[learner], f)
		}
	}
	return w
}

// edge takes one edge.
func (w *walk) edge(e git.Edge) error {
	w.line.see(e)
	if len(e.Changes) == 0 {
		return nil
	}
	if len(w.steps) > 0 && w.steps[0].Commit != e.Commit {
		if err := w.commit(); err != nil {
			return err
		}
	}
	s, err := w.compare(e)
	if err != nil {
		return fmt.Errorf("history: commit %s: %w", e.Commit, err)
	}
	for _, g := range s.gained {
		if _, ok := w.out.traces[g.key]; !ok {
			w.out.traces[g.key] = trace{}
		}
	}
	if at, ok := w.line.at[e.Commit]; ok && e.Nth == 0 {
		if e.Cut {
			w.beyond(s.gained)
		} else if err := w.land(s); err != nil {
			return err
		}
		if w.defines(s) {
			w.line.turns = append(w.line.turns, at)
		}
	}
	w.steps = append(w.steps, s)
	return nil
}

// land notes that lines came to the first-parent line here; what is noted last is the oldest.
func (w *walk) land(s step) error {
	var landing *Landing
	last := -1
	for _, g := range s.gained {
		if g.change != last {
			last = g.change
			c := s.Changes[last]
			text, err := w.text(c.New)
			if err != nil {
				return err
			}
			landing = &Landing{Step: stepOf(s.Edge), Prefix: prefixOf(c.Path, w.q.Prefix), Path: c.Path, Blob: c.New.ID, Header: w.header(text)}
			w.landed = append(w.landed, landing)
		}
		t := w.out.traces[g.key]
		t.landed = landing
		w.out.traces[g.key] = t
	}
	return nil
}

// header gives what stands above the records of a learner's file; one string for all that say the
// same.
func (w *walk) header(text string) string {
	head, _, _ := strings.Cut(text, "\n"+line.Bullet)
	if known, ok := w.headers[head]; ok {
		return known
	}
	head = strings.Clone(head)
	w.headers[head] = head
	return head
}

// beyond forgets where lines landed that the oldest commit there is holds already: they landed before.
func (w *walk) beyond(gained []gain) {
	for _, g := range gained {
		w.out.traces[g.key] = trace{introduced: w.out.traces[g.key].introduced}
	}
}

// older forgets, likewise, who brought them.
func (w *walk) older(gained []gain) {
	for _, g := range gained {
		w.out.traces[g.key] = trace{landed: w.out.traces[g.key].landed}
	}
}

// commit looks at all edges of a commit together: what each of them brings, the commit itself brought.
func (w *walk) commit() error {
	steps := w.steps
	w.steps = nil
	defer w.forget(steps)
	if len(steps) == 0 || len(steps) < len(steps[0].Parents) && !steps[0].Cut {
		return nil // in all of this it is as one of its parents is
	}
	if steps[0].Cut {
		w.older(steps[0].gained)
		w.cut(steps[0])
		return nil
	}
	w.introduce(steps)
	w.modes(steps)
	if !slices.ContainsFunc(steps, func(s step) bool { return !w.defines(s) }) {
		d := Definition{Step: stepOf(steps[0].Edge)}
		for _, c := range steps[0].Changes {
			if isDefinition(c.Path, w.q.Prefix) {
				d.Paths = append(d.Paths, c.Path)
			}
		}
		w.out.Definitions = append(w.out.Definitions, d)
	}
	if err := w.twinned(steps); err != nil {
		return fmt.Errorf("history: commit %s: %w", steps[0].Commit, err)
	}
	return nil
}

// forget lets go of what a commit made of files: going back in time it is what was there before that
// is needed next.
func (w *walk) forget(steps []step) {
	for _, s := range steps {
		for _, c := range s.Changes {
			w.blobs.forget(c.New.ID)
		}
	}
}

// introduce notes which lines the commit brought. Of several such commits the earliest stays.
func (w *walk) introduce(steps []step) {
	by := stepOf(steps[0].Edge)
	everywhere := map[key]int{} // on how many edges before this one
	for i, s := range steps {
		for _, g := range s.gained {
			if i > 0 && everywhere[g.key] != i {
				continue
			}
			if len(steps) > 1 {
				everywhere[g.key] = i + 1
			}
			if i < len(steps)-1 {
				continue
			}
			w.originate(g.key, by.Commit)
			if t := w.out.traces[g.key]; t.introduced == nil || by.before(*t.introduced) {
				t.introduced = &by
				w.out.traces[g.key] = t
			}
		}
	}
}

// modes notes what the commit made of files and folders that they cannot be.
func (w *walk) modes(steps []step) {
	everywhere := map[string]int{} // by path: on how many edges before this one
	for i, s := range steps {
		for _, c := range s.Changes {
			if c.Old.Mode == c.New.Mode || !irregular(c.Path, c.New) || everywhere[c.Path] != i {
				continue
			}
			if everywhere[c.Path]++; everywhere[c.Path] == len(steps) {
				w.out.Modes = append(w.out.Modes, Mode{Step: stepOf(s.Edge), Path: c.Path, Old: c.Old.Mode, New: c.New.Mode})
			}
		}
	}
}

// defines reports whether the edge changed definitions.
func (w *walk) defines(s step) bool {
	return slices.ContainsFunc(s.Changes, func(c git.Change) bool { return isDefinition(c.Path, w.q.Prefix) })
}

func stepOf(e git.Edge) Step {
	return Step{Commit: e.Commit, Parent: e.Parent(), Committed: e.Committed, Author: e.Author}
}

// elsewhere reports the records that stand at the revision in another program's folder only.
func (w *walk) elsewhere() error {
	for _, f := range w.q.Standing {
		learner, ok := learnerOf(f.Path)
		if !ok || strings.HasPrefix(f.Path, home(w.q.Prefix)) || w.q.Before != nil && w.q.Before(f) {
			continue
		}
		if err := w.learn(learner); err != nil {
			return fmt.Errorf("history: %w", err)
		}
		text, err := w.text(f.Version)
		if err != nil {
			return fmt.Errorf("history: %q: %w", f.Path, err)
		}
		records(text, needle(w.q.Program, learner), func(object string) {
			k := keyOf(object)
			if _, ok := w.lines[k]; ok || w.lost[k] {
				return
			}
			if loss, ok := lossOf(object); ok {
				loss.Path, loss.Blob, loss.Cause = f.Path, f.ID, Elsewhere
				w.lost[k] = true
				w.out.Lost = append(w.out.Lost, loss)
			}
		})
	}
	return nil
}
