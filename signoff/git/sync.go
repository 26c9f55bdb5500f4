package git

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// Sync makes a commit on the branch durable: git has synced the files, not the folders that name
// them, and after a power cut the branch would be the one before (INTEGRITY 1, L1).
func (r *Repo) Sync(ctx context.Context, commit string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there, and need not be
	}
	h, err := r.Head(ctx)
	if err != nil {
		return err
	}
	objects, err := r.Written(ctx, commit)
	if err != nil {
		return err
	}
	for _, dir := range r.folders(h, objects) {
		if err := syncFolder(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: sync: %w", dir, err)
		}
	}
	return nil
}

// folders lists the folders a commit may have changed, each once, the deepest first. Some need not
// exist: objects may lie in a pack, refs in a reftable.
func (r *Repo) folders(h Head, objects []string) []string {
	var dirs []string
	seen := map[string]bool{}
	add := func(dir string) {
		if !seen[dir] {
			seen[dir] = true
			dirs = append(dirs, dir)
		}
	}
	for _, id := range objects {
		if len(id) > 2 {
			add(filepath.Join(r.Common, "objects", id[:2]))
		}
	}
	add(filepath.Join(r.Common, "objects", "pack"))
	add(filepath.Join(r.Common, "objects"))
	for ref := filepath.Dir(filepath.FromSlash(h.Ref)); strings.HasPrefix(ref, "refs"); ref = filepath.Dir(ref) {
		add(filepath.Join(r.Common, ref))
	}
	add(filepath.Join(r.Common, "reftable"))
	add(filepath.Join(r.Dir, "reftable"))
	add(r.Dir)
	add(r.Common)
	return dirs
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
