package main

import (
	"fmt"
	"slices"

	"sojt/competency/calendar"
	"sojt/signoff"
)

// enrolOne drafts one enrolment. One that is there already is told and left, or made once more with the
// list's first day where that is asked for.
func (r *roll) enrolOne(p person, o learnersOptions, reason string) error {
	said := p.start != ""
	if !said {
		p.start = o.start
	}
	start, err := r.dateOr("start", p.start)
	if err != nil {
		return err
	}
	if err := r.seat(p); err != nil {
		return err
	}
	there := r.enrolment(p, start)
	movable := there != nil && (said || o.start != "") && there.Start != start && !slices.Contains(r.drafts, there) && !r.used(there)
	switch {
	case movable && o.replace:
		return r.move(p, there, reason)
	case there != nil && there.Start <= start:
		r.there++
		if p.start != "" && there.Start != start {
			way := ""
			if movable {
				way = "; --replace has the list's day"
			}
			r.app.tell("%s: %s is enrolled in %s since %s, and the list says %s%s", p.place, p.learner, p.role, there.Start, start, way)
		}
		return nil
	}
	objections := len(r.refused)
	if err := r.draftOne(p, reason); err != nil {
		return err
	}
	if !said {
		r.undated++
	}
	if movable {
		for i := range r.refused[objections:] {
			r.refused[objections+i].Remedy = "where the list is right: sojt import learners FILE --replace"
		}
	}
	return nil
}

// draftOne drafts an enrolment with its place.
func (r *roll) draftOne(p person, reason string) error {
	before := len(r.drafts)
	err := r.enroll(p, reason)
	for _, x := range r.drafts[before:] {
		r.places[x] = p.place
	}
	return err
}

// enrolment is the one in a role that is open on a day or begins later; nil for none.
func (r *roll) enrolment(p person, day calendar.Date) *signoff.Record {
	open := r.standings(p.learner, day).Role(p.role)
	if open != nil && open.Left != 0 {
		open = nil
	}
	for _, x := range r.people[p.learner].Learner.Records {
		if x.Type != signoff.Enroll || x.Role != p.role || r.takenBack(x) != nil {
			continue
		}
		if open != nil && x.Start == open.Start || open == nil && x.Start > day {
			return x
		}
	}
	return nil
}

// used reports whether anything else is recorded that another first day could change.
func (r *roll) used(enrolment *signoff.Record) bool {
	for _, x := range r.people[enrolment.Learner].Learner.Records {
		about := x.Role == enrolment.Role || x.Role == "" && x.Type != signoff.Revoke
		if x != enrolment && about && r.takenBack(x) == nil {
			return true
		}
	}
	return false
}

// move revokes an enrolment, from the day on which it begins, and drafts it with the list's first day.
func (r *roll) move(p person, there *signoff.Record, reason string) error {
	x := r.draft(signoff.Revoke, p.learner)
	x.Date, x.Ref = min(there.Start, r.today), there.Digest
	x.Reason = fmt.Sprintf("began on %s, not %s (%s)", p.start, there.Start, p.place)
	if err := r.add(x); err != nil {
		return err
	}
	r.places[x] = p.place
	r.moved++
	return r.draftOne(p, reason)
}

// tellStarts says who begins on a day that no row says, since sign-offs of earlier days do not count.
func (r *roll) tellStarts(o learnersOptions) {
	if r.undated == 0 {
		return
	}
	day, err := r.dateOr("start", o.start)
	if err != nil {
		return // each row says so
	}
	begin := "begin"
	if r.undated == 1 {
		begin = "begins"
	}
	why := "where the list says no first day"
	if !r.list.Has("start") {
		why = "as there is no column of first days"
	}
	way := ""
	switch {
	case o.start != "":
	case !r.list.Has("start") && len(r.list.Ignored()) > 0:
		way = ": name the column with --map start=HEADER, or a day for all with --start DAY"
	default:
		way = ": --start DAY names another"
	}
	r.app.tell("%s %s %s, %s; sign-offs count only from the first day%s", counted(r.undated, "enrolment"), begin, r.dayName(day), why, way)
}

func (r *roll) dayName(day calendar.Date) string {
	if day == r.today {
		return "today, " + day.Human()
	}
	return "on " + day.Human()
}
