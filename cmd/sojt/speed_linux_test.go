package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestVerifySpeed holds verify to the figures of INTEGRITY 10: all of 100,000 signed records in 10,000
// commits; again with nothing new, and with 200 new commits, of which a run that remembers walks no more.
// It says the same each time. Without -long there is a tenth of that, and a second for what does not
// grow.
//
//	go test ./cmd/sojt -run TestVerifySpeed -v -timeout 0 -long
func TestVerifySpeed(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a while")
	}
	const peak = 256 << 20
	part, later, extra := 10, 20, time.Second
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
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	start := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended, peak := make(chan struct{}), make(chan int64)
	go func() { peak <- highWater(cmd.Process.Pid, ended) }()
	err := cmd.Wait()
	took := time.Since(start)
	close(ended)
	if err != nil {
		t.Fatalf("sojt verify %q: %v\n%.2000s", args, err, out.Bytes())
	}
	return timing{out.String(), took, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), <-peak}
}

var waterMark = regexp.MustCompile(`(?m)^VmHWM:\s+(\d+) kB$`)

// highWater reads, until a process has ended, how many bytes of memory it had at the most. What the
// system reports at the end would count the memory of this test too, out of which it was forked.
func highWater(pid int, ended <-chan struct{}) (most int64) {
	for tick := time.Tick(5 * time.Millisecond); ; {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if m := waterMark.FindSubmatch(status); m != nil && bytes.Contains(status, []byte("Name:\tsojt\n")) {
			kib, _ := strconv.ParseInt(string(m[1]), 10, 64)
			most = max(most, kib<<10)
		}
		select {
		case <-ended:
			return most
		case <-tick:
		}
	}
}

// within fails if it took more. On a busy machine the work counts, spread over its processors.
func (r timing) within(t *testing.T, what string, most time.Duration, peak int64) {
	t.Helper()
	t.Logf("%-28s %6.2f s, %6.2f s of work, %d MiB", what, r.wall.Seconds(), r.cpu.Seconds(), r.peak>>20)
	if min(r.wall, r.cpu/time.Duration(runtime.NumCPU())) > most || r.peak > peak || r.peak == 0 {
		t.Errorf("%s: expected at most %s and %d MiB", what, most, peak>>20)
	}
}
