package verify

import (
	"slices"

	"sojt/signoff"
)

// wording counts the records whose wording is not today's: whether it ever was the competency's
// (E-WORDING), and for a sign-off, whether its criteria were met, is known to the history alone. Of
// an editorial wording the first is known.
func (s *subject) wording(r *signoff.Record) {
	c := s.book.Program.Competency(r.Competency)
	if c == nil || r.Fingerprint == "" || r.Fingerprint == c.Fingerprint {
		return
	}
	if r.Type == signoff.Signoff || !slices.Contains(c.Editorial, r.Fingerprint) {
		s.counts.wordings++
	}
}
