package report

import (
	"slices"
	"strings"

	"sojt/competency/calendar"
	"sojt/signoff"
)

// spell is a time in which somebody was qualified in a role, by what is known and asked for now.
type spell struct {
	from, until calendar.Date // until is the last day; zero: it lasts
	ended       string        // why
}

// qualifiedTimes finds the times in which a learner was finally qualified, by role, in their order. Between two
// days on which something was recorded somebody's standing changes at most once, by running out or by coming
// into force; that day is looked for.
func (in *Input) qualifiedTimes(l *signoff.Learner) map[string][]spell {
	days := in.turns(l)
	all := map[string][]spell{}
	was := qualifiedIn(in.foldedAt(l, days[0]))
	for i := 1; i < len(days); i++ {
		is := qualifiedIn(in.foldedAt(l, days[i]))
		for _, role := range in.Program.Roles {
			if id := role.ID; was[id] != is[id] {
				all[id] = in.turned(all[id], l, id, in.turn(l, id, days[i-1], days[i]))
			}
		}
		was = is
	}
	return all
}

// turns are the days on which a standing may change by a record, and those before them, to the day of the
// report.
func (in *Input) turns(l *signoff.Learner) []calendar.Date {
	days := []calendar.Date{in.Moment.AsOf}
	for _, r := range l.Records {
		if r.Type == signoff.Practice || r.Type == signoff.Note || !in.knows(r) {
			continue
		}
		for _, day := range []calendar.Date{r.Effect(in.Program.Zone), r.Start} {
			if day != 0 && day <= in.Moment.AsOf {
				days = append(days, day-1, day)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// turn is the first day after from, and to at the latest, on which a learner is qualified otherwise than on from.
func (in *Input) turn(l *signoff.Learner, role string, from, to calendar.Date) calendar.Date {
	was := qualifiedIn(in.foldedAt(l, from))[role]
	for to-from > 1 {
		if mid := from + (to-from)/2; qualifiedIn(in.foldedAt(l, mid))[role] == was {
			from = mid
		} else {
			to = mid
		}
	}
	return to
}

// turned adds a day on which somebody came to be qualified, or was no longer.
func (in *Input) turned(spells []spell, l *signoff.Learner, role string, day calendar.Date) []spell {
	if n := len(spells); n > 0 && spells[n-1].until == 0 {
		spells[n-1].until = day - 1
		spells[n-1].ended = unqualifiedBy(in.foldedAt(l, day-1).Role(role), in.foldedAt(l, day).Role(role), inIDs)
		return spells
	}
	return append(spells, spell{from: day})
}

// inIDs says in ids how a cell stands.
func inIDs(c *signoff.Cell) string { return c.Entry.ID + " " + c.Standing.String() }

// unqualifiedBy says what was no longer in place from one day to a later one.
func unqualifiedBy(was, is *signoff.RoleStanding, say func(c *signoff.Cell) string) string {
	if is == nil || is.Left != 0 {
		return "left the role"
	}
	var words []string
	for i := range is.Cells {
		c := &is.Cells[i]
		if before := was.Cell(c.Entry.ID); c.Asked && !c.Standing.Counts() && (before == nil || !before.Asked || before.Standing.Counts()) {
			words = append(words, say(c))
		}
	}
	if len(words) == 0 {
		return "its declaration ended"
	}
	return strings.Join(words, ", ")
}
