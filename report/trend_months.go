package report

import (
	"slices"

	"sojt/competency/calendar"
	"sojt/signoff"
)

// month is one calendar month, or the part of it that is looked at.
type month struct {
	from, until calendar.Date
	whole       bool // all of it is looked at, and it is over

	signoffs, notYets, revocations int
	transcribed                    int   // judged elsewhere, and not in signoffs
	took                           []int // days to competence of the sign-offs of the month

	enrolled, qualified, stalled int     // people, at the end of until
	open, overdue                int     // competencies of all of them
	fresh, ended                 int     // learners in a role: qualified since the month before, and no longer so
	way                          []int   // days from the start to qualified, of fresh who never were before
	lost                         []place // who is counted in ended
}

// place is a learner in a role.
type place struct{ learner, role string }

// monthOf is the first and the last day of the month of a day.
func monthOf(d calendar.Date) (first, last calendar.Date) {
	y, m, _ := d.Split()
	first = calendar.Of(y, m, 1)
	return first, first.Add(calendar.Period{N: 1, Unit: calendar.Months}) - 1
}

// months lists the months of the filter from the first thing that took effect to the day of the report,
// those in which nothing happened among them.
func (in *Input) months() []month {
	from, until := in.Since, in.Moment.AsOf
	if in.Until != 0 {
		until = min(until, in.Until)
	}
	if began := in.began(); began == 0 {
		return nil
	} else if from == 0 {
		from, _ = monthOf(began)
	}
	var all []month
	for day := from; day <= until; {
		first, last := monthOf(day)
		all = append(all, month{from: day, until: min(last, until), whole: day == first && last <= until})
		day = last + 1
	}
	return all
}

// began is the first day on which anything took effect for who is shown; zero where nothing did yet.
func (in *Input) began() calendar.Date {
	var began calendar.Date
	for _, l := range in.People {
		for _, r := range l.Records {
			if d := r.Effect(in.Program.Zone); in.counts(r) && (began == 0 || d < began) {
				began = d
			}
		}
	}
	return began
}

// at is the place of the month of a day; -1 where none is looked at.
func at(months []month, d calendar.Date) int {
	i, _ := slices.BinarySearchFunc(months, d, func(m month, d calendar.Date) int { return int(m.until - d) })
	if i == len(months) || d < months[i].from {
		return -1
	}
	return i
}

// happened counts what was judged and taken back, in the month in which it took effect. A judgement that
// could never count, since its author could not make it, is left out.
func (in *Input) happened(months []month) {
	for _, l := range in.People {
		s := in.Book.Fold(l, in.Moment)
		for _, r := range signoff.Once(l.Records) {
			i, about := at(months, r.Effect(in.Program.Zone)), r
			if r.Type == signoff.Revoke {
				about = s.Record(r.Ref)
			}
			if i < 0 || about == nil || !in.knows(r) || !s.Authorised(r) || !s.Authorised(about) || !in.tells(l, about) {
				continue
			}
			switch m := &months[i]; {
			case r.Type == signoff.Signoff:
				m.signoffs++
			case r.Type == signoff.Observation && r.Outcome == signoff.NotYetOutcome:
				m.notYets++
			case r.Type == signoff.Transcribe && r.Outcome != signoff.NotYetOutcome:
				m.transcribed++
			case r.Type == signoff.Revoke && about.Type == signoff.Signoff:
				m.revocations++
			}
		}
	}
}

// tells reports whether a judgement is of a role and competency that the filter lets through.
func (in *Input) tells(l *signoff.Learner, r *signoff.Record) bool {
	if role := in.Program.Role(in.Role); role != nil && r.Role != in.Role && (r.Role != "" || role.Entry(r.Competency) == nil) {
		return false
	}
	if in.Department != "" && !in.Program.Beneath(in.Book.Department(l, r.Role), in.Department) {
		return false
	}
	if !in.partial() {
		return true
	}
	c := in.Program.Competency(r.Competency)
	return c != nil && in.covers(c)
}
