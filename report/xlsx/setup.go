package xlsx

import (
	"errors"
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"
)

// setup sets the page, the margins, the header and footer, and the view.
func (w *sheetWriter) setup() error {
	p := w.sheet.Print
	yes, no := true, false
	orientation := "landscape"
	if p.Portrait {
		orientation = "portrait"
	}
	size, across, down := p.Paper.code(), max(p.Across, 1), 0
	order := "overThenDown"
	inch := func(points float64) *float64 {
		v := math.Round(points/72*1000) / 1000
		return &v
	}
	head := excelize.HeaderFooterOptions{OddFooter: p.footer()}
	if h := p.header(); h != "" {
		head.DifferentFirst, head.OddHeader, head.FirstFooter = true, h, p.footer()
	}
	view := excelize.ViewOptions{ShowGridLines: &no}
	return errors.Join(
		w.file.SetSheetProps(w.name, &excelize.SheetPropsOptions{FitToPage: &yes}),
		w.file.SetPageLayout(w.name, &excelize.PageLayoutOptions{
			Size: &size, Orientation: &orientation, FitToWidth: &across, FitToHeight: &down, PageOrder: &order,
		}),
		w.file.SetPageMargins(w.name, &excelize.PageLayoutMarginsOptions{
			Left: inch(marginSide), Right: inch(marginSide), Top: inch(marginTop), Bottom: inch(marginBottom),
			Header: inch(marginBand), Footer: inch(marginBand),
		}),
		w.file.SetHeaderFooter(w.name, &head),
		w.file.SetSheetView(w.name, 0, &view),
		w.protect(),
	)
}

// protect locks all but open cells. Rows may still be made higher, for what is typed.
func (w *sheetWriter) protect() error {
	if !w.sheet.Protected {
		return nil
	}
	return w.file.ProtectSheet(w.name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatRows: true,
		EditObjects: false, EditScenarios: false,
	})
}

// end sets what is known only after the rows, and ends the sheet.
func (w *sheetWriter) end() error {
	for _, row := range w.breaks.finish() {
		if err := w.stream.InsertPageBreak(fmt.Sprint("A", row)); err != nil {
			return err
		}
	}
	if err := w.checks.write(w.file, w.name); err != nil {
		return err
	}
	if err := w.stream.Flush(); err != nil {
		return err
	}
	return w.printNames()
}

// printNames sets the area that is printed and what stands again on each page.
func (w *sheetWriter) printNames() error {
	last := 0
	for i, c := range w.sheet.Columns {
		if !c.Hidden {
			last = i + 1
		}
	}
	if last == 0 || w.row == 0 {
		return nil
	}
	column, err := excelize.ColumnNumberToName(last)
	if err != nil {
		return err
	}
	sheet := quote(w.name)
	if err := w.define("_xlnm.Print_Area", fmt.Sprintf("%s!$A$1:$%s$%d", sheet, column, w.row)); err != nil {
		return err
	}
	titles, err := w.titles(sheet)
	if err != nil || titles == "" {
		return err
	}
	return w.define("_xlnm.Print_Titles", titles)
}

// define gives a name to cells within the sheet. The library is asked for the first name only: for each further
// one it looks through all names, and for each of those through all worksheets, to find one that is there
// already, which takes a minute and a half for a thousand worksheets.
func (w *sheetWriter) define(name, cells string) error {
	names := w.file.WorkBook.DefinedNames
	if names == nil || len(names.DefinedName) == 0 {
		return w.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: cells, Scope: w.name})
	}
	next := names.DefinedName[0]
	next.Name, next.Comment, next.Data, next.LocalSheetID = name, "", cells, &w.place
	names.DefinedName = append(names.DefinedName, next)
	return nil
}

func (w *sheetWriter) titles(sheet string) (string, error) {
	titles := ""
	if n := w.sheet.Print.TitleColumns; n > 0 {
		column, err := excelize.ColumnNumberToName(n)
		if err != nil {
			return "", err
		}
		titles = fmt.Sprintf("%s!$A:$%s", sheet, column)
	}
	if w.first == 0 {
		return titles, nil
	}
	if titles != "" {
		titles += ","
	}
	return fmt.Sprintf("%s%s!$%d:$%d", titles, sheet, w.first, w.last), nil
}
