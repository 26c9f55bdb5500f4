package git

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// Tree is the program's folder as one commit holds it: an fs.FS whose files are blobs, each hashed
// again as it is read. It is safe for concurrent use, and closed when done with, or with its context.
//
// A symbolic link or a submodule is listed as what it is and not opened. Perm is 0644 or, for what
// git marks executable, 0755; times are zero.
type Tree struct {
	Commit string // full object id
	nodes  map[string]*node
	blobs  *blobs
}

// maxBlob is the largest file that is read out of a commit.
const maxBlob = 256 << 20

var (
	_ fs.ReadFileFS = (*Tree)(nil)
	_ fs.ReadDirFS  = (*Tree)(nil)
	_ fs.ReadLinkFS = (*Tree)(nil)
	_ fs.StatFS     = (*Tree)(nil)
)

// Tree gives the program's folder at a revision: "HEAD", "origin/main", an object id. The error is
// fs.ErrNotExist when that revision has no such folder.
func (r *Repo) Tree(ctx context.Context, revision string) (*Tree, error) {
	return r.TreeAt(ctx, revision, r.Prefix)
}

// TreeAt gives another folder of the repository, slash-separated from the work tree's top and "" for
// the top itself: where the program stood before it was moved.
func (r *Repo) TreeAt(ctx context.Context, revision, prefix string) (*Tree, error) {
	commit, err := r.commit(ctx, revision)
	if err != nil {
		return nil, err
	}
	t := &Tree{Commit: commit, blobs: newBlobs(ctx, r)}
	folder := commit
	if prefix != "" {
		out, err := r.read(ctx, nil, "rev-parse", "--quiet", "--verify", "--end-of-options", t.Commit+":"+prefix)
		if exited(err, 1) {
			return nil, fmt.Errorf("%q has no folder %q: %w", revision, prefix, fs.ErrNotExist)
		} else if err != nil {
			return nil, err
		}
		folder = strings.TrimSuffix(string(out), "\n")
	}
	list, err := r.read(ctx, nil, "ls-tree", "-r", "-t", "-z", "--full-tree", folder)
	if err != nil {
		return nil, err
	}
	if t.nodes, err = plant(list); err != nil {
		return nil, err
	}
	return t, nil
}

// Blobs gives the id of every regular file's blob, by path.
func (t *Tree) Blobs() map[string]string {
	ids := map[string]string{}
	for name, n := range t.nodes {
		if n.mode.IsRegular() {
			ids[name] = n.id
		}
	}
	return ids
}

// Holds reports whether a file of the tree has the bytes of another, which is read in pieces, however
// large it is; of the tree it reads nothing.
func (t *Tree) Holds(name string, f fs.File) (bool, error) {
	n := t.nodes[name]
	info, err := f.Stat()
	if err != nil || n == nil || !n.mode.IsRegular() {
		return false, err
	}
	h := hasher(n.id, "blob", info.Size())
	_, err = io.Copy(h, f)
	return n.id == hex.EncodeToString(h.Sum(nil)), err
}

// Blob gives the id of a regular file's blob; "" where there is none.
func (t *Tree) Blob(name string) string {
	n := t.nodes[name]
	if n == nil || !n.mode.IsRegular() {
		return ""
	}
	return n.id
}

// Same reports whether data are the bytes of a file of the tree; of the tree it reads nothing.
func (t *Tree) Same(name string, data []byte) bool {
	id := t.Blob(name)
	if id == "" {
		return false
	}
	h := hasher(id, "blob", int64(len(data)))
	h.Write(data)
	return id == hex.EncodeToString(h.Sum(nil))
}

// Close ends the process that reads the blobs.
func (t *Tree) Close() error { return t.blobs.close() }

// node is a file or folder of a tree.
type node struct {
	name     string
	mode     fs.FileMode
	id       string
	children []*node // by name
}

