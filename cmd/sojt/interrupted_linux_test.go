package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestInterruptedGit ends the real program while it waits for a git that would never end: that git ends too,
// and nothing is left of either.
func TestInterruptedGit(t *testing.T) {
	t.Parallel()
	k, shim := crowdedHouse(t, 3, 4), t.TempDir()
	real, err := exec.LookPath("git")
	if err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(shim, "at-work")
	script := fmt.Sprintf("#!/bin/sh\ncase \" $* \" in *\" log \"*) echo $$ >%[1]s.new && mv %[1]s.new %[1]s; exec sleep 3600;; esac\nexec %[2]s \"$@\"\n", at, real)
	if err := os.WriteFile(filepath.Join(shim, "git"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	before := tree(t, k.dir)
	for _, command := range []string{"verify", "doctor"} {
		os.Remove(at)
		clock := filepath.Join(t.TempDir(), "clock")
		write(t, clock, "2026-11-21T12:00:00Z")
		var said bytes.Buffer
		cmd := exec.CommandContext(t.Context(), asSojt(t), command)
		cmd.Dir, cmd.Stderr = k.dir, &said
		cmd.Env = append(append([]string{}, k.env...), "PATH="+shim+":"+os.Getenv("PATH"), "SOJT_SCRIPT_CLOCK="+clock)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		child := strings.TrimSpace(awaited(t, at))
		asked := time.Now()
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		err := cmd.Wait()
		t.Logf("sojt %s took %s to end", command, time.Since(asked).Round(time.Millisecond))
		if cmd.ProcessState.ExitCode() != exitInterrupted || said.String() != "sojt: interrupted, nothing was written\n" {
			t.Errorf("sojt %s: %v\n%s", command, err, said.String())
		}
		for ; alive(child); time.Sleep(10 * time.Millisecond) {
			if t.Context().Err() != nil || time.Since(asked) > time.Minute {
				t.Fatalf("sojt %s: its git goes on", command)
			}
		}
		if after := tree(t, k.dir); !maps.Equal(before, after) {
			t.Errorf("sojt %s: not as it was: %s", command, otherFiles(before, after))
		}
	}
	if !alive(fmt.Sprint(os.Getpid())) {
		t.Error("checker is broken")
	}
}

// awaited is what a file holds once it is there.
func awaited(t *testing.T, name string) string {
	t.Helper()
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(5 * time.Millisecond) {
		data, err := os.ReadFile(name)
		if err == nil {
			return string(data)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	t.Fatalf("%s never came", name)
	return ""
}

// alive reports whether a process is there and has not ended.
func alive(pid string) bool {
	stat, err := os.ReadFile("/proc/" + pid + "/stat")
	_, state, _ := strings.Cut(string(stat), ") ")
	return err == nil && !strings.HasPrefix(state, "Z")
}
