package format

import (
	"fmt"
	"io"
	"math"
	"strings"

	"sojt/report"
	"sojt/report/safe"
)

// moreRoom is kept free for the line that says how many rows are missing.
const moreRoom = 64

// Markdown writes the page as headings and tables, everything from people escaped. With MaxBytes it
// ends on a whole row and says how many more there are, since a CI host drops a summary that is too
// long altogether; the footer is kept.
func Markdown(w io.Writer, v report.View, o Options) error {
	page := v.Page()
	var foot strings.Builder
	for _, line := range page.Footer {
		foot.WriteString("\n" + safe.Markdown(line) + "\n")
	}
	m := &markdown{room: math.MaxInt}
	if o.MaxBytes > 0 {
		m.room = o.MaxBytes - foot.Len() - moreRoom
	}
	m.add(titleLine(page), 0)
	for _, s := range page.Sections {
		m.section(s)
	}
	if m.missing > 0 {
		fmt.Fprintf(&m.b, "\n%d more rows\n", m.missing)
	}
	_, err := io.WriteString(w, m.b.String()+foot.String())
	return err
}

func titleLine(p report.Page) string {
	line := ""
	if p.Title != "" {
		line = "# " + safe.Markdown(p.Title) + "\n"
	}
	if asOf := momentText(p); asOf != "" {
		line += "\n" + safe.Markdown(asOf) + "\n"
	}
	return line
}

// markdown is the text so far, the bytes that are left, and the rows left out.
type markdown struct {
	b       strings.Builder
	room    int
	missing int
}

// add appends text where it and what must follow it fit, and reports whether they did. Once
// something did not, nothing does.
func (m *markdown) add(text string, follows int) bool {
	if len(text)+follows > m.room {
		m.room = 0
		return false
	}
	m.room -= len(text)
	m.b.WriteString(text)
	return true
}

func (m *markdown) section(s report.Section) {
	head := ""
	if s.Heading != "" {
		head = "\n## " + safe.Markdown(s.Heading) + "\n"
	}
	if len(s.Rows) == 0 {
		if s.Empty != "" {
			head += "\n" + safe.Markdown(s.Empty) + "\n"
		}
		m.add(head, 0)
		return
	}
	legend := legendText(s.Legend)
	if !m.add(head+tableHead(s.Columns), len(legend)) {
		m.missing += len(s.Rows)
		return
	}
	for i, row := range s.Rows {
		if !m.add(tableRow(row), len(legend)) {
			m.missing += len(s.Rows) - i
			m.b.WriteString(legend) // there was room for it before each row
			return
		}
	}
	m.add(legend, 0)
}

func legendText(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString("\n" + safe.Markdown(line) + "\n")
	}
	return b.String()
}

func tableHead(columns []report.Column) string {
	titles, rules := "|", "|"
	for _, c := range columns {
		titles += " " + safe.Markdown(c.Title) + " |"
		if c.Right {
			rules += " --: |"
		} else {
			rules += " --- |"
		}
	}
	return "\n" + titles + "\n" + rules + "\n"
}

func tableRow(row []report.Cell) string {
	var b strings.Builder
	b.WriteByte('|')
	for _, c := range row {
		text := safe.Markdown(c.Text)
		if c.Strong && text != "" {
			text = "**" + text + "**"
		}
		b.WriteString(" " + text + " |")
	}
	return b.String() + "\n"
}
