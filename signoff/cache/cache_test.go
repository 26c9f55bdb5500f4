package cache_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"sojt/signoff/cache"
)

func files(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestPutAndGet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "sojt")
	c := cache.Cache{Dir: dir, Build: "1"}
	if got := c.Get("history", "x"); got != nil {
		t.Errorf("got %q before anything was put", got)
	}
	c.Put([]byte("one"), "history", "x")
	c.Put([]byte("two"), "history", "x")
	c.Put(nil, "empty")
	if got := c.Get("history", "x"); string(got) != "two" {
		t.Errorf("got %q", got)
	}
	if got := c.Get("empty"); got == nil || len(got) > 0 {
		t.Errorf("got %q of nothing", got)
	}
	for _, other := range [][]string{{"history"}, {"history", "y"}, {"history", "x", ""}, {"historyx"}, {"x", "history"}} {
		if got := c.Get(other...); got != nil {
			t.Errorf("%q gives %q", other, got)
		}
	}
	if got := (cache.Cache{Dir: dir, Build: "2"}).Get("history", "x"); got != nil {
		t.Errorf("another build gets %q", got)
	}
	for _, name := range files(t, dir) {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm()&0o077 != 0 || len(info.Name()) != 64 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v, %v", info, err)
	}
}

// TestDamaged: whatever happened to a file, it is as if there were none, and is replaced.
func TestDamaged(t *testing.T) {
	c := cache.Cache{Dir: t.TempDir(), Build: "1"}
	c.Put([]byte("all that was found"), "k")
	c.Put([]byte("all that was lost!"), "other")
	names := files(t, c.Dir)
	whole := map[string][]byte{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		whole[name] = data
	}
	for _, name := range names {
		put := func(data []byte, what string) {
			t.Helper()
			if err := os.WriteFile(name, data, 0o600); err != nil {
				t.Fatal(err)
			}
			if a, b := c.Get("k"), c.Get("other"); (a == nil) == (b == nil) {
				t.Errorf("checker is broken: %s: %q, %q", what, a, b)
			}
		}
		data := whole[name]
		for n := range data {
			put(data[:n], fmt.Sprintf("the first %d bytes", n))
			for bit := range 8 {
				flipped := bytes.Clone(data)
				flipped[n] ^= 1 << bit
				put(flipped, fmt.Sprintf("bit %d of byte %d", bit, n))
			}
		}
		put(append(bytes.Clone(data), 0), "one byte more")
		for _, other := range names {
			if other != name {
				put(whole[other], "another file's bytes")
			}
		}
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c.Put([]byte("anew"), "k")
	if got := c.Get("k"); string(got) != "anew" {
		t.Errorf("got %q", got)
	}
}

// TestInTheWay: what is no file, or cannot be written, makes no error, and nothing is left behind.
func TestInTheWay(t *testing.T) {
	at := func(t *testing.T) (c cache.Cache, name string) {
		c = cache.Cache{Dir: t.TempDir(), Build: "1"}
		c.Put([]byte("x"), "k")
		name = files(t, c.Dir)[0]
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		return c, name
	}
	t.Run("a folder", func(t *testing.T) {
		c, name := at(t)
		if err := os.MkdirAll(filepath.Join(name, "x"), 0o700); err != nil {
			t.Fatal(err)
		}
		c.Put([]byte("x"), "k")
		if got := c.Get("k"); got != nil || len(files(t, c.Dir)) != 1 {
			t.Errorf("%q, %q", got, files(t, c.Dir))
		}
	})
	t.Run("a link", func(t *testing.T) {
		c, name := at(t)
		c.Put([]byte("x"), "k")
		target := filepath.Join(t.TempDir(), "target")
		if err := os.Rename(name, target); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, name); err != nil {
			t.Skip(err)
		}
		if got := c.Get("k"); got != nil {
			t.Errorf("a link was followed: %q", got)
		}
		c.Put([]byte("y"), "k")
		if got, err := os.ReadFile(target); err != nil || !bytes.HasSuffix(got, []byte("x")) {
			t.Errorf("a link was written through: %q, %v", got, err)
		}
		if got := c.Get("k"); string(got) != "y" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("a file for the folder", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "sojt")
		if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		c := cache.Cache{Dir: name, Build: "1"}
		c.Put([]byte("x"), "k")
		if got := c.Get("k"); got != nil {
			t.Errorf("got %q", got)
		}
	})
	t.Run("none", func(t *testing.T) {
		t.Chdir(t.TempDir())
		var c cache.Cache
		c.Put([]byte("x"), "k")
		if got := c.Get("k"); got != nil || len(files(t, ".")) > 0 {
			t.Errorf("%q, %q", got, files(t, "."))
		}
	})
}

// TestTooMuch: what is too large is not kept, and beyond 256 MiB the oldest goes. Files that are no
// cache's stay.
func TestTooMuch(t *testing.T) {
	c := cache.Cache{Dir: t.TempDir(), Build: "1"}
	c.Put(make([]byte, 64<<20), "large")
	if len(files(t, c.Dir)) > 0 {
		t.Errorf("kept %q", files(t, c.Dir))
	}
	c.Put([]byte("small"), "k")
	sparse := func(name string, size int64, age time.Duration) string {
		path := filepath.Join(c.Dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, size); err != nil {
			t.Fatal(err)
		}
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(-age)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		return path
	}
	foreign := sparse("precious", 300<<20, 9*time.Hour)
	left := sparse("new-123", 100<<20, 3*time.Hour)
	oldest := sparse(strings.Repeat("0", 64), 100<<20, 2*time.Hour)
	newer := sparse(strings.Repeat("1", 64), 100<<20, time.Hour)
	c.Put([]byte("again"), "k")
	for path, stays := range map[string]bool{foreign: true, left: false, oldest: true, newer: true} {
		if _, err := os.Stat(path); (err == nil) != stays {
			t.Errorf("%s: %v, stays %t", path, err, stays)
		}
	}
	sparse("new-5", 57<<20, 0)
	c.Put([]byte("once more"), "k")
	if _, err := os.Stat(oldest); err == nil {
		t.Error("the oldest is still there")
	}
	if got := c.Get("k"); string(got) != "once more" {
		t.Errorf("got %q", got)
	}
}

// TestAtOnce: who reads while others write and delete gets one of them whole, or nothing.
func TestAtOnce(t *testing.T) {
	c := cache.Cache{Dir: filepath.Join(t.TempDir(), "sojt"), Build: "1"}
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			data := bytes.Repeat([]byte{byte('a' + n)}, 100_000)
			for i := range 20 {
				switch {
				case n == 0 && i%4 == 0:
					_ = os.RemoveAll(c.Dir)
				default:
					c.Put(data, "k")
				}
				if got := c.Get("k"); got != nil && (len(got) != len(data) || len(bytes.Trim(got, string(got[:1]))) > 0) {
					t.Errorf("got %d bytes, of several", len(got))
				}
			}
		})
	}
	all.Wait()
	for _, name := range files(t, c.Dir) {
		if strings.Contains(name, "new-") {
			t.Errorf("%s was left", name)
		}
	}
}
