package git

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// forwardRef is the commit that the branch is being taken on to, while it is.
const forwardRef = "refs/sojt/forward"

// OverwriteError says which files of the user stand where a merge would write; nothing was changed.
type OverwriteError struct {
	Paths []string // from the work tree's top, sorted
	Err   error
}

// Error names them.
func (e *OverwriteError) Error() string {
	return strings.Join(e.Paths, ", ") + ": not committed here, and changed on the other side"
}

// Unwrap gives git's refusal.
func (e *OverwriteError) Unwrap() error { return e.Err }

// Forward takes the branch, the index and the work tree on to a commit that has HEAD in its history.
// What the user has staged or changed elsewhere stays as it is; an OverwriteError names what is in
// the way. Where git was ended in between, by a kill or by Ctrl-C, Finish goes on.
func (r *Repo) Forward(ctx context.Context, commit string) error {
	if _, err := r.write(ctx, nil, "update-ref", forwardRef, commit); err != nil {
		return err
	}
	_, err := r.writeWith(ctx, mergeOptions, nil, "merge", "--ff-only", "--quiet", commit)
	err = inTheWay(err)
	var taken *OverwriteError
	if err != nil && !errors.As(err, &taken) {
		return err
	}
	return errors.Join(err, r.forwarded(ctx))
}

// forwarded forgets that the branch was being taken on.
func (r *Repo) forwarded(ctx context.Context) error {
	_, err := r.write(context.WithoutCancel(ctx), nil, "update-ref", "-d", forwardRef)
	return err
}

// inTheWay reads out of git's refusal which files it would have overwritten.
func inTheWay(err error) error {
	var failed *Error
	if !errors.As(err, &failed) || !strings.Contains(failed.Stderr, "would be overwritten") && !strings.Contains(failed.Stderr, "would lose untracked files") {
		return err
	}
	e := &OverwriteError{Err: err}
	for line := range strings.Lines(failed.Stderr) {
		if name, ok := strings.CutPrefix(line, "\t"); ok {
			e.Paths = append(e.Paths, strings.TrimSpace(name))
		}
	}
	slices.Sort(e.Paths)
	return e
}

// Unfinished reports whether a Forward was ended in between.
func (r *Repo) Unfinished(ctx context.Context) (bool, error) {
	commit, err := r.resolve(ctx, forwardRef)
	return commit != "", err
}

// Finish does what a Forward had begun: git writes the files, then the index, then the branch.
// Files that hold no more than a beginning of what they were to become are first put back; others are
// somebody's work, and stay. done is false where that is so: the branch is where it was. The caller
// holds sojt's lock.
func (r *Repo) Finish(ctx context.Context) (done bool, err error) {
	target, err := r.resolve(ctx, forwardRef)
	if target == "" || err != nil {
		return false, err
	}
	head, err := r.Head(ctx)
	if err != nil {
		return false, err
	}
	if ahead, err := r.IsAncestor(ctx, head.Commit, target); err != nil || !ahead {
		return false, errors.Join(err, r.forwarded(ctx))
	}
	top := *r
	top.Prefix = ""
	if err := top.putBackHalfDone(ctx, head.Commit, target); err != nil {
		return false, err
	}
	err = r.Forward(ctx, target)
	var taken *OverwriteError
	if errors.As(err, &taken) {
		return false, nil
	}
	return err == nil, err
}

// putBackHalfDone makes the files that git was writing what the index has.
func (r *Repo) putBackHalfDone(ctx context.Context, head, target string) error {
	out, err := r.read(ctx, nil, "diff-tree", "-r", "-z", "--no-renames", "--name-only", head, target)
	if err != nil {
		return err
	}
	paths := split(out)
	index, err := r.Index(ctx, paths...)
	if err != nil {
		return err
	}
	blobs, err := r.Blobs(ctx, target, paths...)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(r.Top)
	if err != nil {
		return err
	}
	defer root.Close()
	var restore bytes.Buffer
	for i, name := range paths {
		entry, indexed := index[name]
		now, err := root.ReadFile(filepath.FromSlash(name))
		gone := errors.Is(err, fs.ErrNotExist)
		begun := gone || err == nil && blobs[i].Found && bytes.HasPrefix(blobs[i].Data, now)
		switch {
		case !begun || indexed && entry.ID == blobs[i].ID:
		case indexed:
			restore.WriteString(name + "\x00")
		case !gone:
			if err := root.Remove(filepath.FromSlash(name)); err != nil {
				return err
			}
		}
	}
	_, err = r.write(ctx, restore.Bytes(), "checkout-index", "--force", "--quiet", "-z", "--stdin")
	return err
}
