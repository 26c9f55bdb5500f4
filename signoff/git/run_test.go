package git

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestScrubbedEnvironments(t *testing.T) {
	list := string(filepath.ListSeparator)
	given := []string{
		"HOME=/home/ana", "PATH=/usr/bin" + list + "." + list + "bin" + list + list + "/bin", "LC_ALL=de_DE.UTF-8", "LANG=de_DE.UTF-8", "LANGUAGE=de",
		"GIT_DIR=/x", "GIT_WORK_TREE=/x", "GIT_INDEX_FILE=/x", "GIT_OBJECT_DIRECTORY=/x", "GIT_ALTERNATE_OBJECT_DIRECTORIES=/x",
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=a.b", "GIT_CONFIG_VALUE_0=c", "GIT_CONFIG_PARAMETERS='a.b=c'", "GIT_CONFIG=/x",
		"GIT_EXTERNAL_DIFF=x", "GIT_PAGER=x", "GIT_EDITOR=x", "GIT_NAMESPACE=x", "GIT_CEILING_DIRECTORIES=/", "GIT_TRACE=1", "GIT_GRAFT_FILE=/x",
		"GIT_AUTHOR_DATE=x", "GIT_COMMITTER_DATE=x", "GIT_AUTHOR_NAME=Ana", "GIT_COMMITTER_EMAIL=a@x", "GIT_SSH_COMMAND=ssh -4", "GIT_ASKPASS=ask",
		"GIT_CONFIG_GLOBAL=/g", "GIT_CONFIG_SYSTEM=/s", "GIT_CONFIG_NOSYSTEM=1", "GIT_EXEC_PATH=/e", "SSH_AUTH_SOCK=/agent",
	}
	both := []string{
		"HOME=/home/ana", "PATH=/usr/bin" + list + "/bin", "LANG=de_DE.UTF-8", "LC_ALL=C", "GIT_TERMINAL_PROMPT=0",
		"GIT_CONFIG_GLOBAL=/g", "GIT_CONFIG_SYSTEM=/s", "GIT_CONFIG_NOSYSTEM=1", "GIT_EXEC_PATH=/e", "SSH_AUTH_SOCK=/agent",
	}
	for name, row := range map[string]struct{ got, want []string }{
		"reading": {readingEnviron(given), append(slices.Clone(both), "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=",
			"GIT_GRAFT_FILE="+os.DevNull, "GIT_NO_REPLACE_OBJECTS=1", "GIT_OPTIONAL_LOCKS=0")},
		"writing": {writingEnviron(given), append(slices.Clone(both), "GIT_AUTHOR_NAME=Ana", "GIT_COMMITTER_EMAIL=a@x",
			"GIT_SSH_COMMAND=ssh -4", "GIT_ASKPASS=ask")},
	} {
		slices.Sort(row.got)
		slices.Sort(row.want)
		if !slices.Equal(row.got, row.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", name, row.got, row.want)
		}
	}
}

func TestOptionsByVersion(t *testing.T) {
	for _, row := range []struct {
		version version
		want    string
	}{
		{version{2, 30}, "core.fsyncObjectFiles=true"}, {version{2, 35}, "core.fsyncObjectFiles=true"},
		{version{2, 36}, "core.fsync=all"}, {version{3, 0}, "core.fsync=all"},
	} {
		p := &program{version: row.version}
		if got := p.writingOptions("/x"); !slices.Contains(got, row.want) {
			t.Errorf("%v: %q lacks %s", row.version, got, row.want)
		}
	}
}

// script is a program whose git is a shell script.
func script(t *testing.T, text string) *program {
	t.Helper()
	path := filepath.Join(t.TempDir(), "git")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return &program{path: path, reading: []string{"PATH=" + os.Getenv("PATH")}}
}

