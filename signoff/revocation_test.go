package signoff

import (
	"testing"
	"time"
)

// A sign-off that is taken back from today is still relied on for the days before, and it can be told
// that it was.
func TestRevokedLater(t *testing.T) {
	const signed = enrolled + "S: 2026-01-06 ana signoff knife\n"
	for name, c := range map[string]struct{ records, asOf, known, want string }{
		"not revoked":                     {signed, "2026-01-10", "", ""},
		"from the next day":               {signed + "R: 2026-01-11 ana revoke S", "2026-01-10", "", "R"},
		"on its day it is the standing's": {signed + "R: 2026-01-11 ana revoke S", "2026-01-11", "", ""},
		"with a trigger":                  {signed + "R: 2026-01-11 cleo revoke S trigger=incident", "2026-01-10", "", "R"},
		"not known then":                  {signed + "R: 2026-01-11 ana revoke S", "2026-01-10", "2026-01-10", ""},
		"known later":                     {signed + "R: 2026-01-11 ana revoke S", "2026-01-10", "2026-01-11", "R"},
		"of several the first":            {signed + "Q: 2026-01-13 cleo revoke S\nR: 2026-01-11 ana revoke S at=2026-01-14", "2026-01-10", "", "R"},
		"itself revoked":                  {signed + "R: 2026-01-11 ana revoke S\nQ: 2026-01-12 cleo revoke R", "2026-01-10", "", ""},
		"revoked after all":               {signed + "R: 2026-01-11 ana revoke S\nQ: 2026-01-12 cleo revoke R\nP: 2026-01-13 cleo revoke Q", "2026-01-10", "", "R"},
		"by the learner":                  {signed + "R: 2026-01-11 mia revoke S", "2026-01-10", "", ""},
		"by nobody":                       {signed + "R: 2026-01-11 zoe revoke S", "2026-01-10", "", ""},
		"of another record":               {signed + "O: 2026-01-07 ana observation knife\nR: 2026-01-11 ana revoke O", "2026-01-10", "", ""},
	} {
		w := newWorld(t, knife)
		w.add(c.records)
		m := Moment{AsOf: w.day(c.asOf)}
		if c.known != "" {
			m.KnownAt = w.day(c.known).End(time.UTC)
		}
		s := w.book.Fold(w.learner("mia"), m)
		if c.asOf == "2026-01-10" && s.Role("cook").Cell("knife").Rests != w.named["S"] {
			t.Fatalf("%s: the standing does not rest on the sign-off", name)
		}
		var want *Record
		if c.want != "" {
			want = w.named[c.want]
		}
		if got := s.RevokedLater(w.named["S"].Digest); got != want {
			t.Errorf("%s: got %+v, want %q", name, got, c.want)
		}
	}
}
