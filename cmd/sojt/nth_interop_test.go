//go:build interop && linux

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// nthFailing are the calls to the system that are made to fail, one by one, and whose. Of the calls
// that reading takes there are many; the short form takes some of them.
var nthFailing = []struct {
	whose string // "sojt", or the command of git
	few   []string
	many  []string
}{
	{"sojt", []string{"write", "fsync", "flock", "ftruncate", "truncate", "lseek", "mkdirat"}, []string{"openat", "read", "newfstatat"}},
	{"add", []string{"write", "fsync", "rename", "link", "unlink", "mkdir"}, []string{"openat", "close", "read", "newfstatat"}},
	{"commit", []string{"write", "fsync", "rename", "link", "unlink", "mkdir"}, []string{"openat", "close", "read", "newfstatat"}},
	{"diff-tree", []string{"write"}, []string{"openat", "read"}},
	{"ls-files", []string{"write"}, []string{"openat"}},
	{"cat-file", []string{"write"}, []string{"openat"}},
}

// nthErrors take turns.
var nthErrors = []string{"EIO", "ENOSPC", "EINTR", "EACCES"}

// TestInteropNthCallFails makes the n-th call of a kind fail, n = 1 until none is left to fail, in sojt
// and in the git it runs (INTEGRITY 10). What was acknowledged is in HEAD; else all is as it was, or the
// message says what it is like and doctor mends it.
func TestInteropNthCallFails(t *testing.T) {
	cases, skip := 150, 8
	if *long {
		cases, skip = 2_000, 1
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random, program, made := rand.New(rand.NewPCG(seed, 1)), buildProgram(t), 0
	for made < cases {
		s := newStrace(t, program, random)
		for _, f := range nthFailing {
			for _, call := range f.few {
				s.failEach(f.whose, call, 1)
			}
			for _, call := range f.many {
				s.failEach(f.whose, call, skip)
			}
		}
		t.Logf("%d cases: %v", s.cases, s.ended)
		if made += s.cases; s.cases < 50 {
			t.Fatalf("checker is broken: %d calls were made to fail", s.cases)
		}
	}
	t.Attr("runs", strconv.Itoa(made))
}

// strace is a workplace in which calls are made to fail.
type strace struct {
	*killer
	strace string // the program
	trace  string // what it writes
	out    string // standard output of sojt
	path   string // with a git that is traced
	tries  int    // commands run
	cases  int    // of them, those in which a call failed
}

func newStrace(t *testing.T, program string, random *rand.Rand) *strace {
	t.Helper()
	git, err := exec.LookPath("git")
	if err != nil {
		t.Fatal(err)
	}
	tracer, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not here")
	}
	bin := t.TempDir()
	s := &strace{
		killer: newKiller(newWorkplace(t, program, t.TempDir())),
		strace: tracer, trace: filepath.Join(bin, "trace"), out: filepath.Join(bin, "out"), path: bin + ":" + os.Getenv("PATH"),
	}
	s.random = random
	wrapper := "#!/bin/sh\nfor word; do\n\tif [ \"$word\" = \"$TRACED\" ]; then exec strace -f -A -qq -o \"$TRACE\" -e \"$INJECT\" " + git + " \"$@\"; fi\ndone\nexec " + git + " \"$@\"\n"
	if err := os.WriteFile(filepath.Join(bin, "git"), []byte(wrapper), 0o755); err != nil {
		t.Fatal(err)
	}
	return s
}

// failEach makes the calls of a kind fail one by one, or some of them where it skips, until there is
// none.
func (s *strace) failEach(whose, call string, skip int) {
	s.t.Helper()
	for n := 1; s.fails(whose, call, n); n += 1 + s.random.IntN(2*skip-1) {
	}
}

// fails runs one command with one failing call, and reports whether there was such a call.
func (s *strace) fails(whose, call string, n int) bool {
	s.t.Helper()
	s.tries++
	commands := work(s.tries)
	args := commands[s.tries%len(commands)]
	inject := fmt.Sprintf("inject=%s:error=%s:when=%d", call, nthErrors[s.random.IntN(len(nthErrors))], n)
	before := s.world()
	code, out, talk := s.finish(s.command(args...), whose, inject)
	trace, err := os.ReadFile(s.trace)
	if err != nil {
		s.t.Fatal(err)
	}
	if !strings.Contains(string(trace), "(INJECTED)") {
		return false
	}
	s.judge(fmt.Sprintf("%s, %s, sojt %q", whose, inject, args), before, code, out, talk)
	if s.cases++; s.cases%20 == 0 {
		s.acknowledged = append(s.acknowledged, s.sound("on the way"))
	}
	return true
}

// finish runs a command to its end, traced, or with that command of its git traced. Its output goes to
// a file, of which writes can be made to fail.
func (s *strace) finish(cmd *exec.Cmd, whose, inject string) (code int, stdout, stderr string) {
	s.t.Helper()
	if whose == "sojt" {
		// the children are let go, and what the Go runtime does for itself is not touched
		args := []string{"strace", "-f", "-b", "execve", "-qq", "-o", s.trace, "-e", inject, "-P", s.out}
		for _, name := range []string{".", "learners", ".git", ".git/sojt.lock", ".git/refs/heads", ".git/objects", "mentors.yaml", "roles"} {
			args = append(args, "-P", filepath.Join(s.dir, name))
		}
		for _, id := range append([]string{fmt.Sprint("new-", s.tries)}, staff...) {
			args = append(args, "-P", filepath.Join(s.dir, "learners", id+".yaml"))
		}
		cmd.Path, cmd.Args = s.strace, append(args, cmd.Args...)
	} else {
		cmd.Env = append(append([]string{}, s.env...), "PATH="+s.path, "TRACED="+whose, "INJECT="+inject, "TRACE="+s.trace)
	}
	if err := os.WriteFile(s.trace, nil, 0o644); err != nil {
		s.t.Fatal(err)
	}
	out, err := os.Create(s.out)
	if err != nil {
		s.t.Fatal(err)
	}
	defer out.Close()
	cmd.Stdout = out
	var talk strings.Builder
	cmd.Stderr = &talk
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		s.t.Fatal(err)
	}
	data, err := os.ReadFile(s.out)
	if err != nil {
		s.t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(data), talk.String()
}
