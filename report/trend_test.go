package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"sojt/report"
	"sojt/report/format"
)

const trendKitchen = `
-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - {id: wash, title: Washes, due: 10d}
  - {id: grill, title: Grills, tags: [station]}
-- roles/baker.yaml --
role: baker
title: Baker
competencies:
  - {id: bake, title: Bakes, renew: 90d}
`

// trendPeople are four learners over a winter, worked out by hand below.
func trendPeople(h *house) {
	h.person("mia", `
2026-02-02 dana enroll cook
2026-02-03 ana trained wash
2026-02-07 ana signoff wash
2026-02-09 ana observation grill outcome=not-yet
2026-03-01 ana signoff grill
2026-03-05 mia signoff wash
2026-06-01 dana revoke digest-5 trigger=incident
`)
	h.person("zoe", `
2026-02-10 dana enroll cook
2026-02-11 zoe practice wash
2026-02-14 ana signoff wash
2026-02-20 ana trained grill
2026-02-27 per signoff grill
2026-02-28 dana enroll baker
2026-03-02 per signoff bake
2026-04-30 dana leave cook
`)
	h.person("ali", "2026-03-01 dana enroll cook\n2026-03-02 ali practice wash\n2026-03-05 ana signoff wash\n")
	h.person("eve", "2026-09-01 dana enroll cook\n")
}

