//go:build unix

package disk

import (
	"io/fs"
	"os"
	"syscall"
)

// openFlags keep an open from waiting for a pipe that was put in a file's place.
const openFlags = syscall.O_NONBLOCK

// appendFlags open a file for reading and for writing at its end.
const appendFlags = os.O_RDWR | os.O_APPEND

// names counts the names (hard links) of a file.
func names(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Nlink)
	}
	return 1
}

// syncFolder makes names in a folder durable.
func syncFolder(f *os.File) error { return f.Sync() }
