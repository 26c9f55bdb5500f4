package format

import (
	"cmp"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"sojt/report"
	"sojt/report/xlsx"
)

// XLSX writes a view's page as a workbook: a worksheet a section, made to be printed as it opens.
// Numbers and dates are typed, tones are fills that a black and white print still tells apart, the
// header stands again on each page, and what is too wide for one page goes on beside it with the
// first column repeated. Of the options it uses none.
func XLSX(w io.Writer, v report.View, _ Options) error {
	return pageWorkbook(v.Page(), xlsx.A4).Write(w)
}

// pageWorkbook lays a page out on a paper. A section that is only a heading stands above those that
// follow it.
func pageWorkbook(p report.Page, paper xlsx.Paper) xlsx.Workbook {
	book := xlsx.Workbook{Title: p.Title, Subject: momentText(p), Author: "sojt", Created: p.AsOf.Start(time.UTC)}
	lead := ""
	for _, s := range p.Sections {
		if len(s.Rows)+len(s.Lead) > 0 || s.Empty != "" {
			book.Sheets = append(book.Sheets, sectionSheet(p, lead, s, paper))
		} else if s.Heading != "" {
			lead = oneLine(s.Heading)
		}
	}
	if len(book.Sheets) == 0 {
		book.Sheets = append(book.Sheets, sectionSheet(p, lead, report.Section{}, paper))
	}
	return book
}

func sectionSheet(p report.Page, lead string, s report.Section, paper xlsx.Paper) xlsx.Sheet {
	plan := planColumns(s, paper)
	s.Heading = oneLine(s.Heading)
	above := 2 // title, heading
	if len(s.Rows) > 0 && titled(s.Columns) {
		above = 3
	}
	sheet := xlsx.Sheet{
		Name: cmp.Or(s.Heading, lead, p.Title, "Report"), Columns: plan.columns,
		Rows: sectionRows(p, lead, s, plan), FreezeRows: above,
		Print: plan.print,
	}
	sheet.Print.HeadLeft, sheet.Print.HeadRight = p.Title, joined(lead, s.Heading)
	sheet.Print.FootLeft, sheet.Print.FootCentre = p.Title, momentText(p)
	if len(s.Columns) > 3 {
		sheet.FreezeColumns = 1
	}
	return sheet
}

// joined parts what there is by commas.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// sectionRows gives the rows from the title to the last line of the page's footer.
func sectionRows(p report.Page, lead string, s report.Section, plan pagePlan) iter.Seq[xlsx.Row] {
	return func(yield func(xlsx.Row) bool) {
		ok := yield(lineRow(plan, p.Title, xlsx.Style{Size: 15, Bold: true, Wrap: true})) &&
			yield(lineRow(plan, joined(lead, s.Heading, momentText(p)), xlsx.Style{Size: 11, Ink: quietInk, Wrap: true}))
		if !ok {
			return
		}
		if len(s.Rows) > 0 && !tableRows(s, plan, yield) {
			return
		}
		for _, l := range linesBeneath(p, s) {
			if !yield(lineRow(plan, l, xlsx.Style{Wrap: true, Rise: xlsx.Top})) {
				return
			}
		}
	}
}

// linesBeneath are what the rows come to, so that the header keeps its place on every page, the legend, or
// what is empty and why, and the page's footer.
func linesBeneath(p report.Page, s report.Section) []string {
	var lines []string
	var empty []string
	if len(s.Rows) == 0 && s.Empty != "" {
		empty = []string{s.Empty}
	}
	for _, block := range [][]string{empty, s.Lead, s.Notes(), p.Footer} {
		if len(block) > 0 {
			lines = append(append(lines, ""), block...)
		}
	}
	return lines
}

// lineRow is a line of text across the first page. Where the table goes on to the right, it stands
// beside the first column, which is repeated there.
func lineRow(plan pagePlan, text string, style xlsx.Style) xlsx.Row {
	cells := make([]xlsx.Cell, plan.first)
	from := plan.print.TitleColumns
	cells[from] = xlsx.Cell{Text: text, Style: style, Across: plan.first - 1 - from}
	return xlsx.Row{Cells: cells, Height: lineHeight}
}

// tableRows gives the header and the rows of the table. The slice of cells is used again.
func tableRows(s report.Section, plan pagePlan, yield func(xlsx.Row) bool) bool {
	cells := make([]xlsx.Cell, len(s.Columns))
	for i, c := range s.Columns {
		cells[i] = headCell(c, plan.turned && plan.values[i] < turnable)
	}
	if titled(s.Columns) && !yield(xlsx.Row{Cells: cells, Repeat: true, Height: 20}) {
		return false
	}
	for _, row := range s.Rows {
		for i, c := range row {
			cells[i] = dataCell(c, s.Columns[i], i > 0 && plan.values[i] <= small)
		}
		if !yield(xlsx.Row{Cells: cells, Height: 16}) {
			return false
		}
	}
	return true
}

func headCell(c report.Column, turned bool) xlsx.Cell {
	style := xlsx.Style{Bold: true, Fill: headFill, Frame: xlsx.Grid, Wrap: true, Rise: xlsx.Middle, Turned: turned}
	switch {
	case turned:
		style.Align, style.Rise = xlsx.Centre, xlsx.Bottom
	case c.Right:
		style.Align = xlsx.Right
	}
	return xlsx.Cell{Text: c.Title, Style: style}
}

func dataCell(c report.Cell, column report.Column, centred bool) xlsx.Cell {
	out := xlsx.Cell{Text: c.Words(), Style: toneStyle(c.Tone)}
	out.Style.Bold = out.Style.Bold || c.Strong
	out.Style.Frame, out.Style.Rise, out.Style.Wrap = xlsx.Grid, xlsx.Middle, true
	switch {
	case centred:
		out.Style.Align = xlsx.Centre
	case column.Right:
		out.Style.Align = xlsx.Right
	}
	switch {
	case c.Date != 0:
		out.Kind, out.Day = xlsx.Day, c.Date
	case c.IsNumber && c.Percent:
		out.Kind, out.Number = xlsx.Percent, float64(c.Number)
	case c.IsNumber:
		out.Kind, out.Number = xlsx.Number, float64(c.Number)
	}
	return out
}

const (
	headFill xlsx.Colour = 0xE7E6E6
	quietInk xlsx.Colour = 0x595959
)

// toneStyle gives the fill of a tone. From good to bad the fills grow darker, so that they differ
// in grey too, and what needs attention now is bold.
func toneStyle(t report.Tone) xlsx.Style {
	switch t {
	case report.Good:
		return xlsx.Style{Fill: 0xE8F4E4}
	case report.Open:
		return xlsx.Style{Fill: 0xDCE6F4}
	case report.Soon:
		return xlsx.Style{Fill: 0xF5D36B}
	case report.Bad:
		return xlsx.Style{Fill: 0xEBA69A, Bold: true}
	case report.Quiet:
		return xlsx.Style{Ink: quietInk}
	}
	return xlsx.Style{}
}
