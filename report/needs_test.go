package report_test

import (
	"fmt"
	"strings"
	"testing"

	"sojt/report"
)

const needsKitchen = `
-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - id: knife
    title: Cuts
    due: 20d
    resources: [{title: Knife course, url: "https://example.com/k", method: course}]
    references: [{title: Knife card, revision: B}]
  - id: grill
    title: Grills
    due: 5d
    resources: [{title: Knife course, url: "https://example.com/k", method: course}, {title: Grill film}]
  - {id: plate, title: Plates, due: 1d}
  - {id: stock, title: Boils stock, renew: 30d}
  - {id: pass, title: Runs the pass, requires: [stock], resources: [{title: A year of nights}]}
-- roles/baker.yaml --
role: baker
title: Baker
competencies:
  - {id: bake, title: Bakes, resources: [{title: Oven film}]}
`

// Who needs what, worked out by hand: what is overdue, what has begun, what ran out, and the first of the
// rest; not what comes later, is blocked, or is of who left or is paused.
func TestNeeds(t *testing.T) {
	h := newHouse(t, needsKitchen)
	h.person("mia", "2026-03-01 dana enroll cook\n2026-03-02 ana signoff plate\n2026-03-02 ana signoff grill\n2026-03-03 ana signoff stock\n") // knife is next
	h.person("zoe", "2026-03-20 dana enroll cook\n2026-03-21 zoe practice knife\n2026-03-22 ana signoff plate\n2026-03-23 ana signoff grill\n")
	h.person("ali", "2026-03-04 dana enroll cook\n2026-03-05 ana observation grill outcome=not-yet\n2026-03-05 ana signoff plate\n")
	h.person("gone", "2026-03-01 dana enroll cook\n2026-03-20 dana leave cook\n")
	h.person("rest", "2026-03-01 dana enroll cook\n2026-03-20 dana pause cook\n")
	want := strings.TrimSpace(`
resource Knife course grill ali not-yet 2026-03-09 26
resource Knife course knife mia ready 2026-03-21 14
resource Knife course knife ali ready 2026-03-24 11
resource Knife course knife zoe ready 2026-04-09 0
resource Grill film grill ali not-yet 2026-03-09 26
reference Knife card knife mia ready 2026-03-21 14
reference Knife card knife ali ready 2026-03-24 11
reference Knife card knife zoe ready 2026-04-09 0
none - stock mia expired - 0
none - stock zoe ready - 0`)
	got := strings.Join(lines(kind("needs").New(h.input("2026-04-04", report.Scope{})), "kind", "title", "competency", "learner", "standing", "due", "days_late"), "\n")
	if got != want {
		t.Errorf("needs are\n%s\nwant\n%s", got, want)
	}
	page := text(t, kind("needs").New(h.input("2026-04-04", report.Scope{})))
	for _, want := range []string{"Knife course (course)", "ali, mia, zoe", "Knife card, revision B", "Nobody named a resource for"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
}

// Nobody, one and many: an empty page says why, and of many the first are named and the rest counted.
func TestNeedsOfNobodyAndOfMany(t *testing.T) {
	h := newHouse(t, needsKitchen)
	if page := text(t, kind("needs").New(h.input("2026-04-04", report.Scope{}))); !strings.Contains(page, "nobody is enrolled yet") {
		t.Errorf("nobody: %s", page)
	}
	h.person("done", "2026-03-01 dana enroll baker\n2026-03-02 ana signoff bake\n")
	if page := text(t, kind("needs").New(h.input("2026-04-04", report.Scope{}))); !strings.Contains(page, "nobody has anything to take up now") {
		t.Errorf("one: %s", page)
	}
	for i := range 30 {
		h.person(fmt.Sprintf("l%02d", i), "2026-03-01 dana enroll baker\n")
	}
	page := text(t, kind("needs").New(h.input("2026-04-04", report.Scope{})))
	if !strings.Contains(page, "l00, l01, l02, l03, l04 and 25 more") {
		t.Errorf("many: %s", page)
	}
	if n := len(lines(kind("needs").New(h.input("2026-04-04", report.Scope{})), "learner")); n != 30 {
		t.Errorf("%d rows, want one a learner", n)
	}
}
