package disk

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// makeFolders makes the folders above the file that are not there, notes them, and opens the last.
func (e *Edit) makeFolders() (*os.Root, string, error) {
	dir := path.Dir(e.Name)
	if dir == "." {
		return e.root.parent(e.Name)
	}
	at := ""
	for part := range strings.SplitSeq(dir, "/") {
		at = path.Join(at, part)
		parent, base, err := e.root.parent(at)
		if err != nil {
			return nil, "", err
		}
		err = parent.Mkdir(base, 0o777)
		parent.Close()
		if err == nil {
			e.folder = append(e.folder, at)
		} else if !errors.Is(err, fs.ErrExist) {
			return nil, "", err
		}
	}
	return e.root.parent(e.Name)
}

// removeFolders removes the folders made for the file that are empty again.
func (e *Edit) removeFolders() error {
	for _, dir := range slices.Backward(e.folder) {
		parent, base, err := e.root.parent(dir)
		if err != nil {
			return err
		}
		err = parent.Remove(base)
		parent.Close()
		if err != nil {
			return nil // somebody else has put something there: theirs now
		}
	}
	e.folder = nil
	return nil
}

// remove takes a new file away again.
func (e *Edit) remove() error {
	parent, base, err := e.root.parent(e.Name)
	if err != nil {
		return err
	}
	defer parent.Close()
	if err := parent.Remove(base); err != nil {
		return named(e.Name, err)
	}
	if err := e.syncFolder(parent); err != nil {
		return err
	}
	return e.removeFolders()
}

// syncFolders syncs the folder of a new file, and those above the folders made for it.
func (e *Edit) syncFolders() error {
	dirs := []string{path.Dir(e.Name)}
	for _, made := range slices.Backward(e.folder) {
		dirs = append(dirs, path.Dir(made))
	}
	for _, dir := range dirs {
		folder, err := e.root.folder(dir)
		if err != nil {
			return err
		}
		err = e.syncFolder(folder)
		folder.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *Edit) syncFolder(folder *os.Root) error {
	f, err := folder.Open(".")
	if err != nil {
		return named(e.Name, err)
	}
	defer f.Close()
	return named(e.Name, e.root.Calls.SyncFolder(f))
}
