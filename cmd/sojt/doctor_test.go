package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A lock file of git is removed after a typed yes on the terminal, and only then; never while a
// process has it open.
func TestDoctorAsksBeforeItRemovesALock(t *testing.T) {
	k := newKitchen(t)
	lock := filepath.Join(k.dir, ".git", "index.lock")
	ask := func(answer string, age time.Duration, want int) string {
		t.Helper()
		if err := os.WriteFile(lock, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		made := k.now.Add(-age)
		if err := os.Chtimes(lock, made, made); err != nil {
			t.Fatal(err)
		}
		var out, talk bytes.Buffer
		code := run(t.Context(), &env{
			stdin: strings.NewReader(answer), stdout: &out, stderr: &talk, dir: k.dir, vars: k.env, asks: true,
			now: func() time.Time { return k.now },
		}, []string{"doctor", "--fix"})
		if code != want {
			t.Errorf("%q: exit code %d, expected %d\n%s%s", answer, code, want, &out, &talk)
		}
		return talk.String()
	}
	for _, answer := range []string{"", "no\n", "y\n", "YES\n"} {
		if talk := ask(answer, time.Hour, exitFindings); !strings.Contains(talk, "index.lock, which nobody holds? type yes: ") {
			t.Errorf("it was not asked: %q", talk)
		}
		if _, err := os.Stat(lock); err != nil {
			t.Fatalf("%q removed the lock", answer)
		}
	}
	if talk := ask("yes\n", time.Minute, exitFindings); strings.Contains(talk, "type yes") {
		t.Error("a lock of a minute ago may be somebody's: it is not asked about")
	}
	ask("yes\n", time.Hour, exitDone)
	if _, err := os.Stat(lock); err == nil {
		t.Error("a typed yes did not remove the lock")
	}
}

func TestDoctorLeavesALockThatIsHeld(t *testing.T) {
	if _, err := os.Stat("/proc/self/fd"); err != nil {
		t.Skip("this system does not tell which process has a file open")
	}
	k := newKitchen(t)
	lock := filepath.Join(k.dir, ".git", "index.lock")
	f, err := os.Create(lock)
	if err != nil {
		t.Fatal(err)
	}
	holder := exec.Command("cat") // until its input ends
	holder.ExtraFiles = []*os.File{f}
	in, err := holder.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	f.Close()
	out, _ := k.sojt(t, exitFindings, "doctor", "--fix", "-y")
	if !strings.Contains(out, "git is at work here (pid") {
		t.Errorf("the holder is not named: %s", out)
	}
	if _, err := os.Stat(lock); err != nil {
		t.Error("a lock that somebody holds was removed")
	}
	in.Close()
	if err := holder.Wait(); err != nil {
		t.Fatal(err)
	}
	k.sojt(t, exitDone, "doctor", "--fix", "-y")
	if _, err := os.Stat(lock); err == nil {
		t.Error("checker is broken: the lock nobody holds is still there")
	}
}
