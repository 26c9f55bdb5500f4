//go:build !unix

package disk

import (
	"io/fs"
	"os"
)

const (
	openFlags   = 0
	appendFlags = os.O_RDWR // where appending handles cannot be cut; the lock keeps others out
)

// names is not known here: a file has one.
func names(fs.FileInfo) uint64 { return 1 }

// syncFolder does nothing where folders cannot be synced.
func syncFolder(*os.File) error { return nil }
