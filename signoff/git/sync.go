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

// Sync makes what a commit brought to the branch of h durable: git has synced the files, not the folders
// that name them, and after a power cut the branch would be the one before (INTEGRITY 1, L1).
func (r *Repo) Sync(h Head, b Brought) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there, and need not be
	}
	return r.sync(r.folders(b.Objects, h.Ref))
}

// SyncFrom makes durable what a branch and its upstream's seen tip got beside a commit they had, "" for
// none: as Sync, for many commits and two refs.
func (r *Repo) SyncFrom(ctx context.Context, had, now string, u Upstream) error {
	if runtime.GOOS == "windows" || had == now {
		return nil
	}
	list := []string{"--objects", "--no-object-names", now}
	if had != "" {
		list = append(list, "^"+had)
	}
	out, err := r.read(ctx, nil, "rev-list", list...)
	if err != nil {
		return err
	}
	return r.sync(r.folders(strings.Fields(string(out)), "refs/heads/"+u.Branch, u.seen(), u.fetched(), "refs/remotes/"+u.String()))
}

// sync makes durable the folders, and the two files without which there is no repository: git init
// and git clone sync nothing at all.
func (r *Repo) sync(folders []string) error {
	for _, path := range append([]string{filepath.Join(r.Dir, "HEAD"), filepath.Join(r.Common, "config")}, folders...) {
		if err := syncPath(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: sync: %w", path, err)
		}
	}
	return nil
}

// folders lists the folders that commits on refs may have changed, each once, the deepest first. Some need not
// exist: objects may lie in a pack, refs in a reftable.
func (r *Repo) folders(objects []string, refs ...string) []string {
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
	for _, name := range refs {
		for ref := filepath.Dir(filepath.FromSlash(name)); strings.HasPrefix(ref, "refs"); ref = filepath.Dir(ref) {
			add(filepath.Join(r.Common, ref))
		}
	}
	add(filepath.Join(r.Common, "reftable"))
	add(filepath.Join(r.Dir, "reftable"))
	add(r.Dir)
	add(r.Common)
	return dirs
}

// syncPath makes a file's bytes or a folder's names durable.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
