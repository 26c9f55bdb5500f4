package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/report"
)

type logOptions struct {
	scopeFlags
	competency string
}

func newLogCmd(a *app) *cobra.Command {
	var o logOptions
	cmd := &cobra.Command{
		Use:   "log [LEARNER] [COMPETENCY]",
		Short: "List every record, with names, reasons and lateness",
		Long: `Lists what was recorded, revoked records among it, in the order in which it was recorded: of everybody,
of one learner, or of one learner in one competency. The ids are what show, revoke and acknowledge
take.`,
		Example: `  sojt log theo-brandt
  sojt log theo-brandt knife-safety
  sojt log --since 2026-10-01 --mentor ana --format csv`,
		Args:              needs("[LEARNER]", "[COMPETENCY]"),
		ValidArgsFunction: a.completeArgs(learnerArg, competencyArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				if o.Learner != "" && o.Learner != args[0] {
					return usagef("name one of them", "LEARNER is %q and --learner is %q", args[0], o.Learner)
				}
				o.Learner = args[0]
			}
			if len(args) > 1 {
				o.competency = args[1]
			}
			return runLog(cmd.Context(), a, o)
		},
	}
	o.flags(cmd, a)
	o.betweenFlags(cmd)
	return cmd
}

func runLog(ctx context.Context, a *app, o logOptions) error {
	r, release, err := a.readWithin(ctx, &o.scopeFlags)
	if err != nil {
		return err
	}
	defer release()
	if o.competency != "" && r.program.Competency(o.competency) == nil {
		return unknown("competency", o.competency, competencies(r.program), "sojt status LEARNER lists a learner's")
	}
	o.IncludeLeft = true
	in, problems, err := r.input(ctx, &o.Scope)
	if err != nil {
		return err
	}
	if err := a.show(report.NewLog(in, o.competency)); err != nil {
		return err
	}
	return a.shown(problems)
}
