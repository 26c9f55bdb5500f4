package report_test

import (
	"strings"
	"testing"

	"sojt/report"
)

const stations = `-- roles/cook.yaml --
role: cook
title: Cook
complete_within: 60d
competencies:
  - {id: wash, title: Washes, due: 10d}
  - {id: knife, title: Cuts, due: 40d, practice: 1}
  - {id: fire, title: Puts out a fire, renew: {every: 60d, window: 20d}, mentors: [ana]}
  - {id: plate, title: Plates, due: 90d, requires: [knife]}
-- roles/chef.yaml --
role: chef
title: Chef
qualify: coordinator
competencies: [{id: lead, title: Leads, mentors: [rui]}]
`

// The days that matter, in order, with who can sign: past ones first, last good days inside, and nothing
// beyond what the policy warns of but on request.
func TestDue(t *testing.T) {
	h := newHouse(t, stations)
	h.person("mia", "2026-11-01 dana enroll cook\n2026-11-02 ana signoff fire")
	h.person("noa", "2026-10-01 dana enroll cook\n2026-10-02 ana signoff wash\n2026-10-03 ana signoff fire\n2026-10-04 dana enroll chef")
	h.person("zoe", "2026-10-01 dana enroll cook\n2026-10-05 dana leave cook")
	columns := []string{"day", "days_left", "days_late", "what", "learner", "competency", "next", "signers"}
	for _, c := range []struct {
		name, asOf string
		scope      report.Filter
		want       string
	}{
		{"the day itself is not late", "2026-11-11", report.Filter{Learner: "mia"}, `
2026-11-11 0 0 due mia wash signoff dana+ana+per
2026-12-11 30 0 due mia knife practice dana+ana+per`},
		{"the day after is", "2026-11-12", report.Filter{Learner: "mia"}, `
2026-11-11 0 1 overdue mia wash signoff dana+ana+per
2026-12-11 29 0 due mia knife practice dana+ana+per`},
		{"as far as one asks", "2026-11-12", report.Filter{Learner: "mia", Until: day("2026-12-31")}, `
2026-11-11 0 1 overdue mia wash signoff dana+ana+per
2026-12-11 29 0 due mia knife practice dana+ana+per
2026-12-31 49 0 complete mia - - -`},
		{"from a day", "2026-11-12", report.Filter{Learner: "mia", Since: day("2026-11-12")}, `
2026-12-11 29 0 due mia knife practice dana+ana+per`},
		{"what ends, and what has ended", "2026-12-03", report.Filter{Learner: "noa"}, `
2026-11-10 0 23 overdue noa knife practice dana+ana+per
2026-11-30 0 3 incomplete noa - - -
2026-12-02 0 1 expired noa fire signoff ana
2026-12-30 27 0 due noa plate prerequisite dana+ana+per`},
		{"a part has no days of the role", "2026-12-03", report.Filter{Learner: "noa", Tag: "x"}, ""},
	} {
		got := strings.Join(lines(kind("due").New(h.input(c.asOf, report.Scope{Filter: c.scope})), columns...), "\n")
		if want := strings.TrimSpace(c.want); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, want)
		}
	}
	page := kind("due").New(h.input("2026-11-12", report.Scope{})).Page()
	if got := strings.Join(page.Footer, "\n"); !strings.Contains(got, "sojt report due --until 2027-01-30") {
		t.Errorf("the footer does not lead on: %q", got)
	}
}

// Of a competency that two roles ask for, the page has one line: that in which somebody can sign.
func TestDueOnceForTwoRoles(t *testing.T) {
	h := newHouse(t, `-- competencies/shared.yaml --
set: shared
title: Shared
competencies: [{id: wash, title: Washes, due: 10d}]
-- roles/barista.yaml --
role: barista
title: Barista
status: draft
competencies: [{use: shared/wash}]
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{use: shared/wash}]
`)
	h.person("mia", "2026-11-01 dana enroll barista\n2026-11-01 dana enroll cook")
	v := kind("due").New(h.input("2026-11-21", report.Scope{}))
	rows := v.Page().Sections[0].Rows
	if len(v.Rows().Rows) != 2 || len(rows) != 1 || rows[0][4].Text != "Dana Cole, Ana Ruiz or Per Lind" {
		t.Errorf("%d rows, on the page %v", len(v.Rows().Rows), rows)
	}
	one := kind("due").New(h.input("2026-11-21", report.Scope{Filter: report.Filter{Role: "barista"}})).Page().Sections[0].Rows
	if one[0][4].Text != "the role is a draft and takes no sign-off yet" {
		t.Errorf("a draft: %v", one)
	}
}

