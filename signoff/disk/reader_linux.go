package disk

import (
	"io"
	"os"
	"syscall"
)

// folder is an open folder. Files in it are opened by the system's own calls: for files that are read at once
// and closed, what package os does beside costs more than the reading.
type folder struct{ *os.File }

// hold keeps a folder open.
func hold(at *os.Root) (folder, error) {
	defer at.Close()
	f, err := at.Open(".")
	return folder{f}, err
}

// open opens a regular file of the folder for reading, and gives how long it is.
func (f folder) open(base string) (io.ReadCloser, int64, error) {
	const flags = syscall.O_RDONLY | syscall.O_NOFOLLOW | syscall.O_CLOEXEC | openFlags
	var opened descriptor
	err := retried(func() (err error) {
		fd, err := syscall.Openat(int(f.Fd()), base, flags, 0)
		opened = descriptor(fd)
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	var info syscall.Stat_t
	if err = syscall.Fstat(int(opened), &info); err == nil && info.Mode&syscall.S_IFMT != syscall.S_IFREG {
		err = ErrIrregular
	}
	if err != nil {
		opened.Close()
		return nil, 0, err
	}
	return opened, info.Size, nil
}

// descriptor is an open file.
type descriptor int

func (d descriptor) Read(p []byte) (n int, err error) {
	err = retried(func() error {
		n, err = syscall.Read(int(d), p)
		return err
	})
	switch {
	case err != nil:
		return 0, err
	case n == 0:
		return 0, io.EOF
	}
	return n, nil
}

func (d descriptor) Close() error { return syscall.Close(int(d)) }

// retried does a call again that a signal interrupted.
func retried(call func() error) error {
	for {
		if err := call(); err != syscall.EINTR {
			return err
		}
	}
}
