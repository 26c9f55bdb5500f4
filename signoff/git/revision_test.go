package git_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sojt/signoff/git"
)

// forked is a clone in which main merged side: first, second on main, other on side, merge.
func forked(t *testing.T) (c *clone, first, second, other, merge string) {
	c = newClone(t)
	tip := func() string { return c.git("rev-parse", "HEAD") }
	first = tip()
	c.git("switch", "--quiet", "-c", "side")
	c.write("kitchen/sojt.yaml", "x\n")
	c.commit("other")
	other = tip()
	c.git("switch", "--quiet", "main")
	c.write("learners/n/ben.yaml", "learner: ben\n")
	c.commit("second")
	second = tip()
	c.git("merge", "--quiet", "--no-edit", "side")
	return c, first, second, other, tip()
}

func TestRevisions(t *testing.T) {
	c, first, second, other, merge := forked(t)
	repo, ctx := c.open(), t.Context()
	for revision, want := range map[string]string{"HEAD": merge, "side": other, "main^": second, "main^2": other, first: first} {
		if got, err := repo.Resolve(ctx, revision); err != nil || got != want {
			t.Errorf("%s: %s, %v, expected %s", revision, got, err, want)
		}
	}
	for _, revision := range []string{"", "nowhere", "--all", "-n1", "HEAD:kitchen", "HEAD\nHEAD", "HEAD..side", "^HEAD", "\x1b[31m"} {
		for name, ask := range map[string]func(string) error{
			"Resolve":      func(r string) error { _, err := repo.Resolve(ctx, r); return err },
			"FirstParents": func(r string) error { _, err := repo.FirstParents(ctx, r, ""); return err },
			"IsAncestor":   func(r string) error { _, err := repo.IsAncestor(ctx, "HEAD", r); return err },
			"LearnerFiles": func(r string) error { _, err := repo.LearnerFiles(ctx, r); return err },
		} {
			if err := ask(revision); err == nil || strings.ContainsRune(err.Error(), 0x1b) {
				t.Errorf("%s %q: %v", name, revision, err)
			}
		}
	}
	for _, row := range []struct {
		revision, since string
		want            []string
	}{
		{"HEAD", "", []string{merge, second, first}}, {"side", "", []string{other, first}},
		{"HEAD", first, []string{merge, second}}, {"HEAD", "side", []string{merge, second}}, {"HEAD", "HEAD", nil},
	} {
		if got, err := repo.FirstParents(ctx, row.revision, row.since); err != nil || !slices.Equal(got, row.want) {
			t.Errorf("%s since %s: %q, %v, expected %q", row.revision, row.since, got, err, row.want)
		}
	}
	for _, row := range []struct {
		revision, of string
		want         bool
	}{{first, merge, true}, {other, "HEAD", true}, {merge, first, false}, {second, other, false}, {"main", "HEAD", true}} {
		if got, err := repo.IsAncestor(ctx, row.revision, row.of); err != nil || got != row.want {
			t.Errorf("%s of %s: %t, %v", row.revision, row.of, got, err)
		}
	}
}

func TestReaderAndLearnerFiles(t *testing.T) {
	c, _, second, _, _ := forked(t)
	repo, ctx := c.open(), t.Context()
	if err := os.Symlink("ana.yaml", c.path("learners/link.yaml")); err != nil {
		t.Fatal(err)
	}
	c.write("x/learners/new\nline.yaml", "x\n")
	c.commit("more")
	files, err := repo.LearnerFiles(ctx, "HEAD")
	var got []string
	for _, f := range files {
		got = append(got, f.Path)
	}
	if want := []string{"learners/ana.yaml", "learners/link.yaml", "learners/n/ben.yaml", "x/learners/new\nline.yaml"}; err != nil || !slices.Equal(got, want) {
		t.Fatalf("%q, %v, expected %q", got, err, want)
	}
	if files[0].Mode != git.ModeFile || files[1].Mode != git.ModeLink || !files[0].IsFile() || files[1].IsFile() {
		t.Errorf("%+v", files)
	}
	reader := repo.Reader(ctx)
	if data, err := reader.Blob(files[2].ID); err != nil || string(data) != "learner: ben\n" {
		t.Errorf("%q, %v", data, err)
	}
	for _, id := range []string{"", "HEAD", second, strings.Repeat("0", 40), files[2].ID + "\n", "HEAD:learners/ana.yaml"} {
		if _, err := reader.Blob(id); !errors.Is(err, git.ErrObject) {
			t.Errorf("%q: %v, expected no such blob", id, err)
		}
	}
	if data, err := reader.Blob(files[0].ID); err != nil || string(data) != "learner: ana\n" {
		t.Errorf("after those: %q, %v", data, err)
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
	if _, err := reader.Blob(files[0].ID); err == nil {
		t.Error("read after it was closed")
	}
}

// A program that moved is read where it stood.
func TestTreeAt(t *testing.T) {
	c, first, _, _, _ := forked(t)
	repo := c.open()
	tree, err := repo.TreeAt(t.Context(), "HEAD", "kitchen")
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	if data, err := tree.ReadFile("sojt.yaml"); err != nil || string(data) != "x\n" {
		t.Errorf("%q, %v", data, err)
	}
	for _, prefix := range []string{"kitchen", "nowhere", "sojt.yaml"} {
		if _, err := repo.TreeAt(t.Context(), first, prefix); err == nil || prefix != "sojt.yaml" && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", prefix, err)
		}
	}
}

