package verify

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"hash/maphash"
	"io/fs"
	"strings"
	"time"

	"sojt/signoff/crew"
	"sojt/signoff/history"
	"sojt/signoff/ledger"
	"sojt/signoff/line"
)

// Memory spares a run over a commit the files in which an earlier run found nothing: not an error, not a
// warning, not a word. A file is passed over only where all is the same that the verdict on it rests on:
//
//   - its path and every byte of it, by SHA-256 of the file on disk, which was the blob of the commit when
//     the verdict was kept; and where git keeps that blob, so that one put there anew is read again;
//   - every byte of the definitions, mentors.yaml among them, and of the learner files of all mentors: policy
//     may ask whether they were prepared and hold what they sign. No record may be by anybody else but the
//     learner, nor may anybody else be the supervisor, since whether that is a learner here is then part of
//     the verdict;
//   - the days of the zone, which the system's tables tell;
//   - whether the history was read, and then which commits changed definitions, and of each line where it was
//     introduced and where it landed: with what is behind those commits, which their ids pin, by which
//     definitions it was judged;
//   - the build of the program, for which whoever keeps Verdicts sees.
//
// Of what depends on now, that no record is of the future, the newest record's time is kept and asked anew.
// What a key in other hands may have made, what a checkpoint or a trusted copy decides, and what only a part
// of the history tells is judged each time. So is what must hold between learners: ids and keys.
//
// It is the one place that knows of this; everything else judges every record.
type Memory struct {
	Commit fs.FS // the program's folder as the commit has it,
	Disk   fs.FS // and as it is in the work tree
	// Seat says which blob a file of the commit is and where git keeps it, in words that are other ones for
	// another blob and when this one was put there anew; "" where that cannot be told.
	Seat func(path string) string
	// Same reports whether data are the bytes of a file of the commit.
	Same  func(path string, data []byte) bool
	Known *Verdicts

	leave string // what keys are made without: for tests, which find that out
}

// maxRecalled is the largest file that is looked at.
const maxRecalled = 16 << 20

// recalled is what a Memory says of the files of one run.
type recalled struct {
	judge *judge
	parts map[string]part // by path: nothing is wrong with these
	keys  map[string]key  // of the others, under which a verdict may be kept
}

func (r *recalled) has(e ledger.Entry) bool {
	_, ok := r.parts[e.Path]
	return ok
}

// recall looks for files in which nothing was found before, many at a time.
func (j *judge) recall(ctx context.Context, entries []ledger.Entry) *recalled {
	r := &recalled{judge: j, parts: map[string]part{}, keys: map[string]key{}}
	m := j.Memory
	if m == nil || j.Trust != nil || j.wantsDigests() || j.Past != nil && (!j.Past.Whole || j.Past.before != nil) {
		return r
	}
	ground, ok := m.ground(j, entries)
	if !ok {
		return r
	}
	parts, keys := make([]*part, len(entries)), make([]key, len(entries))
	crew.Do(len(entries), func(i int) {
		if ctx.Err() == nil {
			parts[i], keys[i] = m.look(j, ground, entries[i])
		}
	})
	for i, e := range entries {
		if parts[i] != nil {
			r.parts[e.Path] = *parts[i]
		} else if keys[i] != (key{}) {
			r.keys[e.Path] = keys[i]
		}
	}
	return r
}

// look gives what there is of a learner where nothing is wrong with the file, else the key under which that
// may be kept; none where nothing may.
func (m *Memory) look(j *judge, ground key, e ledger.Entry) (*part, key) {
	data, ok := m.read(e.Path)
	if !ok {
		return nil, key{}
	}
	seat := m.Seat(e.Path)
	if seat == "" {
		return nil, key{}
	}
	s := m.stamp()
	s.put("ground", string(ground[:]))
	s.put("path", e.ID, e.Path)
	s.put("seat", seat)
	content := sha256.Sum256(data)
	s.put("content", string(content[:]))
	if j.Past != nil {
		s.traces(j.Past.History, string(data))
	}
	k := s.key()
	v, ok := m.Known.get(k)
	if ok && !time.Unix(v.Newest, 0).After(j.Now.Add(slack)) {
		return v.part(j.seed, e, data), key{}
	}
	if ok || !m.Same(e.Path, data) {
		return nil, key{}
	}
	return nil, k
}

