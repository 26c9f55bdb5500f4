package format

import (
	"cmp"
	"io"
	"iter"
	"strings"
	"time"
	"unicode/utf8"

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

// pageWorkbook lays a page out on a paper.
func pageWorkbook(p report.Page, paper xlsx.Paper) xlsx.Workbook {
	book := xlsx.Workbook{Title: p.Title, Subject: subject(p), Author: "sojt", Created: p.AsOf.Start(time.UTC)}
	for _, s := range p.Sections {
		book.Sheets = append(book.Sheets, sectionSheet(p, s, paper))
	}
	if len(p.Sections) == 0 {
		book.Sheets = append(book.Sheets, sectionSheet(p, report.Section{}, paper))
	}
	return book
}

// subject is the moment that the page shows.
func subject(p report.Page) string {
	var parts []string
	if p.AsOf != 0 {
		parts = append(parts, "as of "+p.AsOf.Human())
	}
	if p.KnownAt != "" {
		parts = append(parts, "as known on "+p.KnownAt)
	}
	return strings.Join(parts, ", ")
}

func sectionSheet(p report.Page, s report.Section, paper xlsx.Paper) xlsx.Sheet {
	plan := planColumns(s, paper)
	above := 2 // title, heading
	if len(s.Columns) > 0 && len(s.Rows) > 0 {
		above = 3
	}
	sheet := xlsx.Sheet{
		Name: cmp.Or(s.Heading, p.Title, "Report"), Columns: plan.columns,
		Rows: sectionRows(p, s, plan), FreezeRows: above,
		Print: plan.print,
	}
	sheet.Print.HeadLeft, sheet.Print.HeadRight = p.Title, s.Heading
	sheet.Print.FootLeft, sheet.Print.FootCentre = p.Title, subject(p)
	if len(s.Columns) > 3 {
		sheet.FreezeColumns = 1
	}
	return sheet
}

const (
	textSize     = 10
	lineHeight   = 15.0  // the least height of a line of text
	narrow       = 20.0  // points: the least width of a column
	broad        = 170.0 // the most a column takes that is not free text
	broadText    = 300.0 // the most free text takes
	smallest     = 0.62  // a page is not printed smaller than this: 10 points become 6
	indent       = 9.0   // what stands at the right keeps from the next column
	uprightScale = 0.85  // what is printed upright is not printed smaller than this
)

// pagePlan is how a section's table stands on paper.
type pagePlan struct {
	columns []xlsx.Column
	values  []float64 // the widest value of each column, in points
	turned  bool      // the titles of narrow columns read upwards
	print   xlsx.Print
	first   int // columns on the first page across, for text above and beneath the table
}

// planColumns fits widths to what the columns hold, then paper to the widths: upright where it
// fits, else across, else several pages side by side.
func planColumns(s report.Section, paper xlsx.Paper) pagePlan {
	plan := pagePlan{print: xlsx.Print{Paper: paper}, values: valueWidths(s)}
	plan.turned = plan.turnsTitles(s.Columns)
	total := 0.0
	for i, c := range s.Columns {
		w := plan.columnWidth(i, c)
		plan.columns = append(plan.columns, xlsx.Column{Width: w})
		total += w
	}
	upright := xlsx.Print{Paper: paper, Portrait: true}
	if total <= upright.Width()/uprightScale {
		plan.print = upright
	}
	plan.fill(total)
	plan.spread(total)
	return plan
}

// fill gives a table without columns, or a narrow one, columns enough for the text around it.
func (p *pagePlan) fill(total float64) {
	if rest := p.print.Width()*0.98 - total; rest > 0 {
		p.columns = append(p.columns, xlsx.Column{Width: rest})
	}
}

// spread sets how many pages wide the table is, and how many columns the first of them has.
func (p *pagePlan) spread(total float64) {
	room := p.print.Width() / smallest
	p.first = len(p.columns)
	if total <= room || len(p.columns) < 2 {
		return
	}
	p.print.TitleColumns = 1
	head, used, across := p.columns[0].Width, 0.0, 1
	for i, c := range p.columns {
		if used+c.Width > room && used > 0 {
			if across == 1 {
				p.first = i
			}
			across++
			used = head
		}
		used += c.Width
	}
	p.print.Across = across
}

// turnsTitles reports whether a table has so many columns with titles longer than their values that
// the titles are turned, as in a matrix with names over single letters.
func (p *pagePlan) turnsTitles(columns []report.Column) bool {
	long := 0
	for i, c := range columns {
		if utf8.RuneCountInString(c.Title) > 4 && p.values[i] < turnable {
			long++
		}
	}
	return long > 8
}

// turnable is the widest value of a column whose title may be turned, small one whose values stand
// in the middle.
const (
	turnable = 30.0
	small    = 16.0
)

// valueWidths are the widths of the widest values of each column.
func valueWidths(s report.Section) []float64 {
	widths := make([]float64, len(s.Columns))
	for _, row := range s.Rows {
		for i, c := range row {
			text := c.Text
			if c.Date != 0 {
				text = "2026-12-31"
			}
			widths[i] = max(widths[i], xlsx.Measure(text, textSize, c.Strong || c.Tone == report.Bad))
		}
	}
	return widths
}

func (p *pagePlan) columnWidth(i int, c report.Column) float64 {
	value, title := p.values[i], xlsx.Measure(c.Title, textSize, true)
	if p.turned && value < turnable {
		title = 0
	}
	limit := broad
	if c.Wide {
		limit = broadText
	}
	width := xlsx.Fit(max(value, title))
	if c.Right {
		width += indent
	}
	return min(limit, max(narrow, width))
}

// sectionRows gives the rows from the title to the last line of the page's footer.
func sectionRows(p report.Page, s report.Section, plan pagePlan) iter.Seq[xlsx.Row] {
	return func(yield func(xlsx.Row) bool) {
		ok := yield(lineRow(plan, p.Title, xlsx.Style{Size: 15, Bold: true, Wrap: true})) &&
			yield(lineRow(plan, headline(p, s), xlsx.Style{Size: 11, Ink: quietInk, Wrap: true}))
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

func headline(p report.Page, s report.Section) string {
	if s.Heading == "" || subject(p) == "" {
		return cmp.Or(s.Heading, subject(p))
	}
	return s.Heading + ", " + subject(p)
}

// linesBeneath are the legend, or what is empty and why, and the page's footer.
func linesBeneath(p report.Page, s report.Section) []string {
	var lines []string
	for _, block := range [][]string{emptyLines(s), s.Legend, p.Footer} {
		if len(block) > 0 {
			lines = append(append(lines, ""), block...)
		}
	}
	return lines
}

func emptyLines(s report.Section) []string {
	if len(s.Rows) > 0 || s.Empty == "" {
		return nil
	}
	return []string{s.Empty}
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
	if !yield(xlsx.Row{Cells: cells, Repeat: true, Height: 20}) {
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
	out := xlsx.Cell{Text: c.Text, Style: toneStyle(c.Tone)}
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
