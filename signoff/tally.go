package signoff

import (
	"slices"

	"sojt/competency/calendar"
)

// count fills in the tally, the overdue flags and the next due day. A choice adds its n to what is
// required, and at most n to what is done; optional entries are in neither (SPEC 6).
func (h *history) count(s *RoleStanding) {
	met := map[string]bool{}
	for _, choice := range s.Role.Choose {
		competent, waived := s.chosen(choice.Of)
		competent = min(choice.N, competent)
		waived = min(choice.N-competent, waived)
		s.Tally.Required += choice.N
		s.Tally.Competent += competent
		s.Tally.Waived += waived
		met[choice.ID] = competent+waived == choice.N
	}
	for i := range s.Cells {
		c := &s.Cells[i]
		s.Tally.add(c)
		if !c.Asked || c.Due == 0 || c.Standing.Counts() || met[c.Entry.Choice] {
			continue
		}
		if s.NextDue == 0 || c.Due < s.NextDue {
			s.NextDue = c.Due
		}
		if h.moment.AsOf > c.Due && s.Left == 0 && !s.Paused {
			c.Flags |= Overdue
			s.Tally.Overdue++
		}
	}
}

// chosen counts the electives of a choice that are competent and waived.
func (s *RoleStanding) chosen(of []string) (competent, waived int) {
	for _, id := range of {
		if c := s.Cell(id); c != nil && c.Asked {
			competent += one(c.Standing == StandsCompetent)
			waived += one(c.Standing == StandsWaived)
		}
	}
	return competent, waived
}

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

// qualify works out whether all that the role requires is in place, and whether a coordinator said
// so where the role asks for it. A deferral is no pass: it allows an interim qualification only.
func (h *history) qualify(s *RoleStanding, p *period) {
	if s.Left != 0 {
		return
	}
	all, interim, since := s.inPlace()
	since = max(since, s.Start)
	if s.Role.Qualify == "" {
		s.Qualified = all
		if all {
			s.Since = since
		}
		return
	}
	for _, r := range slices.Backward(h.records) {
		if r.Type != Qualify || r.Role != s.Role.ID || h.void[r.Digest] || h.day(r) < p.start {
			continue
		}
		if r.By == r.Learner || h.designation(r) == nil || (r.Until != 0 && h.moment.AsOf > r.Until) {
			continue
		}
		s.Qualified = all && !r.Interim
		s.Interim = interim && r.Interim
		if s.Qualified || s.Interim {
			s.Since, s.Qualifying = max(r.Date, since), r
		}
		if s.Interim {
			s.Since, s.InterimTo = r.Date, r.Until
		}
		return
	}
}

// inPlace reports whether every asked competency counts and is acknowledged where that is asked
// for, whether only deferrals are missing, and the day the last piece came.
func (s *RoleStanding) inPlace() (all, interim bool, since calendar.Date) {
	all, interim = s.Tally.Competent+s.Tally.Waived >= s.Tally.Required, true
	for i := range s.Cells {
		c := &s.Cells[i]
		if !c.Asked || !c.Entry.Required {
			continue
		}
		if c.Flags.Has(Unacknowledged) && c.Standing.Counts() {
			all, interim = false, false
		}
		if !c.Standing.Counts() && !c.Flags.Has(Deferred) {
			interim = false
		}
		since = max(since, c.Date)
	}
	for _, choice := range s.Role.Choose {
		competent, waived := s.chosen(choice.Of)
		interim = interim && competent+waived >= choice.N
		since = max(since, s.chosenSince(choice.Of, choice.N))
	}
	return all, interim, since
}

// chosenSince is the day on which n electives of a choice were in place.
func (s *RoleStanding) chosenSince(of []string, n int) calendar.Date {
	var days []calendar.Date
	for _, id := range of {
		if c := s.Cell(id); c != nil && c.Asked && c.Standing.Counts() {
			days = append(days, c.Date)
		}
	}
	slices.Sort(days)
	if len(days) < n || n == 0 {
		return 0
	}
	return days[n-1]
}
