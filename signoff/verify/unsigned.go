package verify

import (
	"sojt/competency/diag"
	"sojt/signoff"
)

// unsigned finds records without a signature that policy asked for when they landed; one that is not
// accepted is a finding already. Where it is not known when that was, a record may be older than the
// policy: then it is N-RULE (INTEGRITY 3).
func (s *subject) unsigned(r *signoff.Record) {
	l := s.law(r)
	if s.signed[r.Digest] || !s.book.WantsSignature(s.learner, r, &l.book.Program.Policy) {
		return
	}
	if !l.then && !s.underReview(r) && !s.uncommitted(r) {
		s.found(diag.Info, CodeRule, r, "type", "not signed, and today's policy requires it of records of type %s", r.Type).
			Hint = "whether policy did so when it was recorded is in git's history, which was not read so far back"
		return
	}
	s.found(diag.Error, CodeUnsigned, r, "type", "not signed, and policy requires it of records of type %s", r.Type).
		Hint = "revoke it, and record anew with a key; if its signature was removed, put the line back from git"
}

// uncommitted reports whether the whole history was read and has no such record: it is judged as if it
// were made now.
func (s *subject) uncommitted(r *signoff.Record) bool {
	if s.Past == nil || !s.Past.Whole {
		return false
	}
	_, ok := s.trace(r)
	return !ok
}
