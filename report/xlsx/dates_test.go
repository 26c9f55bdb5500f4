package xlsx

import (
	"bytes"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A day is the same whatever its cell shows of it, and numbers stay numbers.
func TestReadDates(t *testing.T) {
	const day = 46364.5 // noon on 8 December 2026
	formats := []struct {
		builtIn int
		code    string
		want    string
	}{
		{14, "", "2026-12-08"}, {15, "", "2026-12-08"}, {16, "", "2026-12-08"}, {17, "", "2026-12"}, {22, "", "2026-12-08"}, {30, "", "2026-12-08"},
		{0, "dd/mm/yyyy", "2026-12-08"}, {0, "[$-409]m/d/yy;@", "2026-12-08"}, {0, `d" de "mmmm" de "yyyy`, "2026-12-08"}, {0, "d/m/yy h:mm", "2026-12-08 12:00"},
		{0, "mmm yyyy", "2026-12"}, {0, "yyyy", "2026"}, {0, `"day" 0.0`, "day 46364.5"}, {2, "", "46364.50"}, {0, "h:mm", "12:00"}, {0, "0.00E+00", "4.64E+04"}, {0, "[Red]#,##0", "46,365"},
	}
	for _, since1904 := range []bool{false, true} {
		f := excelize.NewFile()
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since1904}); err != nil {
			t.Fatal(err)
		}
		shift := 0.0
		if since1904 {
			shift = 1462 // days between the two beginnings
		}
		for i, x := range formats {
			style := &excelize.Style{NumFmt: x.builtIn}
			if x.code != "" {
				style.CustomNumFmt = &x.code
			}
			id, err := f.NewStyle(style)
			if err != nil {
				t.Fatal(err)
			}
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			value := day
			if x.want[:4] == "2026" {
				value -= shift
			}
			if err := f.SetCellValue("Sheet1", cell, value); err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStyle("Sheet1", cell, cell, id); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		tables, err := Read(b.Bytes(), Limits{Rows: 100, Columns: 10, Cells: 1_000, Bytes: 10_000, Cell: 100})
		if err != nil {
			t.Fatal(err)
		}
		if tables[0].From1904 != since1904 {
			t.Errorf("days count from 1904: %v, expected %v", tables[0].From1904, since1904)
		}
		for i, x := range formats {
			if got := tables[0].Rows[i].Cells; !slices.Equal(got, []string{x.want}) {
				t.Errorf("%d %q shows %q, expected %q", x.builtIn, x.code, got, x.want)
			}
		}
	}
}
