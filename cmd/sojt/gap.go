package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/report"
	"sojt/signoff"
)

func newGapCmd(a *app) *cobra.Command {
	var scope report.Scope
	cmd := &cobra.Command{
		Use:   "gap LEARNER ROLE",
		Short: "Show what carries over to another role, and what remains",
		Long: `Shows how far a learner is from a role, enrolled in it or not: what carries over from what was signed off
or waived so far, at the level and in the way that the role asks; what remains, in the order in which to
take it up, with the medians of days and practice runs that it took earlier learners; and what each
choice asks for. Of fewer than 3 earlier learners no median is made.`,
		Example: `  sojt gap maria-lopez sous-chef
  sojt gap maria-lopez sous-chef --format json`,
		Args: needs("LEARNER", "ROLE"), ValidArgsFunction: a.completeArgs(learnerArg, roleArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runGap(cmd.Context(), a, args[0], args[1], scope)
		},
	}
	cmd.Flags().BoolVar(&scope.Redact, "redact", false, "ids only: no names, no free text")
	return cmd
}

func runGap(ctx context.Context, a *app, learner, id string, scope report.Scope) error {
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	role, err := roleNamed(r.program, id)
	if err != nil {
		return err
	}
	everybody, problems, err := r.everybody(ctx, &scope)
	if err != nil {
		return err
	}
	var own *signoff.Standings
	for _, s := range everybody {
		if s.Learner.ID == learner {
			own = s
		}
	}
	if own == nil {
		return r.unknownLearner(learner)
	}
	in := report.NewInput(r.book, r.moment, everybody, scope)
	in.People = []*signoff.Learner{own.Learner} // whose unread lines concern this
	if err := a.show(report.NewGap(in, own, role, everybody)); err != nil {
		return err
	}
	return a.shown(problems)
}
