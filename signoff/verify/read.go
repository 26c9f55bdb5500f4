package verify

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/history"
	"sojt/signoff/ledger"
	"sojt/signoff/progress"
)

// Source is a commit of a clone whose history is to be read.
type Source struct {
	Repo    *git.Repo
	Commit  string              // full object id: the commit under check
	Since   string              // what leads to this revision is not walked again; "" walks all
	Program *competency.Program // of the commit
	// Committed: Program was loaded from the commit and has no error, so that it need not be loaded again.
	Committed bool
	Known     *Walked // what an earlier Read of this clone left; nil reads all
}

// Read walks the history that leads to a commit, over every edge, and loads no definitions yet. The
// Past is used while ctx lasts. The error is the world's; errors.Is(err, git.ErrObject) where the
// clone lacks something or hands out what is damaged.
func Read(ctx context.Context, from Source) (*Past, error) {
	p := &Past{
		Prefix: from.Repo.Prefix,
		Line:   func() ([]string, error) { return from.Repo.FirstParents(ctx, from.Commit, "") },
		Leads:  func(commit, to string) (bool, error) { return from.Repo.IsAncestor(ctx, commit, to) },
	}
	p.Definitions = from.definitions(ctx, p)
	_, end := progress.Begin(ctx, "reading the history", "", 0)
	defer end()
	var err error
	if p.Ground, err = from.Repo.Ground(ctx); err != nil {
		return nil, err
	}
	p.Whole = p.Ground.Whole() && from.Since == ""
	standing, err := from.Repo.LearnerFiles(ctx, from.Commit)
	if err != nil {
		return nil, err
	}
	p.files = make(map[string]git.Version, len(standing))
	for _, f := range standing {
		p.files[f.Path] = f.Version
	}
	blobs := from.Repo.Reader(ctx)
	defer blobs.Close()
	if err := from.before(ctx, p, blobs.Blob); err != nil {
		return nil, err
	}
	q := history.Question{
		Program: from.Program.ID, Prefix: p.Prefix, Standing: standing,
		Files: func(commit string) ([]git.File, error) { return from.Repo.LearnerFiles(ctx, commit) },
		Leads: p.Leads,
	}
	if from.Since != "" {
		q.Before = func(f git.File) bool { return p.same(f.Path) }
	}
	if err := from.walk(ctx, p, blobs, q); err != nil {
		return nil, err
	}
	if p.Whole {
		p.line = p.History.FirstParents
	}
	if p.former, err = from.formerly(ctx, p, blobs.Blob, q); err != nil {
		return nil, err
	}
	return p, nil
}

// walk reads the edges: those since the known commit, where that is enough.
func (from Source) walk(ctx context.Context, p *Past, blobs *git.Reader, q history.Question) error {
	if from.Known != nil && p.Whole && from.resume(ctx, p, blobs, q) {
		return nil
	}
	var err error
	p.History, err = history.Read(from.edges(ctx, from.Since), blobs.Blob, q)
	return p.lacking(ctx, err)
}

// lacking makes of an error of the walk what is the case where the clone was never whole: git ends when
// it is asked for what it would have to fetch.
func (p *Past) lacking(ctx context.Context, err error) error {
	if err == nil || p.Ground.Whole() || ctx.Err() != nil || errors.Is(err, git.ErrObject) {
		return err
	}
	return fmt.Errorf("%w: this clone holds only a part of it: clone it again, without --filter and --depth", git.ErrObject)
}

// edges gives those of the commit, without those that lead to another.
func (from Source) edges(ctx context.Context, since string) iter.Seq2[git.Edge, error] {
	return history.Watched(ctx, from.Repo.Edges(ctx, git.Walk{Revision: from.Commit, Since: since, Learners: true, Definitions: true}))
}

// Digests gathers those of the records that a ledger holds.
func Digests(ctx context.Context, l *ledger.Ledger, program *competency.Program) (map[string]bool, error) {
	all := map[string]bool{}
	for digests, err := range ledger.Each(ctx, l, program, nil, func(l *signoff.Learner, _ diag.List) ([]string, error) {
		digests := make([]string, len(l.Records))
		for i, r := range l.Records {
			digests[i] = r.Digest
		}
		return digests, nil
	}) {
		if err != nil {
			return nil, err
		}
		for _, d := range digests {
			all[d] = true
		}
	}
	return all, nil
}

// definitions loads those of a folder at a commit, as Past.Definitions says.
func (from Source) definitions(ctx context.Context, p *Past) func(commit, prefix string) (*competency.Program, error) {
	return func(commit, prefix string) (*competency.Program, error) {
		if from.Committed && p.History.Tip == commit && prefix == p.Prefix {
			return from.Program, nil
		}
		tree, err := from.Repo.TreeAt(ctx, commit, prefix)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		} else if err != nil {
			return nil, err
		}
		defer tree.Close()
		if _, err := fs.Stat(tree, "sojt.yaml"); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		program, problems := competency.Load(tree)
		return program, unsound(tree, problems)
	}
}

// unsound makes an error of what is wrong with definitions: ErrUnsound, or why git could not hand them
// out. Mentors are not looked at: who may sign is what mentors.yaml says now.
func unsound(tree *git.Tree, problems diag.List) error {
	var err error
	for _, p := range problems {
		if p.Severity != diag.Error || p.Pos.File == "mentors.yaml" {
			continue
		}
		if _, unread := tree.ReadFile(p.Pos.File); errors.Is(unread, git.ErrObject) {
			return unread
		}
		err = ErrUnsound
	}
	return err
}

// unreadable turns a file that git could not hand out into a finding; other errors stay what they are.
func unreadable(err error, problems *diag.List) error {
	if !errors.Is(err, git.ErrObject) {
		return err
	}
	place := ""
	var failed *fs.PathError
	if errors.As(err, &failed) {
		place = failed.Path
	}
	problems.Errorf(CodeObject, diag.Pos{File: place}, "%v", err).
		Hint = "this clone is damaged or incomplete: clone it again, and run sojt verify there"
	return nil
}
