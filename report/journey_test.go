package report_test

import (
	"strings"
	"testing"

	"sojt/report"
)

// Journeys, worked out by hand: what came after the first sign-off is no part of the way to it, what a
// transcription or waiver gave took no time that is known, and a level too low is no arrival.
func TestJourneys(t *testing.T) {
	h := newHouse(t, `
-- sojt.yaml --
format: 1
program: house-k3v9
name: House
scales:
  - {id: s, levels: [{id: 1, name: Helped}, {id: 2, name: Alone, pass: true}]}
-- competencies/all.yaml --
set: all
title: All
competencies:
  - {id: wash, title: Washes}
-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - use: all/wash
  - {id: grill, title: Grills, practice: 2}
  - {id: plate, title: Plates, scale: s}
-- roles/baker.yaml --
role: baker
title: Baker
competencies:
  - use: all/wash
  - {id: bake, title: Bakes}
`)
	h.person("mia", `
2026-02-01 dana enroll cook
2026-02-03 ana trained grill method=demonstration
2026-02-04 mia practice grill method=hands-on with=per
2026-02-05 mia practice grill
2026-02-06 per observation grill outcome=not-yet
2026-02-08 mia practice grill method=hands-on
2026-02-10 ana signoff grill
2026-02-12 rui practice grill method=simulation
2026-02-13 rui observation grill outcome=competent
2026-03-01 mia signoff all/wash
2026-03-02 ana signoff all/wash
2026-03-10 dana enroll baker
2026-03-11 ana signoff plate level=1
2026-03-20 per observation plate outcome=competent level=2
2026-03-21 per signoff plate level=2
2026-03-22 dana waive bake kind=deferral until=2026-12-31
2026-03-23 dana transcribe bake outcome=competent
2026-03-24 ana signoff bake
`)
	h.person("zoe", "2026-03-01 dana enroll cook\n")
	got := report.Ways(h.input("2026-10-01", report.Scope{}))
	want := []string{
		"mia all/wash cook runs=0 methods= mentors=ana first=2026-03-02 passed=true signoff=2026-03-02 start+29 judged=1",
		"mia grill cook runs=3 methods=+demonstration+hands-on mentors=ana+per first=2026-02-06 passed=false signoff=2026-02-10 days=7 start+9 judged=3",
		"mia plate cook runs=0 methods= mentors=ana+per first=2026-03-11 passed=true signoff=2026-03-21 days=1 start+48 judged=3",
		"mia bake baker runs=0 methods= mentors= transcribe=2026-03-23 judged=1",
		"zoe all/wash cook runs=0 methods= mentors= judged=0",
		"zoe grill cook runs=0 methods= mentors= judged=0",
		"zoe plate cook runs=0 methods= mentors= judged=0",
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("line %d of\n%s\nwant\n%s", i+1, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
