// Package cache keeps what one run worked out and a later one need not work out again, as files in a
// folder of the user's (INTEGRITY 6 "Cost"). Nothing in it is needed: what is missing, damaged, of
// another build or cannot be read is as if it had never been there, and what cannot be written is not.
//
// It proves nothing to anybody. A sum tells a damaged file from a whole one, not an honest one from
// one that somebody made up: whoever can write as the user can put another sojt in the user's way too.
// What anybody else may write is not read.
package cache

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sojt/signoff/disk"
)

// Cache is a folder and the build of the program whose files they are; another build's are not read.
// The zero Cache holds nothing and takes nothing.
type Cache struct {
	Dir   string // absolute; made when first needed
	Build string
}

// Limits of what is kept.
const (
	maxFile = 64 << 20  // bytes of one file
	maxAll  = 256 << 20 // bytes of all: beyond, the oldest go
)

// prefix begins the name of a file that is being written.
const prefix = "new-"

// Get gives what was put under a key, of any parts; nil where there is nothing.
func (c Cache) Get(key ...string) []byte {
	if !c.usable() {
		return nil
	}
	root, err := disk.Open(c.Dir)
	if err != nil {
		return nil
	}
	defer root.Close()
	id := c.id(key)
	info, err := root.Lstat(name(id))
	if err != nil || info.Size() > maxFile || !private(info) {
		return nil
	}
	file, err := root.ReadFile(name(id))
	if err != nil || len(file) < sha256.Size {
		return nil
	}
	sum, data := file[:sha256.Size], file[sha256.Size:]
	if want := sumOf(id, data); subtle.ConstantTimeCompare(sum, want[:]) == 0 {
		return nil
	}
	return data
}

// Put keeps data under a key, in place of what was there, whole or not at all.
func (c Cache) Put(data []byte, key ...string) {
	if c.Dir == "" || len(data) > maxFile-sha256.Size || os.MkdirAll(c.Dir, 0o700) != nil || !c.usable() {
		return
	}
	id := c.id(key)
	sum := sumOf(id, data)
	file, err := os.CreateTemp(c.Dir, prefix) // mode 0600
	if err != nil {
		return
	}
	_, err = file.Write(sum[:])
	if err == nil {
		_, err = file.Write(data)
	}
	if closed := file.Close(); err != nil || closed != nil || os.Rename(file.Name(), filepath.Join(c.Dir, name(id))) != nil {
		_ = os.Remove(file.Name()) // else prune does, one day
		return
	}
	c.prune(name(id))
}

// usable reports whether there is a folder that is the user's alone to write.
func (c Cache) usable() bool {
	if c.Dir == "" {
		return false
	}
	info, err := os.Stat(c.Dir)
	return err == nil && private(info)
}

// prune removes the oldest files while there is too much. It touches none but those of a cache.
func (c Cache) prune(spare string) {
	entries, err := os.ReadDir(c.Dir)
	if err != nil {
		return
	}
	var files []os.FileInfo
	var sum int64
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && isOurs(info.Name()) {
			files = append(files, info)
			sum += info.Size()
		}
	}
	slices.SortFunc(files, func(a, b os.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, f := range files {
		if sum <= maxAll {
			return
		}
		if f.Name() != spare && os.Remove(filepath.Join(c.Dir, f.Name())) == nil {
			sum -= f.Size()
		}
	}
}

// id stands for a key and the build.
func (c Cache) id(key []string) [sha256.Size]byte {
	h := sha256.New()
	for _, part := range append([]string{c.Build}, key...) {
		one := sha256.Sum256([]byte(part))
		h.Write(one[:])
	}
	return [sha256.Size]byte(h.Sum(nil))
}

func name(id [sha256.Size]byte) string { return hex.EncodeToString(id[:]) }

// isOurs reports whether a name is one that this package gives.
func isOurs(name string) bool {
	if strings.HasPrefix(name, prefix) {
		return strings.Trim(name[len(prefix):], "0123456789") == ""
	}
	return len(name) == 2*sha256.Size && strings.Trim(name, "0123456789abcdef") == ""
}

// sumOf ties data to its key: a file under another's name is damaged too.
func sumOf(id [sha256.Size]byte, data []byte) [sha256.Size]byte {
	h := sha256.New()
	h.Write(id[:])
	h.Write(data)
	return [sha256.Size]byte(h.Sum(nil))
}
