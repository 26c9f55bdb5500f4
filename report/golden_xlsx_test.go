package report_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sojt/report/format"
)

// TestGoldenWorkbook holds every view's workbook to what a reader of it sees: sheets, cells with
// their kind, merged ranges and what repeats on each page.
func TestGoldenWorkbook(t *testing.T) {
	for name, v := range views() {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := format.XLSX(&b, v, format.Options{}); err != nil {
				t.Fatal(err)
			}
			golden(t, name+".xlsx.txt", dump(t, &b))
		})
	}
}

func dump(t *testing.T, r io.Reader) []byte {
	t.Helper()
	f, err := excelize.OpenReader(r)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out strings.Builder
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&out, "== %s\n", sheet)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x, text := range row {
				cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
				formula, _ := f.GetCellFormula(sheet, cell)
				if formula != "" {
					t.Errorf("%s!%s has a formula: %s", sheet, cell, formula)
				}
				if text != "" {
					kind, _ := f.GetCellType(sheet, cell)
					fmt.Fprintf(&out, "%s %s %q\n", cell, kindWord(kind), text)
				}
			}
		}
		merged, _ := f.GetMergeCells(sheet)
		for _, m := range merged {
			fmt.Fprintf(&out, "merged %s:%s\n", m.GetStartAxis(), m.GetEndAxis())
		}
	}
	for _, n := range f.GetDefinedName() {
		fmt.Fprintf(&out, "%s %s\n", n.Name, n.RefersTo)
	}
	return []byte(out.String())
}

func kindWord(k excelize.CellType) string {
	switch k {
	case excelize.CellTypeSharedString, excelize.CellTypeInlineString:
		return "text"
	case excelize.CellTypeNumber, excelize.CellTypeUnset:
		return "number"
	case excelize.CellTypeDate:
		return "date"
	}
	return fmt.Sprint("kind", int(k))
}
