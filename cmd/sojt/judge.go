package main

import (
	"context"
	"errors"
	"slices"

	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/verify"
)

// judge readies verify for single learners, whose records a revision holds. The history is read only
// where something rests on it: records without a signature may be older than the policy that asks for
// one.
func (a *app) judge(ctx context.Context, p *place, book *signoff.Rulebook, revision string, learners ...*signoff.Learner) (*verify.Case, error) {
	v := &verify.Case{Book: book, Now: a.env.now(), Unread: "sojt verify reads it"}
	if !slices.ContainsFunc(learners, func(l *signoff.Learner) bool { return wanting(book, l) }) {
		return v, nil
	}
	repo, err := p.clone(ctx)
	if err != nil {
		return v, nil // a folder without git has no history
	}
	head, err := repo.Head(ctx)
	if err != nil || head.Commit == "" {
		return v, err
	}
	commit, err := repo.Resolve(ctx, revision)
	if err != nil {
		return nil, err
	}
	v.Past, err = verify.Read(ctx, verify.Source{
		Repo: repo, Commit: commit, Program: book.Program, Known: a.remembers(repo, book.Program.ID).walked,
	})
	if errors.Is(err, git.ErrObject) {
		v.Unread, err = err.Error(), nil
	}
	return v, err
}

// wanting reports whether a learner has records without the signature that today's policy asks for.
func wanting(book *signoff.Rulebook, l *signoff.Learner) bool {
	return slices.ContainsFunc(l.Records, func(r *signoff.Record) bool {
		return r.Sig == "" && book.WantsSignature(l, r, &book.Program.Policy)
	})
}
