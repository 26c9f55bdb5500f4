package signoff

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
)

// track of the competency the record is about; an empty one where nothing was recorded yet.
func (j *judgement) track() *track {
	if t := j.h.lookup(j.r.Competency); t != nil {
		t.expire(j.day)
		return t
	}
	return &track{competency: j.c}
}

// ready is rule 5: prerequisites in place on the day, practice and hours reached, and a request
// where policy wants one.
func (j *judgement) ready() []Refusal {
	if j.entry == nil {
		return nil
	}
	l, t := j.learner.ID, j.track()
	var found []Refusal
	for _, id := range j.h.blocking(j.c) {
		found = append(found, j.prerequisite(id)...)
	}
	practise := fmt.Sprintf("sojt practice %s %s%s", l, j.c.ID, j.on("date"))
	if t.runs < j.entry.Practice {
		found = append(found, refuse("practice", practise, "%d of %d runs logged%s", t.runs, j.entry.Practice, j.byDay())...)
	}
	if need := 60 * j.c.Hours; t.worked < need {
		day := ""
		if t.day.lost {
			day = "; of a day 24 h count at most"
		}
		found = append(found, refuse("hours", practise+" --minutes N", "%s of %d h of practice logged%s%s", hours(t.worked), j.c.Hours, j.byDay(), day)...)
	}
	if j.book.Program.Policy.RequestFirst && t.request == nil && !j.requested() {
		found = append(found, refuse("request", fmt.Sprintf("sojt request %s %s, by %s", l, j.c.ID, j.name(l)), "%s has not asked for this sign-off", j.name(l))...)
	}
	return found
}

// prerequisite says how a prerequisite stands on the day, and who can sign it off. One that is in place
// by now was not when the work was seen.
func (j *judgement) prerequisite(id string) []Refusal {
	c := j.book.Program.Competency(id)
	if since := j.placed(c); since != 0 {
		return refuse("prerequisite", fmt.Sprintf("work seen from then on: --date %s or later", since),
			"%s comes first and is in place since %s, not yet on %s", id, since.Human(), j.day.Human())
	}
	role := j.role
	if roles := j.h.rolesFor(Signoff, id, j.day); len(roles) > 0 && role.Entry(id) == nil {
		role = roles[0]
	}
	remedy := j.judging("signoff", id) + j.on("date") + j.by("a mentor who covers it", j.signs(role, c))
	how := ""
	if t := j.h.lookup(id); t != nil && t.stands != nil {
		how = fmt.Sprintf(": %s, good until %s", j.h.standing(t, measure(c)), t.lastGoodDay().Human())
		if until := t.lastGoodDay(); until == 0 || until >= j.day {
			how = ": " + j.h.standing(t, measure(c)).String()
		}
	}
	return refuse("prerequisite", remedy, "%s comes first and is not in place%s", id, how)
}

// placed is the day since which a competency is in place by now, where it was not on the record's day;
// zero where it is not.
func (j *judgement) placed(c *competency.Competency) calendar.Date {
	if j.day >= j.today {
		return 0
	}
	h := j.now()
	if !h.inPlace(c) {
		return 0
	}
	return h.lookup(c.ID).since(measure(c), j.today)
}

// requested reports whether a request is open on the day of recording: the learner may ask for the
// sign-off of work that was seen before.
func (j *judgement) requested() bool {
	t := j.now().lookup(j.c.ID)
	return t != nil && t.request != nil
}

func hours(minutes int) string {
	if minutes%60 == 0 {
		return fmt.Sprintf("%d", minutes/60)
	}
	return fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
}

