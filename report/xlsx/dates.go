package xlsx

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"sojt/competency/text"
)

// A cell that holds a day has a number, and a format that shows it in the writer's order of day and month.
// The number is certain, so days are read as ISO 8601 writes them, of as much of them as the format shows.
const (
	wholeDay = "yyyy-mm-dd"
	month    = "yyyy-mm"
	year     = "yyyy"
)

// builtIn are the number formats of days that every workbook has (ECMA-376 part 1, 18.8.30), those of the
// East Asian languages too, without the one of month and year.
func builtIn() []int {
	return []int{14, 15, 16, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58}
}

const builtInMonth = 17

// datesAsISO makes every number format of days one of ISO 8601.
func datesAsISO(f *excelize.File) {
	if _, there := f.Pkg.Load("xl/styles.xml"); !there {
		return // the library cannot add to styles that are not there
	}
	pattern := month
	made, err := f.NewStyle(&excelize.Style{CustomNumFmt: &pattern})
	if err != nil || f.Styles == nil || f.Styles.CellXfs == nil || made >= len(f.Styles.CellXfs.Xf) {
		return // the formats cannot be read, and cells are shown as they would be without
	}
	if f.Styles.NumFmts != nil {
		for _, n := range f.Styles.NumFmts.NumFmt {
			if iso := isoFormat(n.FormatCode); iso != "" {
				n.FormatCode, n.FormatCode16 = iso, ""
			}
		}
	}
	short, months := builtIn()[0], f.Styles.CellXfs.Xf[made].NumFmtID
	for i := range f.Styles.CellXfs.Xf {
		switch id := f.Styles.CellXfs.Xf[i].NumFmtID; {
		case id == nil:
		case *id == builtInMonth:
			f.Styles.CellXfs.Xf[i].NumFmtID = months
		case slices.Contains(builtIn(), *id):
			f.Styles.CellXfs.Xf[i].NumFmtID = &short
		}
	}
}

var notPattern = text.Pattern(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// isoFormat is the number format that shows the same part of a day as ISO 8601 writes it; "" where a format
// shows no day.
func isoFormat(code string) string {
	code, _, _ = strings.Cut(strings.ToLower(notPattern().ReplaceAllString(code, "")), ";")
	has := func(letters string) bool { return strings.ContainsAny(code, letters) }
	iso := wholeDay
	switch {
	case !has("yd") || has("#?@") || strings.Contains(code, "general"):
		return ""
	case !has("d") && has("m"):
		iso = month
	case !has("d"):
		iso = year
	}
	if has("h") {
		iso += " hh:mm"
	}
	return iso
}