func TestRunBoundsOutput(t *testing.T) {
	p := script(t, "head -c 100000000 /dev/zero")
	out, err := p.run(t.Context(), call{args: []string{"x"}, env: p.reading})
	if !errors.Is(err, ErrTooLarge) || len(out) > maxOutput {
		t.Errorf("%d bytes, %v", len(out), err)
	}
	p = script(t, "head -c 1000000 /dev/zero >&2; exit 3")
	_, err = p.run(t.Context(), call{args: []string{"x"}, env: p.reading})
	var failed *Error
	if !errors.As(err, &failed) || failed.Code != 3 || len(failed.Stderr) != maxStderr {
		t.Errorf("got %.100v", err)
	}
}

func TestRunEndsInTime(t *testing.T) {
	p := script(t, "exec sleep 600")
	_, err := p.run(t.Context(), call{args: []string{"x"}, env: p.reading, limit: time.Millisecond})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = p.run(ctx, call{args: []string{"x"}, env: p.reading}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// What a hook leaves running in the background does not hold up the record.
func TestRunDoesNotWaitForWhatAHookLeftBehind(t *testing.T) {
	p := script(t, "sleep 600 & echo $!")
	out, err := p.run(t.Context(), call{args: []string{"x"}, env: p.reading, hooks: true})
	pid := strings.TrimSpace(string(out))
	if err != nil || pid == "" {
		t.Fatalf("%q, %v", out, err)
	}
	if n, err := os.FindProcess(atoi(t, pid)); err == nil {
		_ = n.Kill()
	}
}

// On a machine that is busy enough, output is read long after the process has ended.
func TestRunWaitsForAllOutput(t *testing.T) {
	p := script(t, "(sleep 1; echo late) & echo early")
	out, err := p.run(t.Context(), call{args: []string{"x"}, env: p.reading})
	if err != nil || string(out) != "early\nlate\n" {
		t.Errorf("got %q, %v", out, err)
	}
}

// A refusal of a command whose output goes into files is quoted all the same, and no file is left.
func TestRunSpools(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	p := script(t, "cat; echo told; head -c 1000000 /dev/zero >&2; exit 3")
	out, err := p.run(t.Context(), call{args: []string{"x"}, env: p.reading, stdin: []byte("asked\n"), hooks: true})
	var failed *Error
	if !errors.As(err, &failed) || failed.Code != 3 || len(failed.Stderr) != maxStderr || string(out) != "asked\ntold\n" {
		t.Errorf("got %q, %.100v", out, err)
	}
	if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) > 1 { // the test's own script lies there too
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func atoi(t *testing.T, s string) (n int) {
	t.Helper()
	for _, c := range []byte(s) {
		n = 10*n + int(c-'0')
	}
	return n
}

func TestErrorQuotesLineByLine(t *testing.T) {
	err := &Error{Command: "commit", Code: 1, Stderr: "\nno\nrecord today\n\n", Err: errors.New("exit status 1")}
	if got := err.Error(); got != "git commit: exit status 1; git says:\n  | no\n  | record today" {
		t.Errorf("%q", got)
	}
}

func TestFoldersToSync(t *testing.T) {
	r := &Repo{Dir: "/c/.git/worktrees/w", Common: "/c/.git"}
	got := r.folders([]string{"ab12", "ab34", "cd56"}, "refs/heads/shift/evening")
	want := []string{
		"/c/.git/objects/ab", "/c/.git/objects/cd", "/c/.git/objects/pack", "/c/.git/objects",
		"/c/.git/refs/heads/shift", "/c/.git/refs/heads", "/c/.git/refs",
		"/c/.git/reftable", "/c/.git/worktrees/w/reftable", "/c/.git/worktrees/w", "/c/.git",
	}
	for i := range got {
		got[i] = filepath.ToSlash(got[i])
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestCone(t *testing.T) {
	inside := cone("/*\n!/*/\n/training/\n!/training/*/\n/training/learners/\n")
	for dir, want := range map[string]bool{
		".": true, "training": true, "training/learners": true, "training/learners/site/a": true,
		"training/roles": false, "other": false, "training/learners2": false,
	} {
		if inside(dir) != want {
			t.Errorf("%s: %t, expected %t", dir, !want, want)
		}
	}
}
