package signoff

import "sojt/competency"

// As is a role as it would stand if the learner were enrolled in it from the day of the standings; as it
// stands, for a learner who is in it.
func (s *Standings) As(role *competency.Role) *RoleStanding {
	p := s.history.open(role.ID)
	if p == nil {
		p = &period{start: s.Moment.AsOf}
	}
	return s.history.roleIn(role, p)
}

// took is what a first sign-off took; not known where there was none, or nothing before it.
type took struct {
	days, runs int
	known      bool
}

// Took is how many days went by from the first work on a competency that was recorded to its first
// sign-off, and how many practice runs were logged by then. It is not ok where there was no sign-off, it
// was transcribed, or nothing was recorded before it.
func (s *Standings) Took(id string) (days, runs int, ok bool) {
	if s.history == nil {
		return 0, 0, false // standings that no fold made
	}
	t := s.history.lookup(id)
	if t == nil || !t.took.known {
		return 0, 0, false
	}
	return t.took.days, t.took.runs, true
}
