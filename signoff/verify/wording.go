package verify

import (
	"slices"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
)

// wording checks that what a record pins was once the wording of its competency (INTEGRITY 2.5):
// today's, an editorial one, or one that the history holds. Where the history was not read so far
// back, it is counted instead.
func (s *subject) wording(r *signoff.Record) {
	c := s.book.Program.Competency(r.Competency)
	if r.Fingerprint == "" || is(s.book.Program, r) != nil || (c != nil && editorial(c, r)) {
		return
	}
	switch was, sure := s.worded(r, s.law(r)); {
	case was != nil:
	case !sure:
		s.counts.wordings++
	default:
		s.found(diag.Error, CodeWording, r, "fingerprint", "revision %d of %s never had this wording", r.Revision, r.Competency).
			Hint = "revoke it, and sign off what is asked for: sojt revoke " + r.ID + " --reason TEXT"
	}
}

// editorial reports whether an earlier wording was declared to say the same. A sign-off's criteria were
// those of that wording all the same.
func editorial(c *competency.Competency, r *signoff.Record) bool {
	return r.Type != signoff.Signoff && r.Revision == c.Revision && slices.Contains(c.Editorial, r.Fingerprint)
}
