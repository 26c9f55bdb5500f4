package report

import (
	"cmp"
	"fmt"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
)

// stalledAfter is how long nothing may happen in a role before a learner counts as stalled.
func stalledAfter() calendar.Period { return calendar.Period{N: 30, Unit: calendar.Days} }

type progress struct{ in *Input }

// newProgress makes the view of learners by role: how much is done of what is required, what is
// next and when it is due (SPEC 7.1).
func newProgress(in *Input) View { return progress{in} }

// Rows has one row a learner and role. After the keys of SPEC 7.2 come the numbers that SPEC 6 wants
// shown on their own; stalled_since is the last day anything happened, when that is 30 days ago. next is the
// first step by turn, as in status, due on next_day; next_due is the earliest day of all that is open, and
// next_due_competency what is due on it, which may be another one.
func (v progress) Rows() Rows {
	columns := []string{
		"learner", "role", "required", "competent", "waived", "percent", "qualified", "next_due", "overdue", "expiring", "last",
		"start", "left", "paused", "due_by", "qualified_since", "interim", "interim_until", "next", "next_standing",
		"deferred", "transcribed", "optional", "optional_done", "not_required", "stalled_since", "unread_lines", "next_day", "next_due_competency",
	}
	var rows [][]Value
	for _, s := range v.in.Standings {
		for _, r := range s.Roles {
			t, since := r.Tally, calendar.Date(0)
			if r.Qualified {
				since = r.Since
			}
			next, standing, day, soonest := "", "", calendar.Date(0), ""
			if open := steps(r); len(open) > 0 {
				next, standing, day = open[0].Entry.ID, open[0].Standing.String(), open[0].Due
				if first := soonestDue(open); first != nil {
					soonest = first.Entry.ID
				}
			}
			rows = append(rows, []Value{
				s.Learner.ID, r.Role.ID, t.Required, t.Competent, t.Waived, t.Percent(), r.Qualified, r.NextDue.String(), t.Overdue, t.Expiring, r.LastSeen.String(),
				r.Start.String(), r.Left.String(), r.Paused, r.DueBy.String(), since.String(), r.Interim, r.InterimTo.String(), next, standing,
				t.Deferred, t.Transcribed, t.Optional, t.OptionalDone, t.NotRequired, stalled(r, v.in.Moment.AsOf).String(), v.in.Unread[s.Learner.ID],
				day.String(), soonest,
			})
		}
	}
	return v.in.rows("progress", columns, rows)
}

// stalled is the day since when nothing happened with somebody who has something to do, as seen on a day, or no
// date.
func stalled(r *signoff.RoleStanding, today calendar.Date) calendar.Date {
	last := max(r.LastSeen, r.Start)
	if r.Qualified || r.Paused || r.Left != 0 || today <= last.Add(stalledAfter()) || len(steps(r)) == 0 {
		return 0
	}
	return last
}

// Page has a section a role, with a line a learner.
func (v progress) Page() Page {
	return v.in.page(v.in.byRole(v.section), v.footer()...)
}

func (v progress) section(role *competency.Role) Section {
	s := Section{
		Heading: heading(role),
		Columns: []Column{
			{Title: "learner", Wide: true}, {Title: "done", Right: true}, {Right: true}, {Title: "next", Wide: true}, {Title: "due"},
			{Title: "flags", Wide: true},
		},
	}
	sooner := false
	for _, m := range v.in.members(role.ID) {
		s.Rows = append(s.Rows, v.row(m.Learner, m.role))
		sooner = sooner || v.sooner(m.role, byIDs) != ""
	}
	if sooner {
		s.Legend = []string{"next: what to take up first, and the day on which that is due; what is due before it stands under flags"}
	}
	return s
}

func (v progress) row(l *signoff.Learner, r *signoff.RoleStanding) []Cell {
	t := r.Tally
	done := Text(fmt.Sprintf("%d of %d", t.Competent+t.Waived, t.Required))
	percent := Cell{Text: fmt.Sprintf("%d%%", t.Percent()), Number: t.Percent(), IsNumber: true, Percent: true}
	if t.Percent() == 100 {
		percent.Tone = Good
	}
	return []Cell{v.in.Person(l.ID), done, percent, v.next(r), v.due(r), v.flags(r)}
}

// due is the day on which what is named as next is due.
func (v progress) due(r *signoff.RoleStanding) Cell {
	open := steps(r)
	if r.Left != 0 || r.Qualified || len(open) == 0 {
		return Cell{}
	}
	c := open[0]
	cell := Cell{Text: v.in.day(c.Due), Date: c.Due}
	if c.Flags.Has(signoff.Overdue) {
		cell.Tone = Bad
	}
	return cell
}

