//go:build unix

package cache_test

import (
	"os"
	"testing"

	"sojt/signoff/cache"
)

// TestWritableByOthers: what others could have put there is as if it were not there.
func TestWritableByOthers(t *testing.T) {
	c := cache.Cache{Dir: t.TempDir(), Build: "1"}
	if err := os.Chmod(c.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
	c.Put([]byte("found good"), "k")
	file := files(t, c.Dir)[0]
	for _, one := range []struct {
		name string
		mode os.FileMode
		good bool
	}{
		{c.Dir, 0o700, true}, {c.Dir, 0o755, true}, {c.Dir, 0o770, false}, {c.Dir, 0o702, false}, {c.Dir, 0o755, true},
		{file, 0o644, true}, {file, 0o620, false}, {file, 0o602, false}, {file, 0o600, true},
	} {
		if err := os.Chmod(one.name, one.mode); err != nil {
			t.Fatal(err)
		}
		if got := c.Get("k") != nil; got != one.good {
			t.Errorf("checker is broken: %s with mode %o: read is %v", one.name, one.mode, got)
		}
	}
	if os.Geteuid() != 0 {
		return // only root gives files away
	}
	for _, name := range []string{file, c.Dir} {
		if err := os.Chown(name, 12345, -1); err != nil {
			t.Fatal(err)
		}
		if c.Get("k") != nil {
			t.Errorf("checker is broken: %s is somebody else's, and read", name)
		}
		if err := os.Chown(name, 0, -1); err != nil {
			t.Fatal(err)
		}
	}
}
