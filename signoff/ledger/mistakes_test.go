package ledger

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
)

var update = flag.Bool("update", false, "write what is found as what is wanted")

// TestMistakes reads each file of testdata/mistakes: a program's learner files with one mistake, and
// under "-- want --" all problems that reading them gives, each with its hint below it.
func TestMistakes(t *testing.T) {
	names, err := filepath.Glob("testdata/mistakes/*.txtar")
	if err != nil || len(names) < 60 {
		t.Fatalf("%d files of mistakes: %v", len(names), err)
	}
	base := program(t)
	codes, messages := map[string]bool{}, map[string]string{}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			head, want, ok := strings.Cut(string(data), "-- want --\n")
			if !ok {
				t.Fatal("no part want")
			}
			files, p := planted(t, head, base)
			problems, err := Open(files).Check(context.Background(), p, day)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range problems {
				codes[x.Code] = true
				placed(t, files, x)
			}
			if len(problems) == 0 {
				t.Error("nothing was found")
			}
			got := rendered(problems)
			if *update {
				if err := os.WriteFile(name, []byte(head+"-- want --\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Error(cmp.Diff(want, got))
			}
			if other, ok := messages[got]; ok {
				t.Errorf("the same as %s", other)
			}
			messages[got] = name
		})
	}
	for _, c := range Codes() {
		if !codes[c.Code] {
			t.Errorf("no mistake provokes %s", c.Code)
		}
	}
}

// day is the day that tests are told it is.
var day = calendar.Of(2026, 11, 21)

// program loads the program that the learners of the tests belong to.
func program(t testing.TB) fs.FS {
	t.Helper()
	return os.DirFS("testdata/program")
}

func load(t testing.TB, fsys fs.FS) *competency.Program {
	t.Helper()
	p, problems := competency.Load(fsys)
	if problems.Errors() > 0 {
		t.Fatal(problems)
	}
	return p
}

// planted gives the files of a mistake laid over the base program. In their text ␍ is CR, ␀ NUL,
// ␘ a byte that is not UTF-8, ␃ the end of the file without a line end, and «n×x» is n times x. A
// file whose text is "link" is a symbolic link, one of "folder" a folder.
func planted(t *testing.T, archive string, base fs.FS) (fstest.MapFS, *competency.Program) {
	t.Helper()
	files := fstest.MapFS{}
	for i, part := range strings.Split("\n"+archive, "\n-- ")[1:] {
		name, text, ok := strings.Cut(part, " --\n")
		if !ok {
			t.Fatalf("part %d has no name", i)
		}
		text = strings.TrimSuffix(text, "\n") + "\n"
		file := &fstest.MapFile{Data: []byte(unescape(text)), Mode: 0o644}
		switch text {
		case "link\n":
			file = &fstest.MapFile{Data: []byte("elsewhere.yaml"), Mode: fs.ModeSymlink | 0o777}
		case "folder\n":
			file = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
		case "pipe\n":
			file = &fstest.MapFile{Mode: fs.ModeNamedPipe | 0o644}
		}
		files[name] = file
	}
	err := fs.WalkDir(base, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && files[p] == nil {
			var data []byte
			data, err = fs.ReadFile(base, p)
			files[p] = &fstest.MapFile{Data: data, Mode: 0o644}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, load(t, files)
}

var repeated = regexp.MustCompile(`(?s)«(\d+)×(.*?)»`)

func unescape(s string) string {
	s, _, cut := strings.Cut(s, "␃")
	s = repeated.ReplaceAllStringFunc(s, func(m string) string {
		parts := repeated.FindStringSubmatch(m)
		n, _ := strconv.Atoi(parts[1])
		return strings.Repeat(parts[2], n)
	})
	s = strings.NewReplacer("␍", "\r", "␀", "\x00", "␘", "\xff").Replace(s)
	if cut {
		return s
	}
	return strings.TrimSuffix(s, "\n") + "\n"
}

func rendered(problems diag.List) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s %s %s: %s\n", p.Severity, p.Code, p.Pos, p.Message)
		if p.Hint != "" {
			fmt.Fprintf(&b, "    %s\n", p.Hint)
		}
	}
	return b.String()
}

// placed fails the test where a problem's place is not inside its file.
func placed(t testing.TB, files fs.FS, p diag.Problem) {
	t.Helper()
	if p.Pos.Line == 0 {
		if _, err := fs.Lstat(files, p.Pos.File); err != nil {
			t.Errorf("%s: %v", p.Pos, err)
		}
		return
	}
	data, err := fs.ReadFile(files, p.Pos.File)
	if err != nil {
		t.Fatalf("%s: %v", p.Pos, err)
	}
	lines := strings.Split(string(data), "\n")
	if p.Pos.Line < 1 || p.Pos.Line > len(lines) || p.Pos.Column < 0 || p.Pos.Column > runes(lines[p.Pos.Line-1])+1 {
		t.Errorf("%s is not in the file: %s", p.Pos, p.Message)
	}
}
