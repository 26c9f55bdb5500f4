package format

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/safe"
)

// page is a view made of a page, or of rows.
type page struct {
	p report.Page
	r report.Rows
}

func (v page) Page() report.Page { return v.p }
func (v page) Rows() report.Rows { return v.r }

func text(cells ...string) []report.Cell {
	row := make([]report.Cell, len(cells))
	for i, c := range cells {
		row[i] = report.Text(c)
	}
	return row
}

// people is a page with a narrow, a right and a wide column.
func people(n int) page {
	s := report.Section{
		Heading: "Line_cook heading", Legend: []string{"C competent"}, Empty: "nobody: sojt enroll",
		Columns: []report.Column{{Title: "next_due name"}, {Title: "done", Right: true}, {Title: "note", Wide: true}},
	}
	for i := range n {
		s.Rows = append(s.Rows, text(fmt.Sprintf("person %d 陈", i), fmt.Sprint(i), "a note that goes on for some time"))
	}
	return page{p: report.Page{Title: "Kitchen", AsOf: calendar.Of(2026, time.November, 21), Sections: []report.Section{s}, Footer: []string{"that is all"}}}
}

func render(t *testing.T, as Writer, v report.View, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := as(&b, v, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTableInAPipe(t *testing.T) {
	got := render(t, Table, people(2), Options{})
	want := `Line_cook heading   as of 21 Nov 2026
next_due name  done  note
person 0 陈       0  a note that goes on for some time
person 1 陈       1  a note that goes on for some time
C competent

that is all
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTableOnATerminalFits(t *testing.T) {
	for _, width := range []int{40, 50, 80, 200} {
		got := render(t, Table, people(12), Options{Width: width})
		for line := range strings.Lines(got) {
			if w := safe.Width(strings.TrimSuffix(line, "\n")); w > width {
				t.Errorf("at %d: %q is %d wide", width, line, w)
			}
			if strings.TrimRight(line, " \n") != strings.TrimSuffix(line, "\n") {
				t.Errorf("at %d: blanks at the end of %q", width, line)
			}
		}
		if n := strings.Count(got, "person 11"); n == 0 {
			t.Errorf("at %d: a row is missing", width)
		}
	}
}

// A matrix too wide for the screen comes in blocks, each row in each block with its first cell.
func TestTableSplitsByColumns(t *testing.T) {
	s := report.Section{Columns: []report.Column{{}}, Rows: [][]report.Cell{text("Ana"), text("Ben")}}
	for i := range 30 {
		s.Columns = append(s.Columns, report.Column{Title: fmt.Sprintf("c%02d", i)})
		for r := range s.Rows {
			s.Rows[r] = append(s.Rows[r], report.Text(fmt.Sprintf("%d%02d", r+1, i)))
		}
	}
	v := page{p: report.Page{Sections: []report.Section{s}}}
	got := render(t, Table, v, Options{Width: 40})
	if blocks := strings.Count(got, "Ana"); blocks != 5 || strings.Count(got, "Ben") != blocks {
		t.Errorf("%d blocks:\n%s", blocks, got)
	}
	for i := range 30 {
		for _, want := range []string{fmt.Sprintf("c%02d", i), fmt.Sprintf("1%02d", i), fmt.Sprintf("2%02d", i)} {
			if strings.Count(got, want) != 1 {
				t.Errorf("%s stands %d times", want, strings.Count(got, want))
			}
		}
	}
	if pipe := render(t, Table, v, Options{}); strings.Count(pipe, "Ana") != 1 {
		t.Errorf("split in a pipe:\n%s", pipe)
	}
}

func TestTableColoursOnlyWhenAsked(t *testing.T) {
	v := page{p: report.Page{Sections: []report.Section{{
		Columns: []report.Column{{Title: "a"}, {Title: "b"}},
		Rows:    [][]report.Cell{{{Text: "late\x1b[31m", Tone: report.Bad, Strong: true}, report.Text("x")}},
	}}}}
	plain := render(t, Table, v, Options{Width: 80})
	if strings.Contains(plain, "\x1b") {
		t.Errorf("colour without asking: %q", plain)
	}
	coloured := render(t, Table, v, Options{Width: 80, Color: true})
	if !strings.Contains(coloured, "\x1b[1;31mlate\\u{1b}[31m\x1b[0m  x\n") {
		t.Errorf("colour is %q", coloured)
	}
	bare := strings.NewReplacer("\x1b[1;31m", "", "\x1b[1m", "", "\x1b[0m", "").Replace(coloured)
	if bare != plain {
		t.Errorf("colour changes the text: %q, plain %q", bare, plain)
	}
}

func TestTableKeepsLinesOfWideCellsOnly(t *testing.T) {
	v := page{p: report.Page{Sections: []report.Section{{
		Columns: []report.Column{{Title: "a"}, {Title: "b", Wide: true}},
		Rows:    [][]report.Cell{text("one\ntwo", "three\n::error::four")},
	}}}}
	want := "a        b\none two  three\n         \\u{3a}:error::four\n"
	if got := render(t, Table, v, Options{}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEmptyPages(t *testing.T) {
	empty := people(0)
	if got := render(t, Table, empty, Options{}); got != "Line_cook heading   as of 21 Nov 2026\nnobody: sojt enroll\n\nthat is all\n" {
		t.Errorf("table: %q", got)
	}
	if got := render(t, Markdown, empty, Options{}); got != "# Kitchen\n\nas of 21 Nov 2026\n\n## Line\\_cook heading\n\nnobody: sojt enroll\n\nthat is all\n" {
		t.Errorf("markdown: %q", got)
	}
	if got := render(t, Table, page{}, Options{Width: 80}); got != "" {
		t.Errorf("nothing: %q", got)
	}
	rows := page{r: report.Rows{Program: "p", View: "v", Columns: []string{"a"}}}
	if got := render(t, JSON, rows, Options{}); got != `{"format_version":1,"program":"p","view":"v","as_of":"","known_at":"","rows":[]}`+"\n" {
		t.Errorf("json: %q", got)
	}
	if got := render(t, CSV, rows, Options{}); got != "a\n" {
		t.Errorf("csv: %q", got)
	}
}

// On a narrow terminal a first column of long ids gives way, and a legend breaks between its items.
func TestTableOnANarrowTerminal(t *testing.T) {
	v := page{p: report.Page{Sections: []report.Section{{
		Columns: []report.Column{{}, {Wide: true}}, Legend: []string{"C competent, r ready, p practising, not counted"},
		Rows: [][]report.Cell{text("hygiene/holding-temperatures", "competent, since Tuesday")},
	}}}}
	want := "hygiene/        competent, since\nholding-        Tuesday\ntemperatures\nC competent, r ready,\np practising, not counted\n"
	if got := render(t, Table, v, Options{Width: 32}); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// A list needs no table in Markdown, and a heading of parts no gaps.
func TestMarkdownLists(t *testing.T) {
	v := page{p: report.Page{Sections: []report.Section{{Heading: "Ana   cook", Columns: []report.Column{{}}, Rows: [][]report.Cell{text("a|b"), text("c")}}}}}
	if got := render(t, Markdown, v, Options{}); got != "\n## Ana, cook\n\n- a\\|b\n- c\n" {
		t.Errorf("got %q", got)
	}
}

// The locale that decides elsewhere how wide a character is must not shift a column. It is read
// when the program starts, so the same rendering is done in a process of its own.
func TestLocaleDoesNotMatter(t *testing.T) {
	const probe = "SOJT_TEST_LOCALE"
	s := page{p: report.Page{Sections: []report.Section{{
		Columns: []report.Column{{Title: "α·…"}, {Title: "b"}}, Rows: [][]report.Cell{text("“±”…", "x"), text("plain", "y")},
	}}}}
	out := render(t, Table, s, Options{Width: 80})
	if os.Getenv(probe) != "" {
		fmt.Print("table:" + out + ":table")
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run", "^TestLocaleDoesNotMatter$")
	cmd.Env = append(os.Environ(), probe+"=1", "LC_ALL=ja_JP.UTF-8", "LANG=zh_CN.UTF-8", "RUNEWIDTH_EASTASIAN=1")
	got, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, got)
	}
	if !strings.Contains(string(got), "table:"+out+":table") {
		t.Errorf("under a Japanese locale:\n%s\nelse:\n%s", got, out)
	}
}

// A full disk is never swallowed, also at the last byte.
func TestWriteErrors(t *testing.T) {
	full := errors.New("no space")
	v := people(3)
	v.r = report.Rows{Columns: []string{"a"}, Rows: [][]report.Value{{"x"}, {1}, {true}, {[]string{"y", "z"}}}}
	for _, f := range Formats() {
		if f.Binary {
			continue
		}
		whole := render(t, f.Write, v, Options{})
		for _, room := range []int{0, len(whole) - 1} {
			if err := f.Write(&disk{room, full}, v, Options{}); !errors.Is(err, full) {
				t.Errorf("%s with room for %d of %d: %v", f.Name, room, len(whole), err)
			}
		}
	}
}

type disk struct {
	room int
	err  error
}

func (d *disk) Write(b []byte) (int, error) {
	if len(b) > d.room {
		return d.room, d.err
	}
	d.room -= len(b)
	return len(b), nil
}

func TestFormats(t *testing.T) {
	var seen []string
	for _, f := range Formats() {
		if f.Description == "" || f.Write == nil || len(f.Extensions) == 0 {
			t.Errorf("%s is not complete", f.Name)
		}
		if g, ok := Named(f.Name); !ok || g.Name != f.Name {
			t.Errorf("Named(%q) = %q", f.Name, g.Name)
		}
		for _, e := range f.Extensions {
			if g, ok := ForFile("Report" + strings.ToUpper(e)); !ok || g.Name != f.Name {
				t.Errorf("ForFile(%s) = %q", e, g.Name)
			}
		}
		if slices.Contains(seen, f.Name) {
			t.Errorf("%s stands twice", f.Name)
		}
		seen = append(seen, f.Name)
	}
	if !slices.Equal(seen[:4], []string{"table", "markdown", "csv", "json"}) {
		t.Errorf("formats are %q", seen)
	}
	if _, ok := Named("Table"); ok {
		t.Error("Named takes any case")
	}
	if _, ok := ForFile("report"); ok {
		t.Error("ForFile takes a name without extension")
	}
}

func TestValues(t *testing.T) {
	v := page{r: report.Rows{Program: "p", View: "v", Columns: []string{"s", "n", "b", "set", "none"}, Rows: [][]report.Value{
		{"=1<2>", -5, true, []string{"a", "b"}, []string(nil)},
	}}}
	if got := render(t, CSV, v, Options{}); got != "s,n,b,set,none\n'=1<2>,-5,true,a b,\n" {
		t.Errorf("csv %q", got)
	}
	want := `{"format_version":1,"program":"p","view":"v","as_of":"","known_at":"","rows":[` + "\n" + `{"s":"=1<2>","n":-5,"b":true,"set":["a","b"],"none":[]}` + "\n]}\n"
	if got := render(t, JSON, v, Options{}); got != want {
		t.Errorf("json %s", got)
	}
	for _, as := range []Writer{CSV, JSON} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("a value of another type was written")
				}
			}()
			v.r.Rows[0][1] = 1.5
			as(&bytes.Buffer{}, v, Options{})
		}()
	}
}
