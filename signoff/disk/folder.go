package disk

import (
	"fmt"
	"io/fs"
	"os"
)

// FS gives the folder for reading: its regular files and its folders. A link is listed as what it
// is and not opened.
func (r *Root) FS() fs.FS { return tree{r} }

type tree struct{ root *Root }

var (
	_ fs.ReadFileFS = tree{}
	_ fs.ReadDirFS  = tree{}
	_ fs.ReadLinkFS = tree{}
	_ fs.StatFS     = tree{}
)

// Open opens a regular file or a folder.
func (t tree) Open(name string) (fs.File, error) {
	info, err := t.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		f, _, err := t.root.open(name, os.O_RDONLY)
		if err != nil {
			return nil, err
		}
		return f, nil
	}
	dir, err := t.root.folder(name)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	f, err := dir.Open(".")
	if err != nil {
		return nil, named(name, err)
	}
	return openFolder{f, info}, nil
}

// openFolder is a folder that goes by its own name, not ".", under which it was opened.
type openFolder struct {
	*os.File
	info fs.FileInfo
}

// Stat gives what the folder was when it was opened.
func (f openFolder) Stat() (fs.FileInfo, error) { return f.info, nil }

// ReadFile reads a regular file whole.
func (t tree) ReadFile(name string) ([]byte, error) { return t.root.ReadFile(name) }

// ReadDir lists a folder by name.
func (t tree) ReadDir(name string) ([]fs.DirEntry, error) {
	dir, err := t.root.folder(name)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	list, err := t.root.list(dir, name)
	if err != nil {
		return nil, named(name, err)
	}
	return list, nil
}

// Stat says what a regular file or folder is.
func (t tree) Stat(name string) (fs.FileInfo, error) {
	info, err := t.root.Lstat(name)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		err = named(name, fmt.Errorf("it is %s: %w", Kind(info.Mode()), ErrIrregular))
	}
	if err != nil {
		return nil, err
	}
	return info, nil
}

// folder opens a folder, "." being the root itself.
func (r *Root) folder(name string) (*os.Root, error) {
	parent, base, err := r.parent(name)
	if err != nil || base == "." {
		return parent, err
	}
	defer parent.Close()
	dir, err := step(parent, base)
	return dir, named(name, err)
}

// Lstat says what is at a path, links and devices included.
func (t tree) Lstat(name string) (fs.FileInfo, error) { return t.root.Lstat(name) }

// ReadLink refuses: no link is followed here, so none is read.
func (t tree) ReadLink(name string) (string, error) {
	return "", named(name, ErrIrregular)
}
