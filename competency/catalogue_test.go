package competency_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
)

var update = flag.Bool("update", false, "write what is reported into testdata/mistakes as what is expected")

const wantPart = "want"

// TestMistakes runs the catalogue: each file under testdata/mistakes holds the files of a program
// that differ from testdata/base, and every problem that Load and Lint must report about it.
//
// Lines above the first part may say "remove: FILE", "unquote: FILE" (its lines are Go string
// literals without the quotes, for bytes that no editor keeps) and "today: DATE".
func TestMistakes(t *testing.T) {
	names, err := filepath.Glob("testdata/mistakes/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) < 130 {
		t.Errorf("the catalogue has %d files, at least 130 are promised", len(names))
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := readArchive(name)
			if err != nil {
				t.Fatal(err)
			}
			got, want := judge(t, a), a.want()
			if *update {
				want.data = got
				if err := a.write(name); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want.data {
				t.Errorf("reported:\n%s\nwanted:\n%s", got, want.data)
			}
		})
	}
}

// judge lays a case over the base program and gives what is reported of it.
func judge(t *testing.T, a *archive) string {
	t.Helper()
	program := base(t)
	today, _ := calendar.Parse("2026-11-21")
	quoted := ""
	for line := range strings.Lines(a.comment) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "remove":
			for name := range program {
				if name == value || strings.HasPrefix(name, value+"/") {
					delete(program, name)
				}
			}
		case "unquote":
			quoted = value
		case "today":
			day, err := calendar.Parse(value)
			if err != nil {
				t.Fatal(err)
			}
			today = day
		}
	}
	for _, f := range a.parts {
		if f.name == wantPart {
			continue
		}
		data := []byte(f.data)
		if f.name == quoted {
			data = unquote(t, f.data)
		}
		program[f.name] = &fstest.MapFile{Data: data, Mode: 0o644}
	}
	p, problems := competency.Load(program)
	problems = append(problems, competency.Lint(p, today)...)
	problems.Sort()
	inside(t, program, problems)
	return render(problems)
}

func unquote(t *testing.T, data string) []byte {
	var out strings.Builder
	for line := range strings.Lines(data) {
		s, err := strconv.Unquote(`"` + strings.TrimSuffix(line, "\n") + `"`)
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		out.WriteString(s)
	}
	return []byte(out.String())
}

// base is the sound program that cases are laid over.
func base(t testing.TB) fstest.MapFS {
	t.Helper()
	program := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS("testdata/base"), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join("testdata/base", path))
		program[path] = &fstest.MapFile{Data: data, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return program
}

func render(problems diag.List) string {
	var out strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&out, "%s %s %s: %s\n", p.Severity, p.Code, p.Pos, p.Message)
		if p.Hint != "" {
			fmt.Fprintf(&out, "    %s\n", p.Hint)
		}
	}
	return out.String()
}

// inside fails when a problem names a place that its file does not have.
func inside(t testing.TB, program fstest.MapFS, problems diag.List) {
	t.Helper()
	lengths := map[string][]int{} // of the lines of a file, in code points
	for _, p := range problems {
		if p.Pos.Line == 0 {
			continue
		}
		file := program[p.Pos.File]
		if file == nil {
			t.Errorf("%s %s: there is no such file", p.Pos, p.Code)
			continue
		}
		lines := lengths[p.Pos.File]
		if lines == nil {
			for _, line := range strings.Split(strings.TrimPrefix(string(file.Data), "\ufeff"), "\n") {
				lines = append(lines, utf8.RuneCountInString(line))
			}
			lengths[p.Pos.File] = lines
		}
		if p.Pos.Line < 1 || p.Pos.Line > len(lines) || p.Pos.Column < 1 || p.Pos.Column > lines[p.Pos.Line-1]+1 {
			t.Errorf("%s %s: outside the file: %s", p.Pos, p.Code, p.Message)
		}
	}
}

func TestBaseIsSound(t *testing.T) {
	program := base(t)
	p, problems := competency.Load(program)
	today, _ := calendar.Parse("2026-11-21")
	problems = append(problems, competency.Lint(p, today)...)
	if len(problems) > 0 {
		t.Errorf("the base of the catalogue has problems:\n%s", render(problems))
	}
}

// TestEveryCodeIsInTheCatalogue fails when a code is documented that no case provokes, or provoked
// and not documented.
func TestEveryCodeIsInTheCatalogue(t *testing.T) {
	provoked := map[string]string{}
	names, _ := filepath.Glob("testdata/mistakes/*.txtar")
	for _, name := range names {
		a, err := readArchive(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(a.want().data) {
			if fields := strings.Fields(line); len(fields) > 1 && !strings.HasPrefix(line, " ") {
				provoked[fields[1]] = name
			}
		}
	}
	provoked[competency.CodeUnread] = "TestTheSystemsNoIsItsOwnCode" // no archive holds what cannot be read
	documented := map[string]bool{}
	for _, code := range append(strictyaml.Codes(), competency.Codes()...) {
		documented[code.Code] = true
		if provoked[code.Code] == "" {
			t.Errorf("no case in the catalogue provokes %s (%s)", code.Code, code.Doc)
		}
	}
	for code, name := range provoked {
		if !documented[code] {
			t.Errorf("%s expects %s, which no table documents", name, code)
		}
	}
}
