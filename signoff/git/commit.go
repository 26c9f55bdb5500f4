package git

import (
	"context"
	"fmt"
	"strings"
)

// Commit commits the named paths as they are in the work tree, and nothing else: what the user has
// staged stays staged. The user's hooks, signing and identity apply.
//
// An error does not mean that nothing was committed, and none does not say what was: ask HEAD
// (INTEGRITY 1, L4). When ctx ends, git is interrupted and waited for.
func (r *Repo) Commit(ctx context.Context, message string, paths ...string) error {
	full := r.fulls(paths)
	// The index first: killed between the ref and the index, a commit of paths that were not
	// staged leaves an index without them, and the user's next commit deletes them (L2, L3).
	if _, err := r.write(ctx, nil, "add", append([]string{"--"}, full...)...); err != nil {
		return err
	}
	args := append([]string{"--only", "--quiet", "--file=-", "--"}, full...)
	_, err := r.write(ctx, []byte(message), "commit", args...)
	return err
}

// Unstage makes the index entries of the paths what HEAD has, or removes them where it has none.
func (r *Repo) Unstage(ctx context.Context, paths ...string) error {
	h, err := r.Head(ctx)
	if err != nil {
		return err
	}
	full := append([]string{"--"}, r.fulls(paths)...)
	if h.Commit == "" {
		_, err = r.write(ctx, nil, "rm", append([]string{"--quiet", "--cached", "--force", "--ignore-unmatch"}, full...)...)
	} else {
		_, err = r.write(ctx, nil, "reset", append([]string{"--quiet"}, full...)...)
	}
	return err
}

// Brought is what a commit added to its parents.
type Brought struct {
	Commit  string   // full id
	Short   string   // the id abbreviated for people
	Objects []string // the ids of the commit itself, its trees and its blobs; some are abbreviated
}

// Brought says what a commit added.
func (r *Repo) Brought(ctx context.Context, revision string) (Brought, error) {
	out, err := r.read(ctx, nil, "diff-tree", "--root", "--always", "-m", "-r", "-t", "-z", "--no-renames", "--abbrev",
		"--format=%H %h %T", "--end-of-options", revision)
	if err != nil {
		return Brought{}, err
	}
	// of each parent: "<id> <short> <tree>", then an entry ":100644 100644 <old> <new> M" and a path for each change
	var b Brought
	path := false
	for _, part := range split(out) {
		fields := strings.Fields(part)
		switch {
		case path:
			path = false
		case len(fields) == 5 && strings.HasPrefix(fields[0], ":"):
			b.Objects, path = append(b.Objects, fields[3]), true
		case len(fields) == 3 && isObject(fields[0]):
			b.Commit, b.Short, b.Objects = fields[0], fields[1], append(b.Objects, fields[0], fields[2])
		default:
			return b, fmt.Errorf("git diff-tree: expected a commit and its changes, got %.200q", part)
		}
	}
	if b.Commit == "" {
		return b, fmt.Errorf("git diff-tree: expected a commit, got %.200q", out)
	}
	return b, nil
}
