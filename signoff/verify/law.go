package verify

import (
	"cmp"

	"sojt/competency"
	"sojt/signoff"
)

// law is what a record is judged by: the definitions in force when it landed in the history
// (INTEGRITY 6.11), or today's where that is not known.
type law struct {
	book    *signoff.Rulebook
	learner *signoff.Learner // in the department and with the email of that time
	then    bool             // it is that of the record's time
}

// law finds what a record is judged by.
func (s *subject) law(r *signoff.Record) law {
	today := law{book: s.book, learner: s.learner}
	past := s.Past
	at, ok := s.landing(r)
	if !ok {
		return today
	}
	book := past.inForce(version{at.Definitions, at.Prefix}, s.book, s.underReview(r))
	if book == nil {
		return today
	}
	learner := *s.learner
	header := past.header(s.learner.ID, at.Header)
	learner.Department, learner.Email = header.Department, cmp.Or(header.Email, learner.Email)
	return law{book: book, learner: &learner, then: true}
}

// underReview reports whether a record is one that the trusted revision does not hold, so that the
// policy beside it may be a part of the change (INTEGRITY 6.2).
func (s *subject) underReview(r *signoff.Record) bool {
	return s.Trust != nil && s.Trust.Policy && !s.Trust.Held[r.Digest]
}

// offered is the law that the author of a record could know, where that is another one than it landed
// under: of the commit after which the branch that brought it went its own way. What that branch itself
// made of the definitions does not count: it could bring a rule that is easier to keep, and take it back.
func (s *subject) offered(r *signoff.Record, landed law) (law, bool) {
	t, ok := s.trace(r)
	if !ok || !landed.then || t.Introduced.Commit == "" || t.Introduced.Commit == t.Landed.Commit {
		return law{}, false
	}
	from := s.Past.forked(t.Introduced.Commit)
	if from == "" && !s.Past.Ground.Whole() {
		from = t.Introduced.Commit // where it went its own way lies beyond this clone
	}
	book := s.Past.inForce(version{from, t.Landed.Prefix}, s.book, s.underReview(r))
	if from == "" || book == nil {
		return law{}, false
	}
	return law{book: book, learner: landed.learner, then: true}, true
}

// worded finds a competency as it was when a record's revision and fingerprint were its wording: in
// the law, else in any version of the definitions that the history holds, newest first. Nil where
// none has it; sure where that is because none ever had.
func (s *subject) worded(r *signoff.Record, l law) (c *competency.Competency, sure bool) {
	if c := is(l.book.Program, r); c != nil {
		return c, true
	}
	past := s.Past
	if past == nil {
		return nil, false
	}
	prefix, sure := past.Prefix, past.Whole
	if at, ok := s.landing(r); ok {
		prefix = at.Prefix
	}
	for _, d := range past.History.Definitions {
		then, err := past.program(version{d.Commit, prefix})
		if c := is(then, r); c != nil {
			return c, true
		}
		sure = sure && err == nil
	}
	return nil, sure
}

// is gives the competency of a record in a program where its wording there is the record's.
func is(p *competency.Program, r *signoff.Record) *competency.Competency {
	if p == nil {
		return nil
	}
	if c := p.Competency(r.Competency); c != nil && c.Revision == r.Revision && c.Fingerprint == r.Fingerprint {
		return c
	}
	return nil
}
