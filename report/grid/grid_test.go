package grid_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"sojt/report/grid"
	"sojt/report/xlsx"
)

func wide(s string, order binary.AppendByteOrder, mark string) string {
	b := []byte(mark)
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func TestText(t *testing.T) {
	want := [][]string{{"code", "title"}, {"1", "Grüßt, dann\nfragt \"wie\""}, {"2", "Öffnet"}}
	plain := "code,title\n1,\"Grüßt, dann\nfragt \"\"wie\"\"\"\n\n2, Öffnet \n"
	for name, x := range map[string]struct{ data, note string }{
		"commas":      {plain, ""},
		"line ends":   {strings.ReplaceAll(plain, "\n", "\r\n"), ""},
		"mark":        {"\ufeff" + plain, ""},
		"semicolons":  {"code;title\n1;\"Grüßt, dann\nfragt \"\"wie\"\"\"\n2;Öffnet", "semicolons"},
		"tabs":        {"code\ttitle\n1\t\"Grüßt, dann\nfragt \"\"wie\"\"\"\n2\tÖffnet", "tabs"},
		"pipes":       {"code|title\n1|\"Grüßt, dann\nfragt \"\"wie\"\"\"\n2|Öffnet", "pipes"},
		"UTF-16 LE":   {wide(plain, binary.LittleEndian, "\xff\xfe"), "UTF-16"},
		"UTF-16 BE":   {wide(plain, binary.BigEndian, "\xfe\xff"), "UTF-16"},
		"Windows1252": {strings.NewReplacer("ü", "\xfc", "ß", "\xdf", "Ö", "\xd6").Replace(plain), "Windows-1252"},
	} {
		f, err := grid.Read("a.csv", []byte(x.data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got [][]string
		for _, r := range f.Sheets[0].Rows {
			got = append(got, r.Cells)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -expected +got\n%s", name, diff)
		}
		if notes := strings.Join(f.Notes, "; "); (x.note == "") != (notes == "") || !strings.Contains(notes, x.note) {
			t.Errorf("%s: said %q, expected %q", name, notes, x.note)
		}
	}
	f, _ := grid.Read("a.csv", []byte(plain))
	if place := f.Sheets[0].Place(f.Sheets[0].Rows[2], 1).String(); place != "a.csv:5:2" {
		t.Errorf("the last cell is at %s: lines of cells and empty ones count", place)
	}
}

func TestTextRefused(t *testing.T) {
	for want, data := range map[string]string{
		"bytes that are no text":         "code,title\n1,a\x00b\n",
		"line 2: a quote is opened":      "code,title\n1,\"never closed\n2,b\n",
		"line 1: it has more than 2000 ": strings.Repeat(",", 10_000_000),
		"more than 1048576 rows":         strings.Repeat("a\n", 1<<20+2),
		"a cell has more than 32767":     strings.Repeat("a", 40_000),
		"more than 16 MiB":               strings.Repeat("a,b\n", 5<<20),
		"a workbook of the old kind":     "\xd0\xcf\x11\xe0\xa1\xb1",
		"begins like a workbook":         "PK\x03\x04 and nothing else",
	} {
		begun := time.Now()
		if _, err := grid.Read("a.csv", []byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("said %v, expected %q", err, want)
		}
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%q took %s", want, took)
		}
	}
}

func TestWorkbook(t *testing.T) {
	var b bytes.Buffer
	sheet := func(name string, rows ...[]string) xlsx.Sheet {
		var all []xlsx.Row
		for _, r := range rows {
			var row xlsx.Row
			for _, c := range r {
				row.Cells = append(row.Cells, xlsx.Cell{Text: c})
			}
			all = append(all, row)
		}
		return xlsx.Sheet{Name: name, Columns: []xlsx.Column{{Width: 80}, {Width: 80}}, Rows: slices.Values(all)}
	}
	err := xlsx.Workbook{Sheets: []xlsx.Sheet{
		sheet("About", []string{"what this is"}),
		sheet("List", []string{"Code", "Title"}, []string{"", ""}, []string{"1.10", " Opens "}),
	}}.Write(&b)
	if err != nil {
		t.Fatal(err)
	}
	f, err := grid.Read("a.xlsx", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	list := f.Sheets[1]
	want := []grid.Row{{Line: 1, Cells: []string{"Code", "Title"}}, {Line: 3, Cells: []string{"1.10", "Opens"}}}
	if diff := cmp.Diff(want, list.Rows); diff != "" || list.Name != "List" {
		t.Errorf("%s: -expected +got\n%s", list.Name, diff)
	}
	if place := list.Place(list.Rows[1], 1).String(); place != "a.xlsx:List!B3" {
		t.Errorf("the cell is at %s", place)
	}
}

// TestBombs unfold to more than anybody's checklist does, or have more parts.
func TestBombs(t *testing.T) {
	pack := func(parts int, each int) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		zeros := make([]byte, each)
		for i := range parts {
			w, err := z.Create("xl/part" + string(rune('a'+i%26)) + strings.Repeat("x", i/26))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(zeros); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for want, data := range map[string][]byte{
		"unfolds to more than 32 MiB": pack(5, 15<<20),
		"expected at most 2000":       pack(2001, 0),
	} {
		if _, err := grid.Read("a.xlsx", data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("said %v, expected %q", err, want)
		}
	}
}

// TestHostileWorkbooks reads what fuzzing of other programs left: an error or a table, soon, in little room.
func TestHostileWorkbooks(t *testing.T) {
	dir := os.Getenv("SOJT_REALDATA")
	if dir == "" {
		t.Skip("SOJT_REALDATA is not set: the workbooks are not here")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "adversarial", "poi-xlsx", "*"))
	if len(files) == 0 {
		t.Fatal("no workbooks in SOJT_REALDATA")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		_, err = grid.Read(name, data)
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("%s took %s (%v)", filepath.Base(name), took, err)
		}
	}
	var m runtime.MemStats
	if runtime.ReadMemStats(&m); m.HeapSys > 512<<20 {
		t.Errorf("the heap grew to %d MiB", m.HeapSys>>20)
	}
}
