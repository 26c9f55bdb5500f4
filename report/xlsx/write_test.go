package xlsx

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"sojt/competency/calendar"
)

// sample is a workbook with all the model has.
func sample() Workbook {
	text := Style{Wrap: true, Frame: Grid}
	open := Style{Wrap: true, Frame: Grid, Open: true}
	rows := []Row{
		{Cells: []Cell{{Text: "Title", Across: 3, Style: Style{Size: 16, Bold: true}}, {}, {}, {}}, Height: 30},
		{Cells: []Cell{{Text: "up", Down: 1, Style: text}, {Text: "what", Style: text}, {Text: "n", Style: text}, {Text: "when", Style: text}}, Repeat: true},
		{Cells: []Cell{{Style: text}, {Text: "beneath", Style: text}}, Repeat: true},
		{Cells: []Cell{{Text: "a", Style: text}, {Runs: []Run{{Text: "bold ", Bold: true}, {Text: "plain\nsecond"}}, Style: text}, {Kind: Number, Number: 42}, {Kind: Day, Day: calendar.Of(2026, 12, 8)}, {Text: "id-1"}}},
		{Cells: []Cell{{Kind: Percent, Number: 77}, {Check: Check{List: "choices"}, Style: open}, {Check: Check{Day: true}, Style: open}, {Text: "in", Style: open}, {Text: "id-2"}}},
		{Cells: []Cell{{Text: "keys"}}, Hidden: true},
	}
	sheet := func(name string) Sheet {
		return Sheet{
			Name: name, Columns: []Column{{Width: 50}, {Width: 120}, {Width: 60}, {Width: 60}, {Width: 40, Hidden: true}},
			Rows: slices.Values(rows), FreezeRows: 3, FreezeColumns: 1, Protected: true,
			Print: Print{Paper: Letter, TitleColumns: 1, HeadLeft: "R&D", HeadRight: "x", FootLeft: "Q&A 100%", FootCentre: "3 Dec 2026"},
		}
	}
	return Workbook{
		Title: "Title", Subject: "sub", Author: "Harbor", Created: time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC),
		Sheets: []Sheet{sheet("R&D: one/two"), sheet("O'Brien"), sheet("o'brien")},
		Lists:  []List{{Name: "choices", Values: []string{"one, two", strings.Repeat("long ", 60), "=three"}, Keys: []string{"1", "2", "3"}}},
	}
}

