package findings

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"sojt/competency/diag"
)

func problems() diag.List {
	var l diag.List
	l.Errorf("E-KEY-UNKNOWN", diag.Pos{File: "roles/line-cook.yaml", Line: 14, Column: 5}, "unknown key %q", "critera").Hint = "did you mean criteria?"
	l.Warnf("W-WHY", diag.Pos{File: "roles/line-cook.yaml", Line: 20}, "has no why")
	l.Errorf("E-SIG", diag.Pos{File: "learners/a,b:c.yaml"}, "note is ::error::\n##[error]\x1b[31m 100%%").Hint = "two\nlines"
	l[2].Record = "01KAM0"
	return append(l, diag.Problem{Severity: diag.Info, Code: "I-REPEAT", Message: "a record is repeated"})
}

func render(t *testing.T, as Writer, r Result) string {
	t.Helper()
	var b bytes.Buffer
	if err := as(&b, r); err != nil {
		t.Fatal(err)
	}
	for _, c := range b.String() {
		if c != '\n' && !unicode.IsPrint(c) {
			t.Errorf("%U in %q", c, b.String())
		}
	}
	return b.String()
}

func TestText(t *testing.T) {
	got := render(t, Text, Result{Problems: problems(), Files: make([]string, 9)})
	want := `roles/line-cook.yaml:14:5: unknown key "critera"
    did you mean criteria?
roles/line-cook.yaml:20: warning: has no why
learners/a,b:c.yaml: note is ::error:: #\u{23}[error]\u{1b}[31m 100%
    two
    lines
info: a record is repeated

4 problems (1 warning, 1 for information) in 2 of 9 files
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := render(t, Text, Result{Files: make([]string, 1)}); got != "no problems in 1 file\n" {
		t.Errorf("clean: %q", got)
	}
}

func TestTextOfAProof(t *testing.T) {
	r := Result{Problems: problems()[:3], Verify: &Verify{
		Checked:    []Count{{1204, "records"}, {12, "learners"}},
		NotChecked: []string{"trust (--trust origin/main)", "history\x1b"},
		Found: func(i int) Origin {
			if i == 2 {
				return Origin{"q3V", "8c1d2e"}
			}
			return Origin{}
		},
	}}
	got := render(t, Text, r)
	want := `checked      1,204 records, 12 learners
not checked  trust (--trust origin/main)
             history\u{1b}
found        3 problems (1 warning)
  roles/line-cook.yaml:14:5  E-KEY-UNKNOWN  unknown key "critera"
                                            did you mean criteria?
  roles/line-cook.yaml:20    W-WHY          warning: has no why
  learners/a,b:c.yaml        E-SIG          note is ::error:: #\u{23}[error]\u{1b}[31m 100%
                                            commit 8c1d2e
                                            two
                                            lines
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	r.Problems = nil
	if got := render(t, Text, r); !strings.HasSuffix(got, "found        no problem\n") {
		t.Errorf("clean proof: %q", got)
	}
}

// The keys are those of SPEC 7.2, and nothing is null.
func TestJSON(t *testing.T) {
	keys := []string{"severity", "code", "file", "line", "column", "record", "message", "hint"}
	for _, c := range []struct {
		verify   *Verify
		top, row []string
	}{
		{nil, []string{"format_version", "problems"}, keys},
		{
			&Verify{Checked: []Count{{7, "records"}}, Found: func(int) Origin { return Origin{"d", "c"} }},
			[]string{"format_version", "checked", "not_checked", "problems"}, append(slices.Clone(keys), "digest", "commit"),
		},
	} {
		out := render(t, JSON, Result{Problems: problems(), Verify: c.verify})
		if strings.Contains(out, "null") {
			t.Errorf("null in %s", out)
		}
		var doc map[string]json.RawMessage
		var rows []map[string]any
		if err := errors.Join(json.Unmarshal([]byte(out), &doc), json.Unmarshal(doc["problems"], &rows)); err != nil {
			t.Fatalf("%v in %s", err, out)
		}
		same(t, doc, c.top)
		for i, row := range rows {
			same(t, row, c.row)
			if row["message"] != problems()[i].Message || row["line"] != float64(problems()[i].Pos.Line) {
				t.Errorf("row %d is %v", i, row)
			}
		}
		if len(rows) != 4 {
			t.Errorf("%d rows", len(rows))
		}
	}
	if got := render(t, JSON, Result{}); got != `{"format_version":1,"problems":[]}`+"\n" {
		t.Errorf("empty: %s", got)
	}
}

func same[V any](t *testing.T, m map[string]V, want []string) {
	t.Helper()
	var got []string
	for k := range m {
		got = append(got, k)
	}
	slices.Sort(got)
	want = slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		t.Errorf("keys %q, want %q", got, want)
	}
}

func TestGitHub(t *testing.T) {
	got := render(t, GitHub, Result{Problems: problems(), Folder: "training/kitchen"})
	want := `::error file=training/kitchen/roles/line-cook.yaml,line=14,col=5,title=E-KEY-UNKNOWN::unknown key "critera"%0Adid you mean criteria?
::error file=training/kitchen/learners/a%2Cb%3Ac.yaml,title=E-SIG::note is ::error::%0A#\u{23}[error]\u{1b}[31m 100%25%0Atwo%0Alines
::warning file=training/kitchen/roles/line-cook.yaml,line=20,title=W-WHY::has no why
::notice title=I-REPEAT::a record is repeated
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestGitHubShowsTheWorstTen(t *testing.T) {
	var l diag.List
	for i := range 12 {
		l.Warnf("W", diag.Pos{File: "w.yaml", Line: i + 1}, "weak")
	}
	for i := range 11 {
		l.Errorf("E", diag.Pos{File: "e.yaml", Line: i + 1}, "wrong")
	}
	lines := strings.Split(strings.TrimSpace(render(t, GitHub, Result{Problems: l})), "\n")
	if len(lines) != 22 || !strings.HasPrefix(lines[0], "::error file=e.yaml,line=1,") || !strings.HasPrefix(lines[10], "::warning") {
		t.Fatalf("%d lines: %q", len(lines), lines)
	}
	if lines[20] != "1 more error not shown here" || lines[21] != "2 more warnings not shown here" {
		t.Errorf("the end is %q", lines[20:])
	}
}

func TestGitHubSaysWhatWasNotChecked(t *testing.T) {
	got := render(t, GitHub, Result{Files: make([]string, 2), Verify: &Verify{NotChecked: []string{"history\n::stop-commands::x"}}})
	if got != "::warning title=not checked::history%0A::stop-commands::x\nno problems in 2 files\n" {
		t.Errorf("got %q", got)
	}
}

// A full disk is not swallowed.
func TestWriteErrors(t *testing.T) {
	full := errors.New("no space")
	for _, f := range Formats() {
		if err := f.Write(failing{full}, Result{Problems: problems()}); !errors.Is(err, full) {
			t.Errorf("%s: %v", f.Name, err)
		}
		if found, ok := Named(f.Name); !ok || fmt.Sprintf("%p", found.Write) != fmt.Sprintf("%p", f.Write) {
			t.Errorf("Named(%q) is another", f.Name)
		}
	}
	if _, ok := Named("xml"); ok {
		t.Error("Named knows xml")
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
