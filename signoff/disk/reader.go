package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Reader reads many files, one after the other. Where they are in the program's folder (Root.FS), it keeps the
// folders open that it came through last and opens a file by its name within its folder: the way there is
// walked once for all files of a folder. As elsewhere no link is followed, and nothing but a regular file is
// read; a folder that was swapped after it was opened is read as it was. A Reader is not safe for concurrent use.
type Reader struct {
	fsys fs.FS
	root *Root  // nil: fsys is no folder on disk
	held []held // the one used last at the end
	room []byte
}

// held is a folder that is kept open.
type held struct {
	dir    string
	folder folder
}

// mostHeld is how many folders are kept open.
const mostHeld = 16

// ErrLong is a file that is longer than what was to be read.
var ErrLong = errors.New("the file is too long")

// NewReader readies the reading of files of fsys. Close lets go of what it holds.
func NewReader(fsys fs.FS) *Reader {
	r := &Reader{fsys: fsys, room: make([]byte, 64<<10)}
	if t, ok := fsys.(tree); ok {
		r.root = t.root
	}
	return r
}

// Text reads a file of at most so many bytes; of a longer one the error is ErrLong.
func (r *Reader) Text(name string, most int64) (string, error) {
	f, size, err := r.open(name)
	if err != nil {
		return "", named(name, err)
	}
	defer f.Close()
	if size > most {
		return "", named(name, ErrLong)
	}
	var text strings.Builder
	text.Grow(int(size))
	for {
		n, err := f.Read(r.room)
		text.Write(r.room[:n])
		switch {
		case int64(text.Len()) > most: // it grew
			return "", named(name, ErrLong)
		case err == io.EOF:
			return text.String(), nil
		case err != nil:
			return "", named(name, err)
		}
	}
}

// Close lets go of the folders.
func (r *Reader) Close() {
	for _, h := range r.held {
		h.folder.Close()
	}
	r.held = nil
}

// open opens a file, and gives how long it is.
func (r *Reader) open(name string) (io.ReadCloser, int64, error) {
	if r.root == nil {
		f, err := r.fsys.Open(name)
		if err != nil {
			return nil, 0, err
		}
		info, err := f.Stat()
		if err != nil {
			f.Close()
			return nil, 0, err
		}
		return f, info.Size(), nil
	}
	if f, size, err := r.near(name); err == nil {
		return f, size, nil
	}
	f, info, err := r.root.open(name, os.O_RDONLY) // which says what is wrong
	if err != nil {
		return nil, 0, err
	}
	return f, info.Size(), nil
}

// near opens a file by its name within its folder.
func (r *Reader) near(name string) (io.ReadCloser, int64, error) {
	if !fs.ValidPath(name) || strings.Contains(name, `\`) {
		return nil, 0, fs.ErrInvalid
	}
	dir, base := path.Split(name)
	folder, err := r.folder(path.Clean(dir))
	if err != nil {
		return nil, 0, err
	}
	return folder.open(base)
}

// folder gives an open folder, the one used least lately being closed for it if there are many.
func (r *Reader) folder(dir string) (folder, error) {
	if n := len(r.held); n > 0 && r.held[n-1].dir == dir {
		return r.held[n-1].folder, nil
	}
	i := slices.IndexFunc(r.held, func(h held) bool { return h.dir == dir })
	if i < 0 {
		at, err := r.root.folder(dir)
		if err != nil {
			return folder{}, err
		}
		opened, err := hold(at)
		if err != nil {
			return folder{}, err
		}
		if len(r.held) == mostHeld {
			r.held[0].folder.Close()
			r.held = slices.Delete(r.held, 0, 1)
		}
		r.held, i = append(r.held, held{dir, opened}), len(r.held)
	}
	last := r.held[i]
	r.held = append(slices.Delete(r.held, i, i+1), last)
	return last.folder, nil
}
