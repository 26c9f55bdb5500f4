package report_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sojt/report"
	"sojt/report/format"
	"sojt/signoff"
)

const ladder = `-- sojt.yaml --
format: 1
program: house-k3v9
name: House
scales: [{id: trust, levels: [{id: 1, name: Helps}, {id: 2, name: Alone, pass: true}, {id: 3, name: Teaches}]}]
-- competencies/shared.yaml --
set: shared
title: Shared
competencies:
  - {id: wash, title: Washes, scale: trust, level: 2}
  - {id: knife, title: Cuts}
  - {id: fire, title: Puts out a fire, renew: 60d}
  - {id: drill, title: Drills, accomplish: simulate}
-- roles/cook.yaml --
role: cook
title: Cook
next: [chef]
competencies: [{use: shared/wash}, {use: shared/knife}, {use: shared/fire}, {use: shared/drill}]
-- roles/chef.yaml --
role: chef
title: Chef
next: [owner]
competencies:
  - {use: shared/wash, level: 3}
  - {use: shared/knife}
  - {use: shared/fire}
  - {use: shared/drill}
  - {id: lead, title: Leads, practice: 2, minutes: 30, requires: [shared/fire]}
  - {id: menu, title: Writes a menu}
  - {id: buy, title: Buys}
choose: [{id: office, n: 1, of: [menu, buy]}]
-- roles/owner.yaml --
role: owner
title: Owner
competencies: [{id: sell, title: Sells}]
`

// gapOf is the gap of a learner among those of the house.
func gapOf(t *testing.T, h *house, asOf, learner, role string) report.View {
	t.Helper()
	in := h.input(asOf, report.Scope{})
	everybody := slices.Clone(in.Standings)
	for _, l := range h.learners {
		if !slices.ContainsFunc(everybody, func(s *signoff.Standings) bool { return s.Learner == l }) {
			everybody = append(everybody, in.Book.Fold(l, in.Moment))
		}
	}
	own := everybody[slices.IndexFunc(everybody, func(s *signoff.Standings) bool { return s.Learner.ID == learner })]
	return report.NewGap(in, own, h.program.Role(role), everybody)
}

// What a learner brings to a role that they are not in: at its levels, by what still holds.
func TestGapCarriesOver(t *testing.T) {
	h := newHouse(t, ladder)
	h.person("mia", `2026-08-01 dana enroll cook
2026-08-02 ana signoff shared/wash level=2
2026-08-03 ana signoff shared/knife
2026-08-04 ana signoff shared/fire
2026-08-05 ana signoff shared/drill accomplish=observe
2026-08-06 mia practice lead`)
	h.person("noa", "")
	columns := []string{"competency", "carries", "open", "standing", "level", "level_asked", "runs", "practice", "blocking"}
	got := strings.Join(lines(gapOf(t, h, "2026-11-21", "mia", "chef"), columns...), "\n")
	want := `shared/wash part true partial 2 3 0 0 -
shared/knife full false competent 0 0 0 0 -
shared/fire renew true expired 0 0 0 0 -
shared/drill part true partial 0 0 0 0 -
lead part true practising 0 0 1 2 shared/fire
menu none true ready 0 0 0 0 -
buy none true ready 0 0 0 0 -`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	page := gapOf(t, h, "2026-11-21", "mia", "chef").Page()
	foot := strings.Join(page.Footer, "\n")
	for _, want := range []string{"1 of 6 carry over", "cook leads to chef", "chef leads to owner", "to begin: sojt enroll mia chef"} {
		if !strings.Contains(foot, want) {
			t.Errorf("the footer lacks %q:\n%s", want, foot)
		}
	}
	var remains []string
	for _, row := range page.Sections[1].Rows {
		remains = append(remains, row[0].Text+": "+row[1].Text)
	}
	for _, want := range []string{"shared/wash: level 2 of 3", "shared/drill: done as observe, to simulate", "shared/fire: expired", "lead: practising, 1 of 2 runs", "menu: choice office"} {
		if !slices.Contains(remains, want) {
			t.Errorf("%q is not among %q", want, remains)
		}
	}
	if got := gapOf(t, h, "2026-11-21", "noa", "owner").Page(); got.Sections[0].Empty != "nothing carries over to owner yet" || !strings.Contains(strings.Join(got.Footer, "\n"), "0 of 1 carry over") {
		t.Errorf("somebody new reads %+v", got)
	}
	if got := gapOf(t, h, "2026-11-21", "mia", "cook").Page(); !strings.Contains(strings.Join(got.Footer, "\n"), "enrolled since 1 Aug 2026: sojt status mia") {
		t.Errorf("who is in the role reads %v", got.Footer)
	}
	if got := lines(gapOf(t, h, "2026-08-05", "mia", "chef"), "competency", "carries")[2]; got != "shared/fire full" {
		t.Errorf("as of an earlier day: %s", got)
	}
}

