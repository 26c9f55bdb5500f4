package report_test

import (
	"fmt"
	"strings"
	"testing"

	"sojt/report"
)

const goalsKitchen = `
-- sojt.yaml --
format: 1
program: house-k3v9
name: House
goals:
  - {id: safe, title: "No finding | in an inspection"}
  - {id: fast, title: Fast}
  - {id: alone, title: Nobody thought of it}
metrics:
  - {id: time, title: Ticket time, better: lower, roles: [cook]}
-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - {id: wash, title: Washes, goals: [safe], tags: [first]}
  - {id: hold, title: Holds, goals: [safe, fast]}
  - {id: plate, title: Plates}
  - {id: wine, title: Pours, required: false, goals: [fast]}
-- roles/baker.yaml --
role: baker
title: Baker
competencies:
  - {id: bake, title: Bakes, goals: [safe]}
-- roles/plan.yaml --
role: plan
title: Planned
status: draft
competencies:
  - {id: later, title: Later, goals: [alone]}
`

func goalsPeople(h *house) {
	h.person("mia", "2026-03-01 dana enroll cook\n2026-03-02 ana signoff wash\n2026-03-02 dana waive hold kind=prior-learning\n")
	h.person("zoe", "2026-03-01 dana enroll cook\n2026-03-01 dana enroll baker\n2026-03-02 ana signoff wash\n2026-03-02 ana signoff bake\n")
	h.person("ali", "2026-03-01 dana enroll cook\n")
	h.person("gone", "2026-03-01 dana enroll cook\n2026-03-02 ana signoff wash\n2026-03-20 dana leave cook\n")
}

// Goals by hand: a waiver is in place and counted by itself, who left is not there, an optional competency
// and a draft role serve nothing, and what names no goal is a row of its own.
func TestGoals(t *testing.T) {
	h := newHouse(t, goalsKitchen)
	goalsPeople(h)
	keys := []string{"goal", "competencies", "roles", "learners", "all", "part", "none", "waived", "few", "metrics"}
	for _, c := range []struct {
		name  string
		scope report.Scope
		want  string
	}{
		{"everybody", report.Scope{}, "safe bake+wash+hold baker+cook 3 1 1 1 1 bake+hold time\nfast hold cook 3 1 0 2 1 hold time\nalone - - 0 0 0 0 0 - -\n- plate cook 3 0 0 3 0 plate -"},
		{"baker", report.Scope{Filter: report.Filter{Role: "baker"}}, "safe bake baker 1 1 0 0 0 bake -\nfast - - 0 0 0 0 0 - -\nalone - - 0 0 0 0 0 - -"},
		{"tag", report.Scope{Filter: report.Filter{Tag: "first"}}, "safe wash cook 3 2 0 1 0 - time\nfast - - 0 0 0 0 0 - -\nalone - - 0 0 0 0 0 - -"},
		{"one", report.Scope{Filter: report.Filter{Learner: "ali"}}, "safe bake+wash+hold baker+cook 1 0 0 1 0 bake+wash+hold time\nfast hold cook 1 0 0 1 0 hold time\nalone - - 0 0 0 0 0 - -\n- plate cook 1 0 0 1 0 plate -"},
	} {
		if got := strings.Join(lines(kind("goals").New(h.input("2026-06-01", c.scope)), keys...), "\n"); got != c.want {
			t.Errorf("%s: goals are\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	page := text(t, kind("goals").New(h.input("2026-06-01", report.Scope{})))
	for _, want := range []string{"No finding | in an inspection", "nothing serves it yet", "nothing serves alone", "1 competency without a goal", "measured by Ticket time: sojt report impact"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
}

// No goals and no learners are said, and many learners are counted each once.
func TestGoalsOfNobodyAndOfMany(t *testing.T) {
	if page := text(t, kind("goals").New(newHouse(t, trendKitchen).input("2026-06-01", report.Scope{}))); !strings.Contains(page, "the program states no goals") {
		t.Errorf("no goals: %s", page)
	}
	h := newHouse(t, goalsKitchen)
	if got := lines(kind("goals").New(h.input("2026-06-01", report.Scope{})), "goal", "learners", "all")[0]; got != "safe 0 0" {
		t.Errorf("nobody: %s", got)
	}
	for i := range 300 {
		h.person(fmt.Sprintf("l%03d", i), "2026-03-01 dana enroll cook\n2026-03-01 dana enroll baker\n2026-03-02 ana signoff wash\n")
	}
	if got := lines(kind("goals").New(h.input("2026-06-01", report.Scope{})), "goal", "learners", "all", "part", "none")[0]; got != "safe 300 0 300 0" {
		t.Errorf("many: %s", got)
	}
}