// faultless is rule 6: SOJT signs off work done without error. Criteria are those of the wording
// that the record pins; another wording than today's is not judged here.
func (j *judgement) faultless() []Refusal {
	if j.entry == nil {
		return nil
	}
	var found []Refusal
	command := []string{"sojt observe", j.learner.ID, j.c.ID, "--outcome not-yet", "--note TEXT", "--action TEXT"}
	notYet := strings.Join(append(command, Captured(j.c, command)...), " ")
	if missing := j.unmet(); len(missing) > 0 {
		found = refuse("criteria", notYet, "not met: %s", list(missing))
	}
	if s := j.entry.Scale; s != nil {
		asked := j.entry.Level
		switch {
		case !j.r.Level.Set:
			found = append(found, refuse("level", fmt.Sprintf("--level %d", asked), "no level of %s given, %d is asked for", s.ID, asked)...)
		case s.Rank(j.r.Level.N) < 0:
			found = append(found, refuse("level", fmt.Sprintf("--level %d", asked), "%d is no level of %s", j.r.Level.N, s.ID)...)
		case s.Rank(j.r.Level.N) < s.Rank(asked):
			found = append(found, refuse("level", notYet, "level %d, %d is asked for", j.r.Level.N, asked)...)
		}
	}
	if !competency.Reaches(j.r.Accomplish, j.entry.Accomplish) {
		found = append(found, refuse("accomplish", fmt.Sprintf("let %s %s it", j.name(j.learner.ID), j.entry.Accomplish),
			"done as %s, at least %s is asked for", j.r.Accomplish, j.entry.Accomplish)...)
	}
	return found
}

// unmet lists the criteria that are not met, critical ones first.
func (j *judgement) unmet() []string {
	if j.r.Fingerprint != j.c.Fingerprint {
		return nil
	}
	return Unmet(j.c, j.r)
}

// Unmet lists the criteria of a competency, in the wording that a record pins, which the record does
// not say are met; critical ones first.
func Unmet(c *competency.Competency, r *Record) []string {
	var critical, rest []string
	for _, criterion := range c.Criteria {
		switch {
		case slices.Contains(r.Criteria, criterion.ID):
		case criterion.Critical:
			critical = append(critical, criterion.ID)
		default:
			rest = append(rest, criterion.ID)
		}
	}
	return append(critical, rest...)
}

// capture is the first part of rule 9: the fields the competency wants carried.
func (j *judgement) capture() []Refusal {
	if j.c == nil {
		return nil
	}
	var found []Refusal
	for _, key := range j.c.Capture {
		if !j.r.carries(key) {
			found = append(found, refuse("capture", captureFlag(key), "%s is not given", key)...)
		}
	}
	return found
}

// carries reports whether a field that a competency can ask for is there.
func (r *Record) carries(key string) bool {
	switch key {
	case "equipment":
		return r.Equipment != ""
	case "place":
		return r.Place != ""
	case "task":
		return r.Task != ""
	case "assessor":
		return r.Assessor != ""
	case "method":
		return r.Method != ""
	case "accomplish":
		return r.Accomplish != ""
	case "level":
		return r.Level.Set
	case "evidence":
		return len(r.Evidence) > 0
	default:
		return r.Note != ""
	}
}

// dated is the part of rule 9 that nobody can override: nothing is seen in the future, or before the
// learner starts (what is seen then would not count, SPEC 6). A waiver may be granted before.
func (j *judgement) dated() []Refusal {
	if j.day > j.today {
		return refuse("date", "--date "+j.today.String(), "%s is in the future", j.day.Human())
	}
	if j.r.Competency == "" || j.r.Type == Waive || j.role == nil || j.period != nil {
		return nil
	}
	later := j.next(j.role.ID)
	if later == nil {
		return nil // rule 1 says so
	}
	remedy := "if the start was earlier: " + j.again(later, j.day)
	if later.Start <= j.today {
		remedy = "--date " + later.Start.String() + "; " + remedy
	}
	return refuse("date", remedy, "%s is before %s starts in %s on %s", j.day.Human(), j.name(j.learner.ID), j.role.ID, later.Start.Human())
}

