package report_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sojt/report"
)

// section is the one with a heading, each row a map from the title of its column to what it says.
func section(t *testing.T, v report.View, heading string) []map[string]string {
	t.Helper()
	for _, s := range v.Page().Sections {
		if s.Heading != heading {
			continue
		}
		var rows []map[string]string
		for _, row := range s.Rows {
			words := map[string]string{}
			for i, c := range row {
				words[s.Columns[i].Title] = c.Text
			}
			rows = append(rows, words)
		}
		return rows
	}
	t.Fatalf("no section is headed %q", heading)
	return nil
}

// Whatever a sign says can be found again in the tables below it, by the same numbers, and what stands in the
// sentences above is not said again.
func TestMentorsSignsAreOfTheTables(t *testing.T) {
	v := newView("mentors", crowd(t, 40).input("2026-11-21", report.Scope{}))
	of := func(heading, column string) (rui string, others []string) {
		for _, row := range section(t, v, heading) {
			if row["mentor"] == "Rui Costa" {
				rui = row[column]
			} else {
				others = append(others, row[column])
			}
		}
		return rui, others
	}
	first, _ := of("Passed at first", "compared")
	rate, _ := of("Passed at first", "colleagues")
	quick, theirs := of("When they sign", "in a minute")
	sum, whole := 0, 0
	for _, words := range theirs {
		var n, m int
		if _, err := fmt.Sscanf(words, "%d of %d", &n, &m); err != nil {
			t.Fatal(words, err)
		}
		sum, whole = sum+n, whole+m
	}
	signed, counts := of("What they judged", "sign-offs")
	total := 0
	for _, words := range counts {
		n, err := strconv.Atoi(words)
		if err != nil {
			t.Fatal(err)
		}
		total += n
	}
	judged, _ := of("What they judged", "judgements")
	rated, _ := of("Levels given on the scale alone", "rated")
	want := map[string][2]string{
		"passes more than colleagues": {first + " first judgements in competencies that colleagues judged too passed (100%)", rate + " would pass"},
		"never a not-yet":             {judged + " judgements in a year, of them 0 not-yets", "judgements in the same competencies, of them"},
		"always one level":            {rated + " judgements of a level on the scale alone, all of level 4", "of another level"},
		"many in a short time":        {" of " + signed + " sign-offs within ", fmt.Sprintf("0 bursts among their %d sign-offs", total)},
		"within a minute":             {quick + " sign-offs with every criterion ticked", fmt.Sprintf("%d of their %d with every criterion ticked", sum, whole)},
	}
	lead := strings.Join(v.Page().Sections[0].Lead, " ")
	rows := section(t, v, "To look at together")
	for _, row := range rows {
		parts, known := want[row["sign"]]
		if !known || row["mentor"] != "Rui Costa" || !strings.Contains(row["what was recorded"], parts[0]) || !strings.Contains(row["colleagues"], parts[1]) {
			t.Errorf("%v, want %q", row, parts)
		}
		if strings.Contains(lead, row["what was recorded"]) || strings.Contains(lead, row["sign"]) {
			t.Errorf("%q is said twice: %s", row["sign"], lead)
		}
	}
	if len(rows) != len(want) || whole == 0 || signed == "0" {
		t.Errorf("%d signs, want %d", len(rows), len(want))
	}
}

// The mentor who is said to sign unlike the others is the one of whom it is said how far colleagues agree.
func TestMentorsSaysHowFarColleaguesAgree(t *testing.T) {
	for learners, want := range map[int]string{
		4:  "Rui Costa and a colleague judged the same work and agreed 1 of 4 times, two others (pair by pair) 18 of 24 times. That is of 4 learners, too few to compare: 20 are needed.",
		24: "Rui Costa and a colleague judged the same work and agreed 6 of 24 times (25%), two others (pair by pair) 18 of 24 times (75%).",
	} {
		h := crowd(t, 40)
		for n := range 24 {
			no := func(every int) string {
				if n%4 < every {
					return " outcome=not-yet"
				}
				return ""
			}
			lines := fmt.Sprintf("2026-02-01 dana enroll cook\n2026-05-03 ana observation task-0%s\n2026-05-03 per observation task-0\n", no(1))
			if n < learners {
				lines += fmt.Sprintf("2026-05-05 ana observation task-1%s\n2026-05-05 rui observation task-1\n", no(3))
			}
			h.person(fmt.Sprintf("twice-%02d", n), lines)
		}
		for _, mentor := range []string{"", "rui"} {
			v := newView("mentors", h.input("2026-11-21", report.Scope{Filter: report.Filter{Mentor: mentor}}))
			lead := v.Page().Sections[0].Lead
			if len(lead) != 3 || !strings.HasPrefix(lead[0], "Rui Costa signs unlike the others (") || lead[1] != want {
				t.Errorf("%d learners, --mentor %q: %q\nwant %q", learners, mentor, lead, want)
			}
			pairs := section(t, v, "Judged by two or more")
			if i := slices.IndexFunc(pairs, func(row map[string]string) bool { return strings.Contains(row["mentors"], " and ") }); i < 0 || !strings.Contains(pairs[i]["mentors"], "Rui Costa") {
				t.Errorf("%d learners: the first pair of %v is not of who was named", learners, pairs)
			}
		}
	}
}

// Hundred is all, and nothing is none.
func TestPercentOfAllAndNone(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		want        string
	}{{0, 300, "0%"}, {1, 300, "1%"}, {1, 3, "33%"}, {2, 3, "67%"}, {199, 200, "99%"}, {999, 1000, "99%"}, {200, 200, "100%"}, {7, 7, "100%"}} {
		if got := report.Percent(float64(c.part) / float64(c.whole)); got != c.want {
			t.Errorf("%d of %d is written %s, want %s", c.part, c.whole, got, c.want)
		}
		if got := fmt.Sprintf("%d%%", report.Percentage(c.part, c.whole)); got != c.want {
			t.Errorf("%d of %d is %s, want %s", c.part, c.whole, got, c.want)
		}
	}
}
