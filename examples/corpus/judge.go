package main

import (
	"slices"

	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
)

// step makes the next record on the way to a sign-off: shown, practised, asked for, judged.
func (l *life) step(s *skill) error {
	e := s.entry
	switch {
	case !s.trained:
		s.trained = true
		if by := l.mentor(s, nil); by != nil && (e.Practice > 0 || chance(l.random, 10)) {
			s.helpers = append(s.helpers, by.id)
			return l.write(&signoff.Record{Type: signoff.Trained, By: by.id, Competency: e.ID, Date: l.date(), Method: s.method, Minutes: line.N(10 + 5*l.random.IntN(10))}, by)
		}
	case s.runs < e.Practice || s.tried > 0 && chance(l.random, 2):
		return l.practise(s)
	case !s.asked && chance(l.random, 9):
		s.asked = true
		return l.write(&signoff.Record{Type: signoff.Request, By: l.learner, Competency: e.ID}, nil)
	}
	if s.runs < e.Practice {
		return l.practise(s)
	}
	return l.judge(s)
}

// practise is a run by the learner alone, or with a mentor who writes it down.
func (l *life) practise(s *skill) error {
	r := &signoff.Record{Type: signoff.Practice, By: l.learner, Competency: s.entry.ID, Date: l.date(), Method: s.method, Minutes: line.N(15 + 5*l.random.IntN(12))}
	s.runs++
	if by := l.mentor(s, nil); by != nil && chance(l.random, 3) {
		r.By, r.With = by.id, by.id
		s.helpers = append(s.helpers, by.id)
		s.performed = max(s.performed, r.Date)
	}
	return l.write(r, nil)
}

// judge is a run that a mentor watches: an observation where more than one pass is asked for, or it
// was not good enough, else the sign-off.
func (l *life) judge(s *skill) error {
	var but []string
	if s.entry.Separate {
		but = slices.Clone(s.helpers)
	}
	for _, r := range s.passes {
		if s.entry.Evidence.Mentors > 1 {
			but = append(but, r.By)
		}
	}
	by := l.mentor(s, but)
	if by == nil { // nobody is left who may: later, perhaps
		s.after = l.day() + 60
		return l.note()
	}
	if by.id == l.o.Stamp {
		l.friday()
	}
	day := l.date()
	switch good := l.pass(s, by); {
	case !s.open(day) || !s.open(l.day()):
		return l.note()
	case !good:
		return l.observe(s, by, day, false)
	case s.short() || !s.enough(by.id, day):
		return l.observe(s, by, day, true)
	}
	return l.signoff(s, by, day)
}

// friday moves the clock to the end of the next Friday, on which some mentors catch up.
func (l *life) friday() {
	day := l.day()
	for (day-firstDay())%7 != 4 {
		day++
	}
	l.advance(day, 16*60+50+l.random.IntN(10))
	l.seen = l.day()
}

// judged fills what observation and sign-off have in common.
func (l *life) judged(kind string, s *skill, by *mentor, day calendar.Date) *signoff.Record {
	e := s.entry
	s.asked = false
	return &signoff.Record{
		Type: kind, By: by.id, Role: s.role, Competency: e.ID, Revision: e.Revision, Fingerprint: e.Fingerprint, Date: day,
		Method: "direct-observation", Criteria: []string{"safe", "whole"}, Level: l.level(e.Competency, by), Late: l.day() > day+7,
	}
}

func (l *life) signoff(s *skill, by *mentor, day calendar.Date) error {
	r := l.judged(signoff.Signoff, s, by, day)
	r.Meaning = "observed and found competent"
	if chance(l.random, 6) {
		r.Note = one(l.random, feedback())
	}
	s.sign(r)
	return l.write(r, by)
}

// observe is one observation, or two of one run, by mentors who do not always agree.
func (l *life) observe(s *skill, by *mentor, day calendar.Date, good bool) error {
	if err := l.observation(s, by, day, good); err != nil {
		return err
	}
	other := l.mentor(s, []string{by.id})
	if !chance(l.random, 6) || l.count >= l.records-1 || other == nil || s.entry.Separate {
		return nil
	}
	l.advance(l.day(), 0)
	if chance(l.random, 6) {
		good = !good
	}
	return l.observation(s, other, day, good || other.id == l.o.Stamp)
}

func (l *life) observation(s *skill, by *mentor, day calendar.Date, good bool) error {
	r := l.judged(signoff.Observation, s, by, day)
	r.Outcome = signoff.CompetentOutcome
	s.tried++
	if good {
		s.helpers = append(s.helpers, by.id)
		s.passes, s.row, s.performed = append(s.passes, r), s.row+1, max(s.performed, day)
		return l.write(r, by)
	}
	r.Outcome, r.Criteria = signoff.NotYetOutcome, one(l.random, [][]string{nil, {"safe"}, {"safe"}, {"whole"}})
	r.Errors = one(l.random, [][]string{{"check"}, {"check"}, {"check"}, {"order"}, {"order"}, {"guard"}, {"check", "order"}})
	if r.Level.Set {
		r.Level = line.N(1 + l.random.IntN(2))
	}
	r.Note, r.Action, r.Retest = one(l.random, shortfalls()), one(l.random, actions()), l.day()+calendar.Date(3+l.random.IntN(18))
	s.stands, s.row = nil, 0
	return l.write(r, by)
}
