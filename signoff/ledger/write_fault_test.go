//go:build unix

package ledger_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"sojt/signoff/disk"
	"sojt/signoff/ledger"
)

// fault makes one call fail, the nth of its kind.
type fault struct {
	name string
	set  func(calls *disk.Calls, nth func() bool)
}

var faults = []fault{
	{"disk full at once", func(c *disk.Calls, hit func() bool) {
		write := c.Write
		c.Write = func(f *os.File, p []byte) (int, error) {
			if hit() {
				return 0, syscall.ENOSPC
			}
			return write(f, p)
		}
	}},
	{"disk full midway", func(c *disk.Calls, hit func() bool) {
		write := c.Write
		c.Write = func(f *os.File, p []byte) (int, error) {
			if hit() {
				n, _ := write(f, p[:len(p)/2])
				return n, syscall.ENOSPC
			}
			return write(f, p)
		}
	}},
	{"short write", func(c *disk.Calls, hit func() bool) {
		write := c.Write
		c.Write = func(f *os.File, p []byte) (int, error) {
			if hit() {
				return write(f, p[:len(p)-1])
			}
			return write(f, p)
		}
	}},
	{"file too large", func(c *disk.Calls, hit func() bool) {
		write := c.Write
		c.Write = func(f *os.File, p []byte) (int, error) {
			if hit() {
				return 0, syscall.EFBIG
			}
			return write(f, p)
		}
	}},
	{"sync fails", func(c *disk.Calls, hit func() bool) {
		sync := c.Sync
		c.Sync = func(f *os.File) error {
			if hit() {
				return syscall.EIO
			}
			return sync(f)
		}
	}},
	{"sync of a folder fails", func(c *disk.Calls, hit func() bool) {
		sync := c.SyncFolder
		c.SyncFolder = func(f *os.File) error {
			if hit() {
				return syscall.EIO
			}
			return sync(f)
		}
	}},
}

// threeFiles is a batch with a file appended to, one created in a new folder, and one replaced.
func threeFiles(c *clone) *ledger.Batch {
	b := c.batch(record(2))
	b.Appends = append(b.Appends, c.appendTo("learners/site/new/bob.yaml", record(3)))
	attributes := c.read(".gitattributes")
	b.Texts = []ledger.Text{{Path: ".gitattributes", Seen: ledger.See([]byte(attributes)), Data: attributes + "# more\n"}}
	return b
}

// Whatever call fails, at whichever file, nothing is recorded and all is as it was.
func TestWriteFaults(t *testing.T) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			hits := 0
			for n := 1; ; n++ {
				c := newClone(t)
				before, w, seen := c.world(), c.writer(), 0
				f.set(&w.Root.Calls, func() bool { seen++; return seen == n })
				_, err := w.Write(t.Context(), threeFiles(c))
				if err == nil && seen < n {
					break // there is no nth call: all of them were made to fail
				}
				hits++
				expect(t, err, ledger.Restored)
				c.same(before)
				if left, _ := filepath.Glob(c.path(".*.sojt-new")); left != nil {
					t.Errorf("call %d: %q left behind", n, left)
				}
			}
			if hits == 0 {
				t.Error("checker is broken: no call was made to fail")
			}
		})
	}
}

// A disk on which nothing works any more still leaves the bytes as they were, and says that it
// could not make sure.
func TestWriteWhenTheDiskIsGone(t *testing.T) {
	c := newClone(t)
	before, w := c.world(), c.writer()
	w.Root.Calls.Sync = func(*os.File) error { return syscall.EIO }
	_, err := w.Write(t.Context(), c.batch(record(2)))
	expect(t, err, ledger.NotRestored)
	if !errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), anaPath) {
		t.Errorf("the message does not name file and fault: %v", err)
	}
	c.same(before)
}

func TestWriteCannotCutBack(t *testing.T) {
	c := newClone(t)
	w := c.writer()
	write := w.Root.Calls.Write
	w.Root.Calls.Write = func(f *os.File, p []byte) (int, error) {
		n, _ := write(f, p[:5])
		return n, syscall.ENOSPC
	}
	w.Root.Calls.Truncate = func(*os.File, int64) error { return syscall.EIO }
	_, err := w.Write(t.Context(), c.batch(record(2)))
	expect(t, err, ledger.NotRestored)
	if !strings.HasSuffix(c.read(anaPath), "\n- {\"v") {
		t.Errorf("checker is broken: %q", c.read(anaPath))
	}
	if !strings.Contains(err.Error(), "sojt doctor --fix") {
		t.Errorf("the message does not say how to put it back: %s", err)
	}
}

func TestNoCommitFaults(t *testing.T) {
	c := newClone(t)
	before, w := c.world(), c.writer()
	w.NoCommit = true
	w.Root.Calls.Write = func(*os.File, []byte) (int, error) { return 0, syscall.ENOSPC }
	_, err := w.Write(t.Context(), c.batch(record(2)))
	expect(t, err, ledger.Restored)
	c.same(before)
}

// After a refused commit each call of the way back may fail too; then the message says so, and no
// bytes but ours are lost.
func TestRestoreFaults(t *testing.T) {
	c := newClone(t)
	c.hook("pre-commit", "exit 1")
	w := c.writer()
	w.Root.Calls.Truncate = func(*os.File, int64) error { return syscall.EIO }
	data := c.read(anaPath)
	_, err := w.Write(t.Context(), c.batch(record(2)))
	expect(t, err, ledger.NotRestored)
	if got := c.read(anaPath); got != data+"- "+record(2)+"\n" {
		t.Errorf("the file holds %q", got)
	}
	if staged := c.git("diff", "--cached", "--name-only"); staged != "" {
		t.Errorf("still staged: %q", staged)
	}
}

func TestSyncAfterCommitFails(t *testing.T) {
	c := newClone(t)
	w := c.writer()
	w.Committer = committer(func(ctx context.Context, message string, paths ...string) error {
		err := w.Repo.Commit(ctx, message, paths...)
		return errors.Join(err, os.Symlink("reftable", c.path(".git/reftable"))) // a folder to be synced that leads nowhere
	})
	_, err := w.Write(t.Context(), c.batch(record(2)))
	expect(t, err, ledger.CommittedNotSynced)
	c.remove(".git/reftable")
	c.sound(anaPath, record(2))
}
