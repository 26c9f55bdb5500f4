package signoff

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
)

// enrolled is rule 1: on the day the work was seen the learner is in a role that has this
// competency, and neither paused nor gone. Work seen before a leave may be entered after it.
func (j *judgement) enrolled() []Refusal {
	l := j.name(j.learner.ID)
	switch {
	case j.role == nil || j.c == nil:
		return refuse("enrolled", "add it to a role with `use`", "%s is in no role that has %s", l, j.r.Competency)
	case j.entry == nil:
		return refuse("enrolled", j.otherRole(), "%s does not have %s", j.role.ID, j.c.ID)
	case j.period == nil && j.next(j.role.ID) != nil:
		return nil // rule 9 says so
	case j.period == nil:
		if p := j.h.last(j.role.ID); p != nil && p.left != 0 {
			return refuse("enrolled", j.enrolIn(j.role.ID), "%s left %s on %s", l, j.role.ID, p.left.Human())
		}
		return refuse("enrolled", j.enrolIn(j.role.ID), "%s is not enrolled in %s", l, j.role.ID)
	case j.period.paused() && j.r.Type != Waive:
		return j.paused(l)
	}
	return nil
}

// paused is rule 1 for a day in a pause, which may be over by the day of recording.
func (j *judgement) paused(l string) []Refusal {
	from := j.period.pauses[len(j.period.pauses)-1].from
	if stay := j.now().stay(j.role.ID); stay != nil {
		for _, p := range stay.periods {
			for _, pause := range p.pauses {
				if pause.from <= j.day && j.day < pause.to {
					return refuse("enrolled", "give the day on which the work was seen: --date DATE", "%s was paused %s", l, pause.days())
				}
			}
		}
	}
	resume := fmt.Sprintf("sojt resume %s%s", j.learner.ID, j.on("date")) + j.byCoordinator()
	return refuse("enrolled", resume, "%s is paused since %s", l, from.Human())
}

// days names the days of a pause that is over; the day of resuming is not one of them.
func (p pause) days() string {
	if last := p.to - 1; p.from < last {
		return "from " + p.from.Human() + " to " + last.Human()
	}
	return "on " + p.from.Human()
}

// on is a flag that puts a command on the record's day, where that is before today.
func (j *judgement) on(flag string) string {
	if j.day >= j.today {
		return ""
	}
	return fmt.Sprintf(" --%s %s", flag, j.day)
}

// enrolIn is the way to an enrolment in a role that covers the record's day. One that starts later
// has to go first: it cannot be edited.
func (j *judgement) enrolIn(role string) string {
	if later := j.next(role); later != nil {
		return j.again(later, j.day)
	}
	return fmt.Sprintf("sojt enroll %s %s%s", j.learner.ID, role, j.on("start")) + j.byCoordinator()
}

// again is the way to another start day of an enrolment, which is as if it had never been made.
func (j *judgement) again(enrolment *Record, start calendar.Date) string {
	from := ""
	if enrolment.Start < j.today {
		from = " --from " + enrolment.Start.String()
	}
	return fmt.Sprintf("sojt revoke %s%s --reason TEXT, then sojt enroll %s %s --start %s", enrolment.ID, from, j.learner.ID, enrolment.Role, start) +
		j.byCoordinator()
}

// otherRole is the way out when the role that was named does not have the competency: one of the
// learner's that does, else the enrolment in one.
func (j *judgement) otherRole() string {
	if roles := j.h.rolesFor(j.r.Type, j.c.ID, j.day); len(roles) > 0 {
		return "--role " + roles[0].ID
	}
	if role := j.likelyRole(); role != nil {
		return j.enrolIn(role.ID)
	}
	return "add it to a role with `use`"
}

