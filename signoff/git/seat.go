package git

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Seats says of objects in which files a clone holds them, and since when, without reading them: whoever
// found an object whole need not read it again while it sits there. It is a look at the time of Seats.
type Seats struct {
	objects string // the folder; "" where nothing can be said
	packs   [sha256.Size]byte
}

// Seats looks where the clone keeps its objects. Of a clone that borrows them from another one it says
// nothing, since there they may change unseen.
func (r *Repo) Seats() Seats {
	s := Seats{objects: filepath.Join(r.Common, "objects")}
	if _, err := os.Lstat(filepath.Join(s.objects, "info", "alternates")); !errors.Is(err, fs.ErrNotExist) {
		return Seats{}
	}
	folder := filepath.Join(s.objects, "pack")
	if info, err := os.Lstat(folder); errors.Is(err, fs.ErrNotExist) {
		return s
	} else if err != nil || !info.IsDir() { // a pipe would keep its reader waiting
		return Seats{}
	}
	packs, err := os.ReadDir(folder)
	if err != nil {
		return Seats{}
	}
	h := sha256.New()
	for _, e := range packs {
		info, err := e.Info()
		if err != nil {
			return Seats{}
		}
		fmt.Fprintf(h, "%q %s\n", e.Name(), when(info))
	}
	s.packs = [sha256.Size]byte(h.Sum(nil))
	return s
}

// Of names an object, by its full id, and where it sits, in words that are other ones when it was put there
// anew; "" where that cannot be told.
func (s Seats) Of(id string) string {
	if s.objects == "" || len(id) < 3 {
		return ""
	}
	info, err := os.Lstat(filepath.Join(s.objects, id[:2], id[2:]))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf("%s packed %x", id, s.packs)
	case err != nil:
		return ""
	}
	return fmt.Sprintf("%s loose %s, packs %x", id, when(info), s.packs)
}

func when(info fs.FileInfo) string {
	return fmt.Sprintf("%v %d %d", info.Mode(), info.Size(), info.ModTime().UnixNano())
}
