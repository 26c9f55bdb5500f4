package signoff

import (
	"strings"
	"testing"
)

// TestWhatNoOverrideReaches goes through the rules that no coordinator can set aside; the rest of
// them stand in the tables of their rules.
func TestWhatNoOverrideReaches(t *testing.T) {
	const override = "2026-01-10 cleo signoff knife override=flood"
	runRules(t, []ruleCase{{
		name: "rule 1", definitions: knife, draft: override,
		want: "1 enrolled: Mia is not enrolled in cook -> sojt enroll mia cook",
	}, {
		name: "rule 2", definitions: "  - {id: knife, title: Cuts, retired: 2026-01-10}", records: enrolled, draft: override,
		want: "2 role: knife is retired since 10 Jan 2026 -> sojt status mia",
	}, {
		name: "rule 3", definitions: "  - {id: knife, title: Cuts, mentors: [ana]}", records: enrolled, draft: override,
		want: "3 scope: knife is signed only by ana -> Ana can do this",
	}})
}

func TestEveryRuleThatIsBrokenIsNamed(t *testing.T) {
	w := newWorld(t, `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
policy: {late_refuse: 7d, request_first: true}
-- roles/cook.yaml --
role: cook
title: Cook
status: draft
competencies:
  - {id: knife, title: Cuts, criteria: [{id: grip, text: Claw grip}], capture: [place], practice: 1, evidence: {passes: 2}}`)
	got := w.judge("2026-01-10 mia signoff knife criteria= override=x at=2026-02-01")
	var numbers []string
	for line := range strings.Lines(got) {
		number, _, _ := strings.Cut(line, ":")
		numbers = append(numbers, number)
	}
	want := "1 enrolled|2 role|3 scope|3 override|4 self|5 practice|5 request|6 criteria|7 evidence|9 capture|9 late"
	if strings.Join(numbers, "|") != want {
		t.Errorf("got %s\nwant %s", strings.Join(numbers, "|"), want)
	}
	r := w.records("2026-01-10 mia signoff knife")[0]
	if text := w.book.Judge(w.learner("mia"), r).Error(); !strings.HasPrefix(text, "enrolled: Mia is not enrolled in cook; role: cook is a draft") {
		t.Errorf("as an error: %s", text)
	}
}
