//go:build !linux

package disk

import (
	"io"
	"os"
)

// folder is an open folder.
type folder struct{ *os.Root }

// hold keeps a folder open.
func hold(at *os.Root) (folder, error) { return folder{at}, nil }

// open opens a regular file of the folder for reading, and gives how long it is.
func (f folder) open(base string) (io.ReadCloser, int64, error) {
	file, info, err := openIn(f.Root, base, os.O_RDONLY)
	if err != nil {
		return nil, 0, err
	}
	return file, info.Size(), nil
}