func written(t *testing.T, b Workbook) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func reopened(t *testing.T, b Workbook) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(written(t, b)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// one is a workbook of one sheet with the rows given.
func one(rows ...Row) Workbook {
	return Workbook{Sheets: []Sheet{{Name: "s", Columns: []Column{{Width: 100}, {Width: 100}, {Width: 100}}, Rows: slices.Values(rows)}}}
}

const childVariable = "SOJT_XLSX_CHILD"

// Equal input gives equal bytes: twenty times, in four processes, since maps are walked in another
// order in each.
func TestWriteIsRepeatable(t *testing.T) {
	if os.Getenv(childVariable) != "" {
		for range 5 {
			fmt.Printf("sum %x\n", sha256.Sum256(written(t, sample())))
		}
		return
	}
	sums := map[string]int{}
	for range 4 {
		c := exec.Command(os.Args[0], "-test.run=^TestWriteIsRepeatable$")
		c.Env = append(os.Environ(), childVariable+"=1", "TZ=Asia/Tokyo")
		out, err := c.Output()
		if err != nil {
			t.Fatal(err)
		}
		for l := range strings.Lines(string(out)) {
			if strings.HasPrefix(l, "sum ") {
				sums[l]++
			}
		}
	}
	here := fmt.Sprintf("sum %x\n", sha256.Sum256(written(t, sample())))
	if len(sums) != 1 || sums[here] != 20 {
		t.Errorf("20 writes gave %v, here %s", sums, here)
	}
	other := sample()
	other.Sheets[0].Print.FootCentre = "4 Dec 2026"
	if fmt.Sprintf("sum %x\n", sha256.Sum256(written(t, other))) == here {
		t.Error("another date gives the same bytes")
	}
}

func TestZipParts(t *testing.T) {
	b := written(t, sample())
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		if y, m, d := f.Modified.Date(); y != 1980 || m != time.January || d != 1 {
			t.Errorf("%s is of %s", f.Name, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var content bytes.Buffer
		if _, err := content.ReadFrom(r); err != nil { // checks the sum too
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	if names[0] != contentTypes || !slices.IsSorted(names[1:]) {
		t.Errorf("parts are not in order: %q", names)
	}
}

// What people write is text, whatever it looks like.
func TestTextStaysText(t *testing.T) {
	texts := []string{
		"=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "007", "1e5", "TRUE", "2026-12-08",
		"_x0041_", "_x000D_", "<b>&amp;</b>", `"quoted"`, " padded ", "two\nlines", "米と😀", "‏ع", "",
	}
	var rows []Row
	for _, s := range texts {
		open := Style{Open: true, Wrap: true}
		rows = append(rows, Row{Cells: []Cell{{Text: s}, {Text: s, Style: open}, {Runs: []Run{{Text: s, Bold: true}}, Style: open}}})
	}
	f := reopened(t, one(rows...))
	for i, want := range texts {
		for _, column := range []string{"A", "B", "C"} {
			cell := fmt.Sprint(column, i+1)
			if got, err := f.GetCellValue("s", cell); err != nil || got != want {
				t.Errorf("%s is %q (%v), expected %q", cell, got, err, want)
			}
			if formula, _ := f.GetCellFormula("s", cell); formula != "" {
				t.Errorf("%s is the formula %q", cell, formula)
			}
			if kind, _ := f.GetCellType("s", cell); want != "" && kind != excelize.CellTypeInlineString {
				t.Errorf("%s %q has type %d", cell, want, kind)
			}
		}
		id, err := f.GetCellStyle("s", fmt.Sprint("B", i+1))
		if err != nil {
			t.Fatal(err)
		}
		if s, err := f.GetStyle(id); err != nil || s.NumFmt != formatText || s.Protection.Locked {
			t.Errorf("%q can be edited into a formula: format %d, %v", want, s.NumFmt, err)
		}
	}
}

func TestValuesAreTyped(t *testing.T) {
	f := reopened(t, one(Row{Cells: []Cell{
		{Kind: Number, Number: -3}, {Kind: Percent, Number: 77}, {Kind: Day, Day: calendar.Of(2026, 12, 8)},
	}}, Row{Cells: []Cell{{Kind: Day, Day: calendar.Of(1899, 5, 1)}, {Kind: Day}}}))
	for cell, want := range map[string][2]string{
		"A1": {"-3", "-3"}, "B1": {"77%", "0.77"}, "C1": {"2026-12-08", "46364"}, "A2": {"1899-05-01", "1899-05-01"}, "B2": {"", ""},
	} {
		shown, err := f.GetCellValue("s", cell)
		if err != nil || shown != want[0] {
			t.Errorf("%s shows %q (%v), expected %q", cell, shown, err, want[0])
		}
		if raw, _ := f.GetCellValue("s", cell, excelize.Options{RawCellValue: true}); raw != want[1] {
			t.Errorf("%s holds %q, expected %q", cell, raw, want[1])
		}
	}
}

func TestSetup(t *testing.T) {
	f := reopened(t, sample())
	if got := f.GetSheetList(); !slices.Equal(got, []string{"R&D- one-two", "O'Brien", "o'brien 2", listSheet}) {
		t.Errorf("worksheets are %q", got)
	}
	name := "O'Brien"
	layout, err := f.GetPageLayout(name)
	if err != nil || *layout.Size != 1 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("page layout is %+v, %v", layout, err)
	}
	props, err := f.GetSheetProps(name)
	if err != nil || !*props.FitToPage {
		t.Errorf("the sheet is not fitted: %v", err)
	}
	names := map[string]string{}
	for _, d := range f.GetDefinedName() {
		names[d.Scope+" "+d.Name] = d.RefersTo
	}
	for key, want := range map[string]string{
		"O'Brien _xlnm.Print_Titles": "'O''Brien'!$A:$A,'O''Brien'!$2:$3",
		"O'Brien _xlnm.Print_Area":   "'O''Brien'!$A$1:$D$6",
		"Workbook choices":           "'" + listSheet + "'!$A$1:$A$3",
	} {
		if names[key] != want {
			t.Errorf("%s is %q, expected %q", key, names[key], want)
		}
	}
	head, err := f.GetHeaderFooter(name)
	if err != nil || head.OddFooter != "&L&8 Q&&A 100%&C&8 3 Dec 2026&R&8 Page &P of &N" || head.FirstFooter != head.OddFooter ||
		head.OddHeader != "&L&8 R&&D&R&8 x" || !head.DifferentFirst || head.FirstHeader != "" {
		t.Errorf("header and footer are %+v, %v", head, err)
	}
	panes, err := f.GetPanes(name)
	if err != nil || !panes.Freeze || panes.XSplit != 1 || panes.YSplit != 3 {
		t.Errorf("panes are %+v, %v", panes, err)
	}
	if visible, _ := f.GetSheetVisible(listSheet); visible {
		t.Error("the lists can be seen")
	}
	if visible, _ := f.GetColVisible(name, "E"); visible {
		t.Error("column E can be seen")
	}
	if visible, _ := f.GetRowVisible(name, 6); visible {
		t.Error("row 6 can be seen")
	}
	merged, err := f.GetMergeCells(name)
	if err != nil || len(merged) != 2 || merged[0].GetStartAxis()+merged[0].GetEndAxis() != "A1D1" || merged[1].GetEndAxis() != "A3" {
		t.Errorf("merged cells are %v, %v", merged, err)
	}
}

func TestProtectionAndChecks(t *testing.T) {
	f := reopened(t, sample())
	protection, err := f.GetSheetProtection("O'Brien")
	if err != nil || protection.Password != "" || !protection.SelectUnlockedCells || protection.FormatCells || !protection.FormatRows {
		t.Errorf("protection is %+v, %v", protection, err)
	}
	for cell, locked := range map[string]bool{"B4": true, "B5": false, "D5": false, "A5": true} {
		id, err := f.GetCellStyle("O'Brien", cell)
		if err != nil {
			t.Fatal(err)
		}
		if s, err := f.GetStyle(id); err != nil || s.Protection.Locked != locked {
			t.Errorf("%s locked is %v, %v", cell, s.Protection.Locked, err)
		}
	}
	checks, err := f.GetDataValidations("O'Brien")
	if err != nil || len(checks) != 2 {
		t.Fatalf("%d validations, %v", len(checks), err)
	}
	if c := checks[0]; c.Type != "list" || c.Formula1 != "choices" || c.Sqref != "B5" {
		t.Errorf("list is %+v", c)
	}
	if c := checks[1]; c.Type != "date" || c.Sqref != "C5" {
		t.Errorf("date is %+v", c)
	}
	if v, _ := f.GetCellValue(listSheet, "A1"); v != "one, two" {
		t.Errorf("a value with a comma is %q", v)
	}
	if v, _ := f.GetCellValue(listSheet, "B3"); v != "3" {
		t.Errorf("the key beside it is %q", v)
	}
}

type full struct{ left int }

var errFull = errors.New("no space left")

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestWriteErrorIsReported(t *testing.T) {
	size := len(written(t, sample()))
	for _, room := range []int{0, 100, size / 2, size - 1} {
		if err := sample().Write(&full{left: room}); !errors.Is(err, errFull) {
			t.Errorf("with room for %d of %d bytes: %v", room, size, err)
		}
	}
}

// letters is a table of rows by columns of single letters, as a matrix has them.
func letters(rows, columns int) Workbook {
	cells := make([]Cell, columns)
	s := Sheet{Name: "s", Columns: make([]Column, columns)}
	s.Rows = func(yield func(Row) bool) {
		for i := range rows {
			for j := range cells {
				cells[j] = Cell{Text: string(rune('A' + (i*7+j*3)%6)), Style: Style{Wrap: true, Frame: Grid, Align: Centre}}
			}
			if !yield(Row{Cells: cells, Height: 16}) {
				return
			}
		}
	}
	for j := range s.Columns {
		s.Columns[j].Width = 20
	}
	return Workbook{Sheets: []Sheet{s}}
}

// benchRows is how many rows the benchmarks write, of a hundred cells each.
var benchRows = flag.Int("rows", 1000, "rows of the benchmarks")

func BenchmarkWrite(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if err := letters(*benchRows, 100).Write(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBare is the library's own loop over as many letters, to compare with.
func BenchmarkBare(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		f := excelize.NewFile()
		w, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Size: 10}})
		if err != nil {
			b.Fatal(err)
		}
		values := make([]any, 100)
		for i := range *benchRows {
			for j := range values {
				values[j] = excelize.Cell{StyleID: style, Value: string(rune('A' + (i*7+j*3)%6))}
			}
			if err := w.SetRow(fmt.Sprint("A", i+1), values); err != nil {
				b.Fatal(err)
			}
		}
		if err := errors.Join(w.Flush(), f.Write(io.Discard), f.Close()); err != nil {
			b.Fatal(err)
		}
	}
}

// Columns stand in the file in their order, hidden ones too: some readers call it damaged otherwise.
func TestColumnsAreInOrder(t *testing.T) {
	var b bytes.Buffer
	widths := []Column{{Width: 30}, {Width: 30}, {Width: 50}, {Width: 20, Hidden: true}, {Width: 20, Hidden: true}, {Width: 40}}
	rows := func(yield func(Row) bool) { yield(Row{Cells: make([]Cell, len(widths))}) }
	book := Workbook{Sheets: []Sheet{{Name: "A", Columns: widths, Rows: rows}}}
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	next := 1
	for _, m := range regexp.MustCompile(`<col min="(\d+)" max="(\d+)"`).FindAllStringSubmatch(string(text), -1) {
		if m[1] != strconv.Itoa(next) {
			t.Fatalf("column %s stands where %d should:\n%s", m[1], next, text)
		}
		last, err := strconv.Atoi(m[2])
		if err != nil {
			t.Fatal(err)
		}
		next = last + 1
	}
	if next != len(widths)+1 {
		t.Errorf("columns end before %d, there are %d", next, len(widths))
	}
}
