package report_test

import (
	"strings"
	"testing"

	"sojt/report"
)

const attended = `
-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - {id: knife, title: Knife, why: w, criteria: [{id: a, text: Holds}], due: 14d}
  - {id: grill, title: Grill, why: w, criteria: [{id: a, text: Turns}]}
  - {id: soup, title: Soup, why: w, criteria: [{id: a, text: Stirs}]}
`

// A reader of the first lines knows who is stalled, who is late, and what hangs on one person.
func TestMatrixSaysFirstWhatNeedsAttention(t *testing.T) {
	h := newHouse(t, attended)
	h.person("abe", "2026-09-01 dana enroll cook\n2026-09-05 ana signoff knife\n2026-10-20 ana signoff grill\n")
	h.person("bea", "2026-09-01 dana enroll cook\n2026-09-06 ana signoff knife\n")
	h.person("cho", "2026-10-25 dana enroll cook\n")
	h.person("dov", "2026-10-01 dana enroll cook\n2026-10-29 ana practice grill\n")
	h.person("eva", "2026-08-01 dana enroll cook\n2026-08-02 dana leave cook\n")
	lead := func(asOf string) string {
		return strings.Join(kind("matrix").New(h.input(asOf, report.Scope{})).Page().Sections[0].Lead, "\n")
	}
	want := `Qualified, 0 of 4 learners.
Stalled, nothing recorded for 30 days or more: bea (since 6 Sep).
Overdue: dov (since 15 Oct).
One learner alone is competent in this: Grill (gr): abe.
No learner is competent in this: Soup (so).`
	if got := lead("2026-10-31"); got != want {
		t.Errorf("the matrix begins with\n%s\nwant\n%s", got, want)
	}
	if got := lead("2026-10-05"); strings.Contains(got, "Stalled") || strings.Contains(got, "Overdue") {
		t.Errorf("30 days after the last record, and before a day is missed: %s", got)
	}
	if got := lead("2026-10-06"); !strings.Contains(got, "Stalled, nothing recorded for 30 days or more: abe (since 5 Sep).") {
		t.Errorf("31 days after the last record: %s", got)
	}
	late := newHouse(t, attended)
	for n, id := range []string{"abe", "bea", "cho"} {
		late.person(id, "2026-09-01 dana enroll cook\n")
		if n == 1 {
			if got := strings.Join(kind("matrix").New(late.input("2026-09-20", report.Scope{})).Page().Sections[0].Lead, "\n"); !strings.Contains(got, ". Both wait for: Knife (kn).") {
				t.Errorf("two of two wait for one: %s", got)
			}
		}
	}
	if got := strings.Join(kind("matrix").New(late.input("2026-09-20", report.Scope{})).Page().Sections[0].Lead, "\n"); !strings.Contains(got, "and cho (since 15 Sep). All 3 wait for: Knife (kn).") {
		t.Errorf("what most of the overdue wait for is not named: %s", got)
	}
	parted := newHouse(t, strings.Replace(attended, "Turns}]", "Turns}], due: 14d", 1))
	for id, has := range map[string]string{"abe": "knife", "bea": "grill", "cho": "grill"} {
		parted.person(id, "2026-09-01 dana enroll cook\n2026-09-02 ana signoff "+has+"\n")
	}
	if got := strings.Join(kind("matrix").New(parted.input("2026-09-20", report.Scope{})).Page().Sections[0].Lead, "\n"); !strings.Contains(got, ". 2 of them wait for: Knife (kn).") {
		t.Errorf("two of three wait for one: %s", got)
	}
	alone := newHouse(t, attended)
	alone.person("abe", "2026-09-01 dana enroll cook\n")
	if got := kind("matrix").New(alone.input("2026-09-02", report.Scope{})).Page().Sections[0].Lead; len(got) != 1 {
		t.Errorf("of one learner who has just begun: %q", got)
	}
}

