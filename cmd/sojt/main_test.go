package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the tests expect")

// TestMain makes the test binary three programs: the tests, sojt with a clock and randomness that
// scripts set, so that record bytes are exact, and one that does what sojt may not. The shipped program
// has no such door.
func TestMain(m *testing.M) {
	testscript.Main(sharing{m}, map[string]func(){"sojt": func() { os.Exit(sojtForScripts()) }, "greedy": greedy})
}

// greedy reads all of a file at once, writes a part of it into the folder it stands in, and says no.
func greedy() {
	data, err := os.ReadFile(os.Args[1])
	if err == nil {
		err = os.WriteFile("half.csv", data[:10], 0o600)
	}
	fmt.Fprintln(os.Stderr, "no", err)
	os.Exit(exitFindings)
}

// sojtForScripts takes the time from the script's clock file and sets that a minute on, so that each
// command has a time and randomness of its own.
func sojtForScripts() int {
	ctx, _ := untilStopped() // to the end: a terminal that is closed tells it twice
	e := newEnv()
	now, err := tick(os.Getenv("SOJT_SCRIPT_CLOCK"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 99
	}
	e.glance = nil // what takes long is the machine's affair
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
