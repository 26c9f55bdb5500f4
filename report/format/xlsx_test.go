package format

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/xlsx"
)

// pageView is a view that is only its page.
type pageView struct{ page report.Page }

func (v pageView) Page() report.Page { return v.page }
func (v pageView) Rows() report.Rows { return report.Rows{} }

// progressPage is a report of n learners with every kind of cell.
func progressPage(n int) report.Page {
	s := report.Section{
		Heading: "Line cook",
		Columns: []report.Column{{Title: "learner"}, {Title: "done", Right: true}, {Title: "percent", Right: true}, {Title: "next", Wide: true}, {Title: "due"}, {Title: "flags", Wide: true}},
		Legend:  []string{"overdue: past its due day", "expiring: within 30 days"},
	}
	for i := range n {
		tone := report.Tone(i % 6)
		s.Rows = append(s.Rows, []report.Cell{
			{Text: fmt.Sprintf("María López-%03d", i), Strong: true},
			{Text: fmt.Sprintf("%d of 9", i%10)},
			{Text: "77%", Number: 77, IsNumber: true, Percent: true, Tone: tone},
			{Text: "knife-safety: cuts vegetables safely to size, at the full pace of a service"},
			{Text: "28 Nov 2026", Date: calendar.Of(2026, 11, 28), Tone: tone},
			{Text: []string{"", "overdue 2", "=1+1", "expiring 1, overdue 3"}[i%4], Tone: tone},
		})
	}
	return report.Page{
		Title: "Harbor Kitchen onboarding", AsOf: calendar.Of(2026, 11, 21), Sections: []report.Section{s},
		Footer: []string{fmt.Sprintf("%d learners, 1 qualified, 1 overdue.  Details: sojt status theo-brandt", n)},
	}
}

// matrixPage is a matrix of learners and competencies with letters in its cells.
func matrixPage(learners, competencies int) report.Page {
	s := report.Section{
		Heading: "R&D: craftsman/7-level", Columns: []report.Column{{Title: "learner"}},
		Legend: []string{"C competent   e expiring   p practising   r ready   n not yet   W waived   b blocked   . none"},
	}
	for j := range competencies {
		s.Columns = append(s.Columns, report.Column{Title: fmt.Sprintf("task-%03d", j)})
	}
	for i := range learners {
		row := []report.Cell{{Text: fmt.Sprintf("Learner Number-%02d", i)}}
		for j := range competencies {
			k := (i*7 + j*3) % 6
			row = append(row, report.Toned([]string{"W", "C", "e", "b", "r", "."}[k], report.Tone(k)))
		}
		s.Rows = append(s.Rows, row)
	}
	return report.Page{Title: "Works", AsOf: calendar.Of(2026, 11, 21), Sections: []report.Section{s}}
}

// textsPage is a transcript-like page with long texts, one of them higher than a page.
func textsPage() report.Page {
	long := strings.Repeat("Every word of a note counts, and so does the last one. ", 12)
	return report.Page{Title: "Works", AsOf: calendar.Of(2026, 11, 21), Sections: []report.Section{{
		Heading: "Notes", Columns: []report.Column{{Title: "who"}, {Title: "note", Wide: true}, {Title: "action", Wide: true}},
		Rows: [][]report.Cell{
			{report.Text("Ana"), report.Text(long + "END1"), report.Text("none")},
			{report.Text("Per"), report.Text("@short"), report.Text(strings.Repeat("Look at it again on Monday. ", 6) + "END2")},
			{report.Text("李小龙"), report.Text("在厨房里保持刀具锋利，并且每天检查砧板是否干净。" + strings.Repeat("再检查一次。", 20)), report.Text("good")},
		},
	}}, Footer: []string{"3 notes"}}
}

// asText is a worksheet as its cells show, a row a line.
func asText(sheet xlsx.Sheet) string {
	var lines []string
	for r := range sheet.Rows {
		var cells []string
		for _, c := range r.Cells {
			switch c.Kind {
			case xlsx.Percent:
				cells = append(cells, fmt.Sprint(c.Number, " %"))
			case xlsx.Day:
				cells = append(cells, c.Day.String())
			default:
				cells = append(cells, c.Text)
			}
		}
		lines = append(lines, strings.TrimRight(strings.Join(cells, "|"), "|"))
	}
	return strings.Join(lines, "\n")
}

func TestXLSXAsText(t *testing.T) {
	got := asText(pageWorkbook(progressPage(2), xlsx.A4).Sheets[0])
	want := `Harbor Kitchen onboarding
Line cook, as of 21 Nov 2026
learner|done|percent|next|due|flags
María López-000|0 of 9|77 %|knife-safety: cuts vegetables safely to size, at the full pace of a service|2026-11-28
María López-001|1 of 9|77 %|knife-safety: cuts vegetables safely to size, at the full pace of a service|2026-11-28|overdue 2

overdue: past its due day
expiring: within 30 days

2 learners, 1 qualified, 1 overdue.  Details: sojt status theo-brandt`
	if got != want {
		t.Errorf("got\n%s\nexpected\n%s", got, want)
	}
}

