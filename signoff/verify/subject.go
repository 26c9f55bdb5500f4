package verify

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/line"
)

// subject is one learner under examination.
type subject struct {
	*judge
	learner *signoff.Learner

	records  []*signoff.Record // each once, in file order
	lines    map[*signoff.Record]int
	byDigest map[string]*signoff.Record
	problems diag.List
	counts   counts

	framework []*signoff.Record // those that say what all others need; see enough
	hearings  map[court]*signoff.Hearing

	signed map[string]bool // digests of records with a signature, good or bad
	good   []signature     // those that fit what they sign
	proofs []proof         // those of them by a key that was the author's
	stolen map[string]bool // digests of records that whoever got hold of a key could have made

	traces      map[*signoff.Record]came
	revocations map[string][]*signoff.Record // by the digest of the record revoked; those without an error
}

// checks is all that is asked about each record, in order.
func checks() []func(*subject, *signoff.Record) {
	return []func(*subject, *signoff.Record){
		(*subject).time, (*subject).links, (*subject).unsigned, (*subject).entered,
		(*subject).rules, (*subject).late, (*subject).wording,
	}
}

// examine runs every check over every record.
func (j *judge) examine(l *signoff.Learner, problems diag.List) *subject {
	s := &subject{
		judge: j, learner: l,
		lines:       make(map[*signoff.Record]int, len(l.Records)),
		byDigest:    make(map[string]*signoff.Record, len(l.Records)),
		signed:      map[string]bool{},
		stolen:      map[string]bool{},
		traces:      map[*signoff.Record]came{},
		revocations: map[string][]*signoff.Record{},
	}
	for i, r := range l.Records {
		s.lines[r] = l.Lines[i]
		if s.byDigest[r.Digest] == nil {
			s.byDigest[r.Digest] = r
			s.records = append(s.records, r)
		}
	}
	s.counts.learners, s.counts.records = 1, len(s.records)
	s.take(problems)
	s.signatures()
	s.authors()
	for _, r := range s.records {
		if s.Past.old(r) {
			s.counts.old++
			continue
		}
		for _, check := range checks() {
			check(s, r)
		}
	}
	s.mend()
	s.problems.Sort()
	return s
}

// take takes over what reading the file found, and adds the digests of the records concerned.
func (s *subject) take(problems diag.List) {
	at := make(map[int]*signoff.Record, len(s.learner.Records))
	for i, r := range s.learner.Records {
		at[s.learner.Lines[i]] = r
	}
	for _, p := range problems {
		if r := at[p.Pos.Line]; r != nil && r.ID == p.Record {
			p.Digest, p.Commit = r.Digest, s.commit(r)
		}
		s.problems = append(s.problems, p)
	}
}

// found adds a problem with a record, at the value of a key, or where the record has none of the
// keys, at the record itself.
func (s *subject) found(severity diag.Severity, code string, r *signoff.Record, key, format string, args ...any) *diag.Problem {
	s.problems = append(s.problems, diag.Problem{
		Severity: severity, Code: code, Record: r.ID, Digest: r.Digest, Commit: s.commit(r),
		Pos:     diag.Pos{File: s.learner.File, Line: s.lines[r], Column: column(r, key)},
		Message: fmt.Sprintf(format, args...),
	})
	return &s.problems[len(s.problems)-1]
}

// column is where the value of a key begins in the record's line; 1 where it has no such key.
func column(r *signoff.Record, key string) int {
	object, _ := r.Line() // it was read from a line
	at := line.Value(object, key)
	if at == 0 {
		return 1
	}
	return len(line.Bullet) + 1 + utf8.RuneCountInString(object[:at])
}

// recordedOn is the day a record was made.
func (s *subject) recordedOn(r *signoff.Record) calendar.Date {
	return calendar.In(r.At, s.book.Program.Zone)
}

// recorded compares two records in the order in which they were made.
func recorded(a, b *signoff.Record) int {
	return cmp.Or(a.At.Compare(b.At), strings.Compare(a.ID, b.ID))
}