// presence is rule 1 for the acts on an enrolment itself.
func (j *judgement) presence() []Refusal {
	r, l := j.r, j.name(j.learner.ID)
	open := j.openPeriods()
	inRole := ""
	if r.Role != "" {
		inRole = " --role " + r.Role
	}
	command := func(verb, rest string) string {
		return fmt.Sprintf("sojt %s %s%s%s%s", verb, j.learner.ID, inRole, j.on("date"), rest) + j.byCoordinator()
	}
	switch {
	case r.Type == Enroll:
		if p := j.h.open(r.Role); p != nil {
			remedy := "nothing to do"
			if p.start != r.Start {
				remedy += "; for another start day: " + j.again(p.enrol, r.Start)
			}
			return refuse("enrolled", remedy, "%s is enrolled in %s since %s", l, r.Role, p.start.Human())
		}
		if later := j.next(r.Role); later != nil && !j.leaves(later.Start) {
			return refuse("enrolled", "for an earlier start day: "+j.again(later, r.Start),
				"%s is enrolled in %s from %s", l, r.Role, later.Start.Human())
		}
	case len(open) == 0 && r.Role != "":
		return refuse("enrolled", j.enrolIn(r.Role), "%s is not enrolled in %s on %s", l, r.Role, j.day.Human())
	case len(open) == 0:
		return refuse("enrolled", j.enrolIn("ROLE"), "%s is enrolled in no role on %s", l, j.day.Human())
	case r.Type == Pause && !slices.ContainsFunc(open, func(p *period) bool { return !p.paused() }):
		return refuse("enrolled", command("resume", ""), "%s is paused already", l)
	case r.Type == Resume && !slices.ContainsFunc(open, (*period).paused):
		return refuse("enrolled", command("pause", " --reason TEXT"), "%s is not paused", l)
	}
	return nil
}

// leaves reports whether the learner leaves the record's role between its day and another one.
func (j *judgement) leaves(before calendar.Date) bool {
	for _, r := range j.h.docket.sought {
		if r.Type == Leave && (r.Role == "" || r.Role == j.r.Role) && j.day <= r.Date && r.Date < before && !j.now().void[r] {
			return true
		}
	}
	return false
}

func (j *judgement) openPeriods() []*period {
	var open []*period
	for i := range j.h.stays {
		if s := &j.h.stays[i]; s.last().left == 0 && (j.r.Role == "" || j.r.Role == s.role.ID) {
			open = append(open, s.last())
		}
	}
	return open
}

// roleStatus is rule 2: judged at the time of recording. A draft role takes enrolment and practice
// only, a retired one nothing, a retired competency nothing.
func (j *judgement) roleStatus() []Refusal {
	var found []Refusal
	if j.role != nil {
		switch status := j.role.Status; {
		case status == competency.Retired:
			found = refuse("role", j.nextRole(), "%s is retired", j.role.ID)
		case status == competency.Draft && j.r.Type != Enroll && j.r.Type != Practice:
			found = refuse("role", fmt.Sprintf("set `status: adopted` in roles/%s.yaml", j.role.ID),
				"%s is a draft and takes no sign-off yet", j.role.ID)
		}
	}
	if j.c != nil && j.c.Retired != 0 && j.today >= j.c.Retired {
		remedy := "sojt status " + j.learner.ID
		if heirs := j.book.heirs[j.c.ID]; len(heirs) > 0 {
			remedy = list(heirs) + " took its place"
		}
		found = append(found, refuse("role", remedy, "%s is retired since %s", j.c.ID, j.c.Retired.Human())...)
	}
	return found
}

// nextRole is the way out of a retired role: those that follow it.
func (j *judgement) nextRole() string {
	if len(j.role.Next) == 0 {
		return fmt.Sprintf("set `status: adopted` in roles/%s.yaml, if it is in use again", j.role.ID)
	}
	var ways []string
	for _, id := range j.role.Next {
		ways = append(ways, fmt.Sprintf("sojt enroll %s %s", j.learner.ID, id))
	}
	return strings.Join(ways, ", or ") + j.byCoordinator()
}
