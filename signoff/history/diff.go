package history

import (
	"fmt"
	"strings"

	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/line"
)

// pair is what an edge made of one learner's file.
type pair struct {
	git.Change
	index int    // of the change in its edge
	about string // the needle of the learner's records
}

// held is a line that the older end of an edge holds in a file which changed.
type held struct {
	key    key
	object string
	pair   pair
	moved  bool // the newer end holds it too, in some file of the learner
}

// compare reports what an edge lost and gives what it brought. Lines are compared over all its paths,
// so that one which moved with its file or folder is neither.
func (w *walk) compare(e git.Edge) ([]gain, error) {
	pairs := w.pairs(e)
	var before []held
	index := map[key]int{}
	for _, p := range pairs {
		old, _, err := w.differing(p)
		if err != nil {
			return nil, err
		}
		records(old, p.about, func(object string) {
			k := keyOf(object)
			if _, twice := index[k]; !twice {
				index[k] = len(before)
				before = append(before, held{key: k, object: object, pair: p})
			}
		})
	}
	var gained []gain
	for _, p := range pairs {
		_, now, err := w.differing(p)
		if err != nil {
			return nil, err
		}
		records(now, p.about, func(object string) {
			k := keyOf(object)
			if i, ok := index[k]; ok {
				before[i].moved = true
			} else if _, ok := w.q.Lines[k]; ok {
				gained = append(gained, gain{k, p.index})
			}
		})
	}
	return gained, w.losses(e, before)
}

// pairs gives the learner files whose content the edge changed. A file that moved as it was is left
// out: a folder of ten thousand may have.
func (w *walk) pairs(e git.Edge) []pair {
	var pairs []pair
	deleted := map[[2]string]bool{} // learner and blob
	for i, c := range e.Changes {
		learner, ok := learnerOf(c.Path)
		if !ok || c.Old.ID == c.New.ID && c.Old.IsFile() && c.New.IsFile() {
			continue
		}
		pairs = append(pairs, pair{c, i, needle(w.q.Program, learner)})
		if c.Old.IsFile() && c.New.Mode == 0 {
			deleted[[2]string{learner, c.Old.ID}] = false
		}
	}
	if len(deleted) == 0 {
		return pairs
	}
	file := func(p pair, v git.Version) [2]string {
		learner, _ := learnerOf(p.Path)
		return [2]string{learner, v.ID}
	}
	for _, p := range pairs {
		if _, ok := deleted[file(p, p.New)]; ok && p.New.IsFile() && p.Old.Mode == 0 {
			deleted[file(p, p.New)] = true
		}
	}
	left := pairs[:0]
	for _, p := range pairs {
		away := p.New.Mode == 0 && deleted[file(p, p.Old)]
		here := p.Old.Mode == 0 && deleted[file(p, p.New)]
		if !away && !here {
			left = append(left, p)
		}
	}
	return left
}

// differing gives both contents without what they begin with alike: of a file that was appended to,
// nothing and what was appended.
func (w *walk) differing(p pair) (old, now string, err error) {
	if old, err = w.text(p.Old); err == nil {
		now, err = w.text(p.New)
	}
	if err != nil {
		return "", "", fmt.Errorf("%q: %w", p.Path, err)
	}
	n := shared(old, now)
	return old[n:], now[n:], nil
}

// text gives the content of a version of a learner file; nothing for what is no file.
func (w *walk) text(v git.Version) (string, error) {
	if !v.IsFile() {
		return "", nil
	}
	return w.blobs.read(v.ID)
}

// shared gives the length of what two texts begin with alike, in whole lines.
func shared(a, b string) int {
	const stride = 256
	n := 0
	for len(a)-n >= stride && len(b)-n >= stride && a[n:n+stride] == b[n:n+stride] {
		n += stride
	}
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return strings.LastIndexByte(a[:n], '\n') + 1
}

// losses reports the lines that the newer end of an edge holds no more.
func (w *walk) losses(e git.Edge, before []held) error {
	for _, h := range before {
		_, stands := w.q.Lines[h.key]
		if h.moved || stands && w.again[h.key] || !stands && w.lost[h.key] {
			continue
		}
		now, err := w.text(h.pair.New)
		if err != nil {
			return err
		}
		if standsIn(now, h.object) {
			continue // it stood there twice
		}
		seen, report := w.lost, &w.out.Lost
		if stands {
			seen, report = w.again, &w.out.Restored
		}
		seen[h.key] = true
		if loss, ok := lossOf(h.object); ok {
			loss.Step, loss.Path, loss.Blob = stepOf(e), h.pair.Path, h.pair.Old.ID
			loss.Cause, loss.Now = causeOf(h.pair.New, now, loss.Record)
			*report = append(*report, loss)
		}
	}
	return nil
}

// standsIn reports whether a line is one of a file's.
func standsIn(text, object string) bool {
	found := false
	if strings.Contains(text, object) {
		records(text, object, func(other string) { found = found || other == object })
	}
	return found
}

// lossOf describes a line that is not where it was; false for one that never was a record.
func lossOf(object string) (Loss, bool) {
	r, err := signoff.Parse(object)
	if err != nil {
		return Loss{}, false
	}
	return Loss{Object: strings.Clone(object), Learner: r.Learner, Record: r.ID, Digest: r.Digest}, true
}

// causeOf says what became of a record's file, and which record of the same id stands there instead.
func causeOf(v git.Version, text, id string) (cause Cause, now string) {
	switch {
	case v.Mode == 0:
		return Deleted, ""
	case !v.IsFile():
		return Irregular, ""
	}
	records(text, `"id":"`+id+`"`, func(object string) {
		if at := line.Value(object, "id"); at == 0 || !strings.HasPrefix(object[at:], `"`+id+`"`) {
			return
		}
		cause = Edited
		if twin, err := signoff.Parse(object); err == nil {
			now = twin.Digest
		}
	})
	return cause, now
}
