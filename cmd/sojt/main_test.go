package main

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the tests expect")

// TestMain makes the test binary two programs: the tests, and sojt with a clock and randomness that
// scripts set, so that record bytes are exact. The shipped program has no such door.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"sojt": func() { os.Exit(sojtForScripts()) }})
}

// sojtForScripts takes the time from the script's clock file and sets that a minute on, so that each
// command has a time and randomness of its own.
func sojtForScripts() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	e := newEnv()
	now, err := tick(os.Getenv("SOJT_SCRIPT_CLOCK"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 99
	}
	e.now, e.rand = func() time.Time { return now }, randomness(fmt.Sprint(now, os.Getenv("SOJT_SCRIPT_SEED")))
	return run(ctx, e, os.Args[1:])
}

func tick(file string) (time.Time, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return time.Time{}, err
	}
	now, err := time.Parse(time.RFC3339, strings.TrimSpace(string(text)))
	if err != nil {
		return time.Time{}, err
	}
	return now, os.WriteFile(file, []byte(now.Add(time.Minute).Format(time.RFC3339)), 0o644)
}

// randomness is the same bytes for the same seed.
func randomness(seed string) io.Reader { return rand.NewChaCha8(sha256.Sum256([]byte(seed))) }

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setUp,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"clock":   scriptClock,
			"as":      scriptAs,
			"program": scriptProgram,
		},
	})
}

func setUp(e *testscript.Env) error {
	home := filepath.Join(e.WorkDir, ".home")
	if err := os.Mkdir(home, 0o755); err != nil {
		return err
	}
	e.Setenv("HOME", home)
	e.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(home, "gitconfig"))
	e.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	e.Setenv("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z")
	e.Setenv("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z")
	e.Setenv("TZ", "UTC")
	e.Setenv("SOJT_SCRIPT_CLOCK", filepath.Join(home, "clock"))
	if err := os.WriteFile(filepath.Join(home, "clock"), []byte("2026-11-21T10:00:00Z"), 0o644); err != nil {
		return err
	}
	return writeIdentity(home, "dana@harbor.example")
}

// people are those of the scripts' program, by address.
func writeIdentity(home, email string) error {
	name, _, _ := strings.Cut(email, "@")
	name = strings.ToUpper(name[:1]) + name[1:]
	config := fmt.Sprintf("[user]\n\tname = %s\n\temail = %s\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n", name, email)
	return os.WriteFile(filepath.Join(home, "gitconfig"), []byte(config), 0o644)
}

// scriptClock sets the time of the next command: clock 2026-12-01T10:00:00Z
func scriptClock(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: clock TIME")
	}
	_, err := time.Parse(time.RFC3339, args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.Getenv("SOJT_SCRIPT_CLOCK"), []byte(args[0]), 0o644))
}

// scriptAs says whose git it is: as ana@harbor.example
func scriptAs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: as EMAIL")
	}
	ts.Check(writeIdentity(ts.Getenv("HOME"), args[0]))
}

// scriptProgram commits the small program that most scripts stand on, testdata/program, in the work
// folder and leaves the learners to the script.
func scriptProgram(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: program")
	}
	here := ts.Getenv("PROGRAM_SOURCE")
	ts.Check(os.CopyFS(ts.MkAbs("."), os.DirFS(here)))
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A", ":!.home"}, {"commit", "-q", "-m", "program"}} {
		ts.Check(ts.Exec("git", args...))
	}
}

// inFolder runs git in a folder for tests that are no scripts.
func inFolder(t *testing.T, dir string, env []string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = dir, env
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}
