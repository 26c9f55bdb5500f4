package verify

import (
	"time"

	"sojt/competency/diag"
	"sojt/signoff"
)

// How far clocks may be apart: the verifier's from the author's, and two authors' from each other
// (INTEGRITY 6.8).
const (
	slack = 5 * time.Minute
	apart = 24 * time.Hour
)

// time checks that a record was not made in the future, nor long after the commit that brought it, nor
// long before one that it was written after.
func (s *subject) time(r *signoff.Record) {
	if r.At.After(s.Now.Add(slack)) {
		s.found(diag.Error, CodeTime, r, "at", "recorded at %s, which is in the future: it is %s", instant(r.At), instant(s.Now)).
			Hint = "compare the clocks of this machine and of the one where it was recorded"
	}
	if t, ok := s.trace(r); ok && !t.Introduced.Committed.IsZero() && r.At.Sub(t.Introduced.Committed) > apart {
		s.found(diag.Warning, CodeClock, r, "at", "recorded at %s, yet in a commit of %s", instant(r.At), instant(t.Introduced.Committed)).
			Hint = "one of the two clocks was wrong, or a time was made up"
		return
	}
	for _, d := range r.Prev {
		if p := s.byDigest[d]; p != nil && p.At.Sub(r.At) > apart {
			s.found(diag.Warning, CodeClock, r, "at", "recorded at %s, yet after %s, which says %s", instant(r.At), p.ID, instant(p.At)).
				Hint = "one of the two clocks was wrong, or a time was made up"
			return
		}
	}
}

func instant(t time.Time) string { return t.UTC().Format(time.RFC3339) }
