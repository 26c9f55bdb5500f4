package report_test

import (
	"slices"
	"strings"
	"testing"

	"sojt/report"
	"sojt/signoff"
)

// The day beside a competency is the day of that competency, and what is due before it is named with its own
// day: in rows, on the page, and as status has both.
func TestProgressDayIsThatOfTheCompetency(t *testing.T) {
	others := 0
	for _, example := range []string{"kitchen", "qa-evaluator", "forklift", "lab", "cloud-engineer"} {
		m := signoff.Moment{AsOf: day("2026-10-31")}
		in := readPopulation(t, "../examples/"+example).input(m, m, report.Scope{})
		due := map[string]string{}
		for _, l := range lines(report.NewStatus(in), "learner", "role", "competency", "due") {
			words := strings.Fields(l)
			due[strings.Join(words[:3], " ")] = words[3]
		}
		for _, l := range lines(newView("progress", in), "learner", "role", "next", "next_day", "next_due_competency", "next_due") {
			words := strings.Fields(l)
			whose := words[0] + " " + words[1] + " "
			if words[2] != "-" && due[whose+words[2]] != words[3] {
				t.Errorf("checker is broken: %s: %s is due on %s", example, l, due[whose+words[2]])
			}
			if (words[4] == "-") != (words[5] == "-") || words[4] != "-" && due[whose+words[4]] != words[5] {
				t.Errorf("%s: %s: the earliest day is of %q", example, l, due[whose+words[4]])
			}
			if words[4] != "-" && words[4] != words[2] {
				others++
			}
		}
	}
	if others == 0 {
		t.Error("nowhere is something else due before what is next: this shows nothing")
	}
}

func TestProgressNamesWhatIsDueBefore(t *testing.T) {
	h := newHouse(t, "-- roles/cook.yaml --\nrole: cook\ntitle: Cook\ncompetencies:\n  - {id: wash, title: Washes, due: 3d, practice: 3}\n  - {id: knife, title: Cuts, due: 5d, practice: 1}\n  - {id: grill, title: Grills, due: 1d, requires: [knife], practice: 1}\n")
	h.person("mia", "2026-08-01 dana enroll cook\n2026-08-02 ana practice knife")
	h.person("noa", "2026-08-01 dana enroll cook")
	for asOf, want := range map[string][]string{
		"2026-08-02": {"knife (ready)", "6 Aug", "grill due 2 Aug"},
		"2026-08-03": {"knife (ready)", "6 Aug", "1 overdue, grill was due 2 Aug"}, // what is late and blocked waits
		"2026-08-05": {"wash", "4 Aug", "2 overdue, grill was due 2 Aug"},          // what is late comes before what can be signed
	} {
		s := newView("progress", h.input(asOf, report.Scope{})).Page().Sections[0]
		var got []string
		for _, c := range s.Rows[0][3:] {
			got = append(got, c.Text)
		}
		if !slices.Equal(got, want) || len(s.Legend) != 1 {
			t.Errorf("as of %s: %q under %q, want %q", asOf, got, s.Legend, want)
		}
		if other := s.Rows[1]; strings.Contains(other[5].Text, "due 4") || !strings.HasPrefix(other[3].Text, "wash") || other[4].Text != "4 Aug" {
			t.Errorf("noa, with whom the first is due first: %v", other)
		}
	}
}
