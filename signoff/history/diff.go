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
	index   int // of the change in its edge
	learner string
	about   string // the needle of the learner's records
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
func (w *walk) compare(e git.Edge) (step, error) {
	s := step{Edge: e}
	pairs := w.pairs(e)
	var before []held
	index := map[key]int{}
	for _, p := range pairs {
		if err := w.learn(p.learner); err != nil {
			return s, err
		}
		t, err := w.differing(p)
		if err != nil {
			return s, err
		}
		records(t.old, p.about, func(object string) {
			k := keyOf(object)
			if _, twice := index[k]; !twice && !standsIn(t.both, object) {
				index[k] = len(before)
				before = append(before, held{key: k, object: object, pair: p})
			}
		})
	}
	for _, p := range pairs {
		t, err := w.differing(p)
		if err != nil {
			return s, err
		}
		records(t.now, p.about, func(object string) {
			k := keyOf(object)
			if i, ok := index[k]; ok {
				before[i].moved = true
			} else if _, stands := w.lines[k]; (stands || w.twins[k] != nil) && !standsIn(t.both, object) {
				if stands {
					s.gained = append(s.gained, gain{k, p.index})
				} else {
					s.twins = append(s.twins, k)
				}
			}
		})
	}
	return s, w.losses(e, before)
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
		pairs = append(pairs, pair{c, i, learner, needle(w.q.Program, learner)})
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

// texts are the contents of a pair: what they begin with alike, and how each goes on. Of a file that
// was appended to, the old one does not.
type texts struct{ both, old, now string }

// differing gives the contents of a pair. Where looking the lines of the rest up in what is alike
// would cost more than comparing all of them, nothing counts as alike.
func (w *walk) differing(p pair) (t texts, err error) {
	if t.now, err = w.text(p.New); err == nil {
		t.old, err = w.before(p)
	}
	if err != nil {
		return t, fmt.Errorf("%q: %w", p.Path, err)
	}
	n := shared(t.old, t.now)
	if rest := len(t.old) - n + len(t.now) - n; rest/shortest*n > maxLookUp {
		return t, nil
	}
	return texts{t.old[:n], t.old[n:], t.now[n:]}, nil
}

const (
	shortest  = 128      // about the length of the shortest record
	maxLookUp = 32 << 20 // bytes searched for the lines of one file
)

// before gives what a pair's file was.
func (w *walk) before(p pair) (string, error) {
	if !p.Old.IsFile() || !p.New.IsFile() {
		return w.text(p.Old)
	}
	return w.blobs.before(p.Old.ID, p.New.ID)
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
	now := map[int]map[string]string{} // by change: the lines that stand there now, by id
	for _, h := range before {
		if h.moved {
			continue
		}
		var err error
		if _, stands := w.lines[h.key]; stands {
			err = w.back(e, h, now)
		} else {
			err = w.gone(e, h, now)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// gone reports a line that the revision lacks, with the first step that is met.
func (w *walk) gone(e git.Edge, h held, now map[int]map[string]string) error {
	t := w.twins[h.key]
	if w.lost[h.key] && (t == nil || !newer(stepOf(e), t.Step)) {
		return nil
	}
	first := !w.lost[h.key]
	w.lost[h.key] = true
	loss, ok, err := w.describe(e, h, now)
	if err != nil || !ok {
		return err
	}
	if !first {
		t.Loss = loss
		return nil
	}
	w.out.Lost = append(w.out.Lost, loss)
	return w.suspect(h.key, loss)
}

// back reports a line of the revision that was away, with the newest step that dropped it. One that
// stood in a file which the edge did not change was not away.
func (w *walk) back(e git.Edge, h held, now map[int]map[string]string) error {
	i, known := w.again[h.key]
	if known && !newer(stepOf(e), w.out.Restored[i].Step) {
		return nil
	}
	if there, err := w.holds(e.Commit, h.pair.learner, h.object); err != nil || there {
		return err
	}
	loss, ok, err := w.describe(e, h, now)
	if err != nil || !ok {
		return err
	}
	if !known {
		i = len(w.out.Restored)
		w.again[h.key] = i
		w.out.Restored = append(w.out.Restored, loss)
	}
	w.out.Restored[i] = loss
	return nil
}

// describe says what an edge made of a line; false for what is no record.
func (w *walk) describe(e git.Edge, h held, now map[int]map[string]string) (Loss, bool, error) {
	loss, ok := lossOf(h.object)
	if !ok {
		return loss, false, nil
	}
	if now[h.pair.index] == nil {
		text, err := w.text(h.pair.New)
		if err != nil {
			return loss, false, err
		}
		now[h.pair.index] = byID(text)
	}
	loss.Step, loss.Path, loss.Blob = stepOf(e), h.pair.Path, h.pair.Old.ID
	loss.Cause, loss.Now = causeOf(h.pair.New, now[h.pair.index][loss.Record])
	return loss, true, nil
}

// standsIn reports whether a line is one of a text's.
func standsIn(text, object string) bool {
	found := false
	if strings.Contains(text, object) {
		records(text, object, func(other string) { found = found || other == object })
	}
	return found
}

// byID gives the record lines of a text by the ids that they state.
func byID(text string) map[string]string {
	lines := map[string]string{}
	records(text, `"id":"`, func(object string) {
		if id, ok := idOf(object); ok {
			lines[id] = object
		}
	})
	return lines
}

// idOf gives the id that a line states.
func idOf(object string) (string, bool) {
	const length = 26
	at := line.Value(object, "id") + 1
	if at <= 1 || len(object) < at+length {
		return "", false
	}
	return object[at : at+length], true
}

// lossOf describes a line that is not where it was; false for one that never was a record.
func lossOf(object string) (Loss, bool) {
	r, err := signoff.Parse(object)
	if err != nil {
		return Loss{}, false
	}
	return Loss{Object: strings.Clone(object), Learner: r.Learner, Record: r.ID, Digest: r.Digest}, true
}

// causeOf says what became of a record, and the digest of the line of its id that stands in its file
// instead.
func causeOf(v git.Version, twin string) (cause Cause, now string) {
	switch {
	case v.Mode == 0:
		return Deleted, ""
	case !v.IsFile():
		return Irregular, ""
	case twin == "":
		return Dropped, ""
	}
	if r, err := signoff.Parse(twin); err == nil {
		now = r.Digest
	}
	return Edited, now
}
