package git_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestSeats: where an object sits is told in the same words until it is put somewhere else, or anew.
func TestSeats(t *testing.T) {
	c := newClone(t)
	repo := c.open()
	tree := c.tree(repo, "HEAD")
	id := tree.Blob("learners/ana.yaml")
	if id == "" || tree.Blob("learners") != "" || tree.Blob("nothing") != "" {
		t.Fatalf("the blob is %q", id)
	}
	if !tree.Same("learners/ana.yaml", []byte("learner: ana\n")) || tree.Same("learners/ana.yaml", []byte("learner: ana")) || tree.Same("learners", nil) {
		t.Error("bytes are taken for others")
	}
	last := repo.Seats().Of(id)
	same := func(what string, want bool) {
		t.Helper()
		now := repo.Seats().Of(id)
		if now == "" || (now == last) != want {
			t.Errorf("checker is broken: %s: was %q, is %q", what, last, now)
		}
		last = now
	}
	if last == "" || repo.Seats().Of("") != "" || repo.Seats().Of(tree.Blob("sojt.yaml")) == last {
		t.Fatalf("%q", last)
	}
	same("nothing happened", true)
	c.write("learners/theo.yaml", "learner: theo\n")
	c.git("add", "learners/theo.yaml")
	c.git("commit", "--quiet", "-m", "second")
	same("a commit", true)
	file := c.path(filepath.Join(".git/objects", id[:2], id[2:]))
	if err := os.Chtimes(file, time.Time{}, time.Unix(1, 0)); err != nil {
		t.Fatal(err)
	}
	same("put there anew", false)
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, file, "x")
	same("written over", false)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	same("gone", false)
	c.git("hash-object", "-w", "learners/ana.yaml")
	same("there again", false)
	c.git("gc", "--quiet")
	same("packed", false)
	same("packed since", true)
	c.write(".git/objects/info/alternates", "/elsewhere\n")
	if got := repo.Seats().Of(id); got != "" {
		t.Errorf("checker is broken: of borrowed objects it says %q", got)
	}
}
