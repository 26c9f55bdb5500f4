package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// ErrIrregular is a path that is, or leads through, something else than folders and a regular file
// with one name: a link, a device, a pipe.
var ErrIrregular = errors.New("expected a regular file in ordinary folders")

// Root is the program's folder, held open.
type Root struct {
	Calls Calls // what a fault can hit; Open sets the real ones
	dir   string
	root  *os.Root
}

// Calls are the calls to the system by which bytes reach the disk. Tests put failing ones in place.
type Calls struct {
	Write      func(f *os.File, p []byte) (int, error)
	Sync       func(f *os.File) error
	SyncFolder func(f *os.File) error
	Truncate   func(f *os.File, size int64) error
}

// Open opens the program's folder.
func Open(dir string) (*Root, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Root{dir: dir, root: root, Calls: Calls{
		Write:      (*os.File).Write,
		Sync:       (*os.File).Sync,
		SyncFolder: syncFolder,
		Truncate:   (*os.File).Truncate,
	}}, nil
}

// Close lets go of the folder.
func (r *Root) Close() error { return r.root.Close() }

// Lstat says what is at a path, no link followed; ErrIrregular when the way there is not all folders.
func (r *Root) Lstat(name string) (fs.FileInfo, error) {
	parent, base, err := r.parent(name)
	if err != nil {
		return nil, err
	}
	defer parent.Close()
	info, err := parent.Lstat(base)
	return info, named(name, err)
}

// ReadFile reads a regular file whole.
func (r *Root) ReadFile(name string) ([]byte, error) {
	f, info, err := r.open(name, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := readAll(f, info.Size())
	return data, named(name, err)
}

// parent opens the folder that holds name, component by component, and gives the last one. A
// component swapped for a link between the look and the step is noticed: it is another folder then.
func (r *Root) parent(name string) (*os.Root, string, error) {
	if !fs.ValidPath(name) || strings.Contains(name, `\`) {
		return nil, "", &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	at, err := r.root.OpenRoot(".")
	if err != nil {
		return nil, "", named(name, err)
	}
	dir, base := path.Split(name)
	for part := range strings.SplitSeq(strings.TrimSuffix(dir, "/"), "/") {
		if part == "" {
			continue
		}
		next, err := step(at, part)
		at.Close()
		if err != nil {
			return nil, "", named(name, err)
		}
		at = next
	}
	return at, base, nil
}

// step enters one folder, which is not a link to one.
func step(at *os.Root, part string) (*os.Root, error) {
	seen, err := at.Lstat(part)
	if err != nil {
		return nil, err
	}
	if !seen.IsDir() {
		return nil, fmt.Errorf("%q is %s: %w", part, Kind(seen.Mode()), ErrIrregular)
	}
	next, err := at.OpenRoot(part)
	if err != nil {
		return nil, err
	}
	got, err := next.Stat(".")
	if err == nil && !os.SameFile(seen, got) {
		err = fmt.Errorf("%q changed while it was opened: %w", part, ErrIrregular)
	}
	if err != nil {
		next.Close()
		return nil, err
	}
	return next, nil
}

// open opens a regular file. It does not wait for a pipe's other end.
func (r *Root) open(name string, flag int) (*os.File, fs.FileInfo, error) {
	parent, base, err := r.parent(name)
	if err != nil {
		return nil, nil, err
	}
	defer parent.Close()
	f, info, err := openIn(parent, base, flag)
	return f, info, named(name, err)
}

func openIn(parent *os.Root, base string, flag int) (*os.File, fs.FileInfo, error) {
	seen, err := parent.Lstat(base)
	if err != nil {
		return nil, nil, err
	}
	if !seen.Mode().IsRegular() {
		return nil, nil, fmt.Errorf("it is %s: %w", Kind(seen.Mode()), ErrIrregular)
	}
	f, err := parent.OpenFile(base, flag|openFlags, 0)
	if err != nil {
		return nil, nil, err
	}
	got, err := f.Stat()
	if err == nil && !os.SameFile(seen, got) {
		err = fmt.Errorf("it changed while it was opened: %w", ErrIrregular)
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, got, nil
}

// readAll reads to the end of a file that should have size bytes. It never gives nil for an empty one.
func readAll(f *os.File, size int64) ([]byte, error) {
	data := make([]byte, 0, size+1)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

// Kind is a file's sort in words, with its article.
func Kind(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return "a file"
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	default:
		return "a device"
	}
}

// named puts the path from the program's folder into an error, in place of the last component that
// the system speaks of.
func named(name string, err error) error {
	if err == nil {
		return nil
	}
	var system *fs.PathError
	if errors.As(err, &system) {
		err = system.Err
	}
	return &fs.PathError{Op: "open", Path: name, Err: err}
}

// Remove takes a regular file away and syncs the folder it was in.
func (r *Root) Remove(name string) error {
	parent, base, err := r.parent(name)
	if err != nil {
		return err
	}
	defer parent.Close()
	info, err := parent.Lstat(base)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("it is %s: %w", Kind(info.Mode()), ErrIrregular)
	}
	if err == nil {
		err = parent.Remove(base)
	}
	if err != nil {
		return named(name, err)
	}
	folder, err := parent.Open(".")
	if err != nil {
		return named(name, err)
	}
	defer folder.Close()
	return r.Calls.SyncFolder(folder)
}
