package git_test

import (
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sojt/signoff/git"
)

// HEAD is read out of its file where that says a branch, and git is asked where it does not.
func TestBranchIsWhatGitSays(t *testing.T) {
	for name, plant := range map[string]func(*clone){
		"a branch":     func(*clone) {},
		"with slashes": func(c *clone) { c.git("switch", "--quiet", "-c", "feature/a.b") },
		"unborn":       func(c *clone) { c.git("switch", "--quiet", "--orphan", "new") },
		"packed":       func(c *clone) { c.git("pack-refs", "--all") },
		"detached":     func(c *clone) { c.git("switch", "--quiet", "--detach") },
		"outside the branches": func(c *clone) {
			c.git("update-ref", "refs/other/x", "HEAD")
			c.git("symbolic-ref", "HEAD", "refs/other/x")
		},
		"written by hand": func(c *clone) { c.write(".git/HEAD", "ref:   refs/heads/main  \n") },
	} {
		t.Run(name, func(t *testing.T) {
			c := newClone(t)
			plant(c)
			want, _ := c.try("symbolic-ref", "--quiet", "HEAD")
			if got, err := c.open().Branch(t.Context()); err != nil || got != want {
				t.Errorf("%q, %v, expected %q", got, err, want)
			}
		})
	}
}

// What stands in HEAD's place but no branch is not believed: the name that a reftable has there, which is
// kept elsewhere, and a link.
func TestBranchAsksWhereHeadTellsNone(t *testing.T) {
	c := newClone(t)
	repo := c.open()
	c.write(".git/HEAD", "ref: refs/heads/.invalid\n")
	if got, err := repo.Branch(t.Context()); got == "refs/heads/.invalid" {
		t.Errorf("checker is broken: %q, %v", got, err)
	}
	if err := errors.Join(os.Remove(c.path(".git/HEAD")), os.Symlink("refs/heads/main", c.path(".git/HEAD"))); err != nil {
		t.Skip("no links here:", err)
	}
	if got, err := repo.Branch(t.Context()); err != nil || got != "refs/heads/main" {
		t.Errorf("a link: %q, %v", got, err)
	}
}

// At is Head and Blobs.
func TestAtIsHeadAndFiles(t *testing.T) {
	for name, plant := range map[string]func(*clone){
		"a commit": func(*clone) {},
		"packed":   func(c *clone) { c.git("gc", "--quiet") },
		"unborn":   func(c *clone) { c.git("switch", "--quiet", "--orphan", "new") },
		"detached": func(c *clone) { c.git("switch", "--quiet", "--detach") },
		"gone":     func(c *clone) { c.write(".git/refs/heads/main", strings.Repeat("1", 40)+"\n") },
		"empty":    func(c *clone) { c.write(".git/refs/heads/main", "") },
	} {
		t.Run(name, func(t *testing.T) {
			c := newClone(t)
			plant(c)
			repo, paths := c.open(), []string{"learners/ana.yaml", "none.yaml", "learners"}
			head, wrong := repo.Head(t.Context())
			blobs, _ := repo.Blobs(t.Context(), "HEAD", paths...)
			got, files, err := repo.At(t.Context(), paths...)
			if (err == nil) != (wrong == nil) || errors.Is(err, git.ErrObject) != errors.Is(wrong, git.ErrObject) {
				t.Fatalf("%v, expected %v", err, wrong)
			}
			if err == nil && (got != head || !reflect.DeepEqual(files, blobs)) {
				t.Errorf("%v, %v, expected %v, %v", got, files, head, blobs)
			}
		})
	}
}

// What a commit brought is what git lists of it: all its objects, and no other's.
func TestBrought(t *testing.T) {
	c := newClone(t)
	repo := c.open()
	check := func(what string) {
		t.Helper()
		b, err := repo.Brought(t.Context(), "HEAD")
		if err != nil || b.Commit != c.git("rev-parse", "HEAD") || b.Short != c.git("rev-parse", "--short", "HEAD") {
			t.Fatalf("%s: %+v, %v", what, b, err)
		}
		for id := range strings.Lines(c.git("rev-list", "--objects", "--no-object-names", "HEAD^!")) {
			id = strings.TrimSpace(id)
			if !slices.ContainsFunc(b.Objects, func(o string) bool { return len(o) > 3 && strings.HasPrefix(id, o) }) {
				t.Errorf("%s: %s is not among %q", what, id, b.Objects)
			}
		}
		if what == "one file" && len(b.Objects) != 4 {
			t.Errorf("one file in a folder: %q, expected a commit, two trees and a blob", b.Objects)
		}
	}
	check("the first commit")
	c.write("learners/ana.yaml", "learner: ana\nrecords:\n")
	c.commit("one file")
	check("one file")
	c.write("learners/x/"+strings.Repeat("a", 40)+" b c", "a name like a commit's line\n")
	c.commit("a name")
	check("a name like a commit's line")
	c.git("commit", "--quiet", "--allow-empty", "-m", "nothing")
	check("nothing")
	c.git("config", "core.abbrev", "11")
	check("another length")
}
