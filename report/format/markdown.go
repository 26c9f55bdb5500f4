package format

import (
	"bytes"
	"io"

	"sojt/report"
	"sojt/report/safe"
)

// Markdown writes the page as headings, tables and lists, everything from people escaped.
func Markdown(w io.Writer, v report.View, _ Options) error {
	page := v.Page()
	var b bytes.Buffer
	if page.Title != "" {
		b.WriteString("# " + safe.Markdown(page.Title) + "\n")
	}
	if asOf := momentText(page); asOf != "" {
		b.WriteString("\n" + safe.Markdown(asOf) + "\n")
	}
	for _, s := range page.Sections {
		markdownSection(&b, s)
	}
	markdownLines(&b, page.Footer)
	_, err := w.Write(b.Bytes())
	return err
}

func markdownSection(b *bytes.Buffer, s report.Section) {
	if s.Heading != "" {
		b.WriteString("\n## " + safe.Markdown(oneLine(s.Heading)) + "\n")
	}
	markdownLines(b, s.Lead)
	switch {
	case len(s.Rows) == 0:
		if s.Empty != "" {
			markdownLines(b, []string{s.Empty})
		}
		return
	case len(s.Columns) == 1 && !titled(s.Columns):
		b.WriteByte('\n')
		for _, row := range s.Rows {
			b.WriteString("- " + markdownCell(row[0]) + "\n")
		}
	default:
		b.WriteString(tableHead(s.Columns))
		for _, row := range s.Rows {
			b.WriteByte('|')
			for _, c := range row {
				b.WriteString(" " + markdownCell(c) + " |")
			}
			b.WriteByte('\n')
		}
	}
	markdownLines(b, s.Legend)
}

// markdownLines writes each line as a paragraph.
func markdownLines(b *bytes.Buffer, lines []string) {
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
	text := safe.Markdown(c.Text)
	if c.Strong && text != "" {
		text = "**" + text + "**"
	}
	return text
}
