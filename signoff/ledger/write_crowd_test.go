//go:build unix

package ledger_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"sojt/signoff/disk"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// TestChild is no test of its own: the test binary runs itself as the process that writes. It
// records the numbers from..to for ana and says "done N" after each.
func TestChild(t *testing.T) {
	span := os.Getenv("CHILD_RECORDS")
	if span == "" {
		return
	}
	var from, to int
	if _, err := fmt.Sscanf(span, "%d-%d", &from, &to); err != nil {
		t.Fatal(err)
	}
	for n := from; n <= to; n++ {
		if err := signOff(t.Context(), os.Getenv("CHILD_DIR"), n); err != nil {
			fmt.Printf("refused %d: %v\n", n, err)
			continue
		}
		fmt.Printf("done %d\n", n)
	}
}

// signOff is one command, start to end, as a process of its own does it.
func signOff(ctx context.Context, dir string, n int) error {
	repo, err := git.Open(ctx, dir, os.Environ())
	if err != nil {
		return err
	}
	root, err := disk.Open(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	data, err := root.ReadFile(anaPath)
	if err != nil {
		return err
	}
	w := &ledger.Writer{Root: root, Repo: repo, Committer: repo, Command: "signoff", Now: time.Now}
	_, err = w.Write(ctx, &ledger.Batch{
		Subject: "signoff: ana", Records: []string{id(n)}, Recheck: func() error { return nil },
		Appends: []ledger.Append{{Path: anaPath, Seen: ledger.See(data), Lines: []string{record(n)}}},
	})
	return err
}

// child prepares a process that records from..to, in a process group of its own.
func (c *clone) child(from, to int) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "-test.run=^TestChild$", "-test.v=false")
	cmd.Env = append(append([]string{}, c.env...), "CHILD_DIR="+c.dir, fmt.Sprintf("CHILD_RECORDS=%d-%d", from, to))
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd
}

