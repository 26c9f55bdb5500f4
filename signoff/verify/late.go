package verify

import (
	"sojt/competency/diag"
	"sojt/signoff"
)

// late compares the flag with the policy. It was written from the policy that its author had, so a
// difference is no more than worth a look.
func (s *subject) late(r *signoff.Record) {
	if r.Type != signoff.Observation && r.Type != signoff.Signoff {
		return
	}
	day, book := s.recordedOn(r), s.law(r).book
	after := book.Program.Policy.LateAfter
	switch late := book.Late(r.Date, day); {
	case late && !r.Late:
		s.found(diag.Warning, CodeLate, r, "date", "seen on %s and recorded on %s, later than %s, and not flagged late", r.Date.Human(), day.Human(), after).
			Hint = hintLate
	case !late && r.Late:
		s.found(diag.Warning, CodeLate, r, "late", "flagged late, seen on %s and recorded on %s", r.Date.Human(), day.Human()).
			Hint = hintLate
	}
}

const hintLate = "nothing to do if late_after in sojt.yaml was changed since; else the line was not written by sojt"
