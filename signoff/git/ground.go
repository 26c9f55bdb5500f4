package git

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Ground is what a clone's history stands on (INTEGRITY 6.1). Replace refs and grafts are named and
// never honoured; a clone that is shallow or partial does not hold its whole history.
type Ground struct {
	Shallow    bool
	Partial    bool     // it has a promisor: objects may be missing, and are not fetched
	Grafts     bool     // info/grafts is there
	Replaced   []string // ids of the objects that replace refs speak of
	Alternates bool     // objects are borrowed from another folder
	Format     string   // of object ids: "sha1", "sha256"
}

// Whole reports whether all of the history should be there. An object may still be missing: reading
// it is then ErrObject.
func (g Ground) Whole() bool { return !g.Shallow && !g.Partial }

// Ground looks at the clone.
func (r *Repo) Ground(ctx context.Context) (Ground, error) {
	var g Ground
	out, err := r.read(ctx, nil, "rev-parse", "--is-shallow-repository", "--show-object-format")
	if err != nil {
		return g, err
	}
	shallow, format, _ := strings.Cut(strings.TrimSuffix(string(out), "\n"), "\n")
	g.Shallow, g.Format = shallow == "true", format
	if g.Partial, err = r.partial(ctx); err != nil {
		return g, err
	}
	refs, err := r.read(ctx, nil, "for-each-ref", "--format=%(refname:lstrip=2)", "refs/replace/")
	if err != nil {
		return g, err
	}
	g.Replaced = strings.Fields(string(refs))
	g.Grafts, err = r.says("info/grafts")
	if err != nil {
		return g, err
	}
	g.Alternates, err = r.says("objects/info/alternates")
	return g, err
}

// partial reports whether the clone expects that others hold objects for it.
func (r *Repo) partial(ctx context.Context) (bool, error) {
	const settings = `^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$`
	_, err := r.read(ctx, nil, "config", "-z", "--get-regexp", settings)
	if err == nil || !exited(err, 1) {
		return err == nil, err
	}
	packs, err := os.ReadDir(filepath.Join(r.Common, "objects", "pack"))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return slices.ContainsFunc(packs, func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), ".promisor") }), err
}

// says reports whether a file of the git directory is there and says anything. A pipe in its place
// is not read, and counts as saying something.
func (r *Repo) says(name string) (bool, error) {
	info, err := os.Stat(filepath.Join(r.Common, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && (info.Size() > 0 || !info.Mode().IsRegular()), err
}

// maxCuts bounds the file that names where a shallow clone ends.
const maxCuts = 16 << 20

// cuts gives the commits whose parents a shallow clone leaves out.
func (r *Repo) cuts() (map[string]bool, error) {
	name := filepath.Join(r.Common, "shallow")
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxCuts {
		return nil, fmt.Errorf("%s: %w; expected a file of commits; clone again", name, ErrTooLarge)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	cut := map[string]bool{}
	for _, id := range strings.Fields(string(data)) {
		cut[id] = true
	}
	return cut, nil
}
