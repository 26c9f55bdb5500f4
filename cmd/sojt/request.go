package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/signoff"
)

type requestOptions struct {
	who
	learner, competency, to, note string
}

func newRequestCmd(a *app) *cobra.Command {
	var o requestOptions
	cmd := &cobra.Command{
		Use:   "request LEARNER COMPETENCY",
		Short: "Ask for a sign-off",
		Long: `The learner says they are ready to be observed. Where policy has request_first, a sign-off waits for
this. The request stays open until a sign-off, a waiver or a not-yet answers it.`,
		Example: `  sojt request theo-brandt knife-safety
  sojt request theo-brandt knife-safety --to ana --note "after the lunch service"`,
		Args:              needs("LEARNER", "COMPETENCY"),
		ValidArgsFunction: a.completeArgs(learnerArg, competencyArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.learner, o.competency = args[0], args[1]
			return runRequest(cmd.Context(), a, o)
		},
	}
	cmd.Flags().StringVar(&o.to, "to", "", "the mentor who is asked, by `id`")
	cmd.Flags().StringVar(&o.note, "note", "", "a `text` beside it")
	o.byFlag(cmd, a)
	cmd.RegisterFlagCompletionFunc("to", a.completeMentors)
	return cmd
}

func runRequest(ctx context.Context, a *app, o requestOptions) error {
	d, c, err := a.begin(ctx, "request", o.who, o.learner, o.competency)
	if err != nil {
		return err
	}
	if err := d.known("to", o.to); err != nil {
		return err
	}
	r := d.draft(signoff.Request, o.learner)
	r.Competency, r.To, r.Note = c.ID, o.to, o.note
	if err := d.add(r); err != nil {
		return err
	}
	return d.write(ctx, "requested")
}
