package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestCrowd has many processes write at once in one clone, most of them into one file. All of them
// succeed, each with a commit of its own (INTEGRITY 10).
func TestCrowd(t *testing.T) {
	t.Parallel()
	rounds, crowd := 2, 50
	switch {
	case *long:
		rounds = 200
	case testing.Short():
		rounds = 1
	}
	t.Attr("runs", fmt.Sprintf("%d x %d", rounds, crowd))
	w := newWorkplace(t, buildProgram(t), t.TempDir())
	stations := "role: steward\ntitle: Steward\ncompetencies:\n"
	for i := range crowd {
		stations += fmt.Sprintf("  - {id: station-%d, title: Runs station %[1]d}\n", i)
	}
	write(t, filepath.Join(w.dir, "roles/steward.yaml"), stations)
	w.git("add", "roles")
	w.git("commit", "-q", "-m", "steward", "--", "roles")
	for round := range rounds {
		w.must("enroll", fmt.Sprint("new-", round), "steward")
		before := w.commits()
		acknowledged := w.crowd(crowd, round)
		w.holds(acknowledged, fmt.Sprint("round ", round))
		if made := w.commits() - before; made != crowd {
			t.Fatalf("round %d: %d commits, expected %d", round, made, crowd)
		}
		for _, named := range strings.Split(strings.TrimSpace(w.git("log", "-"+strconv.Itoa(crowd), "--format=%(trailers:key=Sojt-Record,valueonly,separator=%x20)")), "\n") {
			if len(named) != 26 {
				t.Errorf("round %d: a commit carries %q, expected one record", round, named)
			}
		}
	}
	w.sound("at the end")
}

// crowd starts that many commands at once, waits for them, and gives the records acknowledged.
func (w *workplace) crowd(size, round int) []string {
	w.t.Helper()
	cmds, out, talk := make([]*exec.Cmd, size), make([]strings.Builder, size), make([]strings.Builder, size)
	for i := range cmds {
		args := []string{"signoff", fmt.Sprint("new-", round), fmt.Sprint("station-", i), "--all-criteria"}
		if i%5 == 4 {
			args = []string{"enroll", fmt.Sprintf("new-%d-%d", round, i), "porter"}
		}
		cmds[i] = w.command(args...)
		cmds[i].Stdout, cmds[i].Stderr = &out[i], &talk[i]
		if err := cmds[i].Start(); err != nil {
			w.t.Fatal(err)
		}
	}
	var acknowledged []string
	for i, cmd := range cmds {
		err := cmd.Wait()
		id := recordID.FindString(out[i].String())
		if err != nil || id == "" {
			w.t.Errorf("round %d: %q: %v\n%s%s", round, cmd.Args, err, out[i].String(), talk[i].String())
		}
		acknowledged = append(acknowledged, id)
	}
	return acknowledged
}

// commits counts the commits of HEAD.
func (w *workplace) commits() int {
	w.t.Helper()
	n, err := strconv.Atoi(strings.TrimSpace(w.git("rev-list", "--count", "HEAD")))
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}