// sooner names what is due before what is named as next, with its day, or nothing.
func (v progress) sooner(r *signoff.RoleStanding, called func(id string) string) string {
	open := steps(r)
	if r.Left != 0 || r.Qualified || len(open) == 0 {
		return ""
	}
	first := soonestDue(open)
	if first == nil || first == open[0] {
		return ""
	}
	if first.Flags.Has(signoff.Overdue) {
		return called(first.Entry.ID) + " was due " + v.in.day(first.Due)
	}
	return called(first.Entry.ID) + " due " + v.in.day(first.Due)
}

// next is what to take up next, or what came of it all.
func (v progress) next(r *signoff.RoleStanding) Cell {
	switch {
	case r.Left != 0:
		return Toned("left "+r.Left.Human(), Quiet)
	case r.Qualified:
		return Toned("qualified "+r.Since.Human(), Good)
	}
	open := steps(r)
	if len(open) == 0 {
		return v.wanting(r)
	}
	c := open[0]
	say := func(called func(id string) string) string {
		text := called(c.Entry.ID)
		switch {
		case c.Flags.Has(signoff.Blocked):
			text += " (after " + calling(c.Blocking, called) + ")"
		case c.Standing != signoff.StandsNone:
			text += " (" + standingText(c.Standing) + ")"
		}
		return text
	}
	return Cell{Text: say(byIDs), Full: say(inRole(r)), ID: c.Entry.ID, Tone: tone(c)}
}

// wanting is what still lacks where all competencies that are shown are in place.
func (v progress) wanting(r *signoff.RoleStanding) Cell {
	switch ids := unacknowledged(r); {
	case len(ids) > 0:
		return Cell{Text: ids[0] + " (to acknowledge)", Full: inRole(r)(ids[0]) + " (to acknowledge)", ID: ids[0], Tone: Soon}
	case v.in.partial():
		return Toned("all in place", Good)
	default:
		return Toned("to be qualified", Soon)
	}
}

func (v progress) flags(r *signoff.RoleStanding) Cell {
	t, tone := r.Tally, Plain
	var words []string
	if t.OptionalDone > 0 {
		words = append(words, fmt.Sprintf("%d of %d optional", t.OptionalDone, t.Optional))
	}
	note := func(n int, word string, is Tone) {
		if n > 0 {
			words = append(words, fmt.Sprintf("%d %s", n, word))
			tone = max(tone, is)
		}
	}
	note(t.Waived, "waived", Plain)
	note(t.Transcribed, "transcribed", Plain)
	note(t.Deferred, "deferred", Plain)
	note(t.Expiring, "expiring", Soon)
	note(t.Overdue, "overdue", Bad)
	place := len(words)
	if sooner := v.sooner(r, byIDs); sooner != "" {
		words = append(words, sooner)
	}
	lost := lostIn(r)
	for _, standing := range losses() {
		note(lost[standing], standing.String(), Bad)
	}
	if r.Interim {
		words = append(words, "interim "+v.in.until(r.InterimTo))
	}
	if r.Paused {
		words = append(words, "paused")
	}
	if since := stalled(r, v.in.Moment.AsOf); since != 0 {
		words = append(words, "stalled since "+v.in.day(since))
	}
	cell := Cell{Text: strings.Join(words, ", "), Tone: tone}
	if sooner := v.sooner(r, inRole(r)); sooner != "" {
		words[place] = sooner
		cell.Full = strings.Join(words, ", ")
	}
	return cell
}

// until writes the last good day, or that there is none.
func (in *Input) until(d calendar.Date) string {
	if d == 0 {
		return "without end"
	}
	return "until " + in.day(d)
}

// footer sums up, and names the learner whom to look at first: who is late, else who lost something.
func (v progress) footer() []string {
	qualified, late, whom, lost := 0, 0, [3]string{}, map[signoff.Standing]int{}
	look := func(place int, id string) { whom[place] = cmp.Or(whom[place], id) }
	for _, s := range v.in.Standings {
		done, overdue, of := false, false, map[signoff.Standing]bool{}
		for _, r := range s.Roles {
			done = done || r.Qualified
			overdue = overdue || r.Tally.Overdue > 0
			for standing := range lostIn(r) {
				of[standing] = true
			}
		}
		if done {
			qualified++
		}
		if overdue {
			late++
			look(0, s.Learner.ID)
		}
		for standing := range of {
			lost[standing]++
			look(1, s.Learner.ID)
		}
		look(2, s.Learner.ID)
	}
	if len(v.in.Standings) == 0 {
		return v.in.unread()
	}
	sum := fmt.Sprintf("%s: %d qualified, %d with something overdue", count(len(v.in.Standings), "learner"), qualified, late)
	for _, standing := range losses() {
		if n := lost[standing]; n > 0 {
			sum += fmt.Sprintf(", %d with something %s", n, standing)
		}
	}
	return append([]string{sum + ".  Details: sojt status " + cmp.Or(whom[:]...)}, v.in.unread()...)
}

// count writes a number and its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
