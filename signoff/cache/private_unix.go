//go:build unix

package cache

import (
	"os"
	"syscall"
)

// private reports whether a file or folder is the user's own, and nobody else may write it.
func private(info os.FileInfo) bool {
	owner, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(owner.Uid) == os.Geteuid() && info.Mode().Perm()&0o022 == 0
}
