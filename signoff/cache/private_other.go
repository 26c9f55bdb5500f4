//go:build !unix

package cache

import "os"

// private takes it that the user's folder is the user's: there modes and owners do not say.
func private(os.FileInfo) bool { return true }
