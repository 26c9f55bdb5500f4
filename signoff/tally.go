package signoff

import (
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
)

// count says which cells are open and which of these are overdue, and tallies them.
func (h *history) count(s *RoleStanding) {
	missing := s.wanting()
	for i := range s.Cells {
		c := &s.Cells[i]
		c.Open = s.Left == 0 && c.Asked && !c.Standing.Counts() && (c.Entry.Choice == "" || missing[c.Entry.Choice] > 0)
		c.flag(c.Open && c.Due != 0 && h.moment.AsOf > c.Due && !s.Paused, Overdue)
	}
	s.tally(missing)
}

// Part is the role with those of its cells that keep lets through, counted by themselves: a choice
// asks for what is in place in the part and, as far as the part has electives for it, for what the
// whole still misses.
func (s *RoleStanding) Part(keep func(c *Cell) bool) *RoleStanding {
	missing := s.wanting()
	part := *s
	part.Cells = nil
	for _, c := range s.Cells {
		if keep(&c) {
			part.Cells = append(part.Cells, c)
		}
	}
	part.tally(missing)
	return &part
}

// tally counts the cells, and finds the next due day. A choice adds to what is required its n, and to
// what is done at most that; optional ones are in neither (SPEC 6).
func (s *RoleStanding) tally(missing map[string]int) {
	s.Tally, s.NextDue = Tally{}, 0
	overdue := map[string]int{} // by choice; "" is what is required by itself
	for i := range s.Cells {
		c := &s.Cells[i]
		s.Tally.add(c)
		overdue[c.Entry.Choice] += one(c.Flags.Has(Overdue))
		if c.Open && c.Due != 0 && (s.NextDue == 0 || c.Due < s.NextDue) {
			s.NextDue = c.Due
		}
	}
	s.Tally.Overdue = overdue[""]
	for _, choice := range s.Role.Choose {
		e, open := s.elective(choice), missing[choice.ID]
		s.Tally.Required += min(e.left, e.competent+e.waived+open)
		s.Tally.Competent += e.competent
		s.Tally.Waived += e.waived
		s.Tally.Overdue += min(overdue[choice.ID], open)
	}
}

// wanting is, for each choice, how many are still asked for.
func (s *RoleStanding) wanting() map[string]int {
	open := map[string]int{}
	for _, choice := range s.Role.Choose {
		open[choice.ID] = s.elective(choice).open()
	}
	return open
}

// elective is how a choice stands. No more can be asked for than there still is to choose from: what
// is retired, not yet in force or not applicable leaves the choice.
type elective struct {
	left                     int // that can be chosen
	asked, competent, waived int
	unacknowledged           bool            // fewer are in place once those are left out that the learner has yet to acknowledge
	days                     []calendar.Date // on which those came into place that are, sorted
}

func (s *RoleStanding) elective(choice competency.Choice) elective {
	e, acknowledged := elective{}, 0
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
