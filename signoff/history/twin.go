package history

import (
	"fmt"
	"slices"
	"strings"
)

// twin is a line that the revision lacks, while lines with its id stand there.
type twin struct {
	Loss      // with the newest step that dropped it
	came      bool
	originals []original
}

// original is a line that stands, and may have been there before a twin.
type original struct {
	object string
	after  []string // commits that brought the twin, and none of whose parents holds the line
}

// suspect looks whether what was lost is an edit whose original may stand.
func (w *walk) suspect(k key, loss Loss) error {
	standing, err := w.byID(loss.Learner)
	if err != nil {
		return fmt.Errorf("history: %w", err)
	}
	if len(standing[loss.Record]) == 0 {
		return nil
	}
	t := &twin{Loss: loss}
	for _, object := range standing[loss.Record] {
		t.originals = append(t.originals, original{object: object})
		if k := keyOf(object); w.origins[k] == nil {
			w.origins[k] = []string{}
		}
	}
	w.twins[k] = t
	return nil
}

// byID gives the records of the revision of one learner, by id.
func (w *walk) byID(learner string) (map[string][]string, error) {
	if lines, ok := w.stand[learner]; ok {
		return lines, nil
	}
	lines := map[string][]string{}
	for _, f := range w.standing[learner] {
		text, err := w.text(f.Version)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", f.Path, err)
		}
		records(text, needle(w.q.Program, learner), func(object string) {
			if id, ok := idOf(object); ok && w.lines.Has(object) && !slices.Contains(lines[id], object) {
				lines[id] = append(lines[id], strings.Clone(object))
			}
		})
	}
	w.stand[learner] = lines
	return lines, nil
}

// twinned looks at the twins that a commit brought, on all its edges, and at the lines that may be
// their originals.
func (w *walk) twinned(steps []step) error {
	for _, k := range steps[0].twins {
		if slices.ContainsFunc(steps[1:], func(s step) bool { return !slices.Contains(s.twins, k) }) {
			continue
		}
		t := w.twins[k]
		t.came = true
		for i := range t.originals {
			o := &t.originals[i]
			there, err := w.anyHolds(steps[0].Parents, t.Learner, o.object)
			if err != nil {
				return err
			}
			if !there {
				o.after = append(o.after, steps[0].Commit)
			}
		}
	}
	return nil
}

// originate notes that a commit holds lines which may be originals, where it brought them.
func (w *walk) originate(k key, commit string) {
	if commits, ok := w.origins[k]; ok {
		w.origins[k] = append(commits, commit)
	}
}

// cut notes what a commit holds whose parents a shallow clone lacks: nobody knows where its twins came
// from.
func (w *walk) cut(s step) {
	for _, k := range s.twins {
		w.twins[k].originals = nil
	}
	for _, g := range s.gained {
		w.originate(g.key, s.Commit)
	}
}

// anyHolds reports whether any of several commits holds a learner's line.
func (w *walk) anyHolds(commits []string, learner, object string) (bool, error) {
	for _, commit := range commits {
		if there, err := w.holds(commit, learner, object); err != nil || there {
			return there, err
		}
	}
	return false, nil
}

// holds reports whether a commit holds a learner's line, in any file of the learner's.
func (w *walk) holds(commit, learner, object string) (bool, error) {
	if w.q.Files == nil {
		return false, nil
	}
	if w.listed != commit {
		files, err := w.q.Files(commit)
		if err != nil {
			return false, err
		}
		w.listed, w.files = commit, files
	}
	for _, f := range w.files {
		if id, ok := learnerOf(f.Path); !ok || id != learner {
			continue
		}
		text, err := w.text(f.Version)
		if err != nil {
			return false, fmt.Errorf("%q: %w", f.Path, err)
		}
		if standsIn(text, object) {
			return true, nil
		}
	}
	return false, nil
}

// heal takes the twins whose originals stand out of what was lost.
func (w *walk) heal() error {
	healed := map[string]bool{}
	for _, t := range w.twins {
		if !t.came {
			continue
		}
		var first []string
		for _, o := range t.originals {
			if is, err := w.wasFirst(o); err != nil {
				return err
			} else if is {
				first = append(first, o.object)
			}
		}
		if len(first) > 0 {
			healed[t.Object] = true
			w.out.Healed = append(w.out.Healed, Twin{Loss: t.Loss, Original: slices.Min(first)})
		}
	}
	w.out.Lost = slices.DeleteFunc(w.out.Lost, func(l Loss) bool { return healed[l.Object] })
	return nil
}

// wasFirst reports whether a line was there before its twin, wherever that came in: in a parent, or in
// a commit before that, which the line went from meanwhile.
func (w *walk) wasFirst(o original) (bool, error) {
	for _, commit := range o.after {
		first := false
		for _, origin := range w.origins[keyOf(o.object)] {
			if origin == commit || w.q.Leads == nil {
				continue
			}
			is, err := w.q.Leads(origin, commit)
			if err != nil {
				return false, fmt.Errorf("history: %w", err)
			}
			first = first || is
		}
		if !first {
			return false, nil
		}
	}
	return true, nil
}
