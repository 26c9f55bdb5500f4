package signoff

import "sojt/competency/calendar"

// Valid lists the records that had taken effect at the moment of the standings, each once, in order of
// effect, without those that a revocation takes back altogether.
func (s *Standings) Valid() []*Record {
	if s.history == nil {
		return nil // standings that no fold made
	}
	var valid []*Record
	for _, r := range s.history.records {
		if !s.history.void[r] {
			valid = append(valid, r)
		}
	}
	return valid
}

// Authorised reports whether who wrote a record could. A judgement may count at all (SPEC 6) where it is not
// the learner's own, its author was designated when it was recorded, and the learner was enrolled on its
// date; a revocation or qualification where somebody designated made it who is not the learner. Of other
// records nothing is asked. Of standings that no fold made, none may.
func (s *Standings) Authorised(r *Record) bool {
	h := s.history
	switch {
	case h == nil:
		return false
	case r.judges() || r.Type == Waive:
		return h.authorised(r)
	case r.Type == Revoke:
		return h.revokes(r)
	case r.Type == Qualify:
		return r.By != r.Learner && h.designation(r) != nil
	}
	return true
}

// Unpaused counts the days after a day, up to that of the standings, on which a role was not paused:
// for how long somebody could have done something about what was there on that day.
func (s *Standings) Unpaused(role string, from calendar.Date) int {
	today := s.Moment.AsOf
	n := int(today - from)
	if s.history == nil || s.history.last(role) == nil {
		return max(n, 0)
	}
	for _, p := range s.history.last(role).pauses {
		first, last := max(p.from, from+1), p.to-1
		if p.to == 0 || last > today {
			last = today
		}
		n -= max(0, int(last-first)+1)
	}
	return max(n, 0)
}

// Carried reports whether what is recorded about a competency counts for another one in a role too,
// since that replaces it with carry: full.
func (b *Rulebook) Carried(id string, role string) bool {
	r := b.Program.Role(role)
	for _, heir := range b.heirs[id] {
		if r != nil && r.Entry(heir) != nil {
			return true
		}
	}
	return false
}
