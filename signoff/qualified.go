package signoff

import (
	"slices"

	"sojt/competency/calendar"
)

// qualify works out whether all that the role requires is in place, and whether a coordinator said
// so where the role asks for it. A deferral is no pass: it allows an interim qualification only.
func (h *history) qualify(s *RoleStanding) {
	if s.Left != 0 {
		return
	}
	all, interim := s.inPlace(h.electives)
	since := max(s.completeSince(h.electives), s.Start)
	if s.ButFor = interim && !all; all {
		s.InPlace = since
	}
	if s.Role.Qualify == "" {
		if s.Qualified = all; all {
			s.Since = since
		}
		return
	}
	if all {
		if r := h.qualification(s, false); r != nil {
			s.Qualified, s.Since, s.Qualifying = true, max(r.Date, since), r
			return
		}
	}
	if interim {
		if r := h.qualification(s, true); r != nil {
			s.Interim, s.Since, s.InterimTo, s.Qualifying = true, r.Date, r.Until, r
		}
	}
}

// qualification finds the latest qualify record of the present period that holds on the day, or nil.
func (h *history) qualification(s *RoleStanding, interim bool) *Record {
	for _, r := range slices.Backward(h.records) {
		if r.Type != Qualify || r.Role != s.Role.ID || r.Interim != interim || h.void[r] || h.day(r) < s.Start {
			continue
		}
		if r.By == r.Learner || h.designation(r) == nil || (r.Until != 0 && h.moment.AsOf > r.Until) {
			continue
		}
		return r
	}
	return nil
}

// inPlace reports whether everything asked for counts and is acknowledged where that is asked for,
// and whether nothing is missing but what is deferred.
func (s *RoleStanding) inPlace(electives []elective) (all, interim bool) {
	all, interim = true, true
	for i := range s.Cells {
		c := &s.Cells[i]
		if !c.Asked || !c.Entry.Required || c.complete() {
			continue
		}
		all = false
		if c.Standing.Counts() || !c.Flags.Has(Deferred) {
			interim = false
		}
	}
	for i := range electives {
		e := &electives[i]
		if e.open() > 0 || e.unacknowledged {
			all, interim = false, false
		}
	}
	return all, interim
}

// completeSince is the day on which the last piece came into place.
func (s *RoleStanding) completeSince(electives []elective) calendar.Date {
	var since calendar.Date
	for i := range s.Cells {
		if c := &s.Cells[i]; c.Asked && c.Entry.Required {
			since = max(since, c.since)
		}
	}
	for i := range electives {
		if e := &electives[i]; e.asked > 0 && e.asked <= len(e.days) {
			since = max(since, e.days[e.asked-1])
		}
	}
	return since
}
