package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"sojt/report/findings"
	"sojt/signoff/verify"
)

func newVerifyCmd(a *app) *cobra.Command {
	var history string
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check that the records are well-formed, in place and allowed",
		Long: `Checks every record: canonical form, ids, place, references, and authority and every rule of signing off
as of the record's own time, so that a line written by hand gets no further than a typed command.

It always lists what it did not check. Signatures and the history of the repository are not checked
by this release; the exit code is 4 for that, unless --history=skip says it is understood.`,
		Example: `  sojt verify
  sojt verify --history=skip --format json`,
		Args: needs(),
		RunE: func(cmd *cobra.Command, _ []string) error { return runVerify(cmd.Context(), a, history) },
	}
	cmd.Flags().StringVar(&history, "history", "", "`skip`: do not ask for the history check")
	completeWords(cmd, "history", "skip")
	showsProblems(cmd)
	return cmd
}

func runVerify(ctx context.Context, a *app, history string) error {
	if history != "" && history != "skip" {
		return usagef("skip", "--history is %q", history)
	}
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	judge := &verify.Case{Ledger: r.ledger, Book: r.book, Now: a.env.now()}
	result, err := judge.All(ctx)
	if err != nil {
		return err
	}
	proof := findings.Verify{
		Checked: counts(result.Checked), NotChecked: result.Unchecked(),
		Found: func(i int) findings.Origin { return findings.Origin{Digest: result.Problems[i].Digest} },
	}
	entries, _, err := r.ledger.Entries()
	if err != nil {
		return err
	}
	files := checked(nil, entries)
	if err := a.findings(findings.Result{Problems: result.Problems, Files: files, Folder: r.folder(ctx), Verify: &proof}, false); err != nil {
		return err
	}
	open := slices.ContainsFunc(result.NotChecked, func(n verify.NotChecked) bool {
		return n.Fails && !(n.Code == verify.CodeHistory && history == "skip")
	})
	if open {
		return silent(exitWorld)
	}
	return nil
}

func counts(c verify.Checked) []findings.Count {
	return []findings.Count{{N: c.Records, Noun: "records"}, {N: c.Signatures, Noun: "signatures"}, {N: c.Learners, Noun: "learners"}}
}
