package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Edit is one file being written, from the look at what it holds to the certainty that it stays or
// is put back. One descriptor serves from the look to the append.
type Edit struct {
	Name   string
	Before []byte // what the file held; nil for a new one
	New    bool

	root   *Root
	f      *os.File
	begun  bool     // something may have been written
	after  []byte   // what the file holds once all is written
	folder []string // folders made for it, outermost first
	perm   fs.FileMode
}

// TouchedError says that a file no longer holds what was written: somebody else, a hook perhaps,
// changed it, and it was left alone.
type TouchedError struct {
	Name string
	Now  []byte // what it holds; nil when it is gone
}

// Error names the file.
func (e *TouchedError) Error() string {
	return fmt.Sprintf("%s: something else changed it meanwhile, so it was left alone", e.Name)
}

// Edit opens a file to be appended to or replaced, and reads it.
func (r *Root) Edit(name string) (*Edit, error) {
	f, info, err := r.open(name, appendFlags)
	if err != nil {
		return nil, err
	}
	e := &Edit{Name: name, root: r, f: f, perm: info.Mode().Perm()}
	if n := names(info); n > 1 {
		err = fmt.Errorf("it has %d names on this disk (hard links): %w", n, ErrIrregular)
	} else {
		e.Before, err = readAll(f, info.Size())
	}
	if err != nil {
		f.Close()
		return nil, named(name, err)
	}
	return e, nil
}

// Create makes a new, empty file, and the folders it needs; an existing one is an error.
func (r *Root) Create(name string) (*Edit, error) {
	e := &Edit{Name: name, New: true, root: r, perm: 0o644}
	parent, base, err := e.makeFolders()
	if err == nil {
		defer parent.Close()
		e.f, err = parent.OpenFile(base, appendFlags|os.O_CREATE|os.O_EXCL|openFlags, 0o666)
	}
	if err != nil {
		return nil, errors.Join(named(name, err), e.removeFolders())
	}
	return e, nil
}

// Append writes data at the file's end, in one call. If that fails or falls short, the file is as
// it was when Append returns.
func (e *Edit) Append(data []byte) error {
	if _, err := e.f.Seek(0, 2); err != nil {
		return named(e.Name, err)
	}
	e.begun, e.after = true, append(bytes.Clone(e.Before), data...)
	n, err := e.root.Calls.Write(e.f, data)
	if err == nil && n == len(data) {
		return nil
	}
	if err == nil {
		err = fmt.Errorf("only %d of %d bytes could be written", n, len(data))
	}
	if cut := e.root.Calls.Truncate(e.f, int64(len(e.Before))); cut != nil {
		return fmt.Errorf("%w; and it could not be cut back to %d bytes: %w", named(e.Name, err), len(e.Before), cut)
	}
	return named(e.Name, err)
}

// Sync makes what was written durable: the file, and where it is new the folders that name it. An
// error is final: what the system says about the same bytes later is not to be believed.
func (e *Edit) Sync() error {
	if err := e.root.Calls.Sync(e.f); err != nil {
		return named(e.Name, fmt.Errorf("sync: %w", err))
	}
	if !e.New {
		return nil
	}
	return e.syncFolders()
}

// Begun reports whether there is something to undo.
func (e *Edit) Begun() bool { return e.New || e.begun }

// Undo puts the file back to what it held, or removes it with the folders made for it, and syncs.
// A file that holds something else than what was written, or a part of it, is a TouchedError and
// stays as it is.
func (e *Edit) Undo() error {
	if !e.Begun() {
		return nil
	}
	f, info, err := e.root.open(e.Name, os.O_RDWR)
	if errors.Is(err, fs.ErrNotExist) {
		return &TouchedError{Name: e.Name}
	}
	if err != nil {
		return err
	}
	defer f.Close()
	now, err := readAll(f, info.Size())
	if err != nil {
		return named(e.Name, err)
	}
	grown := bytes.HasPrefix(now, e.Before) && bytes.HasPrefix(e.after, now)
	switch {
	case e.New && grown:
		return e.remove()
	case bytes.Equal(now, e.after) && !grown:
		return e.Replace(e.Before)
	case !grown && !bytes.Equal(now, e.Before):
		return &TouchedError{Name: e.Name, Now: now}
	}
	if err := e.root.Calls.Truncate(f, int64(len(e.Before))); err != nil {
		return named(e.Name, err)
	}
	if err := e.root.Calls.Sync(f); err != nil {
		return named(e.Name, fmt.Errorf("sync: %w", err))
	}
	return nil
}

// Close lets go of the file.
func (e *Edit) Close() error {
	if e.f == nil {
		return nil
	}
	return e.f.Close()
}

const besideEnd = ".sojt-new"

// IsBeside reports whether a name is that of a file which Replace writes beside another one, and which a
// kill leaves there: nothing of it was acknowledged.
func IsBeside(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, ".") && strings.HasSuffix(base, besideEnd)
}

// Replace puts data in the file's place, whole or not at all: a file beside it is written, synced
// and renamed.
func (e *Edit) Replace(data []byte) error {
	e.begun, e.after = true, data
	parent, base, err := e.root.parent(e.Name)
	if err != nil {
		return err
	}
	defer parent.Close()
	beside := "." + base + besideEnd
	if err := parent.Remove(beside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return named(path.Join(path.Dir(e.Name), beside), err)
	}
	f, err := parent.OpenFile(beside, os.O_RDWR|os.O_CREATE|os.O_EXCL|openFlags, 0o600)
	if err != nil {
		return named(e.Name, err)
	}
	if err = e.fill(f, data); err == nil {
		err = parent.Rename(beside, base)
	}
	if err != nil {
		f.Close()
		parent.Remove(beside)
		return named(e.Name, err)
	}
	e.Close()
	e.f = f
	return e.syncFolder(parent)
}

func (e *Edit) fill(f *os.File, data []byte) error {
	if n, err := e.root.Calls.Write(f, data); err != nil {
		return err
	} else if n < len(data) {
		return fmt.Errorf("only %d of %d bytes could be written", n, len(data))
	}
	if err := f.Chmod(e.perm); err != nil {
		return err
	}
	return e.root.Calls.Sync(f)
}
