package ledger

import (
	"context"
	"iter"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/disk"
	"sojt/signoff/line"
)

// Skim is Each for those who keep nothing of what they are given: a learner and its records are lent, and
// become other learners' as soon as the function returns. worker is called once for each worker, so that the
// function it gives can have room of its own; that one gets one learner after the other. Strings stay as they
// are, but one of a record keeps the text of its whole file in memory: clone what is kept. Those of the header
// are short.
func Skim[T any](ctx context.Context, l *Ledger, program *competency.Program, entries []Entry,
	worker func() func(*signoff.Learner, diag.List) (T, error)) iter.Seq2[T, error] {
	return skim(ctx, l, program, entries, func() func(*file) (T, error) {
		f := worker()
		return func(file *file) (T, error) { return f(file.learner, file.problems) }
	})
}

// handful is how many files a worker of skim gets at a time: to hand one over costs a good part of reading it.
const handful = 8

func skim[T any](ctx context.Context, l *Ledger, program *competency.Program, entries []Entry, worker func() func(*file) (T, error)) iter.Seq2[T, error] {
	return inOrder(ctx, l, entries, handful, func() (func(Entry) (T, error), func()) {
		f, s := worker(), newSkimmer(l, program)
		return func(e Entry) (T, error) {
			read, err := s.read(e)
			if err != nil {
				return *new(T), err
			}
			return f(read)
		}, s.files.Close
	})
}

// skimmer reads files in which all is well: some ten times as fast as the strict reader (scan), since of a line
// that is in order nothing has to be said, and everything that holds a file serves the next one. It makes no
// problem and no message: whatever is not plain is read again from its beginning by the strict reader.
type skimmer struct {
	strict  *room
	files   *disk.Reader
	parser  signoff.Parser
	digests signoff.Digests
	pool    []*signoff.Record // of the files; those of the one being read come first
	ids     []string
	file    file // lent
	learner signoff.Learner
}

// Limits of what is skimmed: the text of a file is held whole. Beyond so many records the pool is let go of.
const (
	maxSkimmed = 4 << 20
	maxPool    = 4096
)

func newSkimmer(l *Ledger, program *competency.Program) *skimmer {
	return &skimmer{strict: newRoom(), files: disk.NewReader(l.fsys), file: file{ledger: l, program: program}}
}

// read gives a file as the strict reader would; it is lent until the next one is read.
func (s *skimmer) read(e Entry) (*file, error) {
	text, err := s.files.Text(e.Path, maxSkimmed)
	if err == nil && s.plain(e, text) {
		return &s.file, nil
	}
	return s.file.ledger.read(e, s.file.program, s.strict)
}

// plain reads a text if nothing at all is wrong with it.
func (s *skimmer) plain(e Entry, text string) bool {
	f := s.begin(e)
	body, ok := f.plainHeader(text)
	if !ok {
		return false
	}
	ascending, role := true, ""
	for n := 0; body != ""; n++ {
		object, rest, ended := strings.Cut(body, "\n")
		object, bullet := strings.CutPrefix(object, line.Bullet)
		r := s.room(n)
		if !ended || !bullet || n == maxRecords || !s.parser.Quick(object, r) || !f.own(r) {
			return false
		}
		if n > 0 && r.ID <= s.pool[n-1].ID {
			ascending = false
		}
		f.learner.Records, f.learner.Lines = s.pool[:n+1], append(f.learner.Lines, f.scan.number)
		f.scan.number++
		if r.Role != role { // most records of a file name the same
			f.role(n, r)
			role = r.Role
		}
		f.competency(n, r)
		body = rest
	}
	return len(f.problems) == 0 && (ascending || s.different()) && s.digests.Resolve(f.learner.Records)
}

// begin readies the reading of a file in the room of the one before.
func (s *skimmer) begin(e Entry) *file {
	used := len(s.learner.Records)
	if used > maxPool {
		s.pool, used = nil, 0
	}
	for _, r := range s.pool[:used] { // a record that is not used again would hold the text of its file
		*r = signoff.Record{}
	}
	s.parser.Forget()
	s.learner = signoff.Learner{ID: e.ID, File: e.Path, Lines: s.learner.Lines[:0]}
	s.file = file{ledger: s.file.ledger, program: s.file.program, path: e.Path, id: e.ID, learner: &s.learner}
	return &s.file
}

// room gives the room for record n of a file.
func (s *skimmer) room(n int) *signoff.Record {
	if n == len(s.pool) {
		more := make([]signoff.Record, 64)
		for i := range more {
			s.pool = append(s.pool, &more[i])
		}
	}
	return s.pool[n]
}

// own reports whether a record is of this file's program and learner.
func (f *file) own(r *signoff.Record) bool {
	return r.Learner == f.id && (r.Program == f.program.ID || f.program.ID == "")
}

// different reports whether no id stands twice: then no record does. A merge leaves them in any order.
func (s *skimmer) different() bool {
	s.ids = s.ids[:0]
	for _, r := range s.learner.Records {
		s.ids = append(s.ids, r.ID)
	}
	slices.Sort(s.ids)
	n := len(s.ids)
	return len(slices.Compact(s.ids)) == n
}