// Medians are made of at least three earlier learners who were seen to work on it before the sign-off.
func TestGapMedians(t *testing.T) {
	const took = "2026-08-01 dana enroll chef\n2026-08-02 ana trained lead\n2026-08-03 %[1]s practice lead\n2026-08-04 %[1]s practice lead\n%[2]s ana signoff lead\n"
	h := newHouse(t, ladder)
	h.person("mia", fmt.Sprintf(took, "mia", "2026-08-30")) // her own does not count
	for _, c := range []struct{ id, records, want string }{
		{"one", fmt.Sprintf(took, "one", "2026-08-06"), "1 0 0"},
		{"blank", "2026-08-01 dana enroll chef\n2026-08-05 ana signoff lead", "1 0 0"},                // nothing was recorded before
		{"known", "2026-08-01 dana enroll chef\n2026-08-05 dana waive lead kind=equivalent", "1 0 0"}, // was not trained here
		{"two", fmt.Sprintf(took, "two", "2026-08-12") + "2026-09-30 ana signoff lead\n", "2 0 0"},    // the first sign-off counts
		{"far", fmt.Sprintf(took, "far", "2026-12-30"), "2 0 0"},                                      // is yet to come
		{"three", fmt.Sprintf(took, "three", "2026-08-22"), "3 10 2"},
		{"four", strings.Replace(fmt.Sprintf(took, "four", "2026-08-15"), "2026-08-15", "2026-08-08 four practice lead\n2026-08-08 four practice lead\n2026-08-15", 1), "4 12 2"},
	} {
		h.person(c.id, c.records)
		if got := lines(gapOf(t, h, "2026-11-21", "mia", "chef"), "times", "median_days", "median_runs")[4]; got != c.want {
			t.Errorf("after %s: %s, want %s", c.id, got, c.want)
		}
	}
}

// The gap in every format; its goldens stand on standings that Fold gives.
func TestGapGolden(t *testing.T) {
	h := newHouse(t, ladder)
	mia := h.person("mia", "2026-08-01 dana enroll cook\n2026-08-02 ana signoff shared/wash level=2\n2026-08-03 ana signoff shared/knife\n2026-08-04 ana signoff shared/fire")
	mia.Name = ansiName
	for i, day := range []string{"2026-08-09", "2026-08-12", "2026-08-20"} {
		id := fmt.Sprintf("earlier-%d", i)
		h.person(id, "2026-08-01 dana enroll chef\n2026-08-02 "+id+" practice lead\n2026-08-03 "+id+" practice lead\n"+day+" ana signoff lead")
	}
	v := gapOf(t, h, "2026-11-21", "mia", "chef")
	for ext, f := range map[string]format.Writer{"80.txt": format.Table, "40.txt": format.Table, "pipe.txt": format.Table, "md": format.Markdown, "csv": format.CSV, "json": format.JSON} {
		width, _ := strconv.Atoi(strings.TrimSuffix(ext, ".txt"))
		var b bytes.Buffer
		if err := f(&b, v, format.Options{Width: width}); err != nil {
			t.Fatal(err)
		}
		harmless(t, b.String())
		golden(t, "gap."+ext, b.Bytes())
	}
}
