package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
)

// mostHeld is how many bytes of a folder's new files wait in memory.
const mostHeld = 8 << 20

// folder is files on their way into a folder. They grow beside their place, and are put there together
// when all are whole: until then, and where that does not succeed, the folder stays as it was. Without a
// stage nothing is written, and only what would be is known.
type folder struct {
	root  *os.Root // nil: it is not there, and is not made for a dry run
	stage string   // below root; "" for a dry run
	files map[string]*newFile
	held  int
}

// newFile is a file as it will be.
type newFile struct {
	size int64
	sum  hash.Hash
	held []byte // not yet on disk
}

// What becomes of a file.
const (
	fileNew     = "new"
	fileChanged = "changed"
	fileSame    = "same"
	fileGone    = "removed"
)

// fate is what becomes of one file.
type fate struct{ path, what string }

// append adds to the end of a file; one that was not there begins so.
func (f *folder) append(name string, data []byte) error {
	file := f.files[name]
	if file == nil {
		file = &newFile{sum: sha256.New()}
		f.files[name] = file
	}
	file.sum.Write(data)
	file.size += int64(len(data))
	if f.stage == "" {
		return nil
	}
	file.held = append(file.held, data...)
	if f.held += len(data); f.held < mostHeld {
		return nil
	}
	return f.flush()
}

// flush brings what is held to the stage.
func (f *folder) flush() error {
	for name, file := range f.files {
		if len(file.held) == 0 {
			continue
		}
		staged := path.Join(f.stage, "new", name)
		if err := f.root.MkdirAll(path.Dir(staged), 0o755); err != nil {
			return err
		}
		out, err := f.root.OpenFile(staged, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
		if err != nil {
			return err
		}
		_, err = out.Write(file.held)
		if err := errors.Join(err, out.Close()); err != nil {
			return err
		}
		file.held = nil
	}
	f.held = 0
	return nil
}

// fates says what becomes of the new files and of those that are there and belong to the same.
func (f *folder) fates(there []string) ([]fate, error) {
	var all []fate
	for _, name := range slices.Sorted(maps.Keys(f.files)) {
		what, err := f.compare(name)
		if err != nil {
			return nil, err
		}
		all = append(all, fate{name, what})
	}
	for _, name := range there {
		if f.files[name] == nil {
			all = append(all, fate{name, fileGone})
		}
	}
	return all, nil
}

func (f *folder) compare(name string) (string, error) {
	if f.root == nil {
		return fileNew, nil
	}
	in, err := f.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fileNew, nil
	}
	if err != nil {
		return "", err
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		return "", err
	}
	if bytes.Equal(sum.Sum(nil), f.files[name].sum.Sum(nil)) {
		return fileSame, nil
	}
	return fileChanged, nil
}

// commit puts the files in place, or leaves the folder as it was.
func (f *folder) commit(all []fate) (err error) {
	var undo []func() error
	defer func() {
		for i := len(undo) - 1; err != nil && i >= 0; i-- {
			err = errors.Join(err, undo[i]())
		}
	}()
	if err := f.flush(); err != nil {
		return err
	}
	for _, x := range all {
		if x.what == fileNew || x.what == fileChanged {
			if err := f.sync(path.Join(f.stage, "new", x.path)); err != nil {
				return err
			}
		}
	}
	move := func(from, to string) error {
		if err := f.root.MkdirAll(path.Dir(to), 0o755); err != nil {
			return err
		}
		if err := f.root.Rename(from, to); err != nil {
			return err
		}
		undo = append(undo, func() error { return f.root.Rename(to, from) })
		return nil
	}
	for _, x := range all {
		if x.what == fileChanged || x.what == fileGone {
			if err := move(x.path, path.Join(f.stage, "old", x.path)); err != nil {
				return err
			}
		}
		if x.what == fileNew || x.what == fileChanged {
			if err := move(path.Join(f.stage, "new", x.path), x.path); err != nil {
				return err
			}
		}
	}
	for _, x := range all {
		if x.what == fileGone { // where the month has nothing any more
			f.root.Remove(path.Dir(x.path))
		}
	}
	return nil
}

func (f *folder) sync(name string) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
