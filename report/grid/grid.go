// Package grid reads tables that other programs wrote: text with any usual delimiter and in any usual
// encoding, and workbooks. What was guessed on the way is said, nothing is evaluated, and every limit has
// its message, so that no file can take the memory or the time of whoever reads it.
//
// It knows no program and no role: what comes out are sheets of cells with places for messages.
package grid

import (
	"bytes"
	"fmt"
	"strings"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/report/written"
	"sojt/report/xlsx"
)

// Limits of what is read. A file past one of them is refused as a whole.
const (
	MostBytes   = 16 << 20
	MostRows    = 1 << 20 // as many as a worksheet has
	MostColumns = 2_000
	MostCells   = 2 << 20 // of a file
	MostCell    = 32_767  // bytes of a cell, the most that a workbook can hold in characters
)

// Row is a line of a table; its cells are trimmed. Line is where it begins, from 1: in text with cells
// of several lines that is not its number.
type Row struct {
	Line  int
	Cells []string
}

// Cell is the text of a column, from 0; "" past the last.
func (r Row) Cell(i int) string {
	if i < 0 || i >= len(r.Cells) {
		return ""
	}
	return r.Cells[i]
}

// Empty reports whether nothing is written in the row.
func (r Row) Empty() bool { return strings.Join(r.Cells, "") == "" }

// Sheet is one table of a file; Name is "" in a text file. Rows without text are left out. Zero is day 0 of
// days that stand there as plain numbers, for written.Days; in a text file nobody knows.
type Sheet struct {
	File, Name string
	Zero       calendar.Date
	Rows       []Row
}

// Place is where a cell stands, its column from 0, or a row where the column is negative: file:line:field
// of a text file, file:Sheet!C7 of a workbook.
func (s *Sheet) Place(r Row, column int) diag.Pos {
	if s.Name == "" {
		return diag.Pos{File: s.File, Line: r.Line, Column: column + 1}
	}
	return diag.Pos{File: fmt.Sprintf("%s:%s!%s%d", s.File, s.Name, letters(max(column, 0)), r.Line)}
}

// letters names a column of a workbook: 0 is A, 27 is AB.
func letters(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// File is what a file holds, and in words what had to be guessed to read it.
type File struct {
	Sheets []Sheet
	Notes  []string
}

// Read reads a file, which is a workbook by what it begins with, else text. data may be cut off after
// MostBytes and one more byte. The error is for the user: what is there and what was expected.
func Read(name string, data []byte) (*File, error) {
	switch {
	case len(data) > MostBytes:
		return nil, fmt.Errorf("it has more than %d MiB, expected a table that people can read; take a part of it", MostBytes>>20)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, fmt.Errorf("it is a workbook of the old kind, or one with a password; save it as .xlsx")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return workbook(name, data)
	}
	return delimited(name, data)
}

func workbook(name string, data []byte) (*File, error) {
	read, err := xlsx.Read(data, xlsx.Limits{Rows: MostRows, Columns: MostColumns, Cells: MostCells, Bytes: 2 * MostBytes, Cell: MostCell})
	if err != nil {
		return nil, err
	}
	f := &File{}
	for _, s := range read {
		sheet := Sheet{File: name, Name: s.Name, Zero: written.From1900()}
		if s.From1904 {
			sheet.Zero = written.From1904()
		}
		for _, r := range s.Rows {
			if row := (Row{Line: r.Number, Cells: trimmed(r.Cells)}); !row.Empty() {
				sheet.Rows = append(sheet.Rows, row)
			}
		}
		f.Sheets = append(f.Sheets, sheet)
	}
	return f, nil
}

func trimmed(cells []string) []string {
	for i, c := range cells {
		cells[i] = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(c, "\r\n", "\n"), "\r", "\n"))
	}
	return cells
}