func TestTwentyProcessesAtOnce(t *testing.T) {
	const crowd = 20
	c := newClone(t)
	c.write("staged.txt", "staged\n")
	c.git("add", "staged.txt")
	var out [crowd]bytes.Buffer
	var cmds [crowd]*exec.Cmd
	for i := range cmds {
		cmds[i] = c.child(100+i, 100+i)
		cmds[i].Stdout, cmds[i].Stderr = &out[i], &out[i]
		if err := cmds[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	var lines []string
	for i, cmd := range cmds {
		if err := cmd.Wait(); err != nil || !strings.HasPrefix(out[i].String(), fmt.Sprintf("done %d\n", 100+i)) {
			t.Errorf("process %d: %v: %s", i, err, out[i].String())
		}
		lines = append(lines, record(100+i))
	}
	c.sound(anaPath, lines...)
	if got := c.git("rev-list", "--count", "HEAD"); got != fmt.Sprintln(crowd+1) {
		t.Errorf("%s commits, expected %d", got, crowd+1)
	}
	for _, n := range strings.Fields(c.git("log", "-20", "--format=%(trailers:key=Sojt-Record,valueonly,separator=%x2C)")) {
		if len(n) != 26 {
			t.Errorf("a commit carries %q, expected one record", n)
		}
	}
	if got := c.git("status", "--porcelain"); got != "A  staged.txt\n" {
		t.Errorf("status: %q", got)
	}
}

// A process and its git killed at any moment lose no record that was acknowledged, and leave a
// state that can be mended.
func TestKilledAtAnyMoment(t *testing.T) {
	const rounds = 40
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	c := newClone(t)
	c.write("staged.txt", "staged\n")
	c.git("add", "staged.txt")
	foreign := c.git("ls-files", "--stage", "staged.txt", "other.txt")
	acknowledged := []string{record(1)}
	left := map[string]int{}
	for round := range rounds {
		cmd := c.child(1000*(round+1), 1000*(round+1)+999)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Duration(20+random.IntN(200))*time.Millisecond, func() {
			_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		})
		acknowledged = append(acknowledged, c.acknowledgedBy(out)...)
		if err := cmd.Wait(); err == nil {
			t.Fatal("checker is broken: the process was not killed")
		}
		left[c.mend()]++
		c.sound(anaPath, acknowledged...)
		if now := c.git("ls-files", "--stage", "staged.txt", "other.txt"); now != foreign {
			t.Fatalf("foreign index entries changed:\n%s", now)
		}
		if t.Failed() {
			t.Fatalf("round %d", round)
		}
	}
	t.Logf("%d acknowledged; left behind: %v", len(acknowledged), left)
	if out, err := c.child(7, 7).CombinedOutput(); !strings.HasPrefix(string(out), "done 7\n") {
		t.Errorf("after it all: %v: %s", err, out)
	}
}

// acknowledgedBy reads what a child says until it is killed.
func (c *clone) acknowledgedBy(out io.Reader) []string {
	var lines []string
	for in := bufio.NewScanner(out); in.Scan(); {
		if n, err := strconv.Atoi(strings.TrimPrefix(in.Text(), "done ")); err == nil {
			lines = append(lines, record(n))
		} else if strings.HasPrefix(in.Text(), "refused") {
			c.t.Errorf("%s", in.Text())
		}
	}
	return lines
}

// mend does by hand what the messages say: stale locks go, a torn tail goes, a whole line is committed.
// It says what it found.
func (c *clone) mend() string {
	c.t.Helper()
	found := "nothing"
	locks, _ := filepath.Glob(c.path(".git/*.lock"))
	refs, _ := filepath.Glob(c.path(".git/refs/heads/*.lock"))
	for _, lock := range append(locks, refs...) {
		if filepath.Base(lock) != disk.LockName {
			found = "git's lock"
			if err := os.Remove(lock); err != nil {
				c.t.Fatal(err)
			}
		}
	}
	data := c.read(anaPath)
	if whole := data[:strings.LastIndexByte(data, '\n')+1]; whole != data {
		found = "a torn line"
		c.write(anaPath, whole)
		data = whole
	}
	head := c.git("show", "HEAD:"+anaPath)
	index := c.git("show", ":"+anaPath)
	for line := range strings.Lines(head) {
		if !strings.Contains(index, line) {
			c.t.Errorf("the index lacks a line of HEAD: the next commit would drop it: %s", line)
		}
	}
	if data != head {
		found += ", an uncommitted record"
		c.git("add", anaPath)
		c.git("commit", "--quiet", "--only", "-m", "mended", "--", anaPath)
	}
	return found
}

// Where one may not write, nothing is written. The superuser may write anywhere, so the child gives
// that up.
func TestWriteWithoutPermission(t *testing.T) {
	for _, closed := range []string{anaPath, "learners", ".git", ".git/objects", ".git/refs/heads"} {
		t.Run(closed, func(t *testing.T) {
			c := newClone(t)
			before := c.world()
			cmd := c.child(2, 2)
			c.unprivileged(cmd, closed)
			out, err := cmd.CombinedOutput()
			if err := os.Chmod(c.path(closed), 0o777); err != nil {
				t.Fatal(err)
			}
			if closed == "learners" { // a file in it can be appended to; only a new one cannot be made
				if !strings.HasPrefix(string(out), "done 2\n") {
					t.Errorf("%v: %s", err, out)
				}
				return
			}
			if !strings.HasPrefix(string(out), "refused 2: ") || !strings.Contains(string(out), closed) {
				t.Errorf("got %s (%v), expected a refusal that names %s", out, err, closed)
			}
			if closed == anaPath {
				if err := os.Chmod(c.path(closed), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			after := c.world()
			if stripModes(after.files) != stripModes(before.files) || after.index != before.index || after.head != before.head {
				t.Errorf("the world changed:\n%+v\n%+v", before, after)
			}
		})
	}
}

// stripModes leaves out the modes that the test itself changes.
func stripModes(files string) string {
	var kept strings.Builder
	for line := range strings.Lines(files) {
		if strings.HasPrefix(line, `"`) {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// unprivileged makes everything the child needs its own, closes one path to it, and has it run as
// somebody who is not the superuser.
func (c *clone) unprivileged(cmd *exec.Cmd, closed string) {
	c.t.Helper()
	const nobody = 65534
	open := func(path string) {
		for dir := path; len(dir) > len(os.TempDir()); dir = filepath.Dir(dir) {
			if err := os.Chmod(dir, 0o777); err != nil {
				c.t.Fatal(err)
			}
		}
	}
	binary := filepath.Join(c.t.TempDir(), "child")
	data, err := os.ReadFile(os.Args[0])
	if err != nil {
		c.t.Fatal(err)
	}
	write(c.t, binary, string(data))
	cmd.Path = binary
	_, home, _ := strings.Cut(c.env[0], "=")
	for _, root := range []string{c.dir, home, filepath.Dir(binary)} {
		open(root)
		err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
			if os.Geteuid() == 0 {
				err = errors.Join(err, os.Chown(path, nobody, nobody))
			}
			return err
		})
		if err != nil {
			c.t.Fatal(err)
		}
	}
	if err := os.Chmod(binary, 0o755); err != nil {
		c.t.Fatal(err)
	}
	if os.Geteuid() == 0 {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
		c.env = append(c.env, "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*")
	}
	if err := os.Chmod(c.path(closed), 0o555); err != nil {
		c.t.Fatal(err)
	}
}