// read gives a file of the work tree.
func (m *Memory) read(name string) ([]byte, bool) {
	info, err := fs.Lstat(m.Disk, name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxRecalled {
		return nil, false
	}
	data, err := fs.ReadFile(m.Disk, name)
	return data, err == nil
}

// keep keeps that nothing is wrong with a file, if that is so.
func (r *recalled) keep(s *subject, p part) {
	k, ok := r.keys[s.learner.File]
	if !ok || len(p.problems) > 0 || len(p.unknown) > 0 || p.counts.anchored > 0 || p.counts.old > 0 {
		return
	}
	if s.Past != nil && p.counts.undated+p.counts.wordings > 0 {
		return // what could not be read of the history may be there the next time
	}
	if id := s.learner.Supervisor; id != "" && len(s.book.Program.Designations(id)) == 0 {
		return // whether that is a learner here is part of the verdict
	}
	for _, proof := range s.proofs {
		if !proof.by.Compromised.IsZero() {
			return
		}
	}
	v := verdict{
		Records: p.counts.records, Signatures: p.counts.signatures, Undated: p.counts.undated, Wordings: p.counts.wordings,
		Email: p.person.email, Keys: p.person.keys,
	}
	for _, one := range s.records {
		if one.By != s.learner.ID && len(s.book.Program.Designations(one.By)) == 0 {
			return
		}
		v.Newest = max(v.Newest, one.At.Unix())
	}
	s.Memory.Known.put(k, v)
}

// part is what judging the file would give.
func (v verdict) part(seed maphash.Seed, e ledger.Entry, data []byte) *part {
	p := &part{
		counts: counts{learners: 1, records: v.Records, signatures: v.Signatures, undated: v.Undated, wordings: v.Wordings},
		person: person{id: e.ID, file: e.Path, email: v.Email, keys: v.Keys},
	}
	for text := range strings.Lines(string(data)) {
		if object, ok := strings.CutPrefix(text, line.Bullet+`{"v":1,"id":"`); ok {
			id, _, _ := strings.Cut(object, `"`)
			p.person.ids = append(p.person.ids, maphash.String(seed, id))
		}
	}
	return p
}

// ground stands for all that verdicts rest on but the file itself; false where it cannot be told.
func (m *Memory) ground(j *judge, entries []ledger.Entry) (key, bool) {
	program := j.Book.Program
	s := m.stamp()
	for _, name := range program.Files {
		if !m.file(s, "definitions", name) {
			return key{}, false
		}
	}
	for _, e := range entries {
		if len(program.Designations(e.ID)) > 0 && !m.file(s, "mentors", e.Path) {
			return key{}, false
		}
	}
	s.days(program.Zone)
	if j.Past == nil {
		return s.key(), true
	}
	s.put("history", j.Past.Prefix)
	for _, d := range j.Past.History.Definitions {
		s.put("turns", d.Commit, strings.Join(d.Paths, "\n"))
	}
	return s.key(), true
}

// file adds what a file of the commit says.
func (m *Memory) file(s stamp, part, name string) bool {
	data, err := fs.ReadFile(m.Commit, name)
	s.put(part, name, string(data))
	return err == nil
}

// key stands for all that a verdict rests on.
type key [sha256.Size]byte

// stamp makes a key out of texts.
type stamp struct {
	hash.Hash
	leave string
}

func (m *Memory) stamp() stamp { return stamp{sha256.New(), m.leave} }

// put adds texts of one part, each with its length.
func (s stamp) put(part string, texts ...string) {
	if s.leave != "" && strings.Contains(s.leave, part) {
		return
	}
	for _, text := range append(texts, part) {
		s.Write(binary.AppendUvarint(nil, uint64(len(text))))
		s.Write([]byte(text))
	}
}

// traces adds where each line of a learner's file came from.
func (s stamp) traces(h *history.History, text string) {
	var last history.Trace
	for one := range strings.Lines(text) {
		object, ok := strings.CutPrefix(strings.TrimSuffix(one, "\n"), line.Bullet)
		if !ok {
			continue
		}
		switch t, known := h.Trace(object); {
		case !known:
			s.put("traces", "unknown")
		case t == last:
			s.put("traces", "as before")
		default:
			last = t
			s.put("traces", t.Landed.Prefix, t.Landed.Path, t.Landed.Blob, t.Landed.Header, t.Landed.Definitions)
			s.step(t.Landed.Step)
			s.step(t.Introduced)
		}
	}
}

func (s stamp) step(t history.Step) {
	s.put("traces", t.Commit, t.Parent, t.Author, t.Committed.UTC().Format(time.RFC3339Nano))
}

// days adds when days begin in a zone.
func (s stamp) days(zone *time.Location) {
	const last = 2100
	for at := time.Unix(0, 0).In(zone); at.Year() < last; {
		_, offset := at.Zone()
		_, next := at.ZoneBounds()
		s.put("days", at.UTC().String(), time.Duration(offset).String())
		if next.IsZero() {
			return
		}
		if !next.After(at) { // package time has it so on the last day of 2040, in zones with summer time
			next = at.AddDate(0, 0, 1)
		}
		at = next
	}
}

func (s stamp) key() key { return key(s.Sum(nil)) }
