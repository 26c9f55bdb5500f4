package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/signoff"
)

type qualifyOptions struct {
	who
	date, until, note string
	interim           bool
}

func newQualifyCmd(a *app) *cobra.Command {
	var o qualifyOptions
	cmd := &cobra.Command{
		Use:   "qualify LEARNER ROLE",
		Short: "Declare a learner qualified in a role",
		Long: `The final, separate act by a coordinator where a role has "qualify: coordinator". All that the role
requires must be in place on the day. While deferrals run, --interim qualifies until they end.`,
		Example: `  sojt qualify maria-lopez sous-chef
  sojt qualify theo-brandt evaluator --interim --until 2026-12-31`,
		Args:              needs("LEARNER", "ROLE"),
		ValidArgsFunction: a.completeArgs(learnerArg, roleArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runQualify(cmd.Context(), a, o, args[0], args[1])
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.date, "date", "", "the `day` it holds from; else today")
	f.StringVar(&o.until, "until", "", "its last good `day`")
	f.BoolVar(&o.interim, "interim", false, "only while deferrals run")
	f.StringVar(&o.note, "note", "", "a `text` beside it")
	o.mentorFlag(cmd, a)
	return cmd
}

func runQualify(ctx context.Context, a *app, o qualifyOptions, learner, role string) error {
	d, _, err := a.begin(ctx, "qualify", o.who, learner, "")
	if err != nil {
		return err
	}
	if err := d.role(role); err != nil {
		return err
	}
	r := d.draft(signoff.Qualify, learner)
	if r.Date, err = d.dateOr("date", o.date); err != nil {
		return err
	}
	if r.Until, err = parseDate("until", o.until); err != nil {
		return err
	}
	r.Role, r.Interim, r.Note = role, o.interim, o.note
	if err := d.add(r); err != nil {
		return err
	}
	return d.write(ctx, "qualified")
}