// Single points of failure: one person who can do it, one mentor who can sign, or none.
func TestCoverage(t *testing.T) {
	h := newHouse(t, stations)
	h.person("mia", "2026-11-01 dana enroll cook\n2026-11-02 ana signoff fire\n2026-11-02 ana signoff wash")
	h.person("noa", "2026-11-01 dana enroll cook\n2026-11-02 ana signoff wash\n2026-11-02 dana waive knife kind=prior-learning")
	h.person("zoe", "2026-11-01 dana enroll cook\n2026-11-02 ana signoff fire\n2026-11-05 dana leave cook")
	columns := []string{"competency", "learners", "competent", "waived", "mentors", "gaps", "people", "signers"}
	got := strings.Join(lines(kind("coverage").New(h.input("2026-11-21", report.Scope{})), columns...), "\n")
	want := `lead 0 0 0 0 few+no-mentor - -
wash 2 2 0 3 - mia+noa dana+ana+per
knife 2 0 1 3 few - dana+ana+per
fire 2 1 0 1 few+one-mentor mia ana
plate 2 0 0 3 few - dana+ana+per`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for least, want := range map[int]string{1: "few+no-mentor - few one-mentor few", 3: "few+no-mentor few few few+one-mentor few"} {
		got := strings.Join(lines(kind("coverage").New(h.input("2026-11-21", report.Scope{Least: least})), "gaps"), " ")
		if got != want {
			t.Errorf("at least %d: %s, want %s", least, got, want)
		}
	}
	before := lines(kind("coverage").New(h.input("2026-10-31", report.Scope{})), "competency", "gaps", "signers")
	if before[0] != "lead few+one-mentor rui" {
		t.Errorf("while Rui was there: %s", before[0])
	}
}

// Who can sign for those who are not there yet: of a role that names no department anybody may be a
// learner, and of one that does also those beneath it.
func TestCoverageOfNobody(t *testing.T) {
	for _, of := range []string{"", "department: house\n"} {
		h := newHouse(t, "-- sojt.yaml --\nformat: 1\nprogram: house-k3v9\nname: House\ndepartments: [{id: house, departments: [{id: kitchen}]}]\n"+
			"-- mentors.yaml --\nmentors:\n  - {id: ana, name: Ana, departments: [kitchen], from: 2026-01-01}\n  - {id: per, name: Per, departments: [kitchen], from: 2026-01-01}\n"+
			"-- roles/cook.yaml --\nrole: cook\ntitle: Cook\n"+of+"competencies: [{id: wash, title: Washes}]\n")
		got := lines(kind("coverage").New(h.input("2026-11-21", report.Scope{})), "competency", "gaps", "signers")
		if want := "wash few ana+per"; len(got) != 1 || got[0] != want {
			t.Errorf("%q: got %q, want %q", of, got, want)
		}
	}
}

// What is blocked is called so, as in the matrix, though all else is there to judge it; by its id in a table,
// and by titles where there is room.
func TestDueCallsBlockedBlocked(t *testing.T) {
	h := newHouse(t, "-- roles/cook.yaml --\nrole: cook\ntitle: Cook\ncompetencies:\n  - {id: a-6, title: Washes, practice: 1}\n  - {id: b-5, title: Cuts, due: 5d, requires: [a-6], practice: 1}\n")
	h.person("mia", "2026-11-01 dana enroll cook\n2026-11-02 mia practice b-5")
	v := kind("due").New(h.input("2026-11-03", report.Scope{}))
	if got := lines(v, "standing", "flags"); got[0] != "ready blocked" {
		t.Fatalf("checker is broken: it is %v", got)
	}
	page := v.Page()
	row := page.Sections[0].Rows[0]
	if row[3].Text != "b-5 (blocked)" || row[3].Words() != "Cuts (blocked)" || row[4].Text != "after a-6" || row[4].Words() != "after Washes" {
		t.Errorf("the row is %+v", row)
	}
	if want := "1 entry up to 3 Dec 2026, 0 of them past"; page.Footer[0] != want {
		t.Errorf("%q, want %q", page.Footer[0], want)
	}
}
