package exchange

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"sojt/competency/diag"
	"sojt/signoff/git"
)

// join makes what is here and what was fetched one, with the lock held: the branch moves on, or
// nothing has changed.
func (r *run) join(ctx context.Context) error {
	lock, err := r.Writer.Lock(ctx)
	if err != nil {
		return err
	}
	defer lock.Unlock()
	if err := r.repo.ClearBeside(); err != nil {
		return err
	}
	head, err := r.ready(ctx)
	if err != nil {
		return err
	}
	r.head = head.Commit
	if r.tip == r.head {
		return nil
	}
	ours, err := r.tree(ctx, r.head)
	if err != nil {
		return err
	}
	defer ours.close()
	theirs, err := r.tree(ctx, r.tip)
	if err != nil {
		return err
	}
	defer theirs.close()
	next, lost, err := r.next(ctx, ours, theirs)
	if err != nil || next == "" {
		return err
	}
	if err := r.begin(Judging); err != nil {
		return err
	}
	if err := r.judge(ctx, next, ours, theirs, lost); err != nil {
		return err
	}
	if next == r.head || r.DryRun {
		return nil
	}
	return r.forward(ctx, next)
}

// next gives the commit that both sides can go on from: ours where nothing came, theirs where nothing
// is to be sent, else a merge. It is "" where a dry run ends. lost are the learners' files of which
// our side dropped records.
func (r *run) next(ctx context.Context, ours, theirs *tree) (next string, lost map[string]bool, err error) {
	if r.tip == "" {
		return r.head, nil, nil
	}
	if behind, err := r.repo.IsAncestor(ctx, r.head, r.tip); behind || err != nil {
		return r.tip, nil, err
	}
	base, err := r.repo.Base(ctx, r.head, r.tip)
	if err != nil {
		return "", nil, err
	}
	if base == "" {
		return "", nil, r.unrelated(ctx)
	}
	from, err := r.tree(ctx, base)
	if err != nil {
		return "", nil, err
	}
	defer from.close()
	if base == r.tip {
		return r.head, nil, r.dropsNothing(from, ours, theirs)
	}
	return r.merge(ctx, from, ours, theirs)
}

// dropsNothing refuses to send a history in which records went missing since it parted from theirs:
// there is no merge that would put them back.
func (r *run) dropsNothing(from, ours, theirs *tree) error {
	_, lost, _, err := unite(from, ours, theirs)
	if err != nil || len(lost) == 0 {
		return err
	}
	blocked := &BlockedError{Upstream: r.upstream.String()}
	for _, name := range slices.Sorted(maps.Keys(lost)) {
		blocked.Problems.Errorf("E-HISTORY", diag.Pos{File: name}, "records that %s has were edited or dropped here", r.upstream).
			Hint = "sojt doctor --fix puts them back"
	}
	return blocked
}

// unrelated says why two histories have nothing in common.
func (r *run) unrelated(ctx context.Context) error {
	shallow, err := r.repo.Shallow(ctx)
	if err != nil {
		return err
	}
	if shallow {
		return fmt.Errorf("this clone holds only the newest part of the history, and where it parted from %s lies before that. Get all of it: git fetch --unshallow. %s", r.upstream, kept)
	}
	return fmt.Errorf("what is here and %s have no commit in common: they are two programs, or its history was written anew. Nothing was changed. Ask whoever looks after %s; if it is the right one, clone it anew and take your learners' files there", r.upstream, r.upstream.Remote)
}

// forward takes the branch, the index and the work tree on, and makes that durable.
func (r *run) forward(ctx context.Context, next string) error {
	if err := r.begin(Forwarding); err != nil {
		return err
	}
	err := r.repo.Forward(ctx, next)
	var inTheWay *git.OverwriteError
	if errors.As(err, &inTheWay) {
		return fmt.Errorf("%w; commit them or put them elsewhere, then run sojt sync again. Nothing was changed", inTheWay)
	}
	settled := context.WithoutCancel(ctx)
	if err != nil { // Ctrl-C may have ended git half-way, and half of what came is no state to be left in
		if done, failed := r.repo.Finish(settled); !done {
			return r.notForwarded(ctx, errors.Join(err, failed))
		}
	}
	had := r.head
	r.head = next
	return r.repo.SyncFrom(settled, had, next, r.upstream)
}

// notForwarded tells a branch that somebody else took on meanwhile from git's refusal.
func (r *run) notForwarded(ctx context.Context, err error) error {
	head, asked := r.repo.Head(context.WithoutCancel(ctx))
	if asked == nil && head.Commit != r.head && ctx.Err() == nil {
		return fmt.Errorf("%w: %w", git.ErrMoved, err)
	}
	return fmt.Errorf("git did not take in what came from %s: %w", r.upstream, err)
}

// files gives a tree for reading; one that is empty has nothing in it.
func (t *tree) files() fs.FS {
	if t.Tree == nil {
		return nothing{}
	}
	return t.Tree
}

type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
