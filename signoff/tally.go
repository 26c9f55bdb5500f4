package signoff

import (
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
)

// count says which cells are open and which of these are overdue, and tallies them.
func (h *history) count(s *RoleStanding) {
	h.electives = s.electives(h.electives)
	for i := range s.Cells {
		c := &s.Cells[i]
		c.Open = s.Left == 0 && c.Asked && !c.Standing.Counts() && (c.Entry.Choice == "" || s.of(h.electives, c).open() > 0)
		c.flag(c.Open && c.Due != 0 && h.moment.AsOf > c.Due && !s.Paused, Overdue)
	}
	s.tally(h.electives, h.electives)
}

// Part is the role with those of its cells that keep lets through, counted by themselves: a choice
// asks for what is in place in the part and, as far as the part has electives for it, for what the
// whole still misses.
func (s *RoleStanding) Part(keep func(c *Cell) bool) *RoleStanding {
	whole, part := s.electives(nil), *s
	part.Cells = nil
	for _, c := range s.Cells {
		if keep(&c) {
			part.Cells = append(part.Cells, c)
		}
	}
	part.tally(part.electives(nil), whole)
	return &part
}

// tally counts the cells, and finds the next due day. A choice adds to what is required its n, and to
// what is done at most that; optional ones are in neither (SPEC 6). What a choice still misses is asked of
// whole, the choices over all cells.
func (s *RoleStanding) tally(electives, whole []elective) {
	s.Tally, s.NextDue = Tally{}, 0
	for i := range s.Cells {
		c := &s.Cells[i]
		s.Tally.add(c)
		switch {
		case !c.Flags.Has(Overdue):
		case c.Entry.Choice == "":
			s.Tally.Overdue++
		default:
			s.of(electives, c).overdue++
		}
		if c.Open && c.Due != 0 && (s.NextDue == 0 || c.Due < s.NextDue) {
			s.NextDue = c.Due
		}
	}
	for i := range electives {
		e, open := &electives[i], whole[i].open()
		s.Tally.Required += min(e.left, e.competent+e.waived+open)
		s.Tally.Competent += e.competent
		s.Tally.Waived += e.waived
		s.Tally.Overdue += min(e.overdue, open)
	}
}

// electives are how the role's choices stand, one after the other; in room, where there is some.
func (s *RoleStanding) electives(room []elective) []elective {
	room = slices.Grow(room[:0], len(s.Role.Choose))[:len(s.Role.Choose)]
	for i, choice := range s.Role.Choose {
		room[i] = s.elective(choice, room[i].days[:0])
	}
	return room
}

// of finds the choice that a cell belongs to.
func (s *RoleStanding) of(electives []elective, c *Cell) *elective {
	return &electives[slices.IndexFunc(s.Role.Choose, func(choice competency.Choice) bool { return choice.ID == c.Entry.Choice })]
}

// elective is how a choice stands. No more can be asked for than there still is to choose from: what
// is retired, not yet in force or not applicable leaves the choice.
type elective struct {
	left                     int // that can be chosen
	overdue                  int // see tally
	asked, competent, waived int
	unacknowledged           bool            // fewer are in place once those are left out that the learner has yet to acknowledge
	days                     []calendar.Date // on which those came into place that are, sorted
}

func (s *RoleStanding) elective(choice competency.Choice, room []calendar.Date) elective {
	e, acknowledged := elective{days: room}, 0
	for _, id := range choice.Of {
		c := s.Cell(id)
		if c == nil || !c.Asked {
			continue
		}
		e.left++
		e.competent += one(c.Standing == StandsCompetent)
		e.waived += one(c.Standing == StandsWaived)
		if c.complete() {
			acknowledged++
			e.days = append(e.days, c.since)
		}
	}
	e.asked = min(choice.N, e.left)
	e.competent = min(e.asked, e.competent)
	e.waived = min(e.asked-e.competent, e.waived)
	e.unacknowledged = acknowledged < e.competent+e.waived
	slices.Sort(e.days)
	return e
}

// open is how many are missing.
func (e elective) open() int { return e.asked - e.competent - e.waived }

// complete reports whether a cell counts and is acknowledged where that is asked for.
func (c *Cell) complete() bool { return c.Standing.Counts() && !c.Flags.Has(Unacknowledged) }

func (t *Tally) add(c *Cell) {
	competent, waived := one(c.Standing == StandsCompetent), one(c.Standing == StandsWaived)
	switch {
	case c.Asked && c.Entry.Required:
		t.Required++
		t.Competent += competent
		t.Waived += waived
	case c.Asked: // an elective: counted with its choice
	case c.Entry.Required || c.Entry.Choice != "":
		t.NotRequired++
	default:
		t.Optional++
		t.OptionalDone += competent + waived
	}
	t.Deferred += one(c.Flags.Has(Deferred))
	t.Expiring += one(c.Flags.Has(Expiring))
	t.Transcribed += one(c.Rests != nil && c.Rests.Type == Transcribe && c.Standing.Counts())
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
