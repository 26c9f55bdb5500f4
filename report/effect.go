package report

import (
	"slices"
	"strconv"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
)

// Effect is one thing that changed definitions do to a learner, to the authority of a mentor, or to who
// can sign a competency.
type Effect struct {
	Change        string // a word of ChangeWords
	Learner       string // "" where it is about no learner
	Role          string
	Competency    string          // "" where it is about a role as a whole
	Mentor        string          // whose authority it is about, or who made the record
	On            calendar.Date   // the first day on which it is so
	Before, After string          // standings, ISO dates, numbers or ids, by the kind of change; "" for none
	Record        *signoff.Record // that it is about; nil for none
}

// Effects compares a learner's standings by the definitions before a change with those after it, on the
// same days: the day of the report, then days on which definitions take effect later. Each effect is
// named once, with the first day on which it is so. Who has left a role is left out of it, unless left is
// set. The program is that of after.
func Effects(p *competency.Program, before, after []*signoff.Standings, left bool) []Effect {
	c := &comparison{program: p, left: left, seen: map[Effect]bool{}}
	for i := range after {
		c.learner, c.on = after[i].Learner.ID, after[i].Moment.AsOf
		c.standings(before[i], after[i])
	}
	return c.found
}

type comparison struct {
	program *competency.Program
	left    bool
	learner string
	on      calendar.Date
	seen    map[Effect]bool
	found   []Effect
}

// add notes an effect, if it was not there on an earlier day.
func (c *comparison) add(change, role, competency, before, after string, r *signoff.Record) {
	key := Effect{Change: change, Role: role, Competency: competency}
	if !c.seen[key] {
		c.seen[key] = true
		c.found = append(c.found, Effect{Change: change, Learner: c.learner, Role: role, Competency: competency,
			On: c.on, Before: before, After: after, Record: r})
	}
}

func (c *comparison) standings(before, after *signoff.Standings) {
	for _, b := range before.Roles {
		if after.Role(b.Role.ID) == nil && c.in(b) {
			c.add("removed", b.Role.ID, "", state(b), "", nil)
		}
	}
	for _, a := range after.Roles {
		b := before.Role(a.Role.ID)
		if b == nil || !c.in(a) {
			continue // a role that is new has nobody who was in it before
		}
		c.cells(b, a)
		switch was, is := state(b), state(a); {
		case rank(is) < rank(was):
			c.add("disqualified", a.Role.ID, "", was, is, nil)
		case rank(is) > rank(was):
			c.add("qualified", a.Role.ID, "", was, is, a.Qualifying)
		}
	}
}

func (c *comparison) in(r *signoff.RoleStanding) bool { return c.left || r.Left == 0 }

// state is how a role as a whole stands, rank how much that is.
func state(r *signoff.RoleStanding) string {
	switch {
	case r.Qualified:
		return "qualified"
	case r.Interim:
		return "interim"
	}
	return ""
}

func rank(state string) int { return len(state) } // "" < interim < qualified

func (c *comparison) cells(before, after *signoff.RoleStanding) {
	role := after.Role.ID
	for i := range before.Cells {
		b := &before.Cells[i]
		switch {
		case after.Cell(b.Entry.ID) != nil:
		case c.program.Competency(b.Entry.ID) == nil && b.Standing.Counts():
			c.add("orphaned", role, b.Entry.ID, b.Standing.String(), "", b.Rests)
		case b.Asked:
			c.add("not-required", role, b.Entry.ID, b.Standing.String(), "", b.Rests)
		}
	}
	none := signoff.Cell{}
	for i := range after.Cells {
		a, b := &after.Cells[i], before.Cell(after.Cells[i].Entry.ID)
		if b == nil {
			b = &none
		}
		switch {
		case b.Asked && !a.Asked:
			c.released(role, a, b)
		case a.Asked && !b.Asked:
			c.required(role, a, b)
		case a.Asked || b.Entry != nil:
			c.compare(role, b, a)
		}
	}
}

// released is a requirement that is no longer there.
func (c *comparison) released(role string, a, b *signoff.Cell) {
	change := "not-required"
	if a.Entry.Retired != 0 && a.Entry.Retired <= c.on {
		change = "retired"
	}
	c.add(change, role, a.Entry.ID, b.Standing.String(), a.Standing.String(), b.Rests)
}

// required is a requirement that was not there: met by what is carried over, or by what was signed when
// it was not required, or open.
func (c *comparison) required(role string, a, b *signoff.Cell) {
	change, was := "required", ""
	if b.Entry != nil {
		was = b.Standing.String()
	}
	if carried(a) {
		change = "carried"
	}
	c.add(change, role, a.Entry.ID, was, a.Standing.String(), a.Rests)
}

// carried reports whether a cell counts by a sign-off of a competency that it replaces.
func carried(c *signoff.Cell) bool {
	return c.Standing.Counts() && c.Rests != nil && c.Rests.Competency != c.Entry.ID
}

// compare is what happens to a cell that is there before and after.
func (c *comparison) compare(role string, b, a *signoff.Cell) {
	id := a.Entry.ID
	was, is := b.Standing, a.Standing
	switch {
	case was.Counts() && !is.Counts():
		c.add(lost(a), role, id, was.String(), is.String(), b.Rests)
	case !was.Counts() && is.Counts():
		change := "regained"
		if carried(a) {
			change = "carried"
		}
		c.add(change, role, id, was.String(), is.String(), a.Rests)
	case was != is:
		c.add("moved", role, id, was.String(), is.String(), cmpRecord(a.Rests, b.Rests))
	case len(a.Passes) != len(b.Passes):
		c.add("passes", role, id, strconv.Itoa(len(b.Passes)), strconv.Itoa(len(a.Passes)), nil)
	}
	if was.Counts() && is.Counts() && a.Until != b.Until {
		change := "later"
		if b.Until == 0 || a.Until != 0 && a.Until < b.Until {
			change = "sooner"
		}
		c.add(change, role, id, b.Until.String(), a.Until.String(), a.Rests)
	}
	if a.Open && b.Open && a.Due != b.Due {
		change := "due-later"
		if b.Due == 0 || a.Due != 0 && a.Due < b.Due {
			change = "due-sooner"
		}
		c.add(change, role, id, b.Due.String(), a.Due.String(), nil)
	}
	if is.Counts() && a.Flags.Has(signoff.Unacknowledged) && !b.Flags.Has(signoff.Unacknowledged) {
		c.add("unacknowledged", role, id, "", "", a.Rests)
	}
	c.blocking(role, b, a)
}

// lost says in a word why a sign-off no longer counts.
func lost(a *signoff.Cell) string {
	switch a.Standing {
	case signoff.StandsSuspect, signoff.StandsPartial, signoff.StandsExpired, signoff.StandsLapsed:
		return a.Standing.String()
	}
	if a.Flags.Has(signoff.Unauthorised) {
		return "unauthorised"
	}
	return "lost"
}

func (c *comparison) blocking(role string, b, a *signoff.Cell) {
	was, is := strings.Join(b.Blocking, " "), strings.Join(a.Blocking, " ")
	fresh := slices.ContainsFunc(a.Blocking, func(id string) bool { return !slices.Contains(b.Blocking, id) })
	switch {
	case fresh && a.Open:
		c.add("blocked", role, a.Entry.ID, was, is, nil)
	case is != was && a.Open:
		c.add("unblocked", role, a.Entry.ID, was, is, nil)
	}
}

func cmpRecord(a, b *signoff.Record) *signoff.Record {
	if a != nil {
		return a
	}
	return b
}
