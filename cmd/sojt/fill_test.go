package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"sojt/competency/diag"
	"sojt/report/grid"
	"sojt/report/sheet"
)

// scriptFill writes into the boxes of a workbook that sojt sheet made, as a spreadsheet program would:
//
//	fill IN OUT 'knife-safety|assessed-on=10 Nov 2026|initials-mentor=ar' 'initials#1|name=Ana Ruiz|initials=AR'
//
// names a row by its competency, with LEARNER: before it where there are several, or a block's row by its
// number from 0 among those without a name or note. A value #46000 is a number, *20000 so many letters.
func scriptFill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: fill IN OUT ROW|KEY=VALUE...")
	}
	data, err := fillIn([]byte(ts.ReadFile(args[0])), args[2:])
	ts.Check(err)
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[1])), 0o755))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

func fillIn(data []byte, rows []string) ([]byte, error) {
	file, err := grid.Read("x.xlsx", data)
	if err != nil {
		return nil, err
	}
	filled, err := sheet.ReadFilled(file)
	if err != nil {
		return nil, err
	}
	cells := map[string]map[string]string{} // by worksheet and cell
	for _, row := range rows {
		parts := strings.Split(row, "|")
		source, err := sourceOf(filled, parts[0])
		if err != nil {
			return nil, err
		}
		for _, pair := range parts[1:] {
			key, value, _ := strings.Cut(pair, "=")
			if n, err := strconv.Atoi(strings.TrimPrefix(value, "*")); err == nil && strings.HasPrefix(value, "*") {
				value = strings.Repeat("x", n)
			}
			if !source.Has(key) {
				return nil, fmt.Errorf("%s has no box %q", parts[0], key)
			}
			name, at := cellAt(source.Place(key))
			if cells[name] == nil {
				cells[name] = map[string]string{}
			}
			cells[name][at] = value
		}
	}
	return patched(data, file, cells)
}

// sourceOf is the row that a script names.
func sourceOf(f *sheet.Filled, name string) (sheet.Source, error) {
	if block, number, ok := strings.Cut(name, "#"); ok {
		n, _ := strconv.Atoi(number)
		for _, b := range f.Blocks {
			if b.Block != block || b.Box("note") != "" || b.Box("name") != "" {
				continue
			}
			if n--; n < 0 {
				return b.Source, nil
			}
		}
	}
	learner, id, ok := strings.Cut(name, ":")
	if !ok {
		learner, id = "", name
	}
	for _, r := range f.Rows {
		if r.Competency == id && (learner == "" || r.Learner == learner) {
			return r.Source, nil
		}
	}
	return sheet.Source{}, fmt.Errorf("the sheet has no row %q", name)
}

// cellAt parts a place such as x.xlsx:Sheet!C7.
func cellAt(p diag.Pos) (worksheet, cell string) {
	at := strings.LastIndexByte(p.File, '!')
	return strings.TrimPrefix(p.File[:at], "x.xlsx:"), p.File[at+1:]
}

// patched sets cells of a workbook in its xml, and leaves all else as it is.
func patched(data []byte, file *grid.File, cells map[string]map[string]string) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		part, err := f.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		for i, s := range file.Sheets {
			if f.Name == fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) {
				text, err = setCells(text, cells[s.Name])
			}
		}
		if err != nil {
			return nil, err
		}
		w, err := z.Create(f.Name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(text); err != nil {
			return nil, err
		}
	}
	err = z.Close()
	return out.Bytes(), err
}

func setCells(text []byte, cells map[string]string) ([]byte, error) {
	for at, value := range cells {
		cell := regexp.MustCompile(`(?s)<c r="` + at + `"( s="\d+")?[^>]*?(?:/>|>.*?</c>)`)
		found := cell.FindSubmatchIndex(text)
		if found == nil {
			return nil, fmt.Errorf("there is no cell %s", at)
		}
		style := ""
		if found[2] >= 0 {
			style = string(text[found[2]:found[3]])
		}
		with := fmt.Sprintf(`<c r="%s"%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, style, html.EscapeString(value))
		if number, ok := strings.CutPrefix(value, "#"); ok {
			with = fmt.Sprintf(`<c r="%s"%s><v>%s</v></c>`, at, style, number)
		}
		text = append(append(append([]byte{}, text[:found[0]]...), with...), text[found[1]:]...)
	}
	return text, nil
}

func TestFillIn(t *testing.T) {
	if _, err := setCells([]byte(`<c r="A1" s="3"></c>`), map[string]string{"B1": "x"}); err == nil {
		t.Error("a cell that is not there was set")
	}
	got, _ := setCells([]byte(`<c r="A1" s="3"></c><c r="B1"/><c r="C1" t="s"><v>1</v></c>`), map[string]string{"A1": "a & b", "B1": "#5", "C1": "c"})
	want := `<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">a &amp; b</t></is></c><c r="B1"><v>5</v></c><c r="C1" t="inlineStr"><is><t xml:space="preserve">c</t></is></c>`
	if string(got) != want {
		t.Errorf("set %s", got)
	}
}
