package format

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"flag"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"sojt/report"
	"sojt/report/safe"
)

var long = flag.Bool("long", false, "a million texts instead of twenty thousand")

// hostileText draws pieces that steer a terminal, a spreadsheet, a browser or a CI runner.
func hostileText(r *rand.Rand) string {
	pieces := []string{
		"::error::x", "::stop-commands::t", "##[error]", "##vso[", "%0A", "\x1b[2J", "\x1b]52;c;aGk=\x07", "\x1b]8;;http://e\x1b\\", "\r", "\n", "\r\n", "\t", "\x00",
		"\u0085", "\u2028", "\u202e", "\u2066", "\u200b", "\ufeff", "\u009b", "=1+1", "+", "-", "@SUM(A1)", "＝1", "|", "<script>", "</script>", "<img src=x onerror=y>",
		"[x](javascript:y)", "![](http://e)", "`", "**", "&lt;", "&#60;", "-->", "]]>", "\"", "'", ",", ";", " ", "a", "María", "陈", "\xff", "\\", "http://e.example", "#", "1.",
	}
	var b strings.Builder
	for range 1 + r.IntN(6) {
		if r.IntN(5) == 0 {
			b.WriteRune(rune(r.IntN(utf8.MaxRune + 1)))
		} else {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
	}
	return b.String()
}

// hostilePage is a view with the texts wherever text can stand.
func hostilePage(texts []string) page {
	s := report.Section{Heading: texts[0], Legend: texts[1:2], Empty: texts[2], Columns: []report.Column{{Title: texts[3]}, {Title: "note", Wide: true}}}
	rows := report.Rows{Program: "p", View: "log", Columns: []string{"a", "b"}}
	for i := 0; i+1 < len(texts); i += 2 {
		s.Rows = append(s.Rows, text(texts[i], texts[i+1]))
		rows.Rows = append(rows.Rows, []report.Value{texts[i], []string{texts[i+1]}})
	}
	return page{report.Page{Title: texts[4], Footer: texts[5:6], Sections: []report.Section{s}}, rows}
}

// TestHostileTextInEveryFormat (INTEGRITY T8 to T11): what people wrote reaches no terminal as a control, no
// runner as a command at a line's start, no spreadsheet as a formula, no page as markup; csv and json are
// read back cell by cell.
func TestHostileTextInEveryFormat(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 11))
	total, batch := 20_000, 400
	if *long {
		total = 1_000_000
	}
	for done := 0; done < total; done += batch {
		texts := make([]string, batch)
		for i := range texts {
			texts[i] = hostileText(r)
		}
		v := hostilePage(texts)
		for _, f := range Formats() {
			var b bytes.Buffer
			if err := f.Write(&b, v, Options{Width: 80 * r.IntN(2)}); err != nil {
				t.Fatal(err)
			}
			if f.Binary {
				continue // report/xlsx holds what becomes of text in a workbook
			}
			steersNobody(t, f.Name, b.String())
			switch f.Name {
			case "csv":
				cellsComeBack(t, b.String(), texts)
			case "json":
				textsComeBack(t, b.Bytes(), texts)
			case "markdown":
				if i := strings.IndexAny(strings.ReplaceAll(b.String(), "<br>", ""), "<>"); i >= 0 {
					t.Errorf("markup in\n%.200s", b.String()[max(0, i-80):])
				}
			}
		}
		if t.Failed() {
			return
		}
	}
}

func steersNobody(t *testing.T, name, out string) {
	t.Helper()
	for _, c := range out {
		if c != '\n' && c != '\ufe0f' && c != '\ufe0e' && (!unicode.IsPrint(c) || unicode.Is(unicode.Cf, c)) {
			t.Errorf("%s: %U", name, c)
		}
	}
	for line := range strings.Lines(out) {
		if bare := strings.TrimSpace(line); strings.HasPrefix(bare, "::") || strings.Contains(line, "##[") || strings.Contains(line, "##vso[") {
			t.Errorf("%s: a runner would obey %q", name, line)
		}
	}
}

func cellsComeBack(t *testing.T, out string, texts []string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) != 1+len(texts)/2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, s := range texts {
		cell := rows[1+i/2][i%2]
		if cell != safe.CSV(s) {
			t.Errorf("%q came back as %q", s, cell)
		}
		if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(cell, " ")); strings.ContainsRune("=+-@＝＋－＠\t\r", first) && cell != "" {
			t.Errorf("%q begins a formula in %q", s, cell)
		}
	}
}

func textsComeBack(t *testing.T, out []byte, texts []string) {
	t.Helper()
	var doc struct {
		Rows []struct {
			A string
			B []string
		}
	}
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	for i, s := range texts {
		got := doc.Rows[i/2].A
		if i%2 == 1 {
			got = doc.Rows[i/2].B[0]
		}
		if got != strings.ToValidUTF8(s, "\ufffd") && got != string([]rune(s)) {
			t.Errorf("%q came back as %q", s, got)
		}
	}
}

// TestHostileTextInAWorkbook: each part is well-formed XML, and no cell holds a formula or a link.
func TestHostileTextInAWorkbook(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	texts := make([]string, 600)
	for i := range texts {
		texts[i] = hostileText(r)
	}
	for name, part := range unpack(t, hostilePage(texts)) {
		d := xml.NewDecoder(bytes.NewReader(part))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if e, ok := token.(xml.StartElement); ok && (e.Name.Local == "f" || e.Name.Local == "hyperlink") {
				t.Errorf("%s has an element <%s>", name, e.Name.Local)
			}
		}
	}
}

// unpack gives the XML parts of the workbook of a view.
func unpack(t *testing.T, v report.View) map[string][]byte {
	t.Helper()
	f, _ := Named("xlsx")
	var b bytes.Buffer
	if err := f.Write(&b, v, Options{}); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, file := range z.File {
		in, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[file.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
		in.Close()
	}
	if len(parts["xl/worksheets/sheet1.xml"]) < 1000 {
		t.Fatalf("checker is broken: %d parts", len(parts))
	}
	return parts
}
