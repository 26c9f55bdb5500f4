package git

import (
	"fmt"
	"io/fs"
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
	return filepath.WalkDir(top, func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		if err == nil && slices.Contains(steering, d.Name()) && !d.Type().IsRegular() {
			return fmt.Errorf("%s: %w", file, ErrIrregular)
		}
		return nil // what cannot be read git will say better
	})
}
