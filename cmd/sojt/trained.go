package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/signoff"
	"sojt/signoff/line"
)

type trainedOptions struct {
	who
	learner, competency string
	date, method, note  string
	minutes             int
}

func newTrainedCmd(a *app) *cobra.Command {
	var o trainedOptions
	cmd := &cobra.Command{
		Use:   "trained LEARNER COMPETENCY",
		Short: "Record that the work was shown and explained",
		Long: `A mentor records that the work was shown and explained to the learner, before practice. Where the
certifier has to be somebody else, whoever trained the learner cannot sign the competency off.`,
		Example: `  sojt trained theo-brandt knife-safety
  sojt trained theo-brandt knife-safety --date 2026-11-18 --method demonstration --minutes 30`,
		Args:              needs("LEARNER", "COMPETENCY"),
		ValidArgsFunction: a.completeArgs(learnerArg, competencyArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.learner, o.competency = args[0], args[1]
			return runTrained(cmd.Context(), a, o, cmd.Flags().Changed("minutes"))
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.date, "date", "", "the `day`; else today")
	f.StringVar(&o.method, "method", "", "how: a `word` such as demonstration or classroom")
	f.IntVar(&o.minutes, "minutes", 0, "how long it took")
	f.StringVar(&o.note, "note", "", "a `text` beside it")
	o.mentorFlag(cmd, a)
	return cmd
}

func runTrained(ctx context.Context, a *app, o trainedOptions, timed bool) error {
	d, c, err := a.begin(ctx, "trained", o.who, o.learner, o.competency)
	if err != nil {
		return err
	}
	r := d.draft(signoff.Trained, o.learner)
	if r.Date, err = d.dateOr("date", o.date); err != nil {
		return err
	}
	r.Competency, r.Method, r.Note = c.ID, o.method, o.note
	if timed {
		r.Minutes = line.N(o.minutes)
	}
	if err := d.add(r); err != nil {
		return err
	}
	return d.write(ctx, "trained")
}
