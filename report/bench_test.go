package report_test

import (
	"fmt"
	"io"
	"testing"

	"sojt/competency/diag"
	"sojt/report"
	"sojt/report/findings"
	"sojt/report/format"
	"sojt/signoff"
)

// BenchmarkFormats writes a page of 3,000 rows of 12 cells, or as many rows, in each format of views.
func BenchmarkFormats(b *testing.B) {
	v := fixedView()
	for _, f := range format.Formats() {
		b.Run(f.Name, func(b *testing.B) {
			for b.Loop() {
				if err := f.Write(io.Discard, v, format.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFindings writes 3,000 problems in each format of problems.
func BenchmarkFindings(b *testing.B) {
	r := findings.Result{Version: "1.0"}
	for i := range 3000 {
		file := fmt.Sprintf("learners/learner-%d.yaml", i/10)
		r.Problems = append(r.Problems, diag.Problem{
			Severity: diag.Error, Code: "E-FORM", Pos: diag.Pos{File: file, Line: i%10 + 5, Column: 3}, Message: "the date is \"2026-13-01\", expected a day", Hint: "write it as YYYY-MM-DD",
		})
		if i%10 == 0 {
			r.Files = append(r.Files, file)
		}
	}
	for _, f := range findings.Formats() {
		b.Run(f.Name, func(b *testing.B) {
			for b.Loop() {
				if err := f.Write(io.Discard, r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkViews makes each view with its rows, of 40 times the kitchen's people.
func BenchmarkViews(b *testing.B) { benchmarkViews(b, func(v report.View) { v.Rows() }) }

// BenchmarkPages makes each view with its page.
func BenchmarkPages(b *testing.B) { benchmarkViews(b, func(v report.View) { v.Page() }) }

func benchmarkViews(b *testing.B, show func(v report.View)) {
	p := readPopulation(b, "../examples/kitchen")
	book := signoff.NewRulebook(p.program, p.find)
	m := signoff.Moment{AsOf: day("2026-10-31")}
	var all []*signoff.Standings
	for i := range 40 {
		for _, l := range p.people {
			copied := *l
			copied.ID = fmt.Sprintf("%s-%d", l.ID, i)
			all = append(all, book.Fold(&copied, m))
		}
	}
	for _, kind := range report.Views() {
		b.Run(kind.Name, func(b *testing.B) {
			for b.Loop() {
				show(kind.New(report.NewInput(book, m, all, report.Scope{})))
			}
		})
	}
}

// fixed is a view that is there already, so that a format alone is measured.
type fixed struct {
	rows report.Rows
	page report.Page
}

func (f fixed) Rows() report.Rows { return f.rows }
func (f fixed) Page() report.Page { return f.page }

func fixedView() report.View {
	v := fixed{rows: report.Rows{Program: "plant", View: "matrix", AsOf: day("2026-10-31")}, page: report.Page{Title: "Plant", AsOf: day("2026-10-31")}}
	s := report.Section{Heading: "Operator"}
	for i := range 12 {
		v.rows.Columns = append(v.rows.Columns, fmt.Sprint("key_", i))
		s.Columns = append(s.Columns, report.Column{Title: fmt.Sprint("Title ", i), Wide: i < 2, Right: i > 9})
	}
	for i := range 3000 {
		var row []report.Value
		var cells []report.Cell
		for j := range 9 {
			text := fmt.Sprintf("some words %d of %d", j, i%97)
			row = append(row, text)
			cells = append(cells, report.Cell{Text: text, Tone: report.Tone(i % 6)})
		}
		row = append(row, i, i%2 == 0, []string{"late", "unsigned"})
		cells = append(cells, report.Cell{Text: fmt.Sprint(i), Number: i, IsNumber: true}, report.Cell{Text: "31 Oct 2026", Date: day("2026-10-31")}, report.Cell{Text: "40%", Number: 40, IsNumber: true, Percent: true})
		v.rows.Rows, s.Rows = append(v.rows.Rows, row), append(s.Rows, cells)
	}
	v.page.Sections = []report.Section{s}
	return v
}
