package exchange

import (
	"context"
	"maps"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// Result says what an exchange did, or with DryRun what it would do.
type Result struct {
	Upstream string   // "origin/main"
	Commit   string   // what both sides have now, full id
	Sent     []Change // sorted by learner
	Received []Change
	// SentFiles and ReceivedFiles are the program's other files that changed, sorted.
	SentFiles, ReceivedFiles []string
	First                    bool // the remote had no such branch: it was made
	Rewritten                bool // the remote's branch lost commits that it had
	// Kept are records that the remote had, as far as this clone knew, and dropped, and that are here;
	// Gone are those that are here no more either, since nothing here kept them.
	Kept, Gone []Change
	// Commits that only one side had; what else changed is in them.
	Ahead, Behind int
	// Conflicts are what would keep a dry run's exchange from being done.
	Conflicts []Conflict
	Problems  diag.List // that are there and did not come from here
}

// Change is new records in one learner's file.
type Change struct {
	Learner string
	Records int
	By      []string // who recorded them, sorted
	Digests []string // theirs, of those that can be read
	lines   []string
}

// Records counts the records of changes.
func Records(changes []Change) int {
	n := 0
	for _, c := range changes {
		n += c.Records
	}
	return n
}

// finish compares what was, what is there and what is here now.
func (r *run) finish(ctx context.Context) (*Result, error) {
	res := r.result
	res.Commit, res.First = r.head, r.tip == ""
	before, err := r.tree(ctx, r.before)
	if err != nil {
		return nil, err
	}
	defer before.close()
	there, err := r.tree(ctx, r.tip)
	if err != nil {
		return nil, err
	}
	defer there.close()
	now := before
	if r.head != r.before {
		if now, err = r.tree(ctx, r.head); err != nil {
			return nil, err
		}
		defer now.close()
	}
	if res.Received, err = added(before, there); err != nil {
		return nil, err
	}
	if res.Sent, err = added(there, now); err != nil {
		return nil, err
	}
	if r.tip != "" {
		if res.Ahead, res.Behind, err = r.repo.Counts(ctx, r.before, r.tip); err != nil {
			return nil, err
		}
	}
	base, err := r.tree(ctx, r.common(ctx))
	if err != nil {
		return nil, err
	}
	defer base.close()
	res.ReceivedFiles, res.SentFiles = differing(base, there), differing(base, before)
	return res, r.dropped(ctx, there, now)
}

// common is where the two sides parted, "" where they never met.
func (r *run) common(ctx context.Context) string {
	if r.tip == "" {
		return ""
	}
	base, err := r.repo.Base(ctx, r.before, r.tip)
	if err != nil {
		return ""
	}
	return base
}

// dropped lists what the remote once had, as far as this clone knew, and has no more.
func (r *run) dropped(ctx context.Context, there, now *tree) error {
	if r.known == "" || r.known == r.tip {
		return nil
	}
	once, err := r.tree(ctx, r.known)
	if err != nil {
		return err
	}
	defer once.close()
	missing, err := compare(there, once, func(learner string, old, lines []string) (Change, error) {
		here, err := now.lines(learner)
		gone := change(learner, append(old, here...), lines)
		if gone.Records > 0 {
			r.result.Gone = append(r.result.Gone, gone)
		}
		return change(learner, append(old, gone.lines...), lines), err
	})
	r.result.Kept = missing
	return err
}

// added lists the records that b has and a has not.
func added(a, b *tree) ([]Change, error) {
	return compare(a, b, func(learner string, old, lines []string) (Change, error) { return change(learner, old, lines), nil })
}

// compare hands the record lines of each learner whose file is not the same in two trees to f, and
// gives those changes of which there is something to say.
func compare(a, b *tree, f func(learner string, old, lines []string) (Change, error)) ([]Change, error) {
	var changes []Change
	for _, learner := range slices.Sorted(maps.Keys(b.learners)) {
		if a.id(learner) == b.id(learner) {
			continue
		}
		old, err := a.lines(learner)
		if err != nil {
			return nil, err
		}
		lines, err := b.lines(learner)
		if err != nil {
			return nil, err
		}
		c, err := f(learner, old, lines)
		if err != nil {
			return nil, err
		}
		if c.Records > 0 {
			changes = append(changes, c)
		}
	}
	return changes, nil
}

// change counts the lines that are not among the old ones.
func change(learner string, old, lines []string) Change {
	c := Change{Learner: learner}
	held := map[string]bool{}
	for _, l := range old {
		held[l] = true
	}
	for _, l := range lines {
		if held[l] {
			continue
		}
		held[l] = true
		c.Records++
		c.lines = append(c.lines, l)
		if record, err := signoff.Parse(strings.TrimPrefix(l, "- ")); err == nil {
			c.By, c.Digests = append(c.By, record.By), append(c.Digests, record.Digest)
		}
	}
	slices.Sort(c.By)
	c.By = slices.Compact(c.By)
	return c
}

// differing lists the files, learners' aside, that are not the same in two trees.
func differing(a, b *tree) []string {
	var names []string
	for _, side := range []*tree{a, b} {
		for name := range side.blobs {
			if _, learner := ledger.LearnerOf(name); !learner && a.blobs[name] != b.blobs[name] && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}
