package git_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"sojt/signoff/git"
)

func TestOpenRefuses(t *testing.T) {
	c := newClone(t)
	bare := filepath.Join(t.TempDir(), "bare.git")
	c.git("clone", "--quiet", "--bare", c.dir, bare)
	moved := newClone(t)
	moved.git("config", "core.worktree", t.TempDir())
	planted := t.TempDir()
	write(t, filepath.Join(planted, "git"), "#!/bin/sh\necho git version 99.0\n")
	if err := os.Chmod(filepath.Join(planted, "git"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(planted) // what "." in PATH would find
	for _, row := range []struct {
		name, dir string
		env       []string
		want      error
		says      string
	}{
		{"no git", c.dir, []string{"PATH=" + t.TempDir()}, git.ErrNoGit, "install git 2.30"},
		{"no path", c.dir, nil, git.ErrNoGit, "PATH"},
		{"git found where one stands only", c.dir, []string{"PATH=.:bin:"}, git.ErrNoGit, "absolute"},
		{"old git", c.dir, standIn(t, "echo git version 2.29.3"), git.ErrOldGit, "2.29"},
		{"no repository", t.TempDir(), c.env, git.ErrNoRepository, "git init"},
		{"bare", bare, c.env, git.ErrBare, "clone it"},
		{"inside the git directory", c.path(".git"), c.env, git.ErrBare, "clone it"},
		{"work tree elsewhere", moved.dir, moved.env, git.ErrElsewhere, "core.worktree"},
		{"dubious ownership", c.dir, standIn(t, `test "$1" = version && exec echo git version 2.39.5
			echo "fatal: detected dubious ownership in repository at '/x'" >&2; exit 128`), git.ErrOwnership, "| fatal: detected dubious"},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := git.Open(t.Context(), row.dir, row.env)
			if !errors.Is(err, row.want) || !strings.Contains(err.Error(), row.says) {
				t.Errorf("got %v, expected %v that says %q", err, row.want, row.says)
			}
		})
	}
}

// The real thing, where the tests may give a repository away.
func TestOpenRefusesAnothersRepository(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only the superuser can give a repository to somebody else")
	}
	c := newClone(t)
	err := filepath.WalkDir(c.dir, func(path string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Lchown(path, 65534, 65534))
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := git.Open(t.Context(), c.dir, c.env); !errors.Is(err, git.ErrOwnership) {
		t.Errorf("got %v, expected a matter of ownership", err)
	}
}

func TestOpenFindsTheProgramInTheClone(t *testing.T) {
	c := newClone(t)
	c.write("training/kitchen/sojt.yaml", "")
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(c.path("training"), link); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{c.path("training/kitchen"), filepath.Join(link, "kitchen")} {
		repo, err := git.Open(t.Context(), dir, c.env)
		if err != nil {
			t.Fatal(err)
		}
		top, _ := filepath.EvalSymlinks(c.dir)
		if repo.Prefix != "training/kitchen" || repo.Top != top || repo.Dir != filepath.Join(top, ".git") || repo.Common != repo.Dir {
			t.Errorf("%s: %+v", dir, repo)
		}
	}
}

func TestHead(t *testing.T) {
	c := newClone(t)
	commit := c.git("rev-parse", "HEAD")
	for _, row := range []struct {
		command []string
		want    git.Head
		branch  string
	}{
		{[]string{"status"}, git.Head{Ref: "refs/heads/main", Commit: commit}, "main"},
		{[]string{"switch", "-c", "shift/evening"}, git.Head{Ref: "refs/heads/shift/evening", Commit: commit}, "shift/evening"},
		{[]string{"checkout", "--detach"}, git.Head{Commit: commit}, ""},
		{[]string{"switch", "--orphan", "empty"}, git.Head{Ref: "refs/heads/empty"}, "empty"},
	} {
		c.git(row.command...)
		got, err := c.open().Head(t.Context())
		if err != nil || got != row.want || got.Branch() != row.branch {
			t.Errorf("after git %q: %+v, %v, expected %+v", row.command, got, err, row.want)
		}
	}
}

func TestInitAndIdentity(t *testing.T) {
	c := newClone(t)
	dir := t.TempDir()
	who, err := git.Identity(t.Context(), dir, c.env)
	if err != nil || who != "Ana Ruiz <ana@example.com>" {
		t.Errorf("identity %q, %v", who, err)
	}
	if _, err := git.Identity(t.Context(), dir, append(c.env, "GIT_CONFIG_GLOBAL="+os.DevNull)); !errors.Is(err, git.ErrNoIdentity) {
		t.Errorf("got %v, expected no identity", err)
	}
	repo, err := git.Init(t.Context(), dir, c.env)
	if err != nil {
		t.Fatal(err)
	}
	if head, err := repo.Head(t.Context()); err != nil || head.Ref != "refs/heads/main" || head.Commit != "" {
		t.Errorf("head %+v, %v, expected an unborn main", head, err)
	}
	inside := c.path("learners")
	if repo, err = git.Init(t.Context(), inside, c.env); err != nil || repo.Prefix != "learners" {
		t.Errorf("%+v, %v: expected the clone that is there", repo, err)
	}
	if _, err := os.Stat(filepath.Join(inside, ".git")); err == nil {
		t.Error("a repository was made inside a work tree")
	}
}

func TestConfig(t *testing.T) {
	c := newClone(t)
	c.git("config", "sojt.note", "two\nlines")
	for key, want := range map[string]string{"user.email": "ana@example.com", "sojt.note": "two\nlines", "sojt.none": ""} {
		if got, err := c.open().Config(t.Context(), key); err != nil || got != want {
			t.Errorf("%s: %q, %v, expected %q", key, got, err, want)
		}
	}
}

func TestAttributes(t *testing.T) {
	c := newClone(t)
	c.write("kitchen/.gitattributes", "learners/** merge=union -diff text\n")
	repo := c.open("kitchen")
	names := []string{"merge", "diff", "text", "eol"}
	got, err := repo.Attributes(t.Context(), names, "learners/a b.yaml", "learners/x/y.yaml", "sojt.yaml")
	learner, none := []string{"union", "unset", "set", "unspecified"}, []string{"unspecified", "unspecified", "unspecified", "unspecified"}
	if want := [][]string{learner, learner, none}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%q, %v, expected %q", got, err, want)
	}
	if got, err := repo.Attributes(t.Context(), names); err != nil || len(got) > 0 {
		t.Errorf("of nothing: %q, %v", got, err)
	}
}

func TestShallow(t *testing.T) {
	c := newClone(t)
	c.git("commit", "--quiet", "--allow-empty", "-m", "second")
	shallow := &clone{t: t, dir: filepath.Join(t.TempDir(), "shallow"), env: c.env}
	c.git("clone", "--quiet", "--depth=1", "file://"+c.dir, shallow.dir)
	for _, row := range []struct {
		c    *clone
		want bool
	}{{c, false}, {shallow, true}} {
		if got, err := row.c.open().Shallow(t.Context()); err != nil || got != row.want {
			t.Errorf("%s: %t, %v, expected %t", row.c.dir, got, err, row.want)
		}
	}
}
