package main

import (
	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
)

// act makes the next record, or two: what happens to this learner, else what is due, else work.
func (l *life) act() error {
	switch q := &l.quirks; {
	case l.count == q.leave:
		by := l.coordinator()
		return l.write(&signoff.Record{Type: signoff.Leave, By: by.id, Date: l.date(), Reason: "took another job"}, by)
	case q.waivers > 0:
		q.waivers--
		return l.waive()
	case q.paper > 0:
		q.paper--
		return l.transcribe()
	case q.second >= 0 && l.count >= q.second:
		q.second = -1
		return l.enrol((l.role + 1) % l.o.Roles)
	case q.pause >= 0 && l.count >= q.pause:
		q.pause = -1
		return l.pause()
	case q.revoke >= 0 && l.count >= q.revoke:
		q.revoke = -1
		return l.revoke()
	}
	for _, s := range l.skills {
		if s.unacked && s.stands == s.signed {
			s.unacked = false
			return l.write(&signoff.Record{Type: signoff.Acknowledge, By: l.learner, Ref: s.signed.Digest}, nil)
		}
	}
	if chance(l.random, 25) {
		return l.note()
	}
	return l.work()
}

// work takes one competency further: a renewal that is due, one that is under way, or a new one.
func (l *life) work() error {
	day := l.day()
	var due, begun, next []*skill
	for _, s := range l.skills {
		switch {
		case !s.open(day) || l.blocked(s):
		case s.stands != nil || s.first != 0:
			due = append(due, s)
		case s.trained:
			begun = append(begun, s)
		default:
			next = append(next, s)
		}
	}
	switch {
	case len(due) > 0 && !chance(l.random, 3):
		return l.step(one(l.random, due))
	case len(begun) > 0 && (len(begun) > 3 || len(next) == 0 || !chance(l.random, 4)):
		return l.step(one(l.random, begun))
	case len(next) > 0:
		return l.step(one(l.random, next[:min(5, len(next))]))
	case len(due) > 0:
		return l.step(one(l.random, due))
	case l.done == 0 && l.complete():
		l.done = l.date()
		by := l.coordinator()
		return l.write(&signoff.Record{Type: signoff.Qualify, By: by.id, Role: roleID(l.role), Date: l.done}, by)
	case chance(l.random, 2):
		return l.note()
	}
	return l.practise(one(l.random, l.skills))
}

// blocked reports whether something comes first that is not in place.
func (l *life) blocked(s *skill) bool {
	for _, id := range s.entry.Requires {
		if before := l.at[id]; before == nil || before.stands == nil {
			return true
		}
	}
	return false
}

// complete reports whether all that the first role asks for is in place.
func (l *life) complete() bool {
	for _, s := range l.skills {
		if s.role == roleID(l.role) && (s.stands == nil || s.unacked || s.lapsed(l.day())) {
			return false
		}
	}
	return true
}

func (l *life) waive() error {
	s := one(l.random, l.skills)
	if s.stands != nil || s.trained {
		return l.note()
	}
	by, day := l.coordinator(), l.date()
	r := &signoff.Record{Type: signoff.Waive, By: by.id, Role: s.role, Competency: s.entry.ID, Date: day}
	switch l.random.IntN(5) {
	case 0:
		r.Kind, r.Reason, r.Until = signoff.Deferral, "the machine is being rebuilt", day+90
		s.after = r.Until
	case 1:
		r.Kind, r.Reason = signoff.NotApplicable, "works in the other half of the hall"
	case 2:
		r.Kind, r.Reason = signoff.Equivalent, "vocational certificate, seen"
	default:
		r.Kind, r.Reason = signoff.PriorLearning, "four years at the same machine elsewhere"
	}
	if r.Kind != signoff.Deferral {
		s.stands, s.until = r, 0
	}
	return l.write(r, by)
}

// transcribe copies a sign-off from paper.
func (l *life) transcribe() error {
	s := one(l.random, l.skills)
	by := l.mentor(s, nil)
	if s.stands != nil || s.trained || by == nil || s.entry.Acknowledge {
		return l.note()
	}
	r := &signoff.Record{
		Type: signoff.Transcribe, By: by.id, Role: s.role, Competency: s.entry.ID, Revision: s.entry.Revision, Date: l.date(),
		Signer: "J. Novak", Source: line.Source{Document: "task book, page 4", SHA256: s.entry.Fingerprint}, Outcome: signoff.CompetentOutcome,
	}
	if s.entry.Scale != nil {
		r.Level = line.N(asked)
	}
	s.trained = true
	s.sign(r)
	return l.write(r, by)
}

// pause ends after some weeks.
func (l *life) pause() error {
	by := l.coordinator()
	if err := l.write(&signoff.Record{Type: signoff.Pause, By: by.id, Date: l.date(), Reason: "parental leave"}, by); err != nil || l.count == l.records || l.quirks.leave == l.count {
		return err
	}
	l.advance(min(l.day()+calendar.Date(20+l.random.IntN(60)), max(lastDay(), l.day())), 8*60)
	l.seen = l.day()
	return l.write(&signoff.Record{Type: signoff.Resume, By: by.id, Date: l.seen}, by)
}

// revoke takes back a sign-off on which nothing else rests.
func (l *life) revoke() error {
	s := one(l.random, l.skills)
	if s.expire(l.day()); s.index == 0 || s.stands == nil || s.stands != s.signed || s.signed.Type != signoff.Signoff {
		return l.note()
	}
	by := l.coordinator()
	trigger := one(l.random, []string{"incident", "near-miss", "equipment-change", "workplace-change"})
	r := &signoff.Record{Type: signoff.Revoke, By: by.id, Ref: s.signed.Digest, Date: l.date(), Reason: one(l.random, reasons()), Trigger: trigger}
	s.stands, s.passes, s.row, s.unacked = nil, nil, 0, false
	return l.write(r, by)
}

// note is what people tell each other.
func (l *life) note() error {
	s := one(l.random, l.skills)
	r := &signoff.Record{Type: signoff.Note, By: l.learner}
	switch kind := l.random.IntN(6); {
	case kind == 0 && l.goal == "":
		r.Kind, r.Text, r.Due = "objective", one(l.random, objectives()), l.day()+90
		err := l.write(r, nil)
		l.goal = r.Digest
		return err
	case kind <= 1 && l.goal != "":
		r.Kind, r.Text, r.Ref, r.Done = "objective", "done, seen by the shift lead", l.goal, true
		l.goal = ""
	case kind == 2:
		r.Kind, r.Text, r.Competency = "reflection", one(l.random, reflections()), s.entry.ID
	case kind == 3:
		r.Kind, r.Text = "accomplishment", "ran the night shift of hall 1 without a stop"
	default:
		if by := l.mentor(s, nil); by != nil {
			r.By = by.id
		}
		r.Kind, r.Text, r.Competency = []string{"feedback", "coaching"}[kind%2], one(l.random, feedback()), s.entry.ID
	}
	return l.write(r, nil)
}

// level is a rating of work that was good enough; 0 where the competency has none.
func (l *life) level(c *competency.Competency, by *mentor) line.Int {
	switch {
	case c.Scale == nil:
		return line.Int{}
	case by.id == l.o.Stamp:
		return line.N(asked + 2)
	}
	return line.N(asked + []int{0, 0, 0, 1, 1, 2}[l.random.IntN(6)])
}