// lateness is the last part of rule 9.
func (j *judgement) lateness() []Refusal {
	late := j.book.Program.Policy.LateRefuse
	if late.IsZero() || j.today <= j.r.Date.Add(late) {
		return nil
	}
	remedy := "observe it again"
	if j.r.Type == Signoff {
		remedy += ", or sign it off with --override REASON" + j.by("a coordinator", func(m *competency.Mentor) bool {
			return j.coordinator(m) && j.c != nil && j.role != nil && j.signs(j.role, j.c)(m)
		})
	}
	return refuse("late", remedy,
		"seen on %s, and could be entered for %s, until %s", j.r.Date.Human(), late, j.r.Date.Add(late).Human())
}

// Late reports whether work seen on a day and recorded on another is flagged late by policy.
func (b *Rulebook) Late(seen, recorded calendar.Date) bool {
	after := b.Program.Policy.LateAfter
	return !after.IsZero() && recorded > seen.Add(after)
}

// already is rule 10: a sign-off of somebody who is competent is a renewal inside its window, or is
// meant: `reaffirms` names the sign-off that stands (--renew writes it).
func (j *judgement) already() []Refusal {
	t := j.track()
	if j.entry == nil || t.stands == nil || j.h.standing(t, j.entry) != StandsCompetent {
		return nil
	}
	if t.renewable(j.r.Date) || j.r.Reaffirms == t.stands.Identify() {
		return nil
	}
	remedy, until := "--renew, if that is meant", ""
	if t.until != 0 {
		until = ", until " + t.until.Human()
		remedy += fmt.Sprintf("; the window opens on %s", t.until.Sub(j.c.Renew.Window).Human())
	}
	return refuse("already", remedy, "%s is competent in %s since %s%s", j.name(j.learner.ID), j.c.ID, t.stands.Date.Human(), until)
}

// complete is rule 5 for qualifying: all that the role requires is in place, or all but deferrals for
// an interim qualification.
func (j *judgement) complete() []Refusal {
	if j.role == nil || j.period == nil {
		return nil
	}
	s := j.h.role(j.role)
	all, interim := s.inPlace(s.electives(nil))
	if all || (interim && j.r.Interim) {
		return nil
	}
	remedy := "sojt status " + j.learner.ID
	if interim {
		remedy = fmt.Sprintf("sojt qualify %s %s --interim", j.learner.ID, j.role.ID)
	}
	return refuse("complete", remedy, "%d of %d in place%s; open: %s", s.Tally.Competent+s.Tally.Waived, s.Tally.Required,
		j.byDay(), strings.Join(s.missing(j.r.Interim), ", "))
}

// missing says in words what keeps a role from being complete; for an interim qualification what is
// deferred does not.
func (s *RoleStanding) missing(interim bool) []string {
	var missing []string
	for i := range s.Cells {
		c := &s.Cells[i]
		switch {
		case !c.Asked || !c.Entry.Required || c.complete() || (interim && c.Flags.Has(Deferred)):
		case c.Standing.Counts():
			missing = append(missing, c.Entry.ID+" (not acknowledged)")
		default:
			missing = append(missing, c.Entry.ID+c.ended())
		}
	}
	for i, e := range s.electives(nil) {
		choice := s.Role.Choose[i]
		switch {
		case e.open() > 0:
			missing = append(missing, fmt.Sprintf("%d of %s", e.open(), choice.ID))
		case e.unacknowledged:
			missing = append(missing, choice.ID+" (not acknowledged)")
		}
	}
	return missing
}

// ended says in brackets what there was of a cell that is open and when it ended; "" where nothing was.
func (c *Cell) ended() string {
	switch {
	case c.RanOut != nil:
		return fmt.Sprintf(" (deferral ran out on %s)", c.RanOut.Until.Human())
	case c.Standing == StandsExpired || c.Standing == StandsLapsed:
		return fmt.Sprintf(" (%s, good until %s)", c.Standing, c.Until.Human())
	case c.Standing == StandsSuspect:
		return " (suspect)"
	case c.Standing == StandsRevoked || c.Standing == StandsNotYet:
		return fmt.Sprintf(" (%s on %s)", c.Standing, c.Date.Human())
	}
	return ""
}
