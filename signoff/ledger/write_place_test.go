package ledger_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sojt/signoff/ledger"
)

func TestWriteOnUnbornBranch(t *testing.T) {
	for _, refuse := range []bool{false, true} {
		c := &clone{t: t, dir: t.TempDir(), env: environ(t)}
		c.git("init", "--quiet")
		c.write("staged.txt", "staged\n")
		c.git("add", "staged.txt")
		if refuse {
			c.hook("pre-commit", "exit 1")
		}
		before := c.world()
		b := c.batch(record(1))
		b.Definitions = nil
		_, err := c.writer().Write(t.Context(), b)
		if refuse {
			var failed *ledger.WriteError
			if !errors.As(err, &failed) || failed.Outcome != ledger.Restored {
				t.Fatalf("got %v, expected a restored write", err)
			}
			c.same(before)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		c.sound(anaPath, record(1))
		if got := c.git("status", "--porcelain"); got != "A  staged.txt\n" {
			t.Errorf("status: %q", got)
		}
	}
}

// A branch whose ref a power cut emptied is not an unborn one.
func TestWriteRefusedWhereTheBranchCannotBeRead(t *testing.T) {
	for _, ref := range []string{"", strings.Repeat("\x00", 41), strings.Repeat("1", 40) + "\n"} {
		c := newClone(t)
		c.write(".git/refs/heads/main", ref)
		data := c.read(anaPath)
		if _, err := c.writer().Write(t.Context(), c.batch(record(2))); err == nil {
			t.Errorf("ref %q: written, expected an error", ref)
		}
		if c.read(anaPath) != data || c.read(".git/refs/heads/main") != ref {
			t.Errorf("ref %q: something changed", ref)
		}
	}
}

func TestWriteInLinkedWorktree(t *testing.T) {
	c := newClone(t)
	linked := &clone{t: t, dir: filepath.Join(t.TempDir(), "linked"), env: c.env}
	c.git("worktree", "add", "--quiet", "-b", "evening", linked.dir)
	before := c.world()
	w := linked.writer()
	if same, _ := filepath.EvalSymlinks(c.path(".git")); w.Repo.Common != same && w.Repo.Common != c.path(".git") {
		t.Errorf("common directory %q, expected that of the first work tree", w.Repo.Common)
	}
	if _, err := w.Write(t.Context(), linked.batch(record(2))); err != nil {
		t.Fatal(err)
	}
	linked.sound(anaPath, record(2))
	c.same(before)
	if _, err := os.Stat(c.path(".git/sojt.lock")); err != nil {
		t.Errorf("the lock is not in the common directory: %v", err)
	}
}

func TestWriteInSubmodule(t *testing.T) {
	c, outer := newClone(t), newClone(t)
	outer.git("submodule", "--quiet", "add", c.dir, "training")
	outer.git("commit", "--quiet", "-m", "module")
	inner := &clone{t: t, dir: outer.path("training"), env: outer.env}
	if _, err := inner.writer().Write(t.Context(), inner.batch(record(2))); err != nil {
		t.Fatal(err)
	}
	inner.sound(anaPath, record(2))
	if got := outer.git("diff", "--cached", "--name-only"); got != "" {
		t.Errorf("staged in the outer repository: %q", got)
	}
}

func TestWriteInSubfolder(t *testing.T) {
	outer := newClone(t)
	c := &clone{t: t, dir: outer.path("training/kitchen"), env: outer.env}
	c.write(anaPath, header+"- "+record(1)+"\n")
	c.write(definition, "role: cook\n")
	outer.git("add", ".")
	outer.git("commit", "--quiet", "-m", "program")
	before := outer.read(anaPath)
	if _, err := c.writer().Write(t.Context(), c.batch(record(2))); err != nil {
		t.Fatal(err)
	}
	outer.sound("training/kitchen/"+anaPath, record(1), record(2))
	if outer.read(anaPath) != before {
		t.Error("the file of the same name at the top was written")
	}
}

func TestWriteInShallowClone(t *testing.T) {
	source := newClone(t)
	source.git("commit", "--quiet", "--allow-empty", "-m", "second")
	c := &clone{t: t, dir: filepath.Join(t.TempDir(), "shallow"), env: source.env}
	source.git("clone", "--quiet", "--depth=1", "file://"+source.dir, c.dir)
	if _, err := c.writer().Write(t.Context(), c.batch(record(2))); err != nil {
		t.Fatal(err)
	}
	c.sound(anaPath, record(2))
}

// A hook, and any environment that redirects git, must not send the record elsewhere.
func TestWriteIgnoresRedirectingEnvironment(t *testing.T) {
	c, other := newClone(t), newClone(t)
	before := other.world()
	plain := c.env
	c.env = append(c.env, "GIT_DIR="+other.path(".git"), "GIT_WORK_TREE="+other.dir,
		"GIT_INDEX_FILE="+other.path(".git/index"), "GIT_OBJECT_DIRECTORY="+other.path(".git/objects"),
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=core.hooksPath", "GIT_CONFIG_VALUE_0=/nowhere",
		"GIT_CONFIG_PARAMETERS='core.bare=true'", "GIT_NAMESPACE=x", "GIT_PREFIX=y/",
		"GIT_AUTHOR_DATE=2001-01-01T00:00:00Z", "GIT_COMMITTER_DATE=2001-01-01T00:00:00Z",
		"GIT_LITERAL_PATHSPECS=0", "GIT_EXTERNAL_DIFF=false", "PAGER=false", "LC_ALL=de_DE.UTF-8", "TZ=Asia/Tokyo")
	w := c.writer()
	c.env = plain
	if _, err := w.Write(t.Context(), c.batch(record(2))); err != nil {
		t.Fatal(err)
	}
	c.sound(anaPath, record(2))
	other.same(before)
	if year := c.git("show", "--no-patch", "--format=%ad%cd", "HEAD"); strings.Contains(year, "2001") {
		t.Errorf("the commit is dated by the environment: %s", year)
	}
}

func TestWriteFromHook(t *testing.T) {
	// git gives its hooks GIT_DIR and GIT_INDEX_FILE; a record written from one goes where the
	// program is, and is no part of the commit the hook runs in.
	c, other := newClone(t), newClone(t)
	other.hook("pre-commit", `env | grep ^GIT_ > "$OUT"`)
	out := filepath.Join(t.TempDir(), "environment")
	other.env = append(other.env, "OUT="+out)
	other.git("commit", "--quiet", "--allow-empty", "-m", "x")
	data, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(data), "GIT_INDEX_FILE=") {
		t.Fatalf("the hook saw %q (%v), expected GIT_INDEX_FILE", data, err)
	}
	before, plain := other.world(), c.env
	c.env = append(c.env, strings.Split(strings.TrimSpace(string(data)), "\n")...)
	w := c.writer()
	c.env = plain
	if _, err := w.Write(t.Context(), c.batch(record(2))); err != nil {
		t.Fatal(err)
	}
	c.sound(anaPath, record(2))
	other.same(before)
}