func TestXLSXTypesAndTones(t *testing.T) {
	for c, want := range map[report.Cell]xlsx.Cell{
		{Text: "3", Number: 3, IsNumber: true}:                   {Kind: xlsx.Number, Number: 3, Text: "3"},
		{Text: "77%", Number: 77, IsNumber: true, Percent: true}: {Kind: xlsx.Percent, Number: 77, Text: "77%"},
		{Text: "28 Nov 2026", Date: calendar.Of(2026, 11, 28)}:   {Kind: xlsx.Day, Day: calendar.Of(2026, 11, 28), Text: "28 Nov 2026"},
		{Text: "=1+1"}: {Text: "=1+1"},
	} {
		got := dataCell(c, report.Column{}, false)
		if got.Kind != want.Kind || got.Number != want.Number || got.Day != want.Day || got.Text != want.Text {
			t.Errorf("%+v became %+v", c, got)
		}
	}
	luminance := map[report.Tone]int{}
	for _, tone := range []report.Tone{report.Good, report.Open, report.Soon, report.Bad} {
		c := int(toneStyle(tone).Fill)
		luminance[tone] = (299*(c>>16) + 587*(c>>8&0xFF) + 114*(c&0xFF)) / 1000
	}
	if luminance[report.Good]-luminance[report.Open] < 8 || luminance[report.Open]-luminance[report.Soon] < 8 || luminance[report.Soon]-luminance[report.Bad] < 20 {
		t.Errorf("fills do not grow darker in grey: %v", luminance)
	}
}

func TestXLSXSectionsBecomeWorksheets(t *testing.T) {
	p := progressPage(1)
	empty := report.Section{Heading: "Barista", Columns: p.Sections[0].Columns, Empty: "nobody is enrolled in barista yet: sojt enroll LEARNER barista"}
	p.Sections = append(p.Sections, empty)
	sheets := pageWorkbook(p, xlsx.A4).Sheets
	if len(sheets) != 2 || sheets[1].Name != "Barista" {
		t.Fatalf("%d worksheets", len(sheets))
	}
	if text := asText(sheets[1]); !strings.Contains(text, empty.Empty) || strings.Contains(text, "learner|done") {
		t.Errorf("empty section shows\n%s", text)
	}
	p.Sections[0] = report.Section{Heading: "Ana   cook"}
	if sheets = pageWorkbook(p, xlsx.A4).Sheets; len(sheets) != 1 || !strings.Contains(asText(sheets[0]), "Ana, cook, Barista, as of") {
		t.Errorf("a lone heading is not above what follows it: %d worksheets", len(sheets))
	}
	sheets = pageWorkbook(report.Page{Title: "Works", KnownAt: "3 Dec 2026", Footer: []string{"nothing yet"}}, xlsx.A4).Sheets
	if text := asText(sheets[0]); text != "Works\nby what was known on 3 Dec 2026\n\nnothing yet" {
		t.Errorf("a page without sections shows\n%s", text)
	}
}

// However many columns there are, letters are printed no smaller than six points, the names stand
// again on each page to the right, and all of it is in the area that is printed.
func TestXLSXWideTablesStayReadable(t *testing.T) {
	for _, n := range []int{5, 30, 40, 188} {
		p := matrixPage(3, n)
		plan := planColumns(p.Sections[0], xlsx.A4)
		total := 0.0
		for _, c := range plan.columns {
			total += c.Width
		}
		across := max(plan.print.Across, 1)
		repeated := float64(across-1) * plan.columns[0].Width
		if scale := plan.print.Width() * float64(across) / (total + repeated); scale < smallest*0.98 {
			t.Errorf("%d columns on %d pages are printed at %.2f", n, across, scale)
		}
		if across > 1 && plan.print.TitleColumns != 1 {
			t.Errorf("%d columns: names are not repeated", n)
		}
	}
}

func TestXLSXIsRepeatable(t *testing.T) {
	var first bytes.Buffer
	for i := range 5 {
		var b bytes.Buffer
		if err := XLSX(&b, pageView{matrixPage(10, 20)}, Options{}); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = b
		} else if !bytes.Equal(first.Bytes(), b.Bytes()) {
			t.Fatal("the same page gives other bytes")
		}
	}
}

func BenchmarkXLSXMatrix(b *testing.B) {
	v := pageView{matrixPage(1000, 100)}
	for b.Loop() {
		if err := XLSX(io.Discard, v, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
