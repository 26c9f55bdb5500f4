package git_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBundle: git clones what was bundled, whole; another clone of it, packed its own way, gives the same bytes.
func TestBundle(t *testing.T) {
	c := newClone(t)
	for _, text := range []string{"learner: ana\nname: Ana\n", strings.Repeat("- {\"v\":1}\n", 400)} {
		c.write("learners/ana.yaml", text)
		c.commit("more")
	}
	head := c.git("rev-parse", "HEAD")
	data, err := c.open().Bundle(t.Context(), head)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "history.bundle")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	other := *c
	other.dir = filepath.Join(t.TempDir(), "clone")
	c.git("clone", "--quiet", file, other.dir)
	if got := other.git("rev-parse", "HEAD"); got != head {
		t.Errorf("the clone is at %s, expected %s", got, head)
	}
	other.git("fsck", "--strict")
	other.git("-c", "pack.window=1", "repack", "-q", "-a", "-d", "-f")
	again, err := other.open().Bundle(t.Context(), head)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, again) {
		t.Error("another clone gives other bytes")
	}
	if _, err := c.open().Bundle(t.Context(), "HEAD"); err == nil {
		t.Error("a name is taken for a commit's id")
	}
	if _, err := c.open().Bundle(t.Context(), strings.Repeat("0", len(head))); err == nil {
		t.Error("checker is broken: a commit that is not there is bundled")
	}
}
