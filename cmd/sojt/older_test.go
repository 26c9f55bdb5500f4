package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestOlder holds what is said of programs that an older sojt wrote, each in a folder of testdata/older
// under its id: the same verdict and the same reports, to the byte, whatever is written today.
func TestOlder(t *testing.T) {
	folders, err := filepath.Glob("testdata/older/*/sojt.yaml")
	if err != nil || len(folders) == 0 {
		t.Fatal("nothing older", err)
	}
	for _, file := range folders {
		folder := filepath.Dir(file)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			s := newShelf(t)
			if err := os.CopyFS(s.dir, os.DirFS(folder)); err != nil {
				t.Fatal(err)
			}
			s.commit(t)
			var all strings.Builder
			for _, command := range []string{
				"validate", "verify --format json", "report progress", "report matrix --format csv",
				"report --left --format json", "status --format json", "report matrix --format markdown --known-at 2026-06-30 --as-of 2026-06-30",
			} {
				code, stdout, stderr := s.run(strings.Fields(command)...)
				fmt.Fprintf(&all, "> sojt %s\n%s%s[exit %d]\n\n", command, stdout, stderr, code)
			}
			held := folder + ".golden"
			if *update {
				if err := os.WriteFile(held, []byte(all.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want, err := os.ReadFile(held); err != nil || string(want) != all.String() {
				t.Errorf("sojt says something else of %s than it did (%v):\n%s", folder, err, all.String())
			}
		})
	}
}

// TestExamplesInHistory holds the README's first checks: in a clone of this repository nothing of the
// examples was changed or lost, whatever else its history has.
func TestExamplesInHistory(t *testing.T) {
	t.Parallel()
	s := newShelf(t)
	if _, err := os.Stat("../../.git"); err != nil {
		t.Skip("these sources are no clone of the repository: ", err)
	}
	above, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	inFolder(t, s.dir, s.env, "clone", "-q", "file://"+above, "clone")
	for _, name := range []string{"kitchen", "qa-evaluator", "lab", "forklift", "cloud-engineer"} {
		args := []string{"verify", "-C", filepath.Join(s.dir, "clone", "examples", name)}
		code, stdout, stderr := s.run(args...)
		if _, err := os.Stat(filepath.Join(s.dir, "clone", ".git", "shallow")); err == nil && code == exitWorld {
			continue // what is cloned is shallow itself, and verify says so
		}
		if code != 0 || strings.Contains(stdout, "E-") {
			t.Errorf("%s: exit code %d\n%s%s", args, code, stdout, stderr)
		}
	}
}

// shelf is a folder of its own, in which commands run with a clock that stands.
type shelf struct {
	dir string
	env []string
}

func newShelf(t *testing.T) *shelf {
	config := filepath.Join(t.TempDir(), "gitconfig")
	if err := os.WriteFile(config, []byte("[user]\n\tname = Example\n\temail = nobody@example.com\n[core]\n\tfsync = none\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return &shelf{t.TempDir(), []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Dir(config), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + config, "TZ=UTC",
		"GIT_AUTHOR_DATE=2026-11-01T12:00:00Z", "GIT_COMMITTER_DATE=2026-11-01T12:00:00Z",
	}}
}

// commit makes the folder a repository, with all there is as its first commit.
func (s *shelf) commit(t *testing.T) {
	t.Helper()
	inFolder(t, s.dir, s.env, "init", "-q")
	inFolder(t, s.dir, s.env, "add", "-A")
	inFolder(t, s.dir, s.env, "commit", "-q", "-m", "as it was found")
}

func (s *shelf) run(args ...string) (code int, stdout, stderr string) {
	return s.at(time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC), args...)
}

func (s *shelf) at(now time.Time, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	e := &env{
		stdin: strings.NewReader(""), stdout: &out, stderr: &err, dir: s.dir, vars: s.env,
		now: func() time.Time { return now }, rand: randomness(now.String() + strings.Join(args, " ")),
	}
	code = run(context.Background(), e, args)
	return code, out.String(), err.String()
}

var readmeLine = regexp.MustCompile(`^sojt (.*?)(?:\s{2,}(?:exit (\d)|until ([^,]+))?.*)?$`)

// TestExamplesReadme runs what the pages of the examples tell a reader to run, and holds the exit codes and
// last days that they name.
func TestExamplesReadme(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("../../examples/*/README.md")
	if err != nil || len(pages) < 4 {
		t.Fatal("no pages", err)
	}
	for _, page := range pages {
		named := 0
		s := newShelf(t)
		s.dir = filepath.Dir(page)
		for _, text := range readLines(t, page) {
			m := readmeLine.FindStringSubmatch(text)
			if m == nil || strings.HasPrefix(m[1], "verify") || strings.Contains(m[1], " -o ") {
				continue
			}
			want := m[2]
			if want == "" {
				want = "0"
			} else {
				named++
			}
			code, out, talk := s.run(strings.Fields(m[1])...)
			if fmt.Sprint(code) != want || !strings.Contains(strings.Join(strings.Fields(out), " "), shortMonth(m[3])) {
				t.Errorf("%s: %q: exit code %d\n%s%s", page, text, code, out, talk)
			}
		}
		if named < 3 && !strings.Contains(page, "templates") {
			t.Errorf("checker is broken: %s names %d exit codes", page, named)
		}
	}
}

// shortMonth writes a day of a page, such as 5 October 2029, as sojt shows it.
func shortMonth(day string) string {
	if at, err := time.Parse("2 January 2006", strings.TrimSpace(day)); err == nil {
		return "until " + at.Format("2 Jan 2006")
	}
	return day
}
