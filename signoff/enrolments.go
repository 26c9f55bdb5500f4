package signoff

import "sojt/competency/calendar"

// Enrolment is a time in which a learner was in a role.
type Enrolment struct {
	Start calendar.Date
	Left  calendar.Date // the day of leaving; zero: still enrolled
}

// Enrolments are the times in which the learner has been in a role by the moment, in their order.
func (s *Standings) Enrolments(role string) []Enrolment {
	if s.history == nil {
		return nil // standings that no fold made
	}
	var all []Enrolment
	if stay := s.history.stay(role); stay != nil {
		for _, p := range stay.periods {
			all = append(all, Enrolment{p.start, p.left})
		}
	}
	return all
}

// TakenBack gives the revocation that took a record back, whatever it is now a ground for: of those that stand
// and are known, the first to take effect, be it on a later day than that of the standings. Nil where there is
// none.
func (s *Standings) TakenBack(digest string) *Record {
	h := s.history
	if h == nil {
		return nil // standings that no fold made
	}
	var first *Record
	for _, r := range h.known {
		if r.Ref == digest && h.revokes(r) && !h.void[r] && s.RevokedLater(r.Identify()) == nil && (first == nil || h.order(r, first) < 0) {
			first = r
		}
	}
	return first
}
