package format

import (
	"bytes"
	"io"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"sojt/report"
	"sojt/report/safe"
)

// Table writes the page in calm columns without lines or boxes. On a terminal wide columns wrap and
// what is still too wide is split into blocks of columns, each with the first one; in a pipe nothing
// is wrapped or split.
func Table(w io.Writer, v report.View, o Options) error {
	page := v.Page()
	var b bytes.Buffer
	b.WriteString(headLine(page, o))
	for i, s := range page.Sections {
		if i > 0 && (s.Heading != "" || len(s.Lead) > 0 || len(s.Rows) > 0 || s.Empty != "") {
			b.WriteByte('\n')
		}
		if i > 0 && s.Heading != "" {
			writeHeading(&b, s.Heading, o)
		}
		if err := writeSection(&b, s, o); err != nil {
			return err
		}
	}
	if len(page.Footer) > 0 {
		b.WriteByte('\n')
	}
	for _, line := range page.Footer {
		writeLine(&b, line, o)
	}
	_, err := w.Write(bytes.TrimLeft(b.Bytes(), "\n"))
	return err
}

// headLine is the first section's heading, or the title where that has none, with the day at the
// right end of the line.
func headLine(p report.Page, o Options) string {
	lead := p.Title
	if len(p.Sections) > 0 && p.Sections[0].Heading != "" {
		lead = p.Sections[0].Heading
	}
	lead, asOf := safe.Text(lead), momentText(p)
	if lead == "" && asOf == "" {
		return ""
	}
	between := "   "
	room := min(o.Width, 80) - safe.Width(lead) - safe.Width(asOf)
	if o.Width > 0 && room < len(between) {
		var b bytes.Buffer
		writeHeading(&b, lead, o)
		writeLine(&b, asOf, o)
		return b.String()
	}
	if o.Width > 0 {
		between = strings.Repeat(" ", room)
	}
	return strings.TrimRight(strong(lead, o)+between+asOf, " ") + "\n"
}

// writeHeading keeps the gaps between the parts of a heading, or puts commas where it must wrap.
func writeHeading(b *bytes.Buffer, text string, o Options) {
	text = safe.Text(text)
	if o.Width > 0 && safe.Width(text) > o.Width {
		text = oneLine(text)
	}
	for _, line := range safe.Wrap(text, o.Width) {
		b.WriteString(strong(line, o) + "\n")
	}
}

// oneLine is a heading where its parts cannot be set apart by gaps.
func oneLine(heading string) string { return strings.ReplaceAll(heading, "   ", ", ") }

// momentText says for which day the page stands, and by what was known when.
func momentText(p report.Page) string {
	text := ""
	if p.AsOf != 0 {
		text = "as of " + p.AsOf.Human()
	}
	if p.KnownAt != "" {
		text += ", by what was known on " + p.KnownAt
	}
	return strings.TrimPrefix(text, ", ")
}

// writeLine writes text as a paragraph, wrapped on a terminal.
func writeLine(b *bytes.Buffer, text string, o Options) {
	for _, line := range safe.Wrap(safe.Text(text), o.Width) {
		b.WriteString(line + "\n")
	}
}

// writeItems writes a list with commas as a paragraph that breaks between its items, so that a letter
// and what it means stay together.
func writeItems(b *bytes.Buffer, text string, o Options) {
	line := ""
	for _, item := range strings.SplitAfter(safe.Text(text), ", ") {
		if line != "" && o.Width > 0 && safe.Width(strings.TrimRight(line+item, " ")) > o.Width {
			writeLine(b, strings.TrimRight(line, " "), o)
			line = ""
		}
		line += item
	}
	writeLine(b, line, o)
}

func writeSection(b *bytes.Buffer, s report.Section, o Options) error {
	for _, line := range s.Lead {
		writeLine(b, line, o)
	}
	if len(s.Lead) > 0 && len(s.Rows) > 0 {
		b.WriteByte('\n')
	}
	if len(s.Rows) == 0 {
		if s.Empty != "" {
			writeLine(b, s.Empty, o)
		}
		return nil
	}
	g := newGrid(s, o)
	for i, block := range g.blocks(o.Width) {
		if i > 0 {
			b.WriteByte('\n')
		}
		if err := g.write(b, block); err != nil {
			return err
		}
	}
	for _, line := range s.Notes() {
		writeItems(b, line, o)
	}
	return nil
}

// write renders some of the grid's columns. tablewriter swallows write errors, so it gets a buffer;
// widths, wrapping and colour are settled before it sees a cell.
func (g *grid) write(b *bytes.Buffer, columns []int) error {
	widths, aligns := tw.NewMapper[int, int](), make([]tw.Align, len(columns))
	for i, c := range columns {
		widths.Set(i, g.widths[c]+len(gap))
		aligns[i] = tw.AlignLeft
		if g.columns[c].Right {
			aligns[i] = tw.AlignRight
		}
	}
	var out bytes.Buffer
	t := tablewriter.NewTable(&out,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{
			Borders: tw.BorderNone, Symbols: tw.NewSymbols(tw.StyleNone),
			Settings: tw.Settings{Separators: tw.SeparatorsNone, Lines: tw.LinesNone},
		})),
		tablewriter.WithEastAsian(tw.Off), // else the locale decides how wide a cell is
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithTrimSpace(tw.Off), tablewriter.WithTrimLine(tw.Off), tablewriter.WithTrimTab(tw.Off),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone), tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithPadding(tw.Padding{Right: gap, Overwrite: true}),
		tablewriter.WithColumnWidths(widths),
		tablewriter.WithHeaderAlignmentConfig(tw.CellAlignment{PerColumn: aligns}),
		tablewriter.WithRowAlignmentConfig(tw.CellAlignment{PerColumn: aligns}),
	)
	if titled(g.columns) {
		t.Header(pick(g.head, columns))
	}
	for _, row := range g.rows {
		if err := t.Append(pick(row, columns)); err != nil {
			return err
		}
	}
	if err := t.Render(); err != nil {
		return err
	}
	for line := range strings.Lines(out.String()) {
		b.WriteString(strings.TrimRight(unreset(line), " \n") + "\n")
	}
	return nil
}

// unreset takes out the colour resets that tablewriter adds behind the padding of a coloured cell.
func unreset(line string) string {
	var b strings.Builder
	open := false
	for i, part := range strings.Split(line, "\x1b[") {
		code, rest, _ := strings.Cut(part, "m")
		switch {
		case i == 0:
			b.WriteString(part)
		case code == "0" && !open:
			b.WriteString(rest)
		default:
			b.WriteString("\x1b[" + part)
			open = code != "0"
		}
	}
	return b.String()
}

func pick(row []string, columns []int) []string {
	picked := make([]string, len(columns))
	for i, c := range columns {
		picked[i] = row[c]
	}
	return picked
}
