package report

import (
	"runtime"
	"sync"

	"sojt/competency/calendar"
	"sojt/signoff"
)

// stood is what one learner adds to a month.
type stood struct {
	enrolled, qualified, stalled bool
	open, overdue, fresh, ended  int
	took, way                    []int
}

// stands folds everybody at the end of each month, and adds up how that stood. This is what a trend costs,
// so it is shared out among the processors.
func (in *Input) stands(months []month) {
	if len(months) == 0 {
		return
	}
	stood := make([][]stood, len(in.People))
	var crew sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		crew.Go(func() {
			for i := range next {
				stood[i] = in.stoodAt(in.People[i], months)
			}
		})
	}
	for i := range in.People {
		next <- i
	}
	close(next)
	crew.Wait()
	for _, own := range stood {
		for i, s := range own {
			months[i].add(s)
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

// stoodAt is how a learner stood at the end of each month. Who was qualified before is known from the end of
// the month before the first, and from the months that are shown.
func (in *Input) stoodAt(l *signoff.Learner, months []month) []stood {
	all, began := make([]stood, len(months)), in.enrols(l)
	if began == 0 {
		return nil
	}
	was, ever := map[string]bool{}, map[string]bool{}
	if before := months[0].from - 1; began <= before {
		for _, r := range in.foldedAt(l, before).Roles { // nobody who left is qualified
			was[r.Role.ID], ever[r.Role.ID] = r.Qualified, r.Qualified
		}
	}
	for i, m := range months {
		if began > m.until {
			continue
		}
		now, s := map[string]bool{}, &all[i]
		for _, r := range in.foldedAt(l, m.until).Roles {
			if r.Left != 0 {
				continue
			}
			id := r.Role.ID
			now[id] = r.Qualified
			s.enrolled, s.qualified = true, s.qualified || r.Qualified
			s.stalled = s.stalled || stalled(r, m.until) != 0
			s.open += r.Tally.Required - r.Tally.Competent - r.Tally.Waived
			s.overdue += r.Tally.Overdue
			if r.Qualified && !was[id] {
				s.fresh++
			}
			if r.Qualified && !ever[id] {
				s.way = append(s.way, int(r.Since-r.Start))
			}
			ever[id] = ever[id] || r.Qualified
		}
		for id, qualified := range was {
			s.ended += one(qualified && !now[id])
		}
		was = now
	}
	for _, j := range journeysOf(in.foldedAt(l, in.Moment.AsOf)) {
		if days, known := j.days(); known {
			if i := at(months, j.Reached.Date); i >= 0 {
				all[i].took = append(all[i].took, days)
			}
		}
	}
	return all
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
