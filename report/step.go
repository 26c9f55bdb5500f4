package report

import (
	"slices"

	"sojt/competency/calendar"
	"sojt/signoff"
)

// steps lists the cells of a role that are still to do, in the order in which to take them up: what
// a mentor can sign now, what is under way, what has not begun, what is deferred, and last what a
// prerequisite blocks; within these what was lost or is due first, then the role's order.
func steps(r *signoff.RoleStanding) []*signoff.Cell {
	var open []*signoff.Cell
	for i := range r.Cells {
		if c := &r.Cells[i]; c.Open {
			open = append(open, c)
		}
	}
	slices.SortStableFunc(open, func(a, b *signoff.Cell) int {
		if turn(a) != turn(b) {
			return turn(a) - turn(b)
		}
		return int(wanted(a) - wanted(b))
	})
	return open
}

// soonestDue is what of the steps is due first, by turn where several are on one day, or nil where none has
// a day.
func soonestDue(open []*signoff.Cell) *signoff.Cell {
	var first *signoff.Cell
	for _, c := range open {
		if c.Due != 0 && (first == nil || c.Due < first.Due) {
			first = c
		}
	}
	return first
}

// unacknowledged lists what is in place and waits for the learner.
func unacknowledged(r *signoff.RoleStanding) []string {
	var ids []string
	for _, c := range r.Cells {
		if c.Standing.Counts() && c.Flags.Has(signoff.Unacknowledged) {
			ids = append(ids, c.Entry.ID)
		}
	}
	return ids
}

func turn(c *signoff.Cell) int {
	switch {
	case c.Flags.Has(signoff.Blocked):
		return 4
	case c.Deferral != nil:
		return 3
	}
	switch c.Standing {
	case signoff.StandsReady, signoff.StandsRequested, signoff.StandsPartial,
		signoff.StandsSuspect, signoff.StandsExpired, signoff.StandsLapsed:
		return 0
	case signoff.StandsPractising, signoff.StandsNotYet, signoff.StandsRevoked:
		return 1
	default:
		return 2
	}
}

// wanted is the day by which it should be in place: where it was and has run out, its last good day.
func wanted(c *signoff.Cell) calendar.Date {
	if c.Due == 0 && (c.Standing == signoff.StandsExpired || c.Standing == signoff.StandsLapsed) {
		return orLast(c.Until)
	}
	return orLast(c.Due)
}

func orLast(d calendar.Date) calendar.Date {
	if d == 0 {
		return 1 << 30
	}
	return d
}

// standingText says a standing in words for the eye.
func standingText(s signoff.Standing) string {
	if s == signoff.StandsNotYet {
		return "not yet"
	}
	return s.String()
}

// tone is what a cell means at a glance.
func tone(c *signoff.Cell) Tone {
	switch {
	case c.Flags.Has(signoff.Overdue), c.Flags.Has(signoff.Unauthorised):
		return Bad
	case c.Flags.Has(signoff.Expiring):
		return Soon
	}
	switch c.Standing {
	case signoff.StandsCompetent, signoff.StandsWaived:
		return Good
	case signoff.StandsSuspect, signoff.StandsExpired, signoff.StandsLapsed, signoff.StandsRevoked:
		return Bad
	case signoff.StandsNotYet:
		return Soon
	case signoff.StandsNone:
		return Quiet
	default:
		return Open
	}
}
