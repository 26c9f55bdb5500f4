package history

import (
	"fmt"
	"strings"

	"sojt/signoff"
	"sojt/signoff/git"
)

// diff is what one edge did to the program's lines: over all its paths, so that a line which moved
// with its file or folder is neither gained nor lost.
type diff struct {
	edge   git.Edge
	gained map[key]place // lines of the revision only
	lost   []held        // candidates, once for each place
}

// held is a line with the change that may have dropped it.
type held struct {
	key    key
	object string
	change git.Change
	now    string // the bytes of the new version of its file
}

// side is the lines of one learner that one end of an edge holds in changed files.
type side map[key]held

func (w *walk) diff(e git.Edge) (diff, error) {
	d := diff{edge: e}
	before, after := side{}, side{}
	for _, c := range e.Changes {
		learner, ok := learnerOf(c.Path)
		if !ok || c.Old.ID == c.New.ID && c.Old.IsFile() && c.New.IsFile() {
			continue
		}
		old, err := w.text(c.Old)
		if err != nil {
			return d, fmt.Errorf("%q: %w", c.Path, err)
		}
		now, err := w.text(c.New)
		if err != nil {
			return d, fmt.Errorf("%q: %w", c.Path, err)
		}
		same := shared(old, now)
		about := needle(w.q.Program, learner)
		records(old[same:], about, func(object string) {
			h := held{keyOf(object), object, c, now}
			before[h.key] = h
		})
		records(now[same:], about, func(object string) {
			h := held{keyOf(object), object, c, ""}
			after[h.key] = h
		})
	}
	for k, h := range before {
		if _, ok := after[k]; !ok && !strings.Contains(h.now, h.object) {
			d.lost = append(d.lost, h)
		}
	}
	for k, h := range after {
		if _, ok := before[k]; ok {
			continue
		}
		if _, ok := w.q.Lines[k]; !ok {
			continue
		}
		if d.gained == nil {
			d.gained = map[key]place{}
		}
		d.gained[k] = place{h.change.Path, h.change.New.ID}
	}
	return d, nil
}

// text gives the content of a version of a learner file; nothing for what is no file.
func (w *walk) text(v git.Version) (string, error) {
	if !v.IsFile() {
		return "", nil
	}
	return w.blobs.read(v.ID)
}

// shared gives the length of what two texts begin with alike, in whole lines. Where a file was
// appended to that is all of the old one.
func shared(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return strings.LastIndexByte(a[:n], '\n') + 1
}

// losses reports what the edge lost.
func (d *diff) losses(w *walk) {
	for _, h := range d.lost {
		_, stands := w.q.Lines[h.key]
		switch {
		case stands && !w.again[h.key]:
			if loss, ok := lossOf(d.edge, h); ok {
				w.again[h.key] = true
				w.out.Restored = append(w.out.Restored, loss)
			}
		case !stands && !w.lost[h.key]:
			w.lost[h.key] = true
			if loss, ok := lossOf(d.edge, h); ok {
				w.out.Lost = append(w.out.Lost, loss)
			}
		}
	}
}

// lossOf describes a lost line; false for one that never was a record.
func lossOf(e git.Edge, h held) (Loss, bool) {
	r, err := signoff.Parse(h.object)
	if err != nil {
		return Loss{}, false
	}
	l := Loss{
		Step: stepOf(e), Path: h.change.Path, Blob: h.change.Old.ID,
		Object: strings.Clone(h.object), Learner: r.Learner, Record: r.ID, Digest: r.Digest,
	}
	switch {
	case h.change.New.Mode == 0:
		l.Cause = Deleted
	case !h.change.New.IsFile():
		l.Cause = Irregular
	default:
		records(h.now, `"id":"`+r.ID+`"`, func(object string) {
			l.Cause = Edited
			if twin, err := signoff.Parse(object); err == nil && twin.ID == r.ID {
				l.Now = twin.Digest
			}
		})
	}
	return l, true
}
