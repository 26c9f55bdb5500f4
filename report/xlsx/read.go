package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

// Limits of a foreign workbook: rows and columns of a worksheet, cells and bytes of all that is read, bytes
// of a cell.
type Limits struct{ Rows, Columns, Cells, Bytes, Cell int }

// Of any foreign workbook. Nobody's checklist comes near them.
const (
	mostUnzipped = 32 << 20
	mostEntries  = 2_000
	mostIdle     = 1_000 // empty rows in a row: what follows them is styling
	patience     = 8 * time.Second
)

// Table is a worksheet of a foreign workbook: its rows that have text, as people see them, hidden ones
// too; days are like 2026-12-02, months like 2026-12. From1904 is how the workbook counts days, for a number that is one.
type Table struct {
	Name     string
	From1904 bool
	Rows     []TableRow
}

// TableRow is a row, with its number in the worksheet from 1.
type TableRow struct {
	Number int
	Cells  []string
}

// Read reads the visible worksheets of a foreign workbook, bounded in size and time: formulas as the text
// they were last worked out to, which is never done here. The error is for the user.
func Read(data []byte, l Limits) ([]Table, error) {
	if err := bounded(data); err != nil {
		return nil, err
	}
	type result struct {
		tables []Table
		err    error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if recover() != nil { // the library gives up on some damaged files like that
				done <- result{err: errDamaged}
			}
		}()
		tables, err := read(data, l)
		done <- result{tables, err}
	}()
	select {
	case r := <-done:
		return r.tables, r.err
	case <-time.After(patience):
		return nil, fmt.Errorf("the workbook takes more than %s to read; save it anew, or as csv", patience)
	}
}

// bounded refuses what would unfold to more than it may.
func bounded(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return errors.New("it begins like a workbook and is none; open it in a spreadsheet program and save it again")
	}
	if len(z.File) > mostEntries {
		return fmt.Errorf("the workbook has %d parts, expected at most %d", len(z.File), mostEntries)
	}
	return weighed(z.File)
}

func read(data []byte, l Limits) (tables []Table, err error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: mostUnzipped, UnzipXMLSizeLimit: mostUnzipped, // no more than all of it, so that nothing is left in a folder
		ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd",
	})
	if err != nil {
		return nil, errors.New("the workbook cannot be read; open it in a spreadsheet program, take out any password and save it again")
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	datesAsISO(f)
	props, _ := f.GetWorkbookProps()
	for _, name := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(name); err != nil || !visible {
			continue
		}
		t, err := readTable(f, name, &l)
		if err != nil {
			return nil, err
		}
		t.From1904 = props.Date1904 != nil && *props.Date1904
		tables = append(tables, t)
	}
	if len(tables) == 0 {
		return nil, errors.New("the workbook has no worksheet that can be seen")
	}
	return tables, nil
}

// readTable reads a worksheet row by row; what a library's read-it-all does never ends on some files. What it
// read is taken off the limits.
func readTable(f *excelize.File, name string, l *Limits) (Table, error) {
	t := Table{Name: name}
	rows, err := f.Rows(name)
	if err != nil {
		return t, nil // a chart, or a macro sheet
	}
	defer rows.Close()
	for number, idle := 1, 0; rows.Next() && idle < mostIdle; number++ {
		cells, err := rows.Columns()
		if err != nil {
			return t, fmt.Errorf("%s!%d: the worksheet is damaged; open it in a spreadsheet program and save it again", name, number)
		}
		for len(cells) > 0 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		if idle++; len(cells) == 0 {
			continue
		}
		idle = 0
		if number > l.Rows || len(cells) > l.Columns {
			return t, fmt.Errorf("%s!%d: it has more than %d rows or %d columns", name, number, l.Rows, l.Columns)
		}
		for _, c := range cells {
			if len(c) > 4*l.Cell {
				return t, fmt.Errorf("%s!%d: a cell has more than %d characters", name, number, l.Cell)
			}
			l.Bytes -= len(c)
		}
		if l.Cells -= len(cells); l.Cells < 0 || l.Bytes < 0 {
			return t, fmt.Errorf("%s!%d: this is more than is read of one workbook; take a part of it", name, number)
		}
		t.Rows = append(t.Rows, TableRow{Number: number, Cells: cells})
	}
	return t, rows.Error()
}
