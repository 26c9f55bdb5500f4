package sheet

import (
	"fmt"
	"strings"
	"testing"

	"sojt/report/xlsx"
	"sojt/signoff"
)

// wordy is a filled-in sheet in a layout, with names, headings and numbers as long as people make them.
func wordy(t *testing.T, layout string) Input {
	in := inLayout(t, layout)
	in.Organisation = strings.Repeat("Harbor Restaurants and Catering Holding, ", 5)
	in.Role.Title = strings.Repeat("Line cook of the evening service ", 4)
	for i, e := range in.Role.Entries {
		e.Group = strings.Repeat("11 Integrated deployment systems / 11.1 Logistics module / ", 4)
		e.Code = fmt.Sprintf("11.1.4.2.4.%d", i)
	}
	for i := range in.Layout.Foot {
		in.Layout.Foot[i].Title = strings.Repeat("Remarks on all that was not met ", 8)
	}
	return in
}

// What a box does not wrap it cuts off, so that it has to be narrow enough.
func TestNothingIsWiderThanItsBox(t *testing.T) {
	for _, layout := range BuiltinNames() {
		for _, s := range Build(wordy(t, layout)).Sheets {
			for text, over := range tooWide(s) {
				t.Errorf("%s, %s: %q is %.0f points wider than its box", layout, s.Name, text, over)
			}
		}
	}
	planted := xlsx.Sheet{Columns: []xlsx.Column{{Width: 30}, {Width: 40}}, Rows: func(yield func(xlsx.Row) bool) {
		yield(xlsx.Row{Cells: []xlsx.Cell{{Text: "wide enough", Across: 1}}})
		yield(xlsx.Row{Cells: []xlsx.Cell{{Text: "not wide enough"}}})
	}}
	if wide := tooWide(planted); len(wide) != 1 || wide["not wide enough"] < 20 {
		t.Fatalf("the checker is broken: it found %v", wide)
	}
}

// tooWide gives texts that are neither wrapped nor narrow enough, with what they lack in points.
func tooWide(s xlsx.Sheet) map[string]float64 {
	wide := map[string]float64{}
	for r := range s.Rows {
		for i, c := range r.Cells {
			if r.Hidden || s.Columns[i].Hidden || c.Style.Wrap {
				continue
			}
			room := 0.0
			for _, column := range s.Columns[i : i+1+c.Across] {
				room += column.Width
			}
			if over := xlsx.Measure(c.Text, c.Style.Size, c.Style.Bold) - room; over > 0 && c.Text != "" {
				wide[c.Text] = over
			}
		}
	}
	return wide
}

// A number of six levels stands on one line, and one that nobody would print does not take the page.
func TestNumbersStandOnOneLine(t *testing.T) {
	in := wordy(t, "sojt")
	width := func() float64 { return newWriter(in, newPeople(in), nil).columns[0].Width }
	if got, need := width(), xlsx.Fit(xlsx.Measure("11.1.4.2.4.0", bodySize, false)); got < need {
		t.Errorf("numbers have %.1f points, they need %.1f", got, need)
	}
	in.Role.Entries[0].Code = strings.Repeat("1.", 60)
	if got := width(); got != mostCode {
		t.Errorf("numbers take %.1f points, expected %.1f", got, mostCode)
	}
}

// Where a layout has no column for the certifier, the mentor's has who signed.
func TestCertifierIsShown(t *testing.T) {
	for layout, want := range map[string]string{"sojt": "AR [", "laboratory": "AR ["} {
		in := inLayout(t, layout)
		row := entryRows(Build(in).Sheets[0])["knife-safety"]
		found := 0
		for _, c := range row.Cells {
			if strings.HasPrefix(c.Text, want) && !strings.Contains(c.Text, "\n") {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%s: the certifier's initials stand %d times in the row", layout, found)
		}
	}
}

// The legend explains circles only where the table has them.
func TestLegendOfPractice(t *testing.T) {
	for layout, want := range map[string]bool{"sojt": true, "nursing": false} {
		if got := strings.Contains(bookText(Build(inLayout(t, layout))), "practice run logged"); got != want {
			t.Errorf("%s: the legend speaks of practice: %v", layout, got)
		}
	}
}

// What was copied from paper has the initials of who signed there, and not of who copied it.
func TestCopiedFromPaper(t *testing.T) {
	p := kitchen()
	in := input(p)
	in.Results, in.Learners = true, []*signoff.Standings{maria(p)}
	no := *in.Learners[0].Learner.Records[7]
	no.Type, no.Digest, no.Signer = signoff.Transcribe, "n3", "Per Lind"
	no.By, no.Action, no.Retest, no.Note = "ana", "", 0, "forgot the soy; action: learn the card; retest: 2026-12-20"
	in.Learners[0].Learner.Records[7] = &no
	in.Learners[0].Roles[0].Cells[2].Rests = &no
	all := ""
	for _, s := range Build(in).Sheets {
		for r := range s.Rows {
			for _, c := range r.Cells {
				text := c.Text
				if c.Kind == xlsx.Day {
					text = c.Day.String()
				}
				all += "|" + strings.ReplaceAll(text, "\n", " ")
			}
		}
	}
	for _, want := range []string{"|KT [6] paper|", "|K. Tan on paper, copied by Ana Ruiz|", "|forgot the soy|", "|learn the card|", "|2026-12-20|", "|Per Lind paper|", "|K. Tan|"} {
		if !strings.Contains(all, want) {
			t.Errorf("the sheet lacks %q", want)
		}
	}
	if strings.Contains(all, "AR [6]") {
		t.Error("who copied stands as who judged")
	}
}

// Beneath the table stands what may be written as a result, and what the words under flags mean that stand there.
func TestWordsAreExplained(t *testing.T) {
	p := kitchen()
	in := input(p)
	said := func() string {
		all := ""
		for _, s := range Build(in).Sheets {
			for r := range s.Rows {
				for _, c := range r.Cells {
					for _, run := range c.Runs {
						all += run.Text
					}
				}
			}
		}
		return all
	}
	blank := said()
	in.Results, in.Learners = true, []*signoff.Standings{maria(p)}
	filled := said()
	for _, x := range []struct {
		words         string
		blank, filled bool
	}{
		{"not-yet: with a remark", true, true}, {"N/A: it does not apply", true, true}, {"transcribed: copied from paper", false, true},
		{"overdue: was due", false, true}, {"not-yet: judged", false, true}, {"ready: nothing", false, false},
	} {
		if strings.Contains(blank, x.words) != x.blank || strings.Contains(filled, x.words) != x.filled {
			t.Errorf("%q stands there: %t on the blank sheet, %t on the filled one", x.words, !x.blank, !x.filled)
		}
	}
}
