package xlsx

import (
	"slices"
	"strings"
)

// A row is at most maxHeight high, so that it fits on a first page beneath a heading; spreadsheets
// end at 409. One that needs more is written in pieces of maxPiece, which fill pages better.
const (
	maxHeight = 260
	maxPiece  = 90
)

const closedFill Colour = 0xF5F5F5

const maxTurned = 170 // what is turned is cut there

// measured is a row with its height and, per cell, the lines its text is wrapped into (nil: one).
type measured struct {
	height float64
	lines  [][]line
}

// measure finds how high a row must be. The slices of m are reused.
func (m *measured) measure(r Row, columns []Column) {
	m.height = r.Height
	m.lines = slices.Grow(m.lines[:0], len(r.Cells))[:len(r.Cells)]
	clear(m.lines)
	for i := 0; i < len(r.Cells); i++ {
		c := &r.Cells[i]
		height := 0.0
		if width := span(columns, i, c.Across); c.wraps(width) {
			m.lines[i] = wrap(c.runs(), c.Style, width)
			height = heightOf(m.lines[i])
		} else {
			height = c.singleHeight()
		}
		if c.Down == 0 {
			m.height = max(m.height, height)
		}
		i += c.Across
	}
}

// wraps reports whether a cell's text may need more than one line. It is asked for every cell of
// large tables, whose texts are short.
func (c *Cell) wraps(width float64) bool {
	if !c.Style.Wrap || c.Style.Turned || c.Kind != Text || c.empty() {
		return false
	}
	if c.Runs != nil || strings.Contains(c.Text, "\n") {
		return true
	}
	return Fit(Measure(c.Text, c.Style.Size, c.Style.Bold)) > width
}

// span is the width of a cell and of those it spans.
func span(columns []Column, first, across int) float64 {
	w := 0.0
	for i := first; i <= first+across && i < len(columns); i++ {
		if !columns[i].Hidden {
			w += columns[i].Width
		}
	}
	return w
}

// runs gives the text as runs.
func (c *Cell) runs() []Run {
	if c.Runs != nil {
		return c.Runs
	}
	return []Run{{Text: c.Text}}
}

// empty reports whether there is no text or value.
func (c *Cell) empty() bool { return c.Kind == Text && c.Text == "" && len(c.Runs) == 0 }

// singleHeight is the height of a cell that is not wrapped.
func (c *Cell) singleHeight() float64 {
	if c.empty() && c.Style == (Style{}) {
		return 0
	}
	size := firstSize(c.Style.Size, defaultSize)
	if c.Style.Turned {
		return min(Measure(c.Text, size, c.Style.Bold)+10, maxTurned)
	}
	height := lineHeight(size, strings.ContainsFunc(c.Text, wide))
	for _, r := range c.Runs {
		height = max(height, lineHeight(firstSize(r.Size, size), strings.ContainsFunc(r.Text, wide)))
	}
	return heightOf([]line{{height: height}})
}

// pieces gives the rows that r is written as, with their heights: itself, unless its text is higher
// than a row may be. Then each cell's lines are dealt out to as many rows as the longest needs.
func (m *measured) pieces(r Row, yield func(Row, float64) error) error {
	if m.height <= maxHeight {
		return yield(r, m.height)
	}
	parts := make([][][]line, len(r.Cells))
	count := 1
	for i, lines := range m.lines {
		parts[i] = deal(lines)
		count = max(count, len(parts[i]))
	}
	for k := range count {
		piece, height := m.piece(r, parts, k)
		piece.Keep, piece.Near = r.Keep && k == count-1, r.Near && k == count-1
		if err := yield(piece, height); err != nil {
			return err
		}
	}
	return nil
}

// deal packs lines into portions no higher than a piece may be, ending them between paragraphs
// where it can.
func deal(lines []line) [][]line {
	var parts [][]line
	begin, paragraph := 0, 0
	for i := 1; i < len(lines); i++ {
		if lines[i].start > lines[i-1].end {
			paragraph = i
		}
		if heightOf(lines[begin:i+1]) <= maxPiece {
			continue
		}
		end := i
		if paragraph > begin {
			end = paragraph
		}
		parts = append(parts, lines[begin:end])
		begin = end
	}
	return append(parts, lines[begin:])
}

// piece is the k-th row that r is written as.
func (m *measured) piece(r Row, parts [][][]line, k int) (Row, float64) {
	out := r
	out.Cells = make([]Cell, len(r.Cells))
	height := 0.0
	if k == 0 {
		height = min(r.Height, maxPiece)
	}
	for i, c := range r.Cells {
		switch {
		case len(m.lines[i]) > 0 && k < len(parts[i]):
			part := parts[i][k]
			if k > 0 {
				c.Check = Check{}
			}
			c.Text, c.Runs = "", cutRuns(c.runs(), part[0].start, part[len(part)-1].end)
			height = max(height, heightOf(part))
		case k > 0 && c.Again:
			c.Text, c.Runs = c.Text+" (cont.)", nil
			height = max(height, heightOf(wrap(c.runs(), c.Style, 40)))
		case k > 0:
			c = Cell{Style: c.Style, Across: c.Across}
			if c.Style.Open { // what is to be filled in is filled in once
				c.Style.Open, c.Style.Fill = false, closedFill
			}
		}
		out.Cells[i] = c
	}
	return out, max(height, 12)
}

// cutRuns gives bytes start to end of the joined runs, each piece with its look.
func cutRuns(runs []Run, start, end int) []Run {
	kept := []Run{}
	offset := 0
	for _, r := range runs {
		from, to := max(start-offset, 0), min(end-offset, len(r.Text))
		offset += len(r.Text)
		if from < to {
			r.Text = r.Text[from:to]
			kept = append(kept, r)
		}
	}
	return kept
}
