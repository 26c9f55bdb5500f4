package xlsx

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestDays has days come out one way, whatever the workbook shows them as and counts them from.
func TestDays(t *testing.T) {
	for old, serial := range map[bool]float64{false: 46115, true: 44653} { // 2026-04-03
		f := excelize.NewFile()
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &old}); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{
			"dd/mm/yyyy": "2026-04-03", "[$-407]d. mmmm yyyy;@": "2026-04-03", `m/d/yy" day"`: "2026-04-03",
			"dd.mm.yyyy hh:mm": "2026-04-03 00:00", "0.00": "", "mmm yyyy": "Apr 2026",
		}
		var codes []string
		for code := range want {
			codes = append(codes, code)
		}
		for i, code := range codes {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
			if err != nil {
				t.Fatal(err)
			}
			at, _ := excelize.CoordinatesToCellName(i+1, 1)
			if err := f.SetCellFloat("Sheet1", at, serial, 0, 64); err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStyle("Sheet1", at, at, style); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		tables, err := Read(b.Bytes(), Limits{Rows: 10, Columns: 10, Cell: 100})
		if err != nil {
			t.Fatal(err)
		}
		if tables[0].From1904 != old {
			t.Errorf("counts from 1904: %v, expected %v", tables[0].From1904, old)
		}
		for i, code := range codes {
			if got := tables[0].Rows[0].Cells[i]; want[code] != "" && got != want[code] {
				t.Errorf("%s, from 1904 %v: %q, expected %q", code, old, got, want[code])
			}
		}
	}
}
