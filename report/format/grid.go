package format

import (
	"slices"
	"strings"

	"sojt/report"
	"sojt/report/safe"
)

const (
	gap      = "  " // between two columns
	minWide  = 16   // a wide column shrinks no further
	minFirst = 12   // nor does the first, which stands in each block
)

// grid is a section with its widths planned: text is safe, wrapped and coloured.
type grid struct {
	columns []report.Column
	widths  []int
	head    []string
	rows    [][]string // a cell may have several lines
}

// newGrid plans the widths: each column as wide as its widest line, the wide ones give way until all
// fit the terminal, and at last the first one until it fits beside each of the others.
func newGrid(s report.Section, o Options) *grid {
	g := &grid{columns: s.Columns, widths: make([]int, len(s.Columns)), head: make([]string, len(s.Columns))}
	for i, c := range s.Columns {
		g.head[i] = safe.Text(c.Title)
		g.widths[i] = safe.Width(g.head[i])
	}
	text := make([][][]string, len(s.Rows)) // row, column, line
	for r, row := range s.Rows {
		text[r] = make([][]string, len(s.Columns))
		for i, c := range row {
			lines := []string{safe.Text(c.Text)}
			if s.Columns[i].Wide {
				lines = safe.Lines(c.Text)
			}
			text[r][i] = lines
			for _, l := range lines {
				g.widths[i] = max(g.widths[i], safe.Width(l))
			}
		}
	}
	g.shrink(o.Width)
	g.shrinkFirst(o.Width)
	for i := range g.head {
		g.head[i] = strong(g.head[i], o)
	}
	for r, row := range s.Rows {
		cells := make([]string, len(s.Columns))
		for i, c := range row {
			cells[i] = g.cell(text[r][i], i, c, o)
		}
		g.rows = append(g.rows, cells)
	}
	return g
}

// shrink takes from the widest wide column until the table fits or none can give more.
func (g *grid) shrink(width int) {
	for over := g.total(all(len(g.columns))) - width; width > 0 && over > 0; over-- {
		widest := -1
		for i, c := range g.columns {
			if c.Wide && g.widths[i] > minWide && (widest < 0 || g.widths[i] > g.widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		g.widths[widest]--
	}
}

func (g *grid) shrinkFirst(width int) {
	if width > 0 && len(g.widths) > 1 {
		room := width - len(gap) - slices.Max(g.widths[1:])
		g.widths[0] = min(g.widths[0], max(minFirst, room))
	}
}

func (g *grid) cell(lines []string, column int, c report.Cell, o Options) string {
	var out []string
	for _, l := range lines {
		for _, w := range safe.Wrap(l, g.widths[column]) {
			out = append(out, paint(w, c, o))
		}
	}
	return strings.Join(out, "\n")
}

// total is the width of some of the columns side by side.
func (g *grid) total(columns []int) int {
	sum := -len(gap)
	for _, c := range columns {
		sum += g.widths[c] + len(gap)
	}
	return sum
}

// blocks deals the columns out so that each block fits the terminal and begins with the first
// column, which says whose row it is. Without a terminal, or where all fit, there is one block.
func (g *grid) blocks(width int) [][]int {
	columns := all(len(g.columns))
	if width <= 0 || g.total(columns) <= width {
		return [][]int{columns}
	}
	var blocks [][]int
	block := []int{0}
	for _, c := range columns[1:] {
		if len(block) > 1 && g.total(append(block, c)) > width {
			blocks, block = append(blocks, block), []int{0}
		}
		block = append(block, c)
	}
	return append(blocks, block)
}

// titled reports whether a table has a header.
func titled(columns []report.Column) bool {
	return slices.ContainsFunc(columns, func(c report.Column) bool { return c.Title != "" })
}

func all(n int) []int {
	columns := make([]int, n)
	for i := range columns {
		columns[i] = i
	}
	return columns
}

// paint repeats in colour what the text says already.
func paint(text string, c report.Cell, o Options) string {
	code := [...]string{report.Plain: "", report.Good: "32", report.Soon: "33", report.Bad: "31", report.Open: "36", report.Quiet: "2"}[c.Tone]
	if c.Strong {
		code = strings.Trim("1;"+code, ";")
	}
	if !o.Color || code == "" || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func strong(text string, o Options) string { return paint(text, report.Cell{Strong: true}, o) }
