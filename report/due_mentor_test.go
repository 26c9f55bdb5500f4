package report_test

import (
	"slices"
	"strings"
	"testing"

	"sojt/report"
	"sojt/signoff"
)

// A role that was complete by its day is not late for what was lost since; one that was not, is.
func TestDueOfRoleCompletedInTime(t *testing.T) {
	h := newHouse(t, strings.Replace(stations, ", due: 90d", "", 1))
	h.person("mia", "2026-08-01 dana enroll cook\n2026-08-02 ana signoff wash\n2026-08-02 ana practice knife\n2026-08-03 ana signoff knife\n2026-08-04 ana signoff fire\n2026-08-05 ana signoff plate")
	h.person("noa", "2026-08-01 dana enroll cook\n2026-08-02 ana signoff wash\n2026-08-02 ana practice knife\n2026-08-03 ana signoff knife\n2026-08-04 ana signoff fire\n2026-10-05 ana signoff plate")
	in := h.input("2026-10-31", report.Scope{})
	got := strings.Join(lines(kind("due").New(in), "learner", "what", "competency"), "\n")
	if strings.Contains(got, "mia incomplete") || !strings.Contains(got, "mia expired fire") || !strings.Contains(got, "noa incomplete") {
		t.Errorf("mia was complete on 5 Aug, noa only after 30 Sep:\n%s", got)
	}
	for _, d := range report.Deadlines(in) {
		if d.What == "complete" && (d.Learner != "noa" || !strings.HasSuffix(d.Summary, ", was to be complete")) {
			t.Errorf("the calendar says %q", d.Summary)
		}
	}
	if page := report.NewStatus(in.Only("mia")).Page(); !strings.Contains(page.Sections[0].Heading+strings.Join(page.Sections[0].Lead, ""), "was complete in time") {
		t.Errorf("the status begins with %q, %q", page.Sections[0].Heading, page.Sections[0].Lead)
	}
}

// The days of a mentor are those of what they may sign, whoever recorded what, as their inbox has it.
func TestDueOfMentor(t *testing.T) {
	h := newHouse(t, stations)
	h.person("mia", "2026-10-10 dana enroll cook\n2026-10-12 per signoff wash\n2026-09-01 per practice knife")
	h.person("noa", "2026-10-05 dana enroll chef\n2026-10-06 dana enroll cook")
	for _, mentor := range []string{"ana", "per", "rui"} {
		days := lines(kind("due").New(h.input("2026-10-20", report.Scope{Filter: report.Filter{Mentor: mentor, Until: day("2027-12-31")}})), "learner", "competency")
		for _, w := range lines(report.NewInbox(h.input("2026-10-20", report.Scope{}), mentor), "learner", "competency", "due") {
			if words := strings.Fields(w); words[2] != "-" && !slices.Contains(days, words[0]+" "+words[1]) {
				t.Errorf("the inbox of %s has %s, and their days are %q", mentor, w, days)
			}
		}
		if has := slices.Contains(days, "mia fire"); has != (mentor == "ana") {
			t.Errorf("only ana may sign fire; the days of %s: %q", mentor, days)
		}
	}
}

// So it is in the examples too: what waits in a mentor's inbox and has a day stands among that mentor's days on
// just that day.
func TestDueOfMentorIsTheInboxOfExamples(t *testing.T) {
	waiting, apart := 0, 0
	for _, example := range []string{"kitchen", "qa-evaluator", "forklift", "lab"} {
		p := readPopulation(t, "../examples/"+example)
		for _, asOf := range []string{"2026-03-31", "2026-06-30", "2026-10-31"} {
			m := signoff.Moment{AsOf: day(asOf)}
			in := p.input(m, m, report.Scope{})
			everything := lines(kind("due").New(p.input(m, m, report.Scope{Filter: report.Filter{Until: day("2032-12-31")}})), "learner", "role", "competency", "day")
			for _, mentor := range p.program.Mentors {
				days := lines(kind("due").New(p.input(m, m, report.Scope{Filter: report.Filter{Mentor: mentor.ID, Until: day("2032-12-31")}})), "learner", "role", "competency", "day")
				apart += len(everything) - len(days)
				for _, w := range lines(report.NewInbox(in, mentor.ID), "learner", "role", "competency", "due", "why") {
					words := strings.Fields(w)
					row := strings.Join(words[:4], " ")
					if words[3] == "-" || words[2] == "-" {
						continue
					}
					if waiting++; !slices.Contains(days, row) {
						t.Errorf("%s as of %s: the inbox of %s has %s, and their days are %q", example, asOf, mentor.ID, w, days)
					}
				}
			}
		}
	}
	if waiting < 5 || apart == 0 {
		t.Errorf("%d wait with a day, %d days are of other mentors: this shows little", waiting, apart)
	}
}

// What is past counts as such, also of somebody who is paused, who is named.
func TestDueCountsPaused(t *testing.T) {
	h := newHouse(t, stations)
	h.person("mia", "2026-08-01 dana enroll cook\n2026-08-30 dana pause cook")
	page := kind("due").New(h.input("2027-06-30", report.Scope{})).Page()
	past := 0
	for _, row := range page.Sections[0].Rows {
		if row[0].Date < day("2027-06-30") {
			past++
		}
	}
	want := ""
	if past > 0 {
		want = strings.Join([]string{", ", string(rune('0' + past)), " of them past (", string(rune('0' + past)), " paused)"}, "")
	}
	if past == 0 || !strings.Contains(page.Footer[0], want) {
		t.Errorf("%d days are past, and it says %q", past, page.Footer[0])
	}
}
