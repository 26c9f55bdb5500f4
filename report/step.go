package report

import (
	"cmp"
	"slices"

	"sojt/competency/calendar"
	"sojt/signoff"
)

// steps lists the cells of a role that are still to do, in the order in which to take them up: what presses,
// then what does not; within both what a mentor can sign now, what is under way, what has not begun, what is
// deferred, and last what a prerequisite blocks; within these what ran out or is due first, then the role's
// order.
func steps(r *signoff.RoleStanding) []*signoff.Cell {
	var open []*signoff.Cell
	for i := range r.Cells {
		if c := &r.Cells[i]; c.Open {
			open = append(open, c)
		}
	}
	slices.SortStableFunc(open, byPressure)
	return open
}

// ahead gives the first of the steps and what of them is due first, without putting all in order; nil where there
// is none.
func ahead(r *signoff.RoleStanding) (next, soonest *signoff.Cell) {
	for i := range r.Cells {
		c := &r.Cells[i]
		if !c.Open {
			continue
		}
		if next == nil || byPressure(c, next) < 0 {
			next = c
		}
		if c.Due != 0 && (soonest == nil || c.Due < soonest.Due || c.Due == soonest.Due && byPressure(c, soonest) < 0) {
			soonest = c
		}
	}
	return next, soonest
}

// byPressure compares cells by what presses, then by turn.
func byPressure(a, b *signoff.Cell) int {
	if p, q := presses(a), presses(b); p != q {
		return one(q) - one(p)
	}
	return byTurn(a, b)
}

// byTurn compares cells by whose turn it is, then by the day by which they are wanted.
func byTurn(a, b *signoff.Cell) int {
	return cmp.Or(cmp.Compare(turn(a), turn(b)), cmp.Compare(wanted(a), wanted(b)))
}

// presses reports whether a cell is overdue or was lost, and can be taken up.
func presses(c *signoff.Cell) bool {
	return (c.Flags.Has(signoff.Overdue) || isLoss(c.Standing)) && turn(c) < turnDeferred
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

// The turns of what is to do: from turnDeferred on it has to wait.
const (
	turnSign = iota
	turnBegun
	turnFresh
	turnDeferred
	turnBlocked
)

func turn(c *signoff.Cell) int {
	switch {
	case c.Flags.Has(signoff.Blocked):
		return turnBlocked
	case c.Deferral != nil:
		return turnDeferred
	}
	switch c.Standing {
	case signoff.StandsReady, signoff.StandsRequested, signoff.StandsPartial,
		signoff.StandsSuspect, signoff.StandsExpired, signoff.StandsLapsed:
		return turnSign
	case signoff.StandsPractising, signoff.StandsNotYet, signoff.StandsRevoked:
		return turnBegun
	default:
		return turnFresh
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
	switch s {
	case signoff.StandsNotYet:
		return "not yet"
	case signoff.StandsNone:
		return "not begun"
	}
	return s.String()
}

// standingWord is a standing of a row in words for the eye.
func standingWord(s string) string {
	for _, known := range []signoff.Standing{signoff.StandsNotYet, signoff.StandsNone} {
		if s == known.String() {
			return standingText(known)
		}
	}
	return s
}

// stateText says in words for the eye where a cell is, as its letter in the matrix does: what is blocked or
// deferred is that, whatever was done for it.
func stateText(c *signoff.Cell) string {
	if l := letter(c); l == "b" || l == "d" {
		return meaning(l)
	}
	return standingText(c.Standing)
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
