//go:build interop

package main

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sojt/signoff/testkit"
)

// TestInteropSpreadsheet opens the csv and the workbook of every view in LibreOffice: nothing in them
// is a formula, and every text is shown. The people and things of the program are called what a
// spreadsheet would compute.
func TestInteropSpreadsheet(t *testing.T) {
	g, out := testkit.New(3), t.TempDir()
	g.Words = testkit.Names()
	w := makeWorld(t, g, false)
	files := map[string]string{"planted.csv": "name\n=1+1\n\"=HYPERLINK(\"\"https://example.com\"\")\"\n"}
	hot := 0
	for i, ask := range w.asked {
		for _, format := range []string{"csv", "xlsx"} {
			if ask[0] == "sheet" && format == "csv" {
				continue // a workbook only
			}
			got := sojt(t, w.put(t), 0, append(slices.Clone(ask), "--format", format, "--as-of", w.day)...).out
			files[fmt.Sprintf("%s-%d-%s.%s", ask[0], i, format, format)] = got
			hot += strings.Count(got, "'=") + strings.Count(got, "'+") + strings.Count(got, "'@")
		}
	}
	if hot < 15 {
		t.Errorf("only %d cells would be computed: the test shows too little", hot)
	}
	args := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "fods", "--outdir", out}
	for _, kind := range []string{"csv", "xlsx"} {
		all := slices.Clone(args)
		if kind == "csv" {
			all = append(all, "--infilter=CSV:44,34,76,1") // comma, quote, UTF-8, from line 1; formulas are computed
		}
		for name, data := range files {
			if strings.HasSuffix(name, kind) {
				path := filepath.Join(out, name)
				write(t, path, data)
				all = append(all, path)
			}
		}
		if said, err := exec.Command("soffice", all...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
	}
	for name, data := range files {
		cells := readFlat(t, filepath.Join(out, strings.TrimSuffix(name, filepath.Ext(name))+".fods"))
		switch {
		case name == "planted.csv":
			if n := formulas(cells); n != 2 {
				t.Errorf("of two planted formulas LibreOffice took %d", n)
			}
		case formulas(cells) > 0:
			t.Errorf("%s has %d formulas", name, formulas(cells))
		case strings.HasSuffix(name, ".csv"):
			sameCells(t, name, data, cells)
		case len(cells) < 2:
			t.Errorf("%s opened with %d rows", name, len(cells))
		}
	}
}

// cell is a cell as LibreOffice has it.
type cell struct {
	kind, text string
	formula    bool
}

func formulas(rows [][]cell) int {
	n := 0
	for _, row := range rows {
		for _, c := range row {
			if c.formula {
				n++
			}
		}
	}
	return n
}

// sameCells compares what a csv holds with what is shown of it. What looks like a number or a date
// becomes one, which is what a spreadsheet is for.
func sameCells(t *testing.T, name, data string, cells [][]cell) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(cells) < len(rows) || len(rows) < 2 {
		t.Fatalf("%s: %d rows of %d", name, len(cells), len(rows))
	}
	for i, row := range rows {
		for j, want := range row {
			var got cell
			if j < len(cells[i]) {
				got = cells[i][j]
			}
			if got.kind == "string" && got.text != want || got.text == "" && want != "" || got.kind != "string" && strings.HasPrefix(want, "'") {
				t.Errorf("%s:%d: column %s is %q, shown as %s %q", name, i+1, rows[0][j], want, got.kind, got.text)
			}
		}
	}
}

// readFlat reads the cells of a flat OpenDocument spreadsheet.
func readFlat(t *testing.T, path string) [][]cell {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]cell
	var text *strings.Builder // of the cell that is being read,
	times := 1                // which stands so many times
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			switch x.Name.Local {
			case "table-row":
				for range repeated(x, "number-rows-repeated") {
					rows = append(rows, nil)
				}
			case "table-cell", "covered-table-cell":
				text = new(strings.Builder)
				c := cell{kind: attribute(x, "value-type"), formula: attribute(x, "formula") != ""}
				times = min(repeated(x, "number-columns-repeated"), 200)
				for range times {
					rows[len(rows)-1] = append(rows[len(rows)-1], c)
				}
			case "s":
				if text == nil {
					continue // in a header or footer
				}
				text.WriteString(strings.Repeat(" ", repeated(x, "c")))
			}
		case xml.CharData:
			if text != nil {
				text.Write(x)
			}
		case xml.EndElement:
			if x.Name.Local == "table-cell" {
				row := rows[len(rows)-1]
				for i := range times {
					row[len(row)-1-i].text = strings.Trim(text.String(), "\n \t")
				}
				text = nil
			}
		}
	}
}

func attribute(x xml.StartElement, name string) string {
	for _, a := range x.Attr {
		if a.Name.Local == name && !strings.HasSuffix(a.Name.Space, "calcext:1.0") {
			return a.Value
		}
	}
	return ""
}

func repeated(x xml.StartElement, name string) int {
	n, err := strconv.Atoi(attribute(x, name))
	if err != nil {
		return 1
	}
	return min(n, 5000)
}
