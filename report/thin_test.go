package report_test

import (
	"fmt"
	"strings"
	"testing"

	"sojt/report"
	"sojt/signoff"
)

// in is how many competencies a sentence names that begins with words, as it says itself; 0 where there is none.
func in(t *testing.T, lead []string, words string) int {
	t.Helper()
	for _, line := range lead {
		rest, found := strings.CutPrefix(line, words+" ")
		n := 0
		switch {
		case !found:
			continue
		case strings.HasPrefix(rest, "this: "):
			return 1
		}
		if _, err := fmt.Sscanf(rest, "these %d:", &n); err != nil {
			t.Errorf("%q does not say how many", line)
		}
		return n
	}
	return 0
}

// What the sentences above a matrix and a coverage say of how many are competent is what their tables count,
// in the same words.
func TestSentencesCountAsTheirTables(t *testing.T) {
	said := 0
	for _, example := range []string{"kitchen", "qa-evaluator", "forklift", "cloud-engineer"} {
		p := readPopulation(t, "../examples/"+example)
		for _, asOf := range []string{"2024-06-30", "2026-03-31", "2026-10-31"} {
			m := signoff.Moment{AsOf: day(asOf)}
			place := example + " as of " + asOf
			shown := p.input(m, m, report.Scope{})
			for _, s := range newView("matrix", shown).Page().Sections {
				if len(s.Rows) == 0 {
					continue
				}
				counts, sum := map[int]int{}, s.Rows[len(s.Rows)-1]
				if !strings.HasPrefix(sum[0].Text, "competent of ") {
					t.Fatalf("%s: the last row is %v", place, sum)
				}
				for _, c := range sum[1:] {
					if c.Tone == report.Soon {
						counts[c.Number]++
					}
				}
				one, none := in(t, s.Lead, "One learner alone is competent in"), in(t, s.Lead, "No learner is competent in")
				if said += one + none; one != counts[1] || none != counts[0] {
					t.Errorf("%s: %q above counts of %v", place, s.Lead, sum)
				}
			}
			for least := range 4 {
				said += coverageAgrees(t, fmt.Sprintf("%s, at least %d", place, least), p.input(m, m, report.Scope{Least: least}))
			}
		}
	}
	if said < 20 {
		t.Errorf("%d said: this shows little", said)
	}
}

// coverageAgrees holds the sentences, the words in the table and the sum of a coverage against its figures.
func coverageAgrees(t *testing.T, place string, shown *report.Input) (said int) {
	t.Helper()
	page := newView("coverage", shown).Page()
	s, counts, fewer, idle, least := page.Sections[0], map[int]int{}, 0, 0, max(shown.Least, 1)
	if shown.Least == 0 {
		least = 2
	}
	for _, row := range s.Rows {
		n, of, gap := row[1].Number, row[2].Number, row[4].Text
		switch {
		case of == 0:
			idle++
		case n < least:
			fewer++
		}
		if of > 0 {
			counts[n]++
		}
		if strings.Contains(gap, "is competent") != (of > 0 && n < 2 && n < least) || strings.Contains(gap, "are competent") != (of > 0 && 1 < n && n < least) {
			t.Errorf("%s: %d of %d competent are called %q", place, n, of, gap)
		}
	}
	one, none := in(t, s.Lead, "One person alone is competent in"), in(t, s.Lead, "Nobody is competent in")
	if one != counts[1] || none != counts[0] {
		t.Errorf("%s: %q above %v", place, s.Lead, counts)
	}
	if few := in(t, s.Lead, fmt.Sprintf("More than one and fewer than %d are competent in", least)); least > 2 && few != fewer-one-none {
		t.Errorf("%s: %q above %v", place, s.Lead, counts)
	}
	if len(s.Rows) == 0 {
		return 0
	}
	if want := fmt.Sprintf(", %d with fewer than %d competent, ", fewer, least); !strings.Contains(page.Footer[0], want) || idle > 0 != strings.Contains(page.Footer[0], fmt.Sprintf(", %d that nobody learns yet", idle)) {
		t.Errorf("%s: the sum is %q, the table has %q and %d", place, page.Footer[0], want, idle)
	}
	return one + none
}
