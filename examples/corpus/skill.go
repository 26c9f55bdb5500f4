package main

import (
	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
)

// skill is where a learner is with one competency: as much of the rules as it takes to make records
// that break none of them.
type skill struct {
	entry *competency.Entry
	role  string
	index int // of the entry in its role

	trained   bool
	asked     bool // requested since the last judgement
	method    string
	runs      int
	helpers   []string // who may not certify it, where the certifier is separate
	passes    []*signoff.Record
	row       int             // judgements in a row without a not-yet
	tried     int             // judgements since the latest sign-off
	stands    *signoff.Record // the sign-off, transcription or waiver that holds; nil: none
	until     calendar.Date   // its last good day; zero: for ever
	first     calendar.Date   // of the first sign-off
	performed calendar.Date
	signed    *signoff.Record // the latest sign-off, whether or not it stands
	unacked   bool
	after     calendar.Date // deferred until then
}

// expire lets a sign-off that ran out before a day no longer stand.
func (s *skill) expire(day calendar.Date) {
	if s.stands != nil && s.until != 0 && day > s.until {
		s.stands, s.passes, s.row = nil, nil, 0
	}
}

// lapsed reports whether it was too long since it was last done with somebody watching.
func (s *skill) lapsed(day calendar.Date) bool {
	c := s.entry.Currency
	return s.stands != nil && s.stands.Type != signoff.Waive && !c.IsZero() && day > s.performed.Add(c)
}

// renewable reports whether a sign-off on the day would be a renewal inside its window.
func (s *skill) renewable(day calendar.Date) bool {
	return s.stands != nil && s.stands.Type != signoff.Waive && s.until != 0 && s.until.Sub(s.entry.Renew.Window) <= day && day <= s.until
}

// open reports whether there is something to do that leads to a sign-off.
func (s *skill) open(day calendar.Date) bool {
	s.expire(day)
	return s.after < day && (s.stands == nil || s.renewable(day) || s.lapsed(day))
}

// sign lets a sign-off stand.
func (s *skill) sign(r *signoff.Record) {
	start, renew := r.Date, s.entry.Renew
	if s.renewable(r.Date) {
		start = s.until
	}
	if s.first == 0 {
		s.first = r.Date
	}
	s.until = 0
	if !renew.Every.IsZero() {
		s.until = start.Add(renew.Every)
		if !renew.First.IsZero() && start < s.first.Add(renew.Until) {
			s.until = start.Add(renew.First)
		}
	}
	s.stands, s.signed, s.performed = r, r, r.Date
	s.passes, s.row, s.tried, s.asked = nil, 0, 0, false
	s.unacked = s.entry.Acknowledge
}

// enough reports whether what was seen before is enough for a sign-off by a mentor on a day.
func (s *skill) enough(by string, day calendar.Date) bool {
	rule := s.entry.Evidence
	people, days := map[string]bool{by: true}, map[calendar.Date]bool{day: true}
	for _, r := range s.passes {
		people[r.By], days[r.Date] = true, true
	}
	return len(s.passes)+1 >= rule.Passes && len(people) >= rule.Mentors && len(days) >= rule.Days && (!rule.Consecutive || s.row+1 >= rule.Passes)
}

// short reports whether passes are missing, whoever signs and whenever.
func (s *skill) short() bool {
	rule := s.entry.Evidence
	return len(s.passes)+1 < rule.Passes || rule.Consecutive && s.row+1 < rule.Passes
}
