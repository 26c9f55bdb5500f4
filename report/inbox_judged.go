package report

import (
	"cmp"
	"fmt"
	"slices"

	"sojt/competency/calendar"
	"sojt/signoff"
)

// judged puts a cell into the inbox of a mentor who may judge it now, if the judgement is one that
// somebody waits for. A competency that two roles of a learner ask for waits once.
func (b *Inbox) judged(s *signoff.Standings, w waiting, fresh bool) bool {
	why, since := b.waits(w.role, w.cell, fresh)
	if why == "" {
		return false
	}
	step := b.in.bench().Next(w.learner, w.role, w.cell)
	line := fmt.Sprintf("sojt %s %s %s", step.Act, w.learner.ID, w.cell.Entry.ID)
	switch {
	case judged(step):
		if step.From != 0 || !slices.Contains(step.By, b.person) {
			return false
		}
	case step.Act != "" && why == waitsRequest && slices.Contains(b.in.bench().Signers(w.learner, w.role, w.cell), b.person):
		if step.Act != signoff.ActPractice {
			line = "sojt status " + w.learner.ID // what comes first is told there
		}
	default:
		return false
	}
	if why == waitsRequest && b.another(w) {
		return false
	}
	if twice(s, w.cell.Entry.ID) {
		first := s.RoleFor(w.cell.Entry.ID) == w.role.Role.ID
		switch i := b.find(w); {
		case i >= 0 && !first:
			return true
		case i >= 0:
			b.items = slices.Delete(b.items, i, i+1)
		case !first && judged(step):
			line += " --role " + w.role.Role.ID
		}
	}
	b.put(w, why, since, step.Act, line)
	return true
}

// another reports whether a request was made of somebody else who can answer it.
func (b *Inbox) another(w waiting) bool {
	to := w.cell.Request.To
	return to != "" && to != b.person && slices.Contains(b.in.bench().Signers(w.learner, w.role, w.cell), to)
}

func twice(s *signoff.Standings, competency string) bool {
	n := 0
	for _, r := range s.Roles {
		if r.Left == 0 && r.Cell(competency) != nil {
			n++
		}
	}
	return n > 1
}

// find is the place in the inbox of a learner's competency, in whatever role; -1 where it is not there. A
// learner's things stand together at its end while they are gathered.
func (b *Inbox) find(w waiting) int {
	for i := len(b.items) - 1; i >= 0 && b.items[i].learner == w.learner; i-- {
		if x := b.items[i]; x.cell != nil && x.cell.Entry.ID == w.cell.Entry.ID {
			return i
		}
	}
	return -1
}

// waits says why somebody waits for a judgement of a cell, and since when; "" where nobody does. Of what
// asks for no practice and was not begun, only what is next waits, and what is due soon.
func (b *Inbox) waits(r *signoff.RoleStanding, c *signoff.Cell, fresh bool) (string, calendar.Date) {
	if c.Request != nil {
		return waitsRequest, calendar.In(c.Request.At, b.in.Program.Zone)
	}
	switch c.Standing {
	case signoff.StandsReady:
		since := c.Ready
		if !c.Begun() {
			if !fresh && !b.in.soon(c.Due) {
				return "", 0
			}
			since = max(since, r.LastSeen)
		}
		if c.Flags.Has(signoff.Overdue) {
			since = min(since, c.Due)
		}
		return waitsReady, since
	case signoff.StandsPartial:
		if n := len(c.Passes); n > 0 {
			return waitsEvidence, c.Passes[n-1].Date
		}
		return waitsLevel, c.Date
	case signoff.StandsNotYet:
		if c.Rests != nil && c.Rests.Retest > b.in.Moment.AsOf {
			return "", 0
		}
		return waitsRetest, cmp.Or(retest(c), c.Date)
	case signoff.StandsCompetent, signoff.StandsWaived:
		return b.renewal(c)
	case signoff.StandsExpired, signoff.StandsLapsed:
		return waitsRenewal, c.Until + 1
	case signoff.StandsSuspect:
		return waitsReworded, max(c.Date, c.Entry.Revised)
	case signoff.StandsRevoked:
		return waitsRevoked, c.Date
	}
	return "", 0
}

func retest(c *signoff.Cell) calendar.Date {
	if c.Rests == nil {
		return 0
	}
	return c.Rests.Retest
}

// renewal says since when what is in place can be renewed, or is about to end.
func (b *Inbox) renewal(c *signoff.Cell) (string, calendar.Date) {
	switch {
	case c.RenewFrom != 0 && c.RenewFrom <= b.in.Moment.AsOf:
		return waitsRenewal, c.RenewFrom
	case c.RenewFrom == 0 && c.Flags.Has(signoff.Expiring):
		return waitsRenewal, b.opens(c.Until)
	}
	return "", 0
}

// firstFresh is the first cell of a role that could be judged and in which nothing was done yet; nil if
// there is none.
func (b *Inbox) firstFresh(r *signoff.RoleStanding) *signoff.Cell {
	for _, c := range steps(r) {
		if c.Standing == signoff.StandsReady && !c.Flags.Has(signoff.Blocked) && !c.Begun() {
			return c
		}
	}
	return nil
}
