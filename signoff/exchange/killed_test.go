//go:build unix

package exchange_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"sojt/signoff/exchange"
)

// steps are all of an exchange that has to merge.
var steps = []exchange.Step{exchange.Fetching, exchange.Merging, exchange.Committing, exchange.Judging, exchange.Forwarding, exchange.Pushing, exchange.Done}

// TestChild is no test of its own: the test binary runs itself as the process that is killed at a step.
func TestChild(t *testing.T) {
	at := os.Getenv("CHILD_KILLED_AT")
	if at == "" {
		return
	}
	c := &clone{t: t, dir: os.Getenv("CHILD_DIR"), env: os.Environ()}
	c.open()
	x := c.exchange()
	x.Begin = func(s exchange.Step) error {
		fmt.Println(s)
		if string(s) == at {
			return syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
		return nil
	}
	if _, err := x.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// Killed at any step, a clone has all that was recorded in it, and the next exchange goes on as if
// nothing had happened.
func TestKilledAtEachStep(t *testing.T) {
	for i, step := range steps {
		t.Run(string(step), func(t *testing.T) {
			_, all := world(t, 2)
			ana, per := all[0], all[1]
			mine, other := ana.record("theo", "here"), per.record("theo", "there")
			ana.write("roles/cook.yaml", program["roles/cook.yaml"]+"summary: Cooks\n")
			ana.git("commit", "--quiet", "-a", "-m", "summary")
			per.record("sam", "there too")
			per.sync()
			ana.write("staged.txt", "staged\n")
			ana.git("add", "staged.txt")
			if reached := ana.killed(step); len(reached) != i+1 {
				t.Fatalf("checker is broken: it came to %q", reached)
			}
			if got := ana.lines("HEAD"); !contains(got, mine) {
				t.Fatalf("HEAD lost the record")
			}
			if out := ana.git("fsck", "--strict", "--no-dangling"); out != "" {
				t.Errorf("fsck: %s", out)
			}
			if status := ana.git("status", "--porcelain"); status != "A  staged.txt" {
				t.Errorf("status: %s", status)
			}
			ana.sync()
			ana.git("rm", "--quiet", "--force", "staged.txt")
			per.sync()
			want := ana.lines("HEAD")
			if len(want) != 3 || !contains(want, mine) || !contains(want, other) {
				t.Errorf("%d records, expected 3", len(want))
			}
			ana.holds("ana", want)
			per.holds("per", want)
			if _, err := os.Stat(filepath.Join(ana.dir, ".git", "sojt", "merge")); err == nil {
				t.Error("the work tree for merging is still there")
			}
		})
	}
}

func contains(lines []string, line string) bool {
	for _, l := range lines {
		if l == line {
			return true
		}
	}
	return false
}

// killed runs an exchange that is killed at a step, and gives the steps it came to.
func (c *clone) killed(at exchange.Step) []string {
	c.t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestChild$")
	cmd.Env = append(append([]string{}, c.env...), "CHILD_DIR="+c.dir, "CHILD_KILLED_AT="+string(at))
	out, err := cmd.Output()
	if err == nil {
		c.t.Fatalf("checker is broken: it was not killed\n%s", out)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// Git killed while it takes a clone on leaves files, or files and index, that are ahead of HEAD, or half
// a file: the next exchange goes on from there, and what is somebody's own work stays.
func TestKilledWithinGit(t *testing.T) {
	for name, leave := range map[string]func(c *clone, target string){
		"nothing written": func(*clone, string) {},
		"a file": func(c *clone, target string) {
			c.write("learners/theo.yaml", c.git("show", target+":learners/theo.yaml")+"\n")
		},
		"half a file": func(c *clone, target string) {
			text := c.git("show", target+":learners/theo.yaml")
			c.write("learners/theo.yaml", text[:len(text)-40])
		},
		"a file gone":        func(c *clone, _ string) { os.Remove(filepath.Join(c.dir, "learners/theo.yaml")) },
		"a new file":         func(c *clone, _ string) { c.write("roles/waiter.yaml", "role: waiter\n") },
		"files and index":    func(c *clone, target string) { c.git("read-tree", "-m", "-u", "HEAD", target) },
		"files and no index": func(c *clone, target string) { c.git("restore", "--worktree", "--source="+target, "--", ".") },
	} {
		t.Run(name, func(t *testing.T) {
			_, all := world(t, 2)
			ana, per := all[0], all[1]
			line := per.record("theo", "there")
			per.write("roles/waiter.yaml", "role: waiter\ntitle: Waiter\ncompetencies: [{id: serve, title: Serves}]\n")
			per.git("add", ".")
			per.git("commit", "--quiet", "-m", "waiter")
			per.sync()
			ana.git("fetch", "--quiet")
			target := ana.git("rev-parse", "origin/main")
			ana.git("update-ref", "refs/sojt/forward", target)
			leave(ana, target)
			ana.write("own.txt", "mine\n")
			ana.sync()
			if status := ana.git("status", "--porcelain"); status != "?? own.txt" {
				t.Errorf("status: %s", status)
			}
			os.Remove(filepath.Join(ana.dir, "own.txt"))
			ana.holds("ana", []string{line})
			if out := ana.git("for-each-ref", "refs/sojt/forward"); out != "" {
				t.Errorf("still to be finished: %s", out)
			}
		})
	}
}

// A record that is somebody's own stays where a killed exchange left half of its work.
func TestFinishLeavesOwnWork(t *testing.T) {
	_, all := world(t, 2)
	ana, per := all[0], all[1]
	per.record("theo", "there")
	per.sync()
	ana.git("fetch", "--quiet")
	ana.git("update-ref", "refs/sojt/forward", "origin/main")
	own := program["learners/theo.yaml"] + "- " + note("theo", "mine") + "\n"
	ana.write("learners/theo.yaml", own)
	_, err := ana.exchange().Run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "learners/theo.yaml: what it holds is not committed") {
		t.Errorf("got %v", err)
	}
	if data, err := os.ReadFile(filepath.Join(ana.dir, "learners/theo.yaml")); err != nil || string(data) != own {
		t.Errorf("it holds %q (%v)", data, err)
	}
}

// Git killed while it makes the work tree for merging leaves it locked, or known without a place: the next
// exchange takes that away, and leaves alone what the user has of linked work trees, there or not.
func TestKilledWhileMakingTheWorkTree(t *testing.T) {
	for name, leave := range map[string]func(known, made string){
		"whole":         func(string, string) {},
		"locked":        func(known, _ string) { write(t, filepath.Join(known, "locked"), "initializing\n") },
		"locked, gone":  func(known, made string) { write(t, filepath.Join(known, "locked"), ""); os.RemoveAll(made) },
		"without place": func(known, made string) { os.Remove(filepath.Join(known, "gitdir")); os.RemoveAll(made) },
		"no place yet":  func(known, made string) { write(t, filepath.Join(known, "gitdir"), ""); os.RemoveAll(made) },
	} {
		t.Run(name, func(t *testing.T) {
			_, all := world(t, 2)
			ana, per := all[0], all[1]
			away := filepath.Join(t.TempDir(), "merge")
			ana.git("worktree", "add", "--quiet", "--detach", away)
			if err := os.Rename(away, away+"-away"); err != nil {
				t.Fatal(err)
			}
			made := filepath.Join(ana.dir, ".git", "sojt", "merge")
			ana.git("worktree", "add", "--quiet", "--detach", made)
			leave(filepath.Join(ana.dir, ".git", "worktrees", "merge1"), made)
			want := []string{ana.record("theo", "here"), per.record("theo", "there")}
			per.sync()
			ana.sync()
			ana.holds("ana", want)
			known, err := os.ReadDir(filepath.Join(ana.dir, ".git", "worktrees"))
			if err != nil || len(known) != 1 {
				t.Errorf("git knows %v (%v), expected the one of the user", known, err)
			}
			if err := os.Rename(away+"-away", away); err != nil {
				t.Fatal(err)
			}
			(&clone{t: t, dir: away, env: ana.env}).git("status")
		})
	}
}

// Ctrl-C reaches git too, in the middle of taking in what came: the clone is not left with half of it.
func TestInterruptedWithinGit(t *testing.T) {
	_, all := world(t, 2)
	ana, per := all[0], all[1]
	flag := filepath.Join(t.TempDir(), "once")
	ana.git("config", "filter.once.smudge", fmt.Sprintf("if [ ! -e %[1]s ]; then touch %[1]s; kill -INT $PPID; sleep 1; fi; cat", flag))
	write(t, filepath.Join(ana.dir, ".git", "info", "attributes"), "roles/** filter=once\n")
	line := per.record("theo", "there")
	per.write("roles/waiter.yaml", "role: waiter\ntitle: Waiter\ncompetencies: [{id: serve, title: Serves}]\n")
	per.git("add", ".")
	per.git("commit", "--quiet", "-m", "waiter")
	per.sync()
	_, err := ana.exchange().Run(t.Context())
	if _, stat := os.Stat(flag); stat != nil {
		t.Fatal("checker is broken: git was not interrupted")
	}
	if err != nil {
		t.Error(err)
	}
	ana.holds("ana", []string{line})
	if out := ana.git("for-each-ref", "refs/sojt/forward"); out != "" {
		t.Errorf("still to be finished: %s", out)
	}
}