// text is the page of a view as a terminal of 100 columns shows it.
func text(t *testing.T, v report.View) string {
	t.Helper()
	var b bytes.Buffer
	if err := format.Table(&b, v, format.Options{Width: 100}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A trend worked out by hand: Mia signs for herself once, which is nothing; Zoe's days in the kitchen are
// there until she leaves; the baker's certificate holds for 90 days, to
// the last of May.
func TestTrend(t *testing.T) {
	h := newHouse(t, trendKitchen)
	trendPeople(h)
	v := kind("trend").New(h.input("2026-06-15", report.Scope{}))
	keys := []string{
		"month", "until", "whole", "signoffs", "not_yets", "revocations", "enrolled", "qualified", "newly_qualified", "no_longer_qualified", "open", "overdue", "stalled",
		"times", "median_days", "ways", "median_days_to_qualified",
	}
	want := strings.TrimSpace(`
2026-02 2026-02-28 true 3 1 0 2 1 1 0 2 0 0 3 4 1 0
2026-03 2026-03-31 true 3 0 0 3 2 2 0 1 0 0 2 0 2 0
2026-04 2026-04-30 true 0 0 0 3 2 0 1 1 0 1 0 0 0 0
2026-05 2026-05-31 true 0 0 0 3 2 0 0 1 0 1 0 0 0 0
2026-06 2026-06-15 false 0 0 1 3 0 0 2 3 0 2 0 0 0 0
`)
	if got := strings.Join(lines(v, keys...), "\n"); got != want {
		t.Errorf("trend is\n%s\nwant\n%s", got, want)
	}
}

// Who was qualified before the first day that is shown, and lost it, does not become so for the first time. A
// judgement of somebody who was not enrolled that day is in no figure, nor is its revocation.
func TestTrendKnowsWhatWasBefore(t *testing.T) {
	h := newHouse(t, trendKitchen)
	h.person("mia", `
2026-02-02 dana enroll baker
2026-02-03 ana trained bake
2026-02-07 ana signoff bake
2026-08-05 ana signoff bake
`)
	h.person("tom", "2026-08-03 dana enroll baker\n2026-08-01 ana signoff bake\n2026-08-20 dana revoke digest-6 trigger=error\n")
	keys := []string{"month", "signoffs", "revocations", "qualified", "newly_qualified", "ways"}
	for _, c := range []struct{ since, want string }{
		{"2026-07-01", "2026-07 0 0 0 0 0\n2026-08 1 0 1 1 0"},
		{"2026-02-01", "2026-02 1 0 1 1 1\n2026-03 0 0 1 0 0\n2026-04 0 0 1 0 0\n2026-05 0 0 0 0 0\n2026-06 0 0 0 0 0\n2026-07 0 0 0 0 0\n2026-08 1 0 1 1 0"},
	} {
		v := kind("trend").New(h.input("2026-08-31", report.Scope{Filter: report.Filter{Since: day(c.since)}}))
		if got := strings.Join(lines(v, keys...), "\n"); got != c.want {
			t.Errorf("trend since %s is\n%s\nwant\n%s", c.since, got, c.want)
		}
	}
}

// What the filters leave out is in no figure, and months that the two days cut say so.
func TestTrendIsNarrowed(t *testing.T) {
	h := newHouse(t, trendKitchen)
	trendPeople(h)
	for _, c := range []struct {
		name  string
		scope report.Scope
		want  string
	}{
		{"role", report.Scope{Filter: report.Filter{Role: "baker"}}, "2026-02 true 0 1 0\n2026-03 true 1 1 1\n2026-04 true 0 1 1\n2026-05 true 0 1 1\n2026-06 false 0 1 0"},
		{"tag", report.Scope{Filter: report.Filter{Tag: "station", Until: day("2026-03-31")}}, "2026-02 true 1 2 1\n2026-03 true 1 3 2"},
		{"learner", report.Scope{Filter: report.Filter{Learner: "ali"}}, "2026-03 true 1 1 0\n2026-04 true 0 1 0\n2026-05 true 0 1 0\n2026-06 false 0 1 0"},
		{"days", report.Scope{Filter: report.Filter{Since: day("2026-02-10"), Until: day("2026-03-04")}}, "2026-02 false 2 2 1\n2026-03 false 2 3 2"},
		{"nobody yet", report.Scope{Filter: report.Filter{Learner: "eve"}}, ""},
	} {
		in := h.input("2026-06-15", c.scope)
		if got := strings.Join(lines(kind("trend").New(in), "month", "whole", "signoffs", "enrolled", "qualified"), "\n"); got != c.want {
			t.Errorf("%s: trend is\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// A page of a trend names who is stalled, says which month is not over, and tells nobody's name where only
// ids are to be shown.
func TestTrendNamesWhoIsStalled(t *testing.T) {
	h := newHouse(t, trendKitchen)
	trendPeople(h)
	h.learners[2].Name = "Ali Kaya"
	open := text(t, kind("trend").New(h.input("2026-06-15", report.Scope{})))
	if first := strings.Index(open, "2 learners stalled, with something to do and nothing recorded for 30 days or more (1 on 31 May\n2026): zoe (since 2 Mar) and Ali Kaya"); first < 0 || first > strings.Index(open, "Feb 2026") {
		t.Errorf("who is stalled does not come first:\n%s", open)
	}
	for _, want := range []string{"Jun 2026 so far", "No longer qualified since 31 May 2026, 2 learners: ", "Ali Kaya  cook", "5 Mar           102", "to competence: 4 days (of 5)"} {
		if !strings.Contains(open, want) {
			t.Errorf("%q is not in\n%s", want, open)
		}
	}
	if past := text(t, kind("trend").New(h.input("2026-06-15", report.Scope{Filter: report.Filter{Until: day("2026-05-31")}}))); strings.Contains(past, "learners stalled, with") || !strings.Contains(past, "Who is stalled on 15 Jun 2026") {
		t.Errorf("until May:\n%s", past)
	}
	if redacted := text(t, kind("trend").New(h.input("2026-06-15", report.Scope{Redact: true}))); strings.Contains(redacted, "Kaya") || !strings.Contains(redacted, "ali") {
		t.Errorf("redacted:\n%s", redacted)
	}
	if empty := text(t, kind("trend").New(h.input("2026-01-15", report.Scope{}))); !strings.Contains(empty, "nothing was recorded by then") {
		t.Errorf("before anything:\n%s", empty)
	}
}

// BenchmarkTrend folds 200 learners of 30 competencies at the end of 36 months each.
func BenchmarkTrend(b *testing.B) {
	h := newHouse(b, "-- roles/cook.yaml --\nrole: cook\ntitle: Cook\ncompetencies:\n"+manyCompetencies(30))
	for i := range 200 {
		id, lines := fmt.Sprintf("l%03d", i), "2023-11-01 dana enroll cook\n"
		for k := range 30 {
			m := 1 + (k+i)%12
			lines += fmt.Sprintf("2024-%02d-03 %s practice c%02d\n2024-%02d-05 ana signoff c%02d\n2025-%02d-05 ana signoff c%02d\n", m, id, k, m, k, m, k)
		}
		h.person(id, lines)
	}
	in := h.input("2026-10-31", report.Scope{})
	for b.Loop() {
		kind("trend").New(in)
	}
}

func manyCompetencies(n int) string {
	var all strings.Builder
	for k := range n {
		fmt.Fprintf(&all, "  - {id: c%02d, title: C%d, renew: 1y, practice: 1, due: 30d}\n", k, k)
	}
	return all.String()
}

// What was judged elsewhere has a column of its own where there is any, and a reason why it is not among the
// sign-offs.
func TestTrendCountsTranscriptions(t *testing.T) {
	h := newHouse(t, trendKitchen)
	h.person("mia", "2026-02-02 dana enroll baker\n2026-02-03 dana transcribe bake outcome=competent\n")
	h.person("tom", "2026-02-02 dana enroll baker\n2026-03-03 dana transcribe bake outcome=not-yet\n")
	v := kind("trend").New(h.input("2026-03-31", report.Scope{}))
	if got := strings.Join(lines(v, "month", "signoffs", "transcribed"), ", "); got != "2026-02 0 1, 2026-03 0 0" {
		t.Errorf("rows are %s", got)
	}
	for _, s := range v.Page().Sections {
		if !strings.HasPrefix(s.Heading, "What was judged") {
			continue
		}
		if s.Lead[0] != "0 sign-offs and 0 not yet in 2 months; besides 1 transcription of what was judged elsewhere" || s.Columns[4].Title != "transcribed" || s.Rows[1][4].Text != "1" || !strings.Contains(s.Legend[0], "nobody judged it here") {
			t.Errorf("the page says %q, %v, %v, %q", s.Lead, s.Columns, s.Rows, s.Legend)
		}
		return
	}
	t.Error("nothing says what was judged")
}
