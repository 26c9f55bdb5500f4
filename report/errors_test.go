package report_test

import (
	"slices"
	"strings"
	"testing"

	"sojt/report"
	"sojt/signoff"
)

const judgedKitchen = `
-- sojt.yaml --
format: 1
program: house-k3v9
name: House
scales: [{id: alone, levels: [{id: 1, name: Watches}, {id: 2, name: Together}, {id: 3, name: Alone, pass: true}, {id: 4, name: Teaches}]}]
-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - id: knife
    title: Cuts to size
    group: Safety
    tags: [station]
    scale: alone
    level: 3
    criteria: [{id: grip, text: Holds the claw grip}, {id: size, text: Cuts to 3 mm}]
    errors: [{id: thumb, text: Thumb in front of the blade}, {id: rush, text: Rushes}]
  - id: grill
    title: Grills to order
    criteria: [{id: core, text: Measures the core}]
    errors: [{id: surface, text: Measures the surface}]
-- roles/porter.yaml --
role: porter
title: Porter
competencies: [{id: bins, title: Empties the bins}]
`

// judgedHouse is a house in which things went wrong, and in which some records must not count.
func judgedHouse(t *testing.T) *house {
	h := newHouse(t, judgedKitchen)
	h.person("kim", `
2026-02-01 dana enroll cook
2026-02-10 ana observation knife outcome=not-yet errors=thumb,rush criteria=size
2026-02-20 per observation knife outcome=not-yet errors=thumb criteria=size
2026-03-01 ana signoff knife level=3 criteria=grip,size
2026-03-02 per observation grill outcome=not-yet
2026-03-05 per signoff grill criteria=core`)
	h.person("lou", `
2026-02-01 dana enroll cook
2026-03-10 per observation knife errors=thumb criteria=grip,size level=3
2026-03-11 per observation knife outcome=not-yet errors=thumb criteria=grip wording=a
2026-03-12 per signoff knife level=4 criteria=grip,size`)
	h.person("max", `
2026-02-01 dana enroll cook
2026-03-10 rui observation grill outcome=not-yet errors=surface
2026-03-11 max observation grill outcome=not-yet errors=surface
2026-03-12 ana observation grill outcome=not-yet errors=surface
2026-03-13 dana revoke digest-14 trigger=error
2026-11-05 rui observation grill outcome=not-yet errors=surface
2026-03-20 ana transcribe grill outcome=not-yet
2026-06-01 dana leave cook`)
	return h
}

func TestErrorsCountWhatCounts(t *testing.T) {
	h := judgedHouse(t)
	got := lines(newView("errors", h.input("2026-11-21", report.Scope{})), "kind", "competency", "error", "count", "judgements", "learners", "mentors", "share", "cumulative", "last")
	want := []string{
		"error knife thumb 4 6 2 2 0.57 0.57 2026-03-11",
		"error grill surface 1 3 1 1 0.14 0.71 2026-03-10", // rui's while designated; own, revoked and later ones do not count
		"unnamed grill - 1 3 1 1 0.14 0.86 2026-03-02",
		"error knife rush 1 6 1 1 0.14 1.00 2026-02-10",
		"criterion knife grip 2 6 1 2 1.00 1.00 2026-02-20",
		"competency knife - 3 6 2 2 0.60 0.60 2026-03-11",
		"competency grill - 2 3 2 2 0.40 1.00 2026-03-10",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, x := range []struct {
		name  string
		scope report.Scope
		want  string
	}{
		{"mentor", report.Scope{Filter: report.Filter{Mentor: "ana"}}, "error knife rush 1|error knife thumb 1|criterion knife grip 1|competency knife - 1"},
		{"since", report.Scope{Filter: report.Filter{Since: day("2026-03-11")}}, "error knife thumb 1|competency knife - 1"},
		{"until", report.Scope{Filter: report.Filter{Until: day("2026-02-10")}}, "error knife rush 1|error knife thumb 1|criterion knife grip 1|competency knife - 1"},
		{"learner", report.Scope{Filter: report.Filter{Learner: "max"}}, "error grill surface 1|competency grill - 1"},
		{"tag", report.Scope{Filter: report.Filter{Tag: "station"}}, "error knife thumb 4|error knife rush 1|criterion knife grip 2|competency knife - 3"},
		{"role", report.Scope{Filter: report.Filter{Role: "porter"}}, ""},
	} {
		if got := strings.Join(lines(newView("errors", h.input("2026-11-21", x.scope)), "kind", "competency", "error", "count"), "|"); got != x.want {
			t.Errorf("%s: got\n%s\nwant\n%s", x.name, got, x.want)
		}
	}
}

// A checker that counted what was taken back, or what nobody was allowed to judge, would be wrong here.
func TestErrorsLeaveOutWhatDoesNotCount(t *testing.T) {
	for _, x := range []string{
		"2026-03-11 max observation knife outcome=not-yet errors=thumb",
		"2026-11-05 rui observation knife outcome=not-yet errors=thumb",
		"2026-01-11 ana observation knife outcome=not-yet errors=thumb",
		"2026-03-11 ana transcribe knife outcome=not-yet",
	} {
		h := newHouse(t, judgedKitchen)
		h.person("max", "2026-02-01 dana enroll cook\n"+x)
		if got := lines(newView("errors", h.input("2026-11-21", report.Scope{})), "kind"); len(got) > 0 {
			t.Errorf("%s counts: %v", x, got)
		}
	}
	h := newHouse(t, judgedKitchen)
	h.person("max", "2026-02-01 dana enroll cook\n2026-03-11 ana observation knife outcome=not-yet errors=thumb")
	if got := lines(newView("errors", h.input("2026-11-21", report.Scope{})), "kind"); len(got) != 2 {
		t.Fatalf("checker is broken: a mistake that counts is not counted: %v", got)
	}
	h.learners[0].Records = append(h.learners[0].Records, h.record("max", []string{"2026-03-12", "dana", signoff.Revoke, "digest-2", "trigger=incident"}))
	if got := lines(newView("errors", h.input("2026-11-21", report.Scope{})), "kind"); len(got) != 2 {
		t.Errorf("an observation that held until its revocation no longer counts: %v", got)
	}
}

func newView(name string, in *report.Input) report.View { return kind(name).New(in) }

// Who made a mistake is named: by id in the rows, on a page by name, and not where it is redacted. Shares have
// one rounding in rows and pages.
func TestErrorsNameWhoMakesThem(t *testing.T) {
	h := judgedHouse(t)
	got := lines(newView("errors", h.input("2026-11-21", report.Scope{})), "kind", "competency", "error", "share", "rate", "people")
	if want := "error knife thumb 0.57 0.67 kim+lou"; !slices.Contains(got, want) {
		t.Errorf("%q is not among\n%s", want, strings.Join(got, "\n"))
	}
	if page := text(t, newView("errors", h.input("2026-11-21", report.Scope{}))); !strings.Contains(page, "\nkim, lou") || !strings.Contains(page, "57%") {
		t.Errorf("nobody is named:\n%s", page)
	}
	if page := text(t, newView("errors", h.input("2026-11-21", report.Scope{Redact: true}))); strings.Contains(page, "kim") {
		t.Errorf("redacted, and somebody is named:\n%s", page)
	}
}
