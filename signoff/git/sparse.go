package git

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Outside lists those of the paths that a sparse checkout in cone mode leaves out. Without cone
// mode the answer is git's alone, when a path is added.
func (r *Repo) Outside(ctx context.Context, paths ...string) ([]string, error) {
	rules, err := os.ReadFile(filepath.Join(r.Dir, "info", "sparse-checkout"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, key := range []string{"core.sparseCheckout", "core.sparseCheckoutCone"} {
		if on, err := r.Config(ctx, key); err != nil || !strings.EqualFold(on, "true") {
			return nil, err
		}
	}
	inside := cone(string(rules))
	var outside []string
	for _, name := range paths {
		if !inside(path.Dir(r.full(name))) {
			outside = append(outside, name)
		}
	}
	return outside, nil
}

// cone reads the rules that cone mode writes: "/a/" takes in the folder a, and all beneath it unless
// "!/a/*/" follows, which leaves the files of a alone. The top's own files are always in.
func cone(rules string) func(dir string) bool {
	whole := map[string]bool{}
	for line := range strings.Lines(rules) {
		line = strings.TrimSpace(line)
		if dir, ok := strings.CutPrefix(line, "!/"); ok {
			whole[strings.TrimSuffix(dir, "/*/")] = false
		} else if dir, ok := strings.CutPrefix(line, "/"); ok && line != "/*" {
			whole[strings.TrimSuffix(dir, "/")] = true
		}
	}
	return func(dir string) bool {
		if _, listed := whole[dir]; listed || dir == "." {
			return true
		}
		for at := path.Dir(dir); at != "."; at = path.Dir(at) {
			if whole[at] {
				return true
			}
		}
		return false
	}
}