// A long list names the first, the longest waiting, and counts the rest.
func TestAttentionCountsTheRest(t *testing.T) {
	h := newHouse(t, attended)
	for _, id := range strings.Fields("a1 b1 c1 d1 e1 f1 g1") {
		h.person(id, "2026-08-01 dana enroll cook\n")
	}
	h.person("z1", "2026-07-01 dana enroll cook\n")
	got := kind("matrix").New(h.input("2026-10-31", report.Scope{})).Page().Sections[0].Lead[1]
	want := "Stalled, nothing recorded for 30 days or more, 8 learners: z1 (since 1 Jul), a1 (since 1 Aug), b1 (since 1 Aug), c1 (since 1 Aug), d1 (since 1 Aug) and 3 more."
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// sentences are those of a section that is one list of them.
func sentences(s report.Section) string {
	var lines []string
	for _, row := range s.Rows {
		lines = append(lines, row[0].Text)
	}
	return strings.Join(lines, "\n")
}

// A site begins with all that went wrong with anybody who is there, as long as it is so, and with what hangs on
// one person in the words of coverage; it says "nothing" where nothing of that is.
func TestAttentionNamesWhatWasLost(t *testing.T) {
	h := newHouse(t, strings.Replace(attended, "due: 14d", "renew: 30d", 1))
	h.person("abe", "2026-09-01 dana enroll cook\n2026-09-05 ana signoff knife\n2026-10-20 ana signoff soup\n2026-10-21 dana pause cook\n")
	h.person("bea", "2026-10-01 dana enroll cook\n2026-10-05 ana signoff knife\n2026-10-05 ana signoff soup\n2026-10-25 dana revoke digest-7\n")
	h.person("eva", "2026-08-01 dana enroll cook\n2026-08-02 ana signoff knife\n2026-09-20 dana leave cook\n")
	in := h.input("2026-10-31", report.Scope{})
	got := sentences(report.Attention(in))
	for _, want := range []string{"Cook: Expired: abe (Knife, 5 Oct, paused).", "Cook: Revoked: bea (Soup, ", "Cook: Expiring soon: bea (Knife, 4 Nov).", "Cook: Paused: abe."} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "eva") {
		t.Errorf("somebody who left:\n%s", got)
	}
	lead := strings.Join(kind("coverage").New(in).Page().Sections[0].Lead, "\n")
	if lead == "" || !strings.Contains(got, lead) {
		t.Errorf("coverage says\n%s\nand attention does not:\n%s", lead, got)
	}
	table := kind("progress").New(in).Page()
	if !strings.Contains(table.Footer[0], "2 learners: 0 qualified, 0 with something overdue, 1 with something expired, 1 with something revoked.") || !strings.Contains(table.Sections[0].Rows[0][5].Text, "1 expired, paused") {
		t.Errorf("progress says %q and %q", table.Footer, table.Sections[0].Rows[0][5].Text)
	}
}

// What falls due in a week, and in the one after, is named by its title, to the day.
func TestAttentionNamesWhatFallsDue(t *testing.T) {
	h := newHouse(t, attended)
	h.person("abe", "2026-09-01 dana enroll cook\n")
	for day, want := range map[string]string{
		"2026-08-31": "", "2026-09-01": "Cook: Due in the 7 days after: abe (Knife, 15 Sep).",
		"2026-09-07": "Cook: Due in the 7 days after: abe (Knife, 15 Sep).", "2026-09-08": "Cook: Due in the next 7 days: abe (Knife, 15 Sep).",
		"2026-09-15": "Cook: Due in the next 7 days: abe (Knife, 15 Sep).", "2026-09-16": "",
	} {
		got := ""
		for line := range strings.Lines(sentences(report.Attention(h.input(day, report.Scope{})))) {
			if strings.Contains(line, ": Due in ") {
				got += strings.TrimSpace(line)
			}
		}
		if got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
}
