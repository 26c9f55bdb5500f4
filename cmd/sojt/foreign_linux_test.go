package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// What a command may take for a file of somebody else's making, whatever is in it (SPEC 9).
const (
	mostForeignTime   = 10 * time.Second
	mostForeignMemory = 256 << 20
)

// foreignReaders are the commands that read what other programs wrote; FILE stands for the file. A command
// that is to be held to the limits joins by its line here.
var foreignReaders = [][]string{
	{"import", "role", "FILE", "--role", "checklist"},
	{"import", "metrics", "FILE", "--metric", "ticket-time"},
	{"import", "sheet", "FILE"},
	{"import", "learners", "FILE", "--role", "line-cook"},
	{"import", "records", "FILE"},
	{"enroll", "--file", "FILE"},
	{"qualified", "--roster", "FILE"},
	{"audit", "--roster", "FILE"},
	{"export", "openbadges", "--check", "FILE"},
}

// TestForeignFiles gives every reading command files made to exhaust it: each ends in an ordinary way,
// within the limits, and where it says no nothing was written. The short form takes each file to one
// command, in turn, and the worst to all.
func TestForeignFiles(t *testing.T) {
	b := newForeignBench(t)
	files := append(hostileTables(t), fuzzedWorkbooks(t)...)
	for i, file := range files {
		for j, reader := range foreignReaders {
			if *long || file.all || i%len(foreignReaders) == j {
				b.hold(t, file, reader)
			}
		}
	}
}

// TestForeignFilesAreJudged plants a reader without limits, and one that leaves half of its work.
func TestForeignFilesAreJudged(t *testing.T) {
	b := newForeignBench(t)
	path := filepath.Join(t.TempDir(), "large.csv")
	sparse(t, path, "learner,date,value\n", 400<<20)
	cmd := exec.Command(b.sojt, path)
	cmd.Args[0], cmd.Dir = "greedy", b.dir
	found := strings.Join(b.judge(t, cmd), "\n")
	for _, want := range []string{"took 4", "changed something"} {
		if !strings.Contains(found, want) {
			t.Errorf("checker is broken: of a greedy reader that leaves a file behind it found only:\n%s", found)
		}
	}
}

// foreignBench is a program to read files into.
type foreignBench struct {
	*kitchen
	sojt, clock string
	before      map[string]string
}

func newForeignBench(t *testing.T) *foreignBench {
	t.Helper()
	sojt, err := exec.LookPath("sojt")
	if err != nil {
		t.Fatal(err)
	}
	k, _ := staffed(t)
	settings := filepath.Join(k.dir, "sojt.yaml")
	text, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	write(t, settings, string(text)+"metrics:\n  - {id: ticket-time, title: Ticket time, unit: min, better: lower, file: metrics/ticket-time.csv}\n")
	inFolder(t, k.dir, k.env, "commit", "-qam", "metric")
	b := &foreignBench{kitchen: k, sojt: sojt, clock: filepath.Join(t.TempDir(), "clock")}
	write(t, b.clock, "2026-11-22T10:00:00Z")
	b.before = b.everything(t)
	return b
}

// hold runs a command on a file and reports what is wrong with how it ended.
func (b *foreignBench) hold(t *testing.T, file hostileTable, reader []string) {
	t.Helper()
	args := slices.Clone(reader)
	args[slices.Index(args, "FILE")] = file.path
	cmd := exec.Command(b.sojt, args...)
	for _, wrong := range b.judge(t, cmd) {
		t.Errorf("%s: sojt %s: %s", filepath.Base(file.path), strings.Join(reader, " "), wrong)
	}
}

// judge runs a command in the program and gives what is wrong with how it ended. Memory is that of the
// program; of the times by the wall and by the processors the smaller counts, so that other work on the
// machine does not.
func (b *foreignBench) judge(t *testing.T, cmd *exec.Cmd) (wrong []string) {
	t.Helper()
	room := t.TempDir()
	cmd.Dir, cmd.Env = b.dir, append(slices.Clone(b.env), "SOJT_SCRIPT_CLOCK="+b.clock, "TMPDIR="+room)
	began := time.Now()
	said, most, _ := watched(t, cmd)
	took := min(time.Since(began), cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	code := cmd.ProcessState.ExitCode()
	t.Logf("%s %s: exit %d, %d MiB, %s: %.150q", filepath.Base(cmd.Args[len(cmd.Args)-1]), strings.Join(cmd.Args[1:], " "), code, most>>20, took.Round(time.Millisecond), said)
	add := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if most == 0 {
		t.Fatal("checker is broken: the memory was not seen")
	}
	if most > mostForeignMemory {
		add("it took %d MiB", most>>20)
	}
	if took > mostForeignTime {
		add("it took %s", took)
	}
	if !slices.Contains([]int{exitDone, exitFindings, exitUsage, exitRefused, exitWorld}, code) || strings.Contains(said, "fault in sojt") {
		add("it ended with %d: %.2000s", code, said)
	}
	if code != exitDone && strings.TrimSpace(said) == "" {
		add("it ended with %d and said nothing", code)
	}
	if left, err := os.ReadDir(room); err != nil || len(left) > 0 {
		add("it left %v behind: %v", left, err)
	}
	if now := b.everything(t); !maps.Equal(b.before, now) {
		if code != exitDone {
			add("it said no and changed something")
		} else if status := inFolder(t, b.dir, b.env, "status", "--porcelain"); status != "" {
			add("it was done and left uncommitted:\n%s", status)
		}
		b.before = now
	}
	return wrong
}

// sparse makes a file of that size that begins with a text; what follows are NULs, which take no room.
func sparse(t *testing.T, path, begin string, size int64) {
	t.Helper()
	write(t, path, begin)
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
}

// streamed makes a file of what a function writes.
func streamed(t *testing.T, path string, f func(w io.Writer) error) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := f(file); err != nil {
		t.Fatal(err)
	}
}
