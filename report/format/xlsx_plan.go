package format

import (
	"unicode/utf8"

	"sojt/report"
	"sojt/report/xlsx"
)

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
			text := c.Words()
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
