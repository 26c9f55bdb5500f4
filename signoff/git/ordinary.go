package git

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// steering are the files of a work tree that git reads by itself, in each folder that it looks into. It
// waits for one that is a pipe, and reads one that is a device for ever.
var steering = []string{".gitattributes", ".gitignore"}

// Ordinary refuses, with ErrIrregular, a .gitattributes or .gitignore that is no regular file and that
// git would read on its way from the work tree's top to the paths.
func (r *Repo) Ordinary(paths ...string) error {
	seen := map[string]bool{}
	for _, folder := range r.fulls(paths) {
		for folder != "." {
			if folder = path.Dir(folder); seen[folder] {
				break
			}
			seen[folder] = true
			for _, name := range steering {
				file := path.Join(folder, name)
				if info, err := os.Lstat(filepath.Join(r.Top, filepath.FromSlash(file))); err == nil && !info.Mode().IsRegular() {
					return fmt.Errorf("%s: %w", file, ErrIrregular)
				}
			}
		}
	}
	return nil
}

// OrdinaryBeneath does so for a folder and all beneath it, which git looks into for its status and before a commit.
func (r *Repo) OrdinaryBeneath(folder string) error {
	if err := r.Ordinary(path.Join(folder, "x")); err != nil {
		return err
	}
	top := filepath.Join(r.Top, filepath.FromSlash(r.full(folder)))
	if info, err := os.Lstat(top); err != nil || !info.IsDir() {
		return nil // git does not look beneath a link
	}
	return ordinary(top)
}

// ordinary does so for a folder of the system. What cannot be read git will say better.
func ordinary(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return nil
	}
	entries, _ := f.ReadDir(-1) // in no order: to sort ten thousand names takes its time
	f.Close()
	for _, d := range entries {
		switch name := d.Name(); {
		case slices.Contains(steering, name) && !d.Type().IsRegular():
			return fmt.Errorf("%s: %w", filepath.Join(dir, name), ErrIrregular)
		case d.IsDir() && name != ".git":
			if err := ordinary(filepath.Join(dir, name)); err != nil {
				return err
			}
		}
	}
	return nil
}
