package format

import (
	"fmt"
	"io"
	"strings"

	"sojt/report"
	"sojt/report/safe"
)

// Markdown writes the page as headings, tables and lists, everything from people escaped. Where the
// options limit it, it is cut behind rows and says how many there are more.
func Markdown(w io.Writer, v report.View, o Options) error {
	page := v.Page()
	var head, foot strings.Builder
	if page.Title != "" {
		head.WriteString("# " + safe.Markdown(page.Title) + "\n")
	}
	if asOf := momentText(page); asOf != "" {
		head.WriteString("\n" + safe.Markdown(asOf) + "\n")
	}
	var parts []markdownPart
	for _, s := range page.Sections {
		parts = append(parts, markdownSection(s))
	}
	markdownLines(&foot, page.Footer)
	_, err := io.WriteString(w, markdownWithin(o.MaxBytes, head.String(), parts, foot.String()))
	return err
}

// markdownPart is a section: what stands above its rows, those, and what stands beneath.
type markdownPart struct {
	above, below string
	rows         []string
}

// size is that of the section with its first rows.
func (p markdownPart) size(rows int) int {
	n := len(p.above) + len(p.below)
	for _, row := range p.rows[:rows] {
		n += len(row)
	}
	return n
}

func markdownSection(s report.Section) markdownPart {
	var p markdownPart
	var above, below strings.Builder
	if s.Heading != "" {
		above.WriteString("\n## " + safe.Markdown(oneLine(s.Heading)) + "\n")
	}
	markdownLines(&above, s.Lead)
	switch {
	case len(s.Rows) == 0:
		if s.Empty != "" {
			markdownLines(&above, []string{s.Empty})
		}
		return markdownPart{above: above.String()}
	case len(s.Columns) == 1 && !titled(s.Columns):
		above.WriteByte('\n')
		for _, row := range s.Rows {
			p.rows = append(p.rows, "- "+markdownCell(row[0])+"\n")
		}
	default:
		above.WriteString(tableHead(s.Columns))
		for _, row := range s.Rows {
			line := "|"
			for _, c := range row {
				line += " " + markdownCell(c) + " |"
			}
			p.rows = append(p.rows, line+"\n")
		}
	}
	markdownLines(&below, s.Notes())
	p.above, p.below = above.String(), below.String()
	return p
}

// markdownWithin puts a page together in at most so many bytes, 0 for as many as it takes. Each section
// keeps what stands above and beneath its rows, in their order they keep as many rows as there is room
// for, and the foot stays. Sections of which not even that fits are left out from the end.
func markdownWithin(most int, head string, parts []markdownPart, foot string) string {
	size := len(head) + len(foot)
	for _, p := range parts {
		size += p.size(len(p.rows))
	}
	kept, room := len(parts), 0
	if most > 0 && size > most {
		kept, room = markdownKept(most, most-len(head)-len(foot), parts)
	} else {
		room = size
	}
	if room < 0 {
		return markdownMore(most, len(parts), "section")[1:] // not even what frames the page fits
	}
	var page strings.Builder
	page.WriteString(head)
	for _, p := range parts[:kept] {
		page.WriteString(p.above)
		n := 0
		for n < len(p.rows) && len(p.rows[n]) <= room {
			page.WriteString(p.rows[n])
			room -= len(p.rows[n])
			n++
		}
		page.WriteString(markdownMore(most, len(p.rows)-n, "row"))
		page.WriteString(p.below)
	}
	page.WriteString(markdownMore(most, len(parts)-kept, "section"))
	page.WriteString(foot)
	return page.String()
}

// markdownKept is how many sections there is room for without their rows, and what room is left for these.
// It is below zero where there is none for a section that is left out to be told.
func markdownKept(most, room int, parts []markdownPart) (kept, left int) {
	room -= len(markdownMore(most, len(parts), "section"))
	for ; kept < len(parts); kept++ {
		need := parts[kept].size(0) + len(markdownMore(most, len(parts[kept].rows), "row"))
		if need > room {
			break
		}
		room -= need
	}
	return kept, room
}

// markdownMore says what is left out, in a paragraph of its own; "" where nothing is.
func markdownMore(most, n int, noun string) string {
	switch n {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("\n1 more %s, left out to stay below %d bytes\n", noun, most)
	default:
		return fmt.Sprintf("\n%d more %ss, left out to stay below %d bytes\n", n, noun, most)
	}
}

// markdownLines writes each line as a paragraph.
func markdownLines(b *strings.Builder, lines []string) {
	for _, line := range lines {
		b.WriteString("\n" + safe.Markdown(line) + "\n")
	}
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

func markdownCell(c report.Cell) string {
	text := safe.Markdown(c.Words())
	if c.Strong && text != "" {
		text = "**" + text + "**"
	}
	return text
}
