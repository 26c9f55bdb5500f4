package xlsx

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The names that a sheet is printed by are its own, also behind lists, whose names are the whole workbook's.
func TestPrintNamesOfManySheets(t *testing.T) {
	for _, lists := range [][]List{nil, {{Name: "people", Values: []string{"Ana"}}}} {
		book := Workbook{Lists: lists}
		for i := range 3 {
			book.Sheets = append(book.Sheets, Sheet{
				Name: fmt.Sprint("it's ", i), Columns: []Column{{Width: 50}}, Print: Print{TitleColumns: 1},
				Rows: func(yield func(Row) bool) { yield(Row{Cells: []Cell{{Text: "x"}}, Repeat: true}) },
			})
		}
		var b bytes.Buffer
		if err := book.Write(&b); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, n := range f.GetDefinedName() {
			got[n.Scope+" "+n.Name] = n.RefersTo
		}
		if len(got) != 6+len(lists) {
			t.Errorf("names %v", got)
		}
		for i := range 3 {
			name := fmt.Sprint("it's ", i)
			if got[name+" _xlnm.Print_Area"] != "'it''s "+fmt.Sprint(i)+"'!$A$1:$A$1" || got[name+" _xlnm.Print_Titles"] == "" {
				t.Errorf("sheet %d is printed by %v", i, got)
			}
		}
	}
}
