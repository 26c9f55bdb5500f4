package git

import (
	"context"
	"fmt"
	"strings"
)

// Resolve gives the full id of the commit that a revision names: "HEAD", "origin/main", "v1.2".
func (r *Repo) Resolve(ctx context.Context, revision string) (string, error) {
	out, err := r.read(ctx, nil, "rev-parse", "--quiet", "--verify", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return "", fmt.Errorf("%q: expected a revision of this repository: %w", revision, err)
	}
	id := strings.TrimSuffix(string(out), "\n")
	if !isObject(id) {
		return "", fmt.Errorf("%q: expected one revision of this repository, git reads it as %q", revision, id) // as "^main"
	}
	return id, nil
}

// commit is Resolve for a revision that mostly is a full id already: that is taken as it is, and what is
// asked of it says whether it is there.
func (r *Repo) commit(ctx context.Context, revision string) (string, error) {
	if isObject(revision) {
		return revision, nil
	}
	return r.Resolve(ctx, revision)
}

// FirstParents lists the first-parent line of a revision, newest first: the revision itself, its
// first parent, and so on; without those that lead to since, where it is not "".
func (r *Repo) FirstParents(ctx context.Context, revision, since string) ([]string, error) {
	head, err := r.Resolve(ctx, revision)
	if err != nil {
		return nil, err
	}
	args := []string{"--first-parent", head}
	if since != "" {
		if since, err = r.Resolve(ctx, since); err != nil {
			return nil, err
		}
		args = append(args, "^"+since)
	}
	out, err := r.read(ctx, nil, "rev-list", append(args, "--")...)
	if err != nil {
		return nil, err
	}
	return strings.Fields(string(out)), nil
}

// IsAncestor reports whether one revision leads to another; each leads to itself.
func (r *Repo) IsAncestor(ctx context.Context, revision, of string) (bool, error) {
	ids := []string{revision, of}
	for i, name := range ids {
		if isObject(name) {
			continue
		}
		var err error
		if ids[i], err = r.Resolve(ctx, name); err != nil {
			return false, err
		}
	}
	_, err := r.read(ctx, nil, "merge-base", "--is-ancestor", ids[0], ids[1])
	if exited(err, 1) {
		return false, nil
	}
	return err == nil, err
}

// Reader reads blobs by id, each hashed again; it is safe for concurrent use.
type Reader struct{ blobs *blobs }

// Reader gives one that ends with its context, if it is not closed before.
func (r *Repo) Reader(ctx context.Context) *Reader { return &Reader{newBlobs(ctx, r)} }

// Blob gives the bytes of a blob. errors.Is(err, ErrObject) where it is missing or damaged.
func (r *Reader) Blob(id string) ([]byte, error) {
	if !isObject(id) {
		return nil, fmt.Errorf("%w: %q is no object's id", ErrObject, id)
	}
	return r.blobs.read(id)
}

// Close ends the process that reads.
func (r *Reader) Close() error { return r.blobs.close() }
