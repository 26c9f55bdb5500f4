package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestVerifySpeed holds verify to the figures of INTEGRITY 10: all of 100,000 signed records in 10,000
// commits; again with nothing new, and with 200 new commits, of which a run that remembers walks no more.
// It says the same each time. Without -long there is a fiftieth of that, and a second for what does not
// grow.
//
//	go test ./cmd/sojt -run TestVerifySpeed -v -timeout 0 -long
func TestVerifySpeed(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it takes a while")
	}
	const peak = 256 << 20
	part, later, extra := 50, 20, time.Second
	if *long {
		part, later, extra = 1, 200, 0
	}
	program, dir, memory := buildProgram(t), t.TempDir(), t.TempDir()
	env := append(gitEnvironment(t, "m0@house.example"), "XDG_CACHE_HOME="+memory)
	commits, start := 10_000/part, time.Now()
	newCorpus(t, dir, env, commits, later)
	t.Logf("%d signed records of %d learners in %d commits, and %d later; made in %.1f s", commits*corpusSession, corpusLearners, commits, later, time.Since(start).Seconds())
	t.Attr("runs", strconv.Itoa(commits*corpusSession))

	most := 25*time.Second/time.Duration(part) + extra
	first := timed(t, program, dir, env)
	first.within(t, "all", most, peak)
	again := timed(t, program, dir, env)
	again.within(t, "nothing new", most/3, peak)
	skipped := timed(t, program, dir, env, "--history=skip")
	skipped.within(t, "nothing new, and no history", most/3, peak)
	inFolder(t, dir, env, "reset", "-q", "--hard", "later")
	grown := timed(t, program, dir, env)
	grown.within(t, strconv.Itoa(later)+" new commits", most/3, peak)

	for _, noun := range []string{" records", " signatures"} {
		if want := strconv.Itoa(commits*corpusSession/1000) + ",000" + noun; !strings.Contains(first.out, want) {
			t.Errorf("expected %q in\n%s", want, first.out)
		}
	}
	if first.out != again.out {
		t.Errorf("the second run says something else:\n%s\n%s", first.out, again.out)
	}
	if err := os.RemoveAll(filepath.Join(memory, "sojt")); err != nil {
		t.Fatal(err)
	}
	if cold := timed(t, program, dir, env); cold.out != grown.out {
		t.Errorf("without what it remembers it says something else:\n%s\n%s", cold.out, grown.out)
	}
}

// timing is what a run of verify took.
type timing struct {
	out       string
	wall, cpu time.Duration // cpu with that of git
	peak      int64         // bytes of sojt's own
}

func timed(t *testing.T, program, dir string, env []string, args ...string) timing {
	t.Helper()
	cmd := exec.Command(program, append([]string{"verify"}, args...)...)
	cmd.Dir, cmd.Env = dir, env
	start := time.Now()
	out, peak, err := watched(t, cmd)
	if err != nil {
		t.Fatalf("sojt verify %q: %v\n%.2000s", args, err, out)
	}
	return timing{out, time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak}
}

// within fails if it took more. On a busy machine the work counts, spread over its processors.
func (r timing) within(t *testing.T, what string, most time.Duration, peak int64) {
	t.Helper()
	t.Logf("%-28s %6.2f s, %6.2f s of work, %d MiB", what, r.wall.Seconds(), r.cpu.Seconds(), r.peak>>20)
	if min(r.wall, r.cpu/time.Duration(runtime.NumCPU())) > most || r.peak > peak || r.peak == 0 {
		t.Errorf("%s: expected at most %s and %d MiB", what, most, peak>>20)
	}
}
