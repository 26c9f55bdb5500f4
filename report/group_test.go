package report_test

import (
	"fmt"
	"strings"
	"testing"

	"sojt/report"
)

// A long list of due days is folded by learner, who has most that is past first; every row is in one group, and a
// short list is not folded.
func TestDueIsFolded(t *testing.T) {
	var roles strings.Builder
	roles.WriteString("-- roles/cook.yaml --\nrole: cook\ntitle: Cook\ncompetencies:\n")
	for i := range 60 {
		fmt.Fprintf(&roles, "  - {id: c%d, title: Does it, due: %dd}\n", i, 10+i)
	}
	h := newHouse(t, roles.String())
	h.person("mia", "2026-10-20 dana enroll cook")
	h.person("noa", "2026-10-01 dana enroll cook")
	page := func(f report.Filter) report.Section {
		f.Until = day("2027-01-31")
		return kind("due").New(h.input("2026-11-12", report.Scope{Filter: f})).Page().Sections[0]
	}
	if s := page(report.Filter{Learner: "mia"}); s.Groups != nil || len(s.Rows) != 60 {
		t.Errorf("60 rows are folded: %v", s.Groups)
	}
	s := page(report.Filter{})
	if s.Groups == nil || len(s.Groups.All) != 2 {
		t.Fatalf("%d rows are not folded by learner: %v", len(s.Rows), s.Groups)
	}
	if len(s.Lead) > 0 || s.Groups.Order == "" {
		t.Errorf("in which order the groups stand is said where there are none: %q", s.Lead)
	}
	seen := map[int]bool{}
	for i, want := range []string{"noa: 32 overdue, since 11 Oct, 28 to come from 12 Nov on", "mia: 13 overdue, since 30 Oct, 47 to come from 12 Nov on"} {
		g := s.Groups.All[i]
		if got := g.Title + ": " + g.Brief; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		for _, row := range g.Rows {
			if seen[row] || s.Rows[row][2].Person != g.Title {
				t.Errorf("row %d is in two groups, or of %s", row, s.Rows[row][2].Person)
			}
			seen[row] = true
		}
	}
	if len(seen) != len(s.Rows) {
		t.Errorf("%d of %d rows are in a group", len(seen), len(s.Rows))
	}
	s.Keep(100, 120)
	rows := 0
	for _, g := range s.Groups.All {
		rows += len(g.Rows)
	}
	if rows != 20 || len(s.Rows) != 20 {
		t.Errorf("of 20 rows that are kept %d are in a group", rows)
	}
}
