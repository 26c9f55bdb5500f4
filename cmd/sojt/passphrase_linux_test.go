package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sojt/signoff/verify"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// pseudoTerminal opens a terminal and the end at which a test types and reads.
func pseudoTerminal(t *testing.T) (typed, terminal *os.File) {
	t.Helper()
	typed, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminal here: %v", err)
	}
	t.Cleanup(func() { typed.Close() })
	control := func(request uintptr, argument *int32) {
		t.Helper()
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, typed.Fd(), request, uintptr(unsafe.Pointer(argument))); errno != 0 {
			t.Fatal(errno)
		}
	}
	var number, unlocked int32
	control(syscall.TIOCSPTLCK, &unlocked)
	control(syscall.TIOCGPTN, &number)
	terminal, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { terminal.Close() })
	return typed, terminal
}

// signingDesk is a clone in which dana's listed key is a locked file of her home.
func signingDesk(t *testing.T, passphrase string) (dir string, vars []string) {
	t.Helper()
	dir, home := t.TempDir(), t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/program")); err != nil {
		t.Fatal(err)
	}
	key, err := newKey("dana", "ed25519")
	if err == nil {
		err = writeKey(filepath.Join(home, ".ssh", "id_ed25519"), key, passphrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	public, err := os.ReadFile(filepath.Join(home, ".ssh", "id_ed25519.pub"))
	if err != nil {
		t.Fatal(err)
	}
	mentors := filepath.Join(dir, "mentors.yaml")
	text, err := os.ReadFile(mentors)
	if err != nil {
		t.Fatal(err)
	}
	const entry = "  - id: dana\n"
	text = bytes.Replace(text, []byte(entry), fmt.Appendf(nil, "%s    keys: [{key: %q}]\n", entry, bytes.TrimSpace(public)), 1)
	if err := os.WriteFile(mentors, text, 0o644); err != nil {
		t.Fatal(err)
	}
	vars = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "GIT_CONFIG_NOSYSTEM=1", "TZ=UTC"}
	for _, args := range [][]string{
		{"init", "-q", "-b", "main"}, {"config", "user.name", "Dana"}, {"config", "user.email", "dana@harbor.example"},
		{"add", "."}, {"commit", "-q", "-m", "the program"},
	} {
		inFolder(t, dir, vars, args...)
	}
	return dir, vars
}

// TestPassphrase: it is asked for on the terminal, three times, and never shown, printed or written.
// What ends the asking, ends the command with nothing written.
func TestPassphrase(t *testing.T) {
	const secret, wrong = "canary-Zq7-right", "canary-Zq7-wrong"
	for name, x := range map[string]struct {
		answers []string // typed after each prompt
		code    int
		says    string
		signed  bool
	}{
		"right":         {[]string{secret + "\n"}, exitDone, "signed with ssh-ed25519 SHA256:", true},
		"right at last": {[]string{wrong + "\n", "\n", secret + "\n"}, exitDone, "signed with", true},
		"wrong":         {[]string{wrong + "\n", wrong + "\n", wrong + "\n"}, exitWorld, "three wrong passphrases", false},
		"end of input":  {[]string{"\x04"}, exitInterrupted, "nothing was written", false},
		"Ctrl-C":        {[]string{"canary-Zq7\x03"}, exitInterrupted, "nothing was written", false},
		"Ctrl-C later":  {[]string{wrong + "\n", "\x03"}, exitInterrupted, "nothing was written", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, vars := signingDesk(t, secret)
			before := inFolder(t, dir, vars, "rev-parse", "HEAD")
			shown, stdout, code := typeAt(t, dir, vars, x.answers)
			if code != x.code || !strings.Contains(shown, x.says) {
				t.Errorf("exit code %d, expected %d and %q\n%s", code, x.code, x.says, shown)
			}
			if n := strings.Count(shown, "passphrase"); n < len(x.answers) {
				t.Errorf("asked %d times: %s", n, shown)
			}
			after := inFolder(t, dir, vars, "rev-parse", "HEAD")
			if (before != after) != x.signed {
				t.Errorf("committed is %t, expected %t", before != after, x.signed)
			}
			if left := inFolder(t, dir, vars, "status", "--porcelain", "-uall"); left != "" {
				t.Errorf("left behind: %s", left)
			}
			noCanary(t, dir, shown, stdout)
		})
	}
}

