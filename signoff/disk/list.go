package disk

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Listing a folder that was opened beneath another one asks the system about each of its files: ten
// thousand questions where the listing itself says which is a file and which a folder. So the folder is
// opened once more by its whole path, which asks none of them, and what that gives counts only if it
// is the very folder that was reached component by component, with no link followed.

// list gives the entries of an open folder by name, the folder's own being name.
func (r *Root) list(dir *os.Root, name string) ([]fs.DirEntry, error) {
	all, ok := r.listed(dir, name)
	if !ok {
		return fs.ReadDir(dir.FS(), ".")
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	told := make([]entry, len(all))
	for i, e := range all {
		told[i] = entry{e, r, name}
		all[i] = &told[i]
	}
	return all, nil
}

// listed lists a folder by its path; false where that is not the folder that is open.
func (r *Root) listed(dir *os.Root, name string) ([]fs.DirEntry, bool) {
	f, err := os.OpenFile(filepath.Join(r.dir, filepath.FromSlash(name)), os.O_RDONLY|openFlags, 0)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	want, err := dir.Stat(".")
	if err != nil {
		return nil, false
	}
	got, err := f.Stat()
	if err != nil || !os.SameFile(want, got) {
		return nil, false
	}
	all, err := f.ReadDir(-1)
	return all, err == nil
}

// entry is one that is looked at, if at all, beneath the root.
type entry struct {
	fs.DirEntry
	root *Root
	dir  string
}

// Info looks at the entry as it is now, no link followed.
func (e *entry) Info() (fs.FileInfo, error) { return e.root.Lstat(path.Join(e.dir, e.Name())) }
