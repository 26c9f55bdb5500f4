package exchange

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// merge makes a commit of both sides, in a work tree beside the user's.
func (r *run) merge(ctx context.Context, base, ours, theirs *tree) (string, map[string]bool, error) {
	if err := r.begin(Merging); err != nil {
		return "", nil, err
	}
	settled, lost, conflicts, err := unite(base, ours, theirs)
	if err != nil {
		return "", nil, err
	}
	beside, err := r.repo.Beside(ctx, ours.commit, theirs.commit)
	if err != nil {
		return "", nil, err
	}
	next, err := r.settle(ctx, beside, settled, conflicts, base)
	if err == nil && next != "" {
		err = r.confirm(ctx, next, settled)
	}
	return next, lost, errors.Join(err, beside.Close())
}

// settle puts the records in, refuses what is left in conflict, and commits.
func (r *run) settle(ctx context.Context, beside *git.Beside, settled map[string]git.Settled, conflicts []Conflict, base *tree) (string, error) {
	wrong, err := r.unlike(ctx, beside, settled)
	if err != nil {
		return "", err
	}
	if err := beside.Put(ctx, wrong); err != nil {
		return "", err
	}
	more, err := r.unmerged(ctx, beside, conflicts, base)
	if err != nil {
		return "", err
	}
	if conflicts = append(conflicts, more...); len(conflicts) > 0 {
		return "", r.inConflict(ctx, conflicts, base.commit)
	}
	if r.DryRun {
		return "", nil
	}
	if err := r.begin(Committing); err != nil {
		return "", err
	}
	return beside.Commit(ctx, r.message(ctx))
}

// inConflict ends an exchange, or says so in a dry run.
func (r *run) inConflict(ctx context.Context, conflicts []Conflict, base string) error {
	slices.SortFunc(conflicts, func(a, b Conflict) int { return strings.Compare(a.Path, b.Path) })
	for i := range conflicts {
		author, err := r.repo.LastAuthor(ctx, base, r.tip, conflicts[i].Path, conflicts[i].Outside)
		if err != nil {
			return err
		}
		conflicts[i].Author = author
	}
	if r.DryRun {
		r.result.Conflicts = conflicts
		return nil
	}
	return &ConflictError{Upstream: r.upstream.String(), Items: conflicts}
}

// unlike gives those of the learners' files that the merge made something else of: git merges them by
// line, or not at all, and takes files that look alike for moved ones.
func (r *run) unlike(ctx context.Context, beside *git.Beside, settled map[string]git.Settled) (map[string]git.Settled, error) {
	index, err := beside.Index(ctx, ledger.Folder)
	if err != nil {
		return nil, err
	}
	wrong := map[string]git.Settled{}
	for name, want := range settled {
		got, there := index[name]
		right := got.ID == want.ID && got.Mode == "100644" && !got.Unmerged
		if want.Data == nil && want.ID == "" {
			right = !there
		}
		if !right {
			wrong[name] = want
		}
	}
	return wrong, nil
}

// message is the merge commit's: how many records came, and their ids are their own commits' to name.
func (r *run) message(ctx context.Context) string {
	n := 0
	before, err := r.tree(ctx, r.head)
	if err == nil {
		defer before.close()
		if there, err := r.tree(ctx, r.tip); err == nil {
			defer there.close()
			if came, err := added(before, there); err == nil {
				n = Records(came)
			}
		}
	}
	return fmt.Sprintf("sync: %s from %s\n", count(n, "record"), r.upstream)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// confirm reads the merge back: a hook may have had its own ideas of the records in it.
func (r *run) confirm(ctx context.Context, next string, settled map[string]git.Settled) error {
	merged, err := r.tree(ctx, next)
	if err != nil {
		return err
	}
	defer merged.close()
	for _, name := range slices.Sorted(maps.Keys(settled)) {
		want := settled[name]
		if want.Data == nil {
			if merged.blobs[name] != want.ID {
				return rewritten(name)
			}
			continue
		}
		if got, err := merged.ReadFile(name); err != nil || string(got) != string(want.Data) {
			return rewritten(name)
		}
	}
	return nil
}

func rewritten(name string) error {
	return fmt.Errorf("%s: the merge was committed with something else than both sides' records, so a hook rewrote it; it was thrown away, and nothing was changed. Mend the hook, then run sojt sync again", name)
}