func TestGround(t *testing.T) {
	c, first, _, _, _ := forked(t)
	plain := git.Ground{Format: "sha1"}
	for _, row := range []struct {
		name  string
		plant func() (undo string)
		want  func(g git.Ground) bool
	}{
		{"nothing", func() string { return "" }, func(g git.Ground) bool { return g.Whole() && !g.Grafts && !g.Alternates && len(g.Replaced) == 0 }},
		{"an empty graft file", func() string { c.write(".git/info/grafts", ""); return ".git/info/grafts" }, func(g git.Ground) bool { return !g.Grafts }},
		{"grafts", func() string { c.write(".git/info/grafts", first+"\n"); return ".git/info/grafts" }, func(g git.Ground) bool { return g.Grafts && g.Whole() }},
		{"alternates", func() string {
			c.write(".git/objects/info/alternates", t.TempDir()+"\n")
			return ".git/objects/info/alternates"
		}, func(g git.Ground) bool { return g.Alternates }},
		{"a pack with a promise", func() string {
			c.write(".git/objects/pack/pack-1.promisor", "")
			return ".git/objects/pack/pack-1.promisor"
		}, func(g git.Ground) bool { return g.Partial && !g.Whole() }},
		{"a promisor remote", func() string {
			c.git("config", "remote.x.promisor", "true")
			return filepath.Join(".git", "config")
		}, func(g git.Ground) bool { return g.Partial }},
	} {
		undo := row.plant()
		g, err := c.open().Ground(t.Context())
		if err != nil || !row.want(g) || g.Format != plain.Format {
			t.Errorf("%s: %+v, %v", row.name, g, err)
		}
		if undo != "" {
			os.Remove(c.path(undo))
		}
	}
}

// TestNamed plants tags and branches that would stand in for what a name means to whoever gives it.
func TestNamed(t *testing.T) {
	c, first, second, other, merge := forked(t)
	ctx := t.Context()
	c.git("config", "remote.origin.url", "https://example.com/x.git")
	c.git("update-ref", "refs/remotes/origin/main", merge)
	short := second[:7]
	for _, revision := range []string{"HEAD", "main", "side~1", "origin/main", "refs/remotes/origin/main", short, first, "main@{0}", "HEAD^2"} {
		want := c.git("rev-parse", revision+"^{commit}")
		if got, err := c.open().Named(ctx, revision); err != nil || got != want {
			t.Errorf("%s: %s, %v, expected %s", revision, got, err, want)
		}
	}
	for _, row := range []struct{ plant, name string }{
		{"refs/tags/origin/main", "origin/main"}, {"refs/heads/origin/main", "origin/main~1"},
		{"refs/tags/origin/next", "origin/next"}, {"refs/heads/origin/next", "origin/next^{commit}"},
		{"refs/tags/main", "main"}, {"refs/main", "main"}, {"refs/tags/" + short, short},
	} {
		c.git("update-ref", row.plant, other)
		if got, err := c.open().Named(ctx, row.name); !errors.Is(err, git.ErrAmbiguous) {
			t.Errorf("checker is broken: with %s there, %s is taken for %s (%v)", row.plant, row.name, got, err)
		}
		if got, err := c.open().Named(ctx, row.plant); err != nil || got != other {
			t.Errorf("%s in full: %s, %v", row.plant, got, err)
		}
		c.git("update-ref", "-d", row.plant)
	}
	c.git("tag", "HEAD", other)
	c.git("tag", "v1.2", other)
	for revision, want := range map[string]string{"HEAD": merge, "v1.2": other} {
		if got, err := c.open().Named(ctx, revision); err != nil || got != want {
			t.Errorf("%s: %s, %v, expected %s", revision, got, err, want)
		}
	}
}

func TestLastAuthor(t *testing.T) {
	c := newClone(t)
	c.write("training/sojt.yaml", "format: 1\n")
	c.commit("a program in a folder")
	first := c.git("rev-parse", "HEAD")
	c.write("plan.txt", "a plan\n")
	c.write("training/plan.txt", "another\n")
	c.commit("plans")
	last := c.git("rev-parse", "HEAD")
	repo, err := git.Open(t.Context(), c.path("training"), c.env)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		path    string
		outside bool
		want    string
	}{{"plan.txt", true, "Ana Ruiz"}, {"plan.txt", false, "Ana Ruiz"}, {"sojt.yaml", true, ""}, {"training/plan.txt", false, ""}, {"training/plan.txt", true, "Ana Ruiz"}} {
		if got, err := repo.LastAuthor(t.Context(), first, last, x.path, x.outside); got != x.want || err != nil {
			t.Errorf("%s, outside %t: %q (%v), expected %q", x.path, x.outside, got, err, x.want)
		}
	}
}
