package ledger_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sojt/signoff/disk"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

const (
	anaPath    = "learners/ana.yaml"
	header     = "learner: ana\nname: Ana\nrecords:\n"
	definition = "roles/cook.yaml"
)

// clone is a real repository with a program in it and a git configuration of its own.
type clone struct {
	t   testing.TB
	dir string // the program's folder
	env []string
}

// environ is a private environment for git: no configuration but the one written here.
func environ(t testing.TB) []string {
	t.Helper()
	home := t.TempDir()
	config := "[user]\n\tname = Ana Ruiz\n\temail = ana@example.com\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n[protocol \"file\"]\n\tallow = always\n"
	write(t, filepath.Join(home, "config"), config)
	return []string{
		"HOME=" + home, "XDG_CONFIG_HOME=" + home, "PATH=" + os.Getenv("PATH"),
		"GIT_CONFIG_GLOBAL=" + filepath.Join(home, "config"), "GIT_CONFIG_NOSYSTEM=1",
	}
}

// newClone makes a repository with one learner, one definition and merge attributes, committed.
func newClone(t testing.TB) *clone {
	t.Helper()
	c := &clone{t: t, dir: t.TempDir(), env: environ(t)}
	c.git("init", "--quiet")
	c.write(".gitattributes", "*.yaml text eol=lf\nlearners/** text eol=lf merge=union\n")
	c.write(anaPath, header+"- "+record(1)+"\n")
	c.write(definition, "role: cook\n")
	c.write("other.txt", "one\n")
	c.git("add", ".")
	c.git("commit", "--quiet", "-m", "first")
	return c
}

// record is a record line that can be told from others by its number.
func record(n int) string { return fmt.Sprintf(`{"v":1,"id":"%026d","by":"ana","n":%d}`, n, n) }

// id is the id of that record.
func id(n int) string { return fmt.Sprintf("%026d", n) }

// git runs the plain git program and fails the test if it fails.
func (c *clone) git(args ...string) string {
	c.t.Helper()
	out, err := c.try(args...)
	if err != nil {
		c.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

func (c *clone) try(args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = c.dir, c.env
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (c *clone) path(name string) string { return filepath.Join(c.dir, filepath.FromSlash(name)) }

func (c *clone) write(name, data string) { c.t.Helper(); write(c.t, c.path(name), data) }

func write(t testing.TB, path, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

func (c *clone) read(name string) string {
	c.t.Helper()
	data, err := os.ReadFile(c.path(name))
	if err != nil {
		c.t.Fatal(err)
	}
	return string(data)
}

// hook puts a hook in place, a shell script.
func (c *clone) hook(name, script string) {
	c.t.Helper()
	c.write(".git/hooks/"+name, "#!/bin/sh\n"+script+"\n")
	if err := os.Chmod(c.path(".git/hooks/"+name), 0o755); err != nil {
		c.t.Fatal(err)
	}
}

// writer opens the clone as a command does. Waits pass at once, so that no test sleeps.
func (c *clone) writer() *ledger.Writer {
	c.t.Helper()
	repo, err := git.Open(c.t.Context(), c.dir, c.env)
	if err != nil {
		c.t.Fatal(err)
	}
	root, err := disk.Open(c.dir)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { root.Close() })
	return &ledger.Writer{
		Root: root, Repo: repo, Committer: repo, Command: "signoff", Now: time.Now,
		Pause: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
}

// batch is records for ana's file as it is now, which need not be there.
func (c *clone) batch(lines ...string) *ledger.Batch {
	b := &ledger.Batch{Subject: "signoff: ana knife-safety by ana", Definitions: []string{definition}}
	b.Appends = append(b.Appends, c.appendTo(anaPath, lines...))
	for _, line := range lines {
		b.Records = append(b.Records, line[13:39])
	}
	return b
}

func (c *clone) appendTo(path string, lines ...string) ledger.Append {
	a := ledger.Append{Path: path, Lines: lines}
	if info, err := os.Lstat(c.path(path)); err == nil {
		if info.Mode().IsRegular() {
			a.Seen = ledger.See([]byte(c.read(path)))
		}
	} else {
		a.Header = strings.ReplaceAll(header, "ana", strings.TrimSuffix(filepath.Base(path), ".yaml"))
	}
	return a
}

// world is all that a refusal must leave as it was: the work tree's files, the index and HEAD.
type world struct{ files, index, head string }

func (c *clone) world() world {
	c.t.Helper()
	var files bytes.Buffer
	err := filepath.WalkDir(c.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == ".git" {
			return filepath.SkipDir
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		fmt.Fprintf(&files, "%s %s\n", path, info.Mode())
		if info.Mode().IsRegular() {
			data, err := os.ReadFile(path)
			fmt.Fprintf(&files, "%q\n", data)
			return err
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	head, _ := c.try("rev-parse", "HEAD")
	return world{files: files.String(), index: c.git("ls-files", "--stage", "-v", "-z"), head: head}
}

// same fails the test if the world is not what it was.
func (c *clone) same(before world) {
	c.t.Helper()
	if now := c.world(); now != before {
		c.t.Errorf("the world changed:\n--- before\n%v\n--- now\n%v", before, now)
	}
}

// sound fails the test if the repository is damaged, or HEAD lacks one of the records, or the index
// of a path of ours is not HEAD's: the user's next commit would drop the record.
func (c *clone) sound(path string, lines ...string) {
	c.t.Helper()
	if out, err := c.try("fsck", "--strict", "--no-dangling", "--no-progress"); err != nil {
		c.t.Errorf("git fsck: %v\n%s", err, out)
	}
	head := c.git("show", "HEAD:"+path)
	for _, line := range lines {
		if !strings.Contains(head, "- "+line+"\n") {
			c.t.Errorf("HEAD:%s lacks the record %s", path, line)
		}
	}
	if staged := c.git("diff", "--cached", "--name-only", "--", path); staged != "" {
		c.t.Errorf("the index differs from HEAD: %s", staged)
	}
}
