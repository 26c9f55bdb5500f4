package signoff

import (
	"strings"
	"testing"
)

// Objectives as of days around their opening and closing: the first note that says one is done closes it,
// revoking that note opens it again, and an objective that was taken back is none.
func TestObjectives(t *testing.T) {
	w := newWorld(t, "  - {id: knife, title: Cuts}\n")
	w.add(`2026-01-05 cleo enroll cook
A: 2026-01-10 mia note kind=objective text=alone
2026-01-11 ana note text=feedback
B: 2026-01-12 ana note knife kind=objective text=blind
C: 2026-01-20 mia note kind=objective text=first closes=A
2026-01-21 mia note kind=accomplishment text=second closes=A
2026-02-01 cleo revoke C
2026-02-02 cleo revoke B
2026-02-03 mia note text=late closes=B
`)
	for _, c := range []struct{ day, want string }{
		{"2026-01-09", ""},
		{"2026-01-10", "alone open"},
		{"2026-01-19", "alone open, blind open"},
		{"2026-01-20", "alone closed by first, blind open"},
		{"2026-01-31", "alone closed by first, blind open"},
		{"2026-02-01", "alone closed by second, blind open"},
		{"2026-02-03", "alone closed by second"},
	} {
		var got []string
		for _, o := range w.book.Fold(w.learner("mia"), Moment{AsOf: w.day(c.day)}).Objectives() {
			words := o.Opened.Text + " open"
			if o.Closed != nil {
				words = o.Opened.Text + " closed by " + o.Closed.Text
			}
			got = append(got, words)
		}
		if got := strings.Join(got, ", "); got != c.want {
			t.Errorf("on %s: %q, want %q", c.day, got, c.want)
		}
	}
}
