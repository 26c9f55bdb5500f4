package git

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// What a crash can leave in a git directory, and how doctor puts it right (INTEGRITY 5).

// LockFiles lists every lock file of git that is there, those included that hold up other commands
// than a commit, sorted by path.
func (r *Repo) LockFiles() []Lock {
	var found []Lock
	add := func(path string) {
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
			found = append(found, Lock{Path: path, Made: info.ModTime()})
		}
	}
	for _, name := range []string{"index.lock", "HEAD.lock"} {
		add(filepath.Join(r.Dir, name))
	}
	indexes, _ := os.ReadDir(r.Dir)
	for _, e := range indexes {
		if strings.HasPrefix(e.Name(), "next-index-") && strings.HasSuffix(e.Name(), ".lock") {
			add(filepath.Join(r.Dir, e.Name()))
		}
	}
	add(filepath.Join(r.Common, "packed-refs.lock"))
	add(filepath.Join(r.Common, "objects", "maintenance.lock"))
	for _, dir := range []string{r.Common, r.Dir} {
		_ = filepath.WalkDir(filepath.Join(dir, "refs"), func(path string, d fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".lock") {
				add(path)
			}
			return nil // a folder that cannot be listed holds no lock that could be removed
		})
	}
	slices.SortFunc(found, func(a, b Lock) int { return strings.Compare(a.Path, b.Path) })
	return slices.Compact(found)
}

// EmptyObjects lists the ids of the loose objects without a byte, which a power cut leaves: git believes
// that it has them.
func (r *Repo) EmptyObjects() ([]string, error) {
	dirs, err := os.ReadDir(filepath.Join(r.Common, "objects"))
	if err != nil {
		return nil, err
	}
	var empty []string
	for _, dir := range dirs {
		if len(dir.Name()) != 2 || !dir.IsDir() {
			continue
		}
		objects, err := os.ReadDir(filepath.Join(r.Common, "objects", dir.Name()))
		if err != nil {
			return nil, err
		}
		for _, o := range objects {
			if strings.HasPrefix(o.Name(), "tmp_") { // one that git did not finish, and does not read
				continue
			}
			info, err := o.Info()
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			if info.Mode().IsRegular() && info.Size() == 0 {
				empty = append(empty, dir.Name()+o.Name())
			}
		}
	}
	return empty, nil
}

// RemoveEmpty removes a loose object without a byte: as long as it is there, git would not write one with
// the same bytes. Of one that has bytes by now it is an error.
func (r *Repo) RemoveEmpty(id string) error {
	path := filepath.Join(r.Common, "objects", id[:2], id[2:])
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && (!info.Mode().IsRegular() || info.Size() > 0) {
		err = fmt.Errorf("%s: expected a file without a byte", path)
	}
	if err != nil {
		return err
	}
	return os.Remove(path)
}

// Objects lists the ids of all objects that a revision leads to. One that cannot be read and names
// others is an error.
func (r *Repo) Objects(ctx context.Context, revision string) ([]string, error) {
	out, err := r.read(ctx, nil, "rev-list", "--objects", "--no-object-names", "--end-of-options", revision)
	return strings.Fields(string(out)), err
}

// Indexed lists the files beneath a folder that the index has, sorted; of several with the same bytes
// one. A file whose object is not there is left out.
func (r *Repo) Indexed(ctx context.Context, folder string) ([]string, error) {
	out, err := r.read(ctx, nil, "rev-list", "--objects", "--indexed-objects", "--missing=allow-any")
	if err != nil {
		return nil, err
	}
	var paths []string
	for line := range strings.Lines(string(out)) {
		_, full, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ") // "<id> <path>"; of a tree the path may be empty
		if name, mine := r.own(full); mine && strings.HasPrefix(name, folder+"/") {
			paths = append(paths, name)
		}
	}
	slices.Sort(paths)
	return paths, nil
}

// Forget takes the paths out of the index, whatever it has of them.
func (r *Repo) Forget(ctx context.Context, paths ...string) error {
	_, err := r.write(ctx, []byte(strings.Join(r.fulls(paths), "\x00")), "update-index", "--force-remove", "-z", "--stdin")
	return err
}

// Stage puts the paths into the index as they are in the work tree, which says of unmerged ones that
// they are settled, and commits nothing.
func (r *Repo) Stage(ctx context.Context, paths ...string) error {
	_, err := r.write(ctx, nil, "add", append([]string{"--"}, r.fulls(paths)...)...)
	return err
}
