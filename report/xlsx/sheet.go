package xlsx

import (
	"fmt"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"

	"sojt/competency/calendar"
)

// sheetWriter writes one worksheet from top to bottom.
type sheetWriter struct {
	file   *excelize.File
	styles *styles
	name   string
	place  int // among the worksheets, from 0
	sheet  *Sheet
	stream *excelize.StreamWriter
	checks checks
	breaks breaker
	row    int // the last row written
	first  int // the first and last repeated row
	last   int
	cells  []excelize.Cell
	values []any
}

func writeSheet(f *excelize.File, s *styles, name string, place int, sheet *Sheet) error {
	w := &sheetWriter{file: f, styles: s, name: name, place: place, sheet: sheet, breaks: newBreaker(sheet)}
	if err := w.begin(); err != nil {
		return err
	}
	var m measured
	for r := range sheet.Rows {
		m.measure(r, sheet.Columns)
		if err := m.pieces(r, w.put); err != nil {
			return err
		}
	}
	return w.end()
}

// begin sets what stands before the rows in the file.
func (w *sheetWriter) begin() error {
	if err := w.setup(); err != nil {
		return err
	}
	stream, err := w.file.NewStreamWriter(w.name)
	if err != nil {
		return err
	}
	w.stream = stream
	if err := w.columns(); err != nil {
		return err
	}
	return w.freeze()
}

// columns sets the widths, neighbours of one kind together: the library walks over all it was told
// for every cell it writes. It puts what it is told before what it was told, and readers want columns in
// their order, so that the last ones come first.
func (w *sheetWriter) columns() error {
	all := w.sheet.Columns
	for end := len(all); end > 0; {
		first := end - 1
		for first > 0 && all[first-1] == all[end-1] {
			first--
		}
		c := all[first]
		if err := w.stream.SetColWidth(first+1, end, min(c.Width/pointsPerUnit, excelize.MaxColumnWidth)); err != nil {
			return err
		}
		if c.Hidden {
			if err := w.stream.SetColVisible(first+1, end, false); err != nil {
				return err
			}
		}
		end = first
	}
	return nil
}

// pointsPerUnit is what the file's unit of column width is in points: 7 pixels, the width of a
// digit in Calibri 11.
const pointsPerUnit = 5.25

func (w *sheetWriter) freeze() error {
	rows, columns := w.sheet.FreezeRows, w.sheet.FreezeColumns
	if rows == 0 && columns == 0 {
		return nil
	}
	pane := "bottomRight"
	switch {
	case columns == 0:
		pane = "bottomLeft"
	case rows == 0:
		pane = "topRight"
	}
	corner, err := excelize.CoordinatesToCellName(columns+1, rows+1)
	if err != nil {
		return err
	}
	return w.stream.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: columns, YSplit: rows, TopLeftCell: corner, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}},
	})
}

// put writes one row that is no higher than a page bears.
func (w *sheetWriter) put(r Row, height float64) error {
	w.row++
	if r.Repeat {
		if w.first == 0 {
			w.first = w.row
		}
		w.last = w.row
	}
	w.breaks.row(w.row, height, r)
	w.cells = slices.Grow(w.cells[:0], len(r.Cells))[:len(r.Cells)]
	w.values = slices.Grow(w.values[:0], len(r.Cells))[:len(r.Cells)]
	clear(w.cells)
	clear(w.values)
	for i := 0; i < len(r.Cells); i++ {
		c := &r.Cells[i]
		if err := w.cell(i, c); err != nil {
			return err
		}
		for range min(c.Across, len(r.Cells)-1-i) {
			i++
			w.cells[i].StyleID = w.cells[i-1].StyleID
			w.values[i] = &w.cells[i]
		}
	}
	return w.stream.SetRow(fmt.Sprint("A", w.row), w.values, excelize.RowOpts{Height: height, Hidden: r.Hidden})
}

func (w *sheetWriter) cell(i int, c *Cell) error {
	if c.Across > 0 || c.Down > 0 || c.Check != (Check{}) {
		if err := w.placed(i, c); err != nil {
			return err
		}
	}
	if c.empty() && c.Style == (Style{}) && c.Check == (Check{}) {
		return nil
	}
	id, err := w.styles.id(c)
	if err != nil {
		return err
	}
	w.cells[i] = excelize.Cell{StyleID: id, Value: value(c)}
	w.values[i] = &w.cells[i]
	return nil
}

// placed does what needs the cell's reference: merging and checks.
func (w *sheetWriter) placed(i int, c *Cell) error {
	from, err := excelize.CoordinatesToCellName(i+1, w.row)
	if err != nil {
		return err
	}
	w.checks.add(c.Check, from)
	if c.Across == 0 && c.Down == 0 {
		return nil
	}
	to, err := excelize.CoordinatesToCellName(i+1+c.Across, w.row+c.Down)
	if err != nil {
		return err
	}
	return w.stream.MergeCell(from, to)
}

// agreed is the first day on which all spreadsheets count alike; earlier ones are written as text.
const agreed = calendar.Date(693655) // 1900-03-01

// value is a cell's value in the library's form; nil is empty.
func value(c *Cell) any {
	switch {
	case c.Kind == Number:
		return c.Number
	case c.Kind == Percent:
		return c.Number / 100
	case c.Kind == Day && c.Day >= agreed:
		return c.Day.Start(time.UTC)
	case c.Kind == Day && c.Day != 0:
		return c.Day.String()
	case len(c.Runs) > 0:
		return rich(c.Runs, c.Style)
	case c.Text != "":
		return Clean(c.Text)
	}
	return nil
}
