package verify

import (
	"sojt/competency/diag"
	"sojt/signoff"
)

// unsigned finds records without a signature that policy asks for; one that is not accepted is a
// finding already.
func (s *subject) unsigned(r *signoff.Record) {
	if !s.signed[r.Digest] && s.book.WantsSignature(s.learner, r, s.policy(r)) {
		s.found(diag.Error, CodeUnsigned, r, "type", "not signed, and policy requires it of records of type %s", r.Type).
			Hint = "revoke it, and record anew with a key; if its signature was removed, put the line back from git"
	}
}
