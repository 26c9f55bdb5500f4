package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"sojt/report/findings"
	"sojt/signoff/verify"
)

func newVerifyCmd(a *app) *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check that the records are authentic, in place and allowed",
		Long: `Checks every record: canonical form, ids, place, references, its signature and the key behind it, and
authority and every rule of signing off as of the record's own time, so that a line written by hand
gets no further than a typed command.

Who may sign is what mentors.yaml and sojt.yaml say, which whoever changes records may have changed
too: with --trust they are taken from a branch that is protected. With --checkpoint nothing that was
known at an earlier run may be gone; keep its file where those who write records cannot.

The records are those of the commit at HEAD, each judged by the definitions that were in force when it
landed there. No record that any commit ever held may be changed or gone, whichever branch or merge
it came by.

It always lists what it did not check: the exit code is 4 where that is a check of its own accord, as
in a clone that is not whole, unless --history=skip says it is understood.`,
		Example: `  sojt verify
  sojt verify --trust origin/main
  sojt verify --checkpoint ../kitchen.checkpoint
  sojt verify --since v1.2
  sojt verify --history=skip --format json`,
		Args: needs(),
		RunE: func(cmd *cobra.Command, _ []string) error { return runVerify(cmd.Context(), a, o, cmd.Flags().Changed) },
	}
	cmd.Flags().StringVar(&o.history, "history", "", "`skip`: do not ask for the history check")
	cmd.Flags().StringVar(&o.since, "since", "", "look only at what this `revision` does not lead to yet")
	cmd.Flags().StringVar(&o.trust, "trust", "", "take mentors and policy from this `revision`, or mentors.yaml from this file, not from here")
	cmd.Flags().StringVar(&o.checkpoint, "checkpoint", "", "a `file` that holds what was known: compare with it, and write it anew")
	completeWords(cmd, "history", "skip")
	showsProblems(cmd)
	return cmd
}

type verifyOptions struct {
	history, since, trust, checkpoint string
}

// check refuses flags that say nothing.
func (o verifyOptions) check(given func(flag string) bool) error {
	switch {
	case o.history != "skip" && given("history"):
		return usagef("skip", "--history is %q", o.history)
	case o.since == "" && given("since"):
		return usagef("name a revision, such as the commit of the last release or v1.2", "--since is empty")
	case o.since != "" && o.history == "skip":
		return usagef("--since reads the history from there on; leave one of the two out", "--since and --history=skip say two things")
	case o.trust == "" && given("trust"):
		return usagef("name a revision such as origin/main, or a copy of mentors.yaml", "--trust is empty")
	case o.checkpoint == "" && given("checkpoint"):
		return usagef("name a file, outside of the repository", "--checkpoint is empty")
	}
	return nil
}

func runVerify(ctx context.Context, a *app, o verifyOptions, given func(flag string) bool) error {
	if err := o.check(given); err != nil {
		return err
	}
	r, release, err := a.readHead(ctx)
	if err != nil {
		return err
	}
	defer release()
	judge, err := r.inquiry(ctx, a, o)
	if err != nil {
		return err
	}
	if o.trust != "" {
		if judge.Trust, err = a.trusted(ctx, r.reader, o.trust); err != nil {
			return err
		}
	}
	var memory *checkpoint
	if o.checkpoint != "" {
		if memory, err = a.checkpoint(o.checkpoint, r.program.ID); err != nil {
			return err
		}
		judge.Checkpoint, judge.Digests = memory.known, true
	}
	result, err := judge.All(ctx)
	if err != nil {
		return err
	}
	if r.memory != nil && !a.dryRun {
		r.memory.keep(judge.Past, r.commit())
	}
	if memory != nil {
		memory.missed(&result)
	}
	entries, _, err := r.ledger.Entries()
	if err != nil {
		return err
	}
	reported := a.findings(r.said(ctx, result, checked(nil, entries)), false)
	if reported != nil && result.Problems.Errors() == 0 {
		return reported
	}
	if memory != nil {
		if err := memory.keep(a, result, r.program.ID, r.commit(), judge.Now); err != nil {
			return err
		}
	}
	if reported != nil {
		return reported
	}
	open := slices.ContainsFunc(result.NotChecked, func(n verify.NotChecked) bool {
		return n.Fails && !(n.Code == verify.CodeUnread && o.history == "skip")
	})
	if open {
		return silent(exitWorld)
	}
	return nil
}

// said is what verify found, ready to be written.
func (c *committed) said(ctx context.Context, result verify.Result, files []string) findings.Result {
	return findings.Result{Problems: result.Problems, Files: files, Folder: c.folder(ctx), Verify: &findings.Verify{
		Checked: counts(result.Checked), NotChecked: result.Unchecked(),
		Found: func(i int) findings.Origin {
			return findings.Origin{Digest: result.Problems[i].Digest, Commit: result.Problems[i].Commit}
		},
	}}
}

func counts(c verify.Checked) []findings.Count {
	return []findings.Count{{N: c.Records, Noun: "records"}, {N: c.Signatures, Noun: "signatures"}, {N: c.Learners, Noun: "learners"}, {N: c.Commits, Noun: "commits"}}
}