// typeAt enrols a learner with stdin and stderr on a terminal, and types an answer each time it is asked for
// a passphrase. It gives what the terminal showed.
func typeAt(t *testing.T, dir string, vars, answers []string) (shown, stdout string, code int) {
	t.Helper()
	typed, terminal := pseudoTerminal(t)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	clock := filepath.Join(t.TempDir(), "clock")
	if err := os.WriteFile(clock, []byte(scriptStart), 0o644); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "sojt") // by which the test binary knows to be the program
	if err := os.Symlink(program, link); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, link, "enroll", "theo-brandt", "line-cook")
	var out strings.Builder
	cmd.Dir, cmd.Env = dir, append(vars, "SOJT_SCRIPT_CLOCK="+clock)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = terminal, &out, terminal
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	terminal.Close()
	seen := make(chan string)
	go func() {
		var all strings.Builder
		left, buffer := answers, make([]byte, 4096)
		for asked := 0; ; {
			n, err := typed.Read(buffer)
			all.Write(buffer[:n])
			for strings.Count(all.String(), ": ")-strings.Count(all.String(), "sojt: ") > asked && len(left) > 0 {
				io.WriteString(typed, left[0])
				left, asked = left[1:], asked+1
			}
			if err != nil { // EIO: nobody has the terminal open any more
				seen <- all.String()
				return
			}
		}
	}()
	_ = cmd.Wait() // the code says how it ended
	return <-seen, out.String(), cmd.ProcessState.ExitCode()
}

// TestMeanwhileSigned: what somebody else wrote between reading and the lock is judged, and a signed line is
// written as it was signed.
func TestMeanwhileSigned(t *testing.T) {
	for _, x := range []struct {
		other   []string
		refused bool
	}{
		{[]string{"note", "theo-brandt", "--kind", "feedback", "--text", "steady hands"}, false},
		{[]string{"signoff", "theo-brandt", "pot-wash", "--all-criteria"}, true},
	} {
		t.Run(x.other[0], func(t *testing.T) {
			dir, vars := signingDesk(t, "")
			var out strings.Builder
			clock := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
			a := &app{env: &env{
				stdin: strings.NewReader(""), stdout: &out, stderr: &out, dir: dir, vars: vars, rand: randomness(t.Name()),
				now: func() time.Time { clock = clock.Add(time.Second); return clock },
			}}
			sojt := func(args ...string) {
				t.Helper()
				if code := run(t.Context(), a.env, args); code != exitDone {
					t.Fatalf("sojt %q: exit code %d\n%s", args, code, out.String())
				}
			}
			sojt("enroll", "theo-brandt", "porter", "--start", "2026-11-01")
			d, c, err := a.begin(t.Context(), "signoff", who{flag: "mentor"}, "theo-brandt", "pot-wash")
			if err == nil {
				err = d.sign(signoffOptions{workOptions: workOptions{allCriteria: true}}, "theo-brandt", c)
			}
			if err != nil {
				t.Fatal(err)
			}
			sojt(x.other...)
			var no *refused
			if err := d.write(t.Context(), "signed off"); errors.As(err, &no) != x.refused || err != nil && !x.refused {
				t.Errorf("got %v", err)
			}
			if key, err := verify.Signature(d.drafts[0]); err != nil || key != d.pen.Key {
				t.Errorf("signed with %v: %v, %v", d.pen, key, err)
			}
		})
	}
}

// noCanary holds everything that was shown, printed and written against the secret and the private key.
func noCanary(t *testing.T, dir string, said ...string) {
	t.Helper()
	leaks := func(text string) bool {
		return strings.Contains(text, "canary-Zq7") || strings.Contains(text, "PRIVATE KEY") || strings.Contains(text, "b3BlbnNzaC1rZXktdjE")
	}
	for _, text := range said {
		if leaks(text) {
			t.Errorf("the secret was shown: %q", text)
		}
	}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if leaks(string(content)) {
			t.Errorf("the secret stands in %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if !leaks("so: canary-Zq7-right") {
		t.Error("checker is broken")
	}
}
