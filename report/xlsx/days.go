package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// Numbers of the formats that every workbook has: a day, and a day with its time. Both follow
// ShortDatePattern.
const (
	dayFormat  = 14
	timeFormat = 22
)

// plainDays has days shown as YYYY-MM-DD whatever the workbook calls their format, so that a cell that is
// a day never comes out as 03/04/2026. A format without year or day of the month says what it says.
func plainDays(f *excelize.File) {
	if f.Styles == nil || f.Styles.CellXfs == nil {
		return
	}
	custom := map[int]string{}
	if f.Styles.NumFmts != nil {
		for _, n := range f.Styles.NumFmts.NumFmt {
			custom[n.NumFmtID] = n.FormatCode
		}
	}
	for i := range f.Styles.CellXfs.Xf {
		style := &f.Styles.CellXfs.Xf[i]
		if style.NumFmtID == nil {
			continue
		}
		code, known := custom[*style.NumFmtID]
		if !known && *style.NumFmtID == 15 { // d-mmm-yy
			code = "d-mmm-yy"
		}
		if day, time := isDay(code); day {
			plain := dayFormat
			if time {
				plain = timeFormat
			}
			style.NumFmtID = &plain
		}
	}
}

// isDay reports whether a format code shows a whole day, and whether a time with it: ECMA-376 part 1,
// 18.8.31. What stands in quotes or brackets or after a backslash is no code.
func isDay(code string) (day, time bool) {
	code, _, _ = strings.Cut(code, ";")
	var bare strings.Builder
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"', '[':
			end := strings.IndexByte(code[i+1:], map[byte]byte{'"': '"', '[': ']'}[code[i]])
			if end < 0 {
				return false, false
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		default:
			bare.WriteByte(code[i])
		}
	}
	plain := strings.ToLower(bare.String())
	return strings.Contains(plain, "y") && strings.Contains(plain, "d"), strings.Contains(plain, "h")
}

// from1904 reports whether a workbook counts days from 1904, as those of old Macs do.
func from1904(f *excelize.File) bool {
	p, err := f.GetWorkbookProps()
	return err == nil && p.Date1904 != nil && *p.Date1904
}
