package signoff

import (
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
)

// count fills in the tally, the overdue flags and the next due day. A choice adds its n to what is
// required, and at most n to what is done; optional entries are in neither (SPEC 6).
func (h *history) count(s *RoleStanding) {
	electives := map[string]elective{}
	for _, choice := range s.Role.Choose {
		e := s.elective(choice)
		electives[choice.ID] = e
		s.Tally.Required += e.asked
		s.Tally.Competent += e.competent
		s.Tally.Waived += e.waived
	}
	overdue := map[string]int{} // by choice; "" is what is required by itself
	for i := range s.Cells {
		c := &s.Cells[i]
		s.Tally.add(c)
		if !c.Asked || c.Due == 0 || c.Standing.Counts() || (c.Entry.Choice != "" && electives[c.Entry.Choice].open() == 0) {
			continue
		}
		if s.NextDue == 0 || c.Due < s.NextDue {
			s.NextDue = c.Due
		}
		if h.moment.AsOf > c.Due && s.Left == 0 && !s.Paused {
			c.Flags |= Overdue
			overdue[c.Entry.Choice]++
		}
	}
	for choice, n := range overdue {
		if choice != "" {
			n = min(n, electives[choice].open())
		}
		s.Tally.Overdue += n
	}
}

// elective is how a choice stands. No more can be asked for than there still is to choose from: what
// is retired, not yet in force or not applicable leaves the choice.
type elective struct {
	asked, competent, waived int
	unacknowledged           bool            // fewer are in place once those are left out that the learner has yet to acknowledge
	days                     []calendar.Date // on which those came into place that are, sorted
}

func (s *RoleStanding) elective(choice competency.Choice) elective {
	e, left, acknowledged := elective{}, 0, 0
	for _, id := range choice.Of {
		c := s.Cell(id)
		if c == nil || !c.Asked {
			continue
		}
		left++
		e.competent += one(c.Standing == StandsCompetent)
		e.waived += one(c.Standing == StandsWaived)
		if c.complete() {
			acknowledged++
			e.days = append(e.days, c.since)
		}
	}
	e.asked = min(choice.N, left)
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
