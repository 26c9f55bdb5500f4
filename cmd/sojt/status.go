package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/report"
)

func newStatusCmd(a *app) *cobra.Command {
	var redact bool
	cmd := &cobra.Command{
		Use:   "status [LEARNER]",
		Short: "Show one learner: done, next steps, who can sign",
		Long: `Shows where one learner stands: what comes next with its criteria, practice so far, due dates and who
can sign, then what is done and what has to wait. Without a name it is whoever git's user.email
belongs to.`,
		Example: `  sojt status theo-brandt
  sojt status theo-brandt --as-of 2026-06-30 --format json`,
		Args:              needs("[LEARNER]"),
		ValidArgsFunction: a.completeArgs(learnerArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runStatus(cmd.Context(), a, args, redact)
		},
	}
	cmd.Flags().BoolVar(&redact, "redact", false, "ids only: no names, no free text")
	return cmd
}

func runStatus(ctx context.Context, a *app, args []string, redact bool) error {
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	learner := ""
	if len(args) > 0 {
		learner = args[0]
	} else if learner, err = a.myself(ctx, r); err != nil {
		return err
	}
	scope := report.Scope{Filter: report.Filter{Learner: learner}, Redact: redact}
	in, problems, err := r.input(ctx, &scope)
	if err != nil {
		return err
	}
	if err := a.show(report.NewStatus(in)); err != nil {
		return err
	}
	return a.shown(problems)
}

// myself finds the learner whose header has git's user.email.
func (a *app) myself(ctx context.Context, r *reader) (string, error) {
	hint := "name a learner: sojt status LEARNER"
	repo, err := r.clone(ctx)
	if err != nil {
		return "", usagef(hint, "whose status?")
	}
	email, err := repo.Config(ctx, "user.email")
	if err != nil {
		return "", err
	}
	id, err := r.ledger.ByEmail(ctx, email, r.program)
	if err != nil {
		return "", err
	}
	if id == "" {
		return "", usagef(hint, "git's user.email is %q, which no learner has", email)
	}
	return id, nil
}
