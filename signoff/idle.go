package signoff

import (
	"fmt"

	"sojt/competency/calendar"
)

// Idle says what a draft would only repeat: a second revocation of what is revoked already, a second
// qualification where one holds. It is asked of what the rules accept, before it is written, and breaks
// none of them: a record of this kind does no harm, so verify is not to find fault with those there are.
func (b *Rulebook) Idle(l *Learner, r *Record) Refusals {
	j := b.Hearing(l).judgement(r)
	var found []Refusal
	switch r.Type {
	case Revoke:
		found = j.revokedAlready()
	case Qualify:
		found = j.qualifiedAlready()
	}
	for i := range found {
		found[i].Rule = 10
	}
	return found
}

func (j *judgement) revokedAlready() []Refusal {
	h := j.now()
	target := h.find(j.r.Ref)
	for _, x := range h.against[target] {
		if !h.void[x] && covered(j.r, x, target) {
			remedy := fmt.Sprintf("nothing to do; to take that back: sojt revoke %s --reason TEXT", x.ID) + j.byCoordinator()
			return refuse("already", remedy, "it was revoked from %s on, by %s", h.day(x).Human(), j.name(x.By))
		}
	}
	return nil
}

// covered reports whether a revocation takes nothing from its target that another one has not taken. By
// somebody else it may: see leftBehind.
func covered(r, by, target *Record) bool {
	alike := r.Corrects() == by.Corrects()
	another := r.By != by.By
	switch target.Type {
	case KeyRecord:
		return by.Date <= r.Date && (r.Trigger != "fraud" || by.Trigger == "fraud")
	case Trained, Practice, Observation:
		return by.Date <= r.Date && alike && !another
	}
	return by.Date <= r.Date && (alike || !target.judges())
}

func (j *judgement) qualifiedAlready() []Refusal {
	if j.role == nil || j.period == nil {
		return nil
	}
	s, l := j.h.role(j.role), j.name(j.learner.ID)
	q := j.h.qualification(s, j.r.Interim)
	end := func(q *Record) string {
		return fmt.Sprintf("nothing to do; to end it: sojt revoke %s --reason TEXT", q.ID)
	}
	switch {
	case j.r.Interim && s.Qualified && s.Qualifying != nil:
		return refuse("already", end(s.Qualifying), "%s is qualified as %s since %s, and for good", l, j.role.ID, s.Since.Human())
	case q == nil || !lasts(q.Until, j.r.Until):
		return nil
	case j.r.Interim:
		return refuse("already", end(q), "%s is qualified as %s in the interim since %s%s", l, j.role.ID, q.Date.Human(), through(q.Until))
	case s.Since > q.Date:
		return nil // something was not in place for a while: it may be said anew
	}
	return refuse("already", end(q), "%s is qualified as %s since %s%s", l, j.role.ID, q.Date.Human(), through(q.Until))
}

// lasts reports whether a last good day is no earlier than another one; zero is for ever.
func lasts(until, other calendar.Date) bool { return until == 0 || other != 0 && other <= until }

func through(until calendar.Date) string {
	if until == 0 {
		return ""
	}
	return ", until " + until.Human()
}
