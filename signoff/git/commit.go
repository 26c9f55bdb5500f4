package git

import (
	"context"
	"strings"
)

// Commit commits the named paths as they are in the work tree, and nothing else: what the user has
// staged stays staged. The user's hooks, signing and identity apply. It gives the new commit's id.
//
// An error does not mean that nothing was committed: ask HEAD (INTEGRITY 1, L4). When ctx ends,
// git is interrupted and waited for.
func (r *Repo) Commit(ctx context.Context, message string, paths ...string) (string, error) {
	full := r.fulls(paths)
	// The index first: killed between the ref and the index, a commit of paths that were not
	// staged leaves an index without them, and the user's next commit deletes them (L2, L3).
	if _, err := r.write(ctx, nil, "add", append([]string{"--"}, full...)...); err != nil {
		return "", err
	}
	args := append([]string{"--only", "--quiet", "--file=-", "--"}, full...)
	if _, err := r.write(ctx, []byte(message), "commit", args...); err != nil {
		return "", err
	}
	h, err := r.Head(context.WithoutCancel(ctx))
	return h.Commit, err
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

// Written lists the ids of the objects that a commit added to its parents: itself, trees, blobs.
func (r *Repo) Written(ctx context.Context, commit string) ([]string, error) {
	out, err := r.read(ctx, nil, "rev-list", "--objects", "--no-object-names", commit+"^!")
	return strings.Fields(string(out)), err
}
