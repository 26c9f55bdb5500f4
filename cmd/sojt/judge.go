package main

import (
	"context"
	"errors"
	"slices"

	"sojt/competency/diag"
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
	return v, a.readPast(ctx, p, v, revision)
}

// examine has verify look at one learner. What is an error by today's definitions may have been in order
// by those of its time: then the history is read, and is there for whoever is looked at next.
func (a *app) examine(ctx context.Context, p *place, v *verify.Case, l *signoff.Learner, problems diag.List) (verify.Result, error) {
	found := v.Learner(l, problems)
	if found.Problems.Errors() == 0 || v.Past != nil {
		return found, nil
	}
	if err := a.readPast(ctx, p, v, "HEAD"); err != nil {
		return found, err
	}
	return v.Learner(l, problems), nil
}

// readPast gives verify the history, and with it the definitions that were in force when each record was
// made. A folder without git has none.
func (a *app) readPast(ctx context.Context, p *place, v *verify.Case, revision string) error {
	repo, err := p.clone(ctx)
	if err != nil {
		return nil
	}
	head, err := repo.Head(ctx)
	if err != nil || head.Commit == "" {
		return err
	}
	commit, err := repo.Resolve(ctx, revision)
	if err != nil {
		return err
	}
	v.Past, err = verify.Read(ctx, verify.Source{
		Repo: repo, Commit: commit, Program: v.Book.Program, Known: a.remembers(repo, v.Book.Program.ID).walked,
	})
	if errors.Is(err, git.ErrObject) {
		v.Unread, err = err.Error(), nil
	}
	return err
}

// wanting reports whether a learner has records without the signature that today's policy asks for.
func wanting(book *signoff.Rulebook, l *signoff.Learner) bool {
	return slices.ContainsFunc(l.Records, func(r *signoff.Record) bool {
		return r.Sig == "" && book.WantsSignature(l, r, &book.Program.Policy)
	})
}
