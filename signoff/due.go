package signoff

import "sojt/competency/calendar"

// renewable reports whether a day lies in the renewal window of what stands: from `window` before
// its last good day to that day itself.
func (t *track) renewable(day calendar.Date) bool {
	return t.renews() && t.until.Sub(t.competency.Renew.Window) <= day && day <= t.until
}

// renews reports whether what stands is renewed before it expires.
func (t *track) renews() bool {
	return t.stands != nil && t.stands.Type != Waive && t.until != 0 && !t.competency.Renew.Every.IsZero()
}

// renewed gives the last good day of a sign-off whose time runs from start: `first` while that start
// lies before the first sign-off plus the renewal's `until`, else `every` (SPEC 6).
func (t *track) renewed(start calendar.Date) calendar.Date {
	renew := t.competency.Renew
	if renew.Every.IsZero() {
		return 0
	}
	if !renew.First.IsZero() && start < t.first.Add(renew.Until) {
		return start.Add(renew.First)
	}
	return start.Add(renew.Every)
}

// current gives the last day on which the last performance keeps competence alive; zero where the
// competency does not ask for it.
func (t *track) current() calendar.Date {
	if t.competency.Currency.IsZero() {
		return 0
	}
	return t.performed.Add(t.competency.Currency)
}

// lapsed reports whether the last performance was too long ago on a day.
func (t *track) lapsed(day calendar.Date) bool { return t.current() != 0 && day > t.current() }

// lastGoodDay is the earlier of expiry and currency; zero: for ever.
func (t *track) lastGoodDay() calendar.Date {
	until := t.until
	if t.stands.Type != Waive {
		if c := t.current(); c != 0 && (until == 0 || c < until) {
			return c
		}
	}
	return until
}
