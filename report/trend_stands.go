package report

import (
	"slices"

	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/crew"
)

// stood is what one learner adds to a month.
type stood struct {
	enrolled, qualified, stalled bool
	open, overdue, fresh, ended  int
	took, way                    []int
	lost                         []string // the roles of ended
}

// stands folds everybody at the end of each month, and adds up how that stood. This is what a trend costs,
// so it is shared out among the processors.
func (in *Input) stands(months []month) {
	if len(months) == 0 {
		return
	}
	stood := make([][]stood, len(in.People))
	crew.Do(len(in.People), func(i int) { stood[i] = in.stoodAt(in.People[i], months) })
	for who, own := range stood {
		for i, s := range own {
			months[i].add(s)
			for _, role := range s.lost {
				months[i].lost = append(months[i].lost, place{in.People[who].ID, role})
			}
		}
	}
}

func (m *month) add(s stood) {
	m.enrolled += one(s.enrolled)
	m.qualified += one(s.qualified)
	m.stalled += one(s.stalled)
	m.open += s.open
	m.overdue += s.overdue
	m.fresh += s.fresh
	m.ended += s.ended
	m.took, m.way = append(m.took, s.took...), append(m.way, s.way...)
}

// stoodAt is how a learner stood at the end of each month. Who was qualified before is known from the ends of
// the months before the first, and from the months that are shown.
func (in *Input) stoodAt(l *signoff.Learner, months []month) []stood {
	began := in.enrols(l)
	if began == 0 {
		return nil
	}
	all, was, ever := make([]stood, len(months)), map[string]bool{}, map[string]bool{}
	before := months[0].from - 1
	if began <= before {
		was = qualifiedIn(in.foldedAt(l, before)) // nobody who left is qualified
	}
	for i, m := range months {
		if began > m.until {
			continue
		}
		folded := in.foldedAt(l, m.until)
		now, s := qualifiedIn(folded), &all[i]
		for _, r := range folded.Roles {
			if r.Left != 0 {
				continue
			}
			id := r.Role.ID
			s.sum(r, m.until)
			s.fresh += one(r.Qualified && !was[id])
			if r.Qualified && !was[id] && !ever[id] && !in.qualifiedBy(l, id, began, before) {
				s.way = append(s.way, int(r.Since-r.Start))
			}
			ever[id] = ever[id] || r.Qualified
		}
		for id := range was {
			if !now[id] {
				s.ended, s.lost = s.ended+1, append(s.lost, id)
			}
		}
		slices.Sort(s.lost)
		was = now
	}
	in.reached(l, months, all)
	return all
}

// qualifiedIn are the roles in which somebody is qualified.
func qualifiedIn(s *signoff.Standings) map[string]bool {
	roles := map[string]bool{}
	for _, r := range s.Roles {
		if r.Qualified {
			roles[r.Role.ID] = true
		}
	}
	return roles
}

// qualifiedBy reports whether somebody was qualified in a role at the end of any month from one day to
// another.
func (in *Input) qualifiedBy(l *signoff.Learner, role string, from, until calendar.Date) bool {
	for day := from; day <= until; day++ {
		_, day = monthOf(day)
		if qualifiedIn(in.foldedAt(l, min(day, until)))[role] {
			return true
		}
	}
	return false
}

// sum adds how somebody stood in a role at the end of a day.
func (s *stood) sum(r *signoff.RoleStanding, day calendar.Date) {
	s.enrolled, s.qualified = true, s.qualified || r.Qualified
	s.stalled = s.stalled || stalled(r, day) != 0
	s.open += r.Tally.Required - r.Tally.Competent - r.Tally.Waived
	s.overdue += r.Tally.Overdue
}

// reached adds how long the first sign-offs took, in their months.
func (in *Input) reached(l *signoff.Learner, months []month, all []stood) {
	for _, j := range journeysOf(in.foldedAt(l, in.Moment.AsOf)) {
		if days, known := j.days(); known {
			if i := at(months, j.Reached.Date); i >= 0 {
				all[i].took = append(all[i].took, days)
			}
		}
	}
}

// enrols is the first day of a learner's first enrolment that is known; zero where there is none.
func (in *Input) enrols(l *signoff.Learner) calendar.Date {
	var first calendar.Date
	for _, r := range l.Records {
		if r.Type == signoff.Enroll && in.knows(r) && (first == 0 || r.Start < first) {
			first = r.Start
		}
	}
	return first
}

// foldedAt is how a learner stood at the end of a day, by what is known at the moment of the input, with the
// roles and cells of the filter; a role that was left is among them.
func (in *Input) foldedAt(l *signoff.Learner, day calendar.Date) *signoff.Standings {
	all := *in
	all.IncludeLeft = true
	return all.narrow(in.Book.Fold(l, signoff.Moment{AsOf: day, KnownAt: in.Moment.KnownAt}))
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
