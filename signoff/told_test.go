package signoff

import (
	"strings"
	"testing"
)

// What tells how a learner came to a competency: not what was taken back as an error, nor what nobody
// could judge; what was revoked for an incident did hold; and what carries over is told of the heir.
func TestTold(t *testing.T) {
	w := newWorld(t, `
- {id: grill, title: Grills, practice: 2}
- {id: knives, title: Knives, retired: 2026-06-01}
- {id: blades, title: Blades, replaces: [{id: knives, carry: full}]}
`)
	w.add(`
2026-01-01 cleo enroll cook
2026-01-02 ana trained grill
2026-01-03 mia practice grill x2
A: 2026-01-05 ana observation grill competent
2026-01-06 cleo revoke A
2026-01-07 mia observation grill competent
B: 2026-01-08 ana signoff grill
2026-01-09 cleo revoke B trigger=incident
2026-02-01 ana signoff knives
2026-02-02 cleo waive grill deferral until=2026-03-01
2027-01-01 ana signoff grill
`)
	told := w.book.Fold(w.learner("mia"), Moment{AsOf: w.day("2026-12-01")}).Told()
	for id, want := range map[string]string{
		"grill":  "trained practice practice signoff waive",
		"knives": "signoff",
		"blades": "signoff",
	} {
		var types []string
		for _, r := range told[id] {
			types = append(types, r.Type)
		}
		if got := strings.Join(types, " "); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}
