package main

import (
	"context"
	"fmt"
	"slices"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/report/findings"
	"sojt/signoff"
	"sojt/signoff/exchange"
	"sojt/signoff/ledger"
	"sojt/signoff/verify"
)

// vouched says which of the records that came are not shown to be their authors', or not theirs to
// make, by what the program says now. They stay, since a record is never dropped, and keep nothing of
// ours from being sent. Whether anything else is wrong with them verify says, which judges by the
// definitions of their time.
func (a *app) vouched(ctx context.Context, p *place, r *exchange.Result) error {
	if len(r.Received) == 0 {
		return nil
	}
	repo, err := p.clone(ctx)
	if err != nil {
		return err
	}
	tree, err := repo.Tree(ctx, r.Commit)
	if err != nil {
		return err
	}
	defer tree.Close()
	at := *p
	at.files, at.ledger = tree, ledger.Open(tree)
	program, problems := competency.Load(tree)
	if problems.Errors() > 0 {
		return nil // which is said already
	}
	learners, found := make([]*signoff.Learner, len(r.Received)), make([]diag.List, len(r.Received))
	for i, c := range r.Received {
		if learners[i], found[i], err = at.ledger.Read(c.Learner, program); err != nil {
			return err
		}
	}
	judge, err := a.judge(ctx, &at, signoff.NewRulebook(program, at.person(program)), r.Commit, learners...)
	if err != nil {
		return err
	}
	var doubtful diag.List
	for i, c := range r.Received {
		for _, p := range judge.Learner(learners[i], found[i]).Problems {
			if p.Severity == diag.Error && slices.Contains(c.Digests, p.Digest) && slices.Contains(ofAuthors, p.Code) {
				doubtful = append(doubtful, p)
			}
		}
	}
	if len(doubtful) == 0 {
		return nil
	}
	say(a.env.stderr, fmt.Sprintf("%s with records that came from %s: whoever they name may not have made them, or not have been allowed to", counted(len(doubtful), "problem"), r.Upstream), "")
	if err := findings.Text(a.env.stderr, findings.Result{Problems: doubtful, Files: files(doubtful)}); err != nil {
		return err
	}
	a.tell("they were taken in, since records are never dropped; ask who is named, then revoke what should not stand; sojt verify tells all")
	return nil
}

// ofAuthors are the codes of verify that say whether a record is its author's, and theirs to make.
var ofAuthors = []string{verify.CodeSignature, verify.CodeKey, verify.CodeUnsigned, verify.CodeAuthority}
