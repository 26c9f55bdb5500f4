package git_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"sojt/signoff/git"
)

func (c *clone) tree(repo *git.Repo, revision string) *git.Tree {
	c.t.Helper()
	tree, err := repo.Tree(c.t.(*testing.T).Context(), revision)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { tree.Close() })
	return tree
}

func TestTreeIsAFileSystem(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		t.Run(format, func(t *testing.T) {
			c := newClone(t)
			c.dir = t.TempDir()
			c.git("init", "--quiet", "--object-format="+format)
			names := []string{"sojt.yaml", "learners/ana.yaml", "learners/n/new line\nand \"quote\".yaml", "learners/n/josé.yaml", "a/b/c/d", "empty"}
			for i, name := range names {
				c.write(name, strings.Repeat(name, i))
			}
			c.commit("first")
			tree := c.tree(c.open(), "HEAD")
			if err := fstest.TestFS(tree, names...); err != nil {
				t.Error(err)
			}
			for i, name := range names {
				data, err := fs.ReadFile(tree, name)
				if err != nil || string(data) != strings.Repeat(name, i) {
					t.Errorf("%q: %q, %v", name, data, err)
				}
			}
		})
	}
}

func TestTreeOfARevision(t *testing.T) {
	c := newClone(t)
	c.write("kitchen/sojt.yaml", "one\n")
	c.commit("second")
	c.write("kitchen/sojt.yaml", "two\n")
	c.commit("third")
	repo := c.open("kitchen")
	for revision, want := range map[string]string{"HEAD": "two\n", "HEAD~1": "one\n", "main^": "one\n"} {
		data, err := c.tree(repo, revision).ReadFile("sojt.yaml")
		if err != nil || string(data) != want {
			t.Errorf("%s: %q, %v, expected %q", revision, data, err, want)
		}
	}
	if _, err := c.tree(repo, "HEAD").Stat("learners"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder outside the program: %v", err)
	}
	if _, err := repo.Tree(t.Context(), "HEAD~2"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a revision without the program: %v", err)
	}
	for _, revision := range []string{"nowhere", "--help", "-n1", "", "HEAD:kitchen", "HEAD\nHEAD"} {
		if _, err := repo.Tree(t.Context(), revision); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", revision)) {
			t.Errorf("revision %q: %v", revision, err)
		}
	}
}

func TestTreeListsButDoesNotFollow(t *testing.T) {
	c := newClone(t)
	if err := os.Symlink("ana.yaml", c.path("learners/bob.yaml")); err != nil {
		t.Fatal(err)
	}
	c.write("tool.sh", "#!/bin/sh\n")
	if err := os.Chmod(c.path("tool.sh"), 0o755); err != nil {
		t.Fatal(err)
	}
	c.git("add", ".")
	c.git("update-index", "--add", "--cacheinfo", "160000,"+c.git("rev-parse", "HEAD")+",module")
	c.git("commit", "--quiet", "-m", "odd ones")
	tree := c.tree(c.open(), "HEAD")
	for name, want := range map[string]fs.FileMode{
		"learners/ana.yaml": 0o644, "tool.sh": 0o755, "learners": fs.ModeDir | 0o755,
		"learners/bob.yaml": fs.ModeSymlink | 0o777, "module": fs.ModeIrregular,
	} {
		info, err := tree.Lstat(name)
		if err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v, expected %v", name, info, err, want)
		}
		if _, err := tree.ReadFile(name); (err == nil) != want.IsRegular() {
			t.Errorf("%s: reading gives %v", name, err)
		}
	}
}

// plant puts an object's bytes under the name of another, as git would not notice when reading.
func (c *clone) plant(id, data string) {
	c.t.Helper()
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	fmt.Fprintf(z, "blob %d\x00%s", len(data), data)
	z.Close()
	path := c.path(".git/objects/" + id[:2] + "/" + id[2:])
	if err := os.Remove(path); err != nil {
		c.t.Fatal(err)
	}
	write(c.t, path, packed.String())
}

func TestDamagedObjectsAreNoticed(t *testing.T) {
	c := newClone(t)
	c.plant(c.git("rev-parse", "HEAD:learners/ana.yaml"), "learner: eve\n")
	if got := c.git("cat-file", "blob", "HEAD:learners/ana.yaml"); got != "learner: eve" {
		t.Fatalf("checker is broken: plain git gives %q", got)
	}
	repo := c.open()
	if _, err := repo.Blobs(t.Context(), "HEAD", "learners/ana.yaml"); !errors.Is(err, git.ErrObject) {
		t.Errorf("blobs: %v", err)
	}
	tree := c.tree(repo, "HEAD")
	if _, err := tree.ReadFile("learners/ana.yaml"); !errors.Is(err, git.ErrObject) {
		t.Errorf("tree: %v", err)
	}
	if data, err := tree.ReadFile("sojt.yaml"); err != nil || string(data) != "format: 1\n" {
		t.Errorf("the file beside it: %q, %v", data, err)
	}
	if err := os.Remove(c.path(".git/objects/" + objectPath(c.git("rev-parse", "HEAD:sojt.yaml")))); err != nil {
		t.Fatal(err)
	}
	if _, err := c.tree(repo, "HEAD").ReadFile("sojt.yaml"); !errors.Is(err, git.ErrObject) {
		t.Errorf("a missing object: %v", err)
	}
}

func objectPath(id string) string { return id[:2] + "/" + id[2:] }

func TestTreeReadByMany(t *testing.T) {
	c := newClone(t)
	for i := range 50 {
		c.write(fmt.Sprintf("learners/p%d.yaml", i), strings.Repeat(fmt.Sprintln("line", i), i*50))
	}
	c.commit("many")
	tree := c.tree(c.open(), "HEAD")
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := range 50 {
				n := (i + worker*7) % 50
				data, err := tree.ReadFile(fmt.Sprintf("learners/p%d.yaml", n))
				if err != nil || string(data) != strings.Repeat(fmt.Sprintln("line", n), n*50) {
					t.Errorf("p%d: %d bytes, %v", n, len(data), err)
				}
			}
		})
	}
	all.Wait()
	tree.Close()
	if _, err := tree.ReadFile("sojt.yaml"); err == nil {
		t.Error("a closed tree was read")
	}
}