// plant reads what `ls-tree -r -t -z` lists: "100644 blob <id>\tlearners/ana.yaml".
func plant(list []byte) (map[string]*node, error) {
	nodes := map[string]*node{".": {name: ".", mode: fs.ModeDir | 0o755}}
	for _, line := range split(list) {
		info, name, _ := strings.Cut(line, "\t")
		fields := strings.Fields(info)
		parent := nodes[path.Dir(name)]
		if len(fields) != 3 || !fs.ValidPath(name) || parent == nil {
			return nil, fmt.Errorf("git ls-tree: expected an entry, got %q", line)
		}
		n := &node{name: path.Base(name), mode: modeOf(fields[0]), id: fields[2]}
		nodes[name] = n
		parent.children = append(parent.children, n)
	}
	for _, n := range nodes {
		slices.SortFunc(n.children, func(a, b *node) int { return strings.Compare(a.name, b.name) })
	}
	return nodes, nil
}

func modeOf(octal string) fs.FileMode {
	switch octal {
	case "100644":
		return 0o644
	case "100755":
		return 0o755
	case "040000":
		return fs.ModeDir | 0o755
	case "120000":
		return fs.ModeSymlink | 0o777
	default:
		return fs.ModeIrregular
	}
}

func (t *Tree) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if n := t.nodes[name]; n != nil {
		return n, nil
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// ReadFile gives a file's bytes.
func (t *Tree) ReadFile(name string) ([]byte, error) {
	n, err := t.find("read", name)
	if err != nil {
		return nil, err
	}
	if !n.mode.IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("expected a regular file")}
	}
	data, err := t.blobs.read(n.id)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return data, nil
}

// ReadDir lists a folder by name.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := t.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if !n.mode.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("expected a folder")}
	}
	entries := make([]fs.DirEntry, len(n.children))
	for i, child := range n.children {
		entries[i] = entry{child, t, path.Join(name, child.name)}
	}
	return entries, nil
}

// Stat says what is at a path. A file's size is known by reading it.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	n, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	if !n.mode.IsRegular() {
		return info{n, 0}, nil
	}
	data, err := t.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return info{n, int64(len(data))}, nil
}

// Lstat is Stat: no link is followed.
func (t *Tree) Lstat(name string) (fs.FileInfo, error) { return t.Stat(name) }

// ReadLink refuses: no link is followed here, so none is read.
func (t *Tree) ReadLink(name string) (string, error) {
	return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
}

// Open opens a file or folder.
func (t *Tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.mode.IsDir() {
		entries, err := t.ReadDir(name)
		if err != nil {
			return nil, err
		}
		return &folder{info: info{n, 0}, entries: entries}, nil
	}
	data, err := t.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &file{bytes.NewReader(data), info{n, int64(len(data))}}, nil
}

// info is a node as fs.FileInfo.
type info struct {
	n    *node
	size int64
}

func (i info) Name() string       { return i.n.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return i.n.mode }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.n.mode.IsDir() }
func (i info) Sys() any           { return nil }

// entry is a node as fs.DirEntry.
type entry struct {
	n    *node
	tree *Tree
	path string
}

func (e entry) Name() string               { return e.n.name }
func (e entry) IsDir() bool                { return e.n.mode.IsDir() }
func (e entry) Type() fs.FileMode          { return e.n.mode.Type() }
func (e entry) Info() (fs.FileInfo, error) { return e.tree.Stat(e.path) }
func (e entry) String() string             { return fs.FormatDirEntry(e) }

// file is an open file; reading a blob whole is how its hash is checked.
type file struct {
	*bytes.Reader
	info info
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *file) Close() error               { return nil }

// folder is an open folder.
type folder struct {
	info    info
	entries []fs.DirEntry
	mu      sync.Mutex
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *folder) Close() error               { return nil }
func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.info.Name(), Err: errors.New("it is a folder")}
}

// ReadDir gives the next entries, as fs.ReadDirFile asks.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n <= 0 {
		rest := f.entries
		f.entries = nil
		return rest, nil
	}
	if len(f.entries) == 0 {
		return nil, io.EOF
	}
	next := f.entries[:min(n, len(f.entries))]
	f.entries = f.entries[len(next):]
	return next, nil
}
