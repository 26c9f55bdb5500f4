package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/signoff"
	"sojt/signoff/line"
)

type practiceOptions struct {
	who
	learner, competency      string
	times, minutes           int
	date, method, with, note string
}

func newPracticeCmd(a *app) *cobra.Command {
	var o practiceOptions
	cmd := &cobra.Command{
		Use:   "practice LEARNER COMPETENCY",
		Short: "Log practice runs",
		Long: `Logs runs of the activity before a sign-off is asked for. Learners log their own, or a mentor does.
Practice opens the gate to a sign-off and never makes anyone competent; logged minutes count
towards the hours a competency asks for.`,
		Example: `  sojt practice theo-brandt knife-safety
  sojt practice theo-brandt knife-safety --times 2 --minutes 40 --with ana --date 2026-11-20`,
		Args:              needs("LEARNER", "COMPETENCY"),
		ValidArgsFunction: a.completeArgs(learnerArg, competencyArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.learner, o.competency = args[0], args[1]
			return runPractice(cmd.Context(), a, o, cmd.Flags().Changed("minutes"))
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.times, "times", 1, "how many runs, all on this day")
	f.StringVar(&o.date, "date", "", "the `day` of the runs; else today")
	f.StringVar(&o.method, "method", "", "how: a `word` such as hands-on or simulator")
	f.StringVar(&o.with, "with", "", "who was there, by `id`")
	f.IntVar(&o.minutes, "minutes", 0, "how long each run took")
	f.StringVar(&o.note, "note", "", "a `text` beside it")
	o.byFlag(cmd, a)
	cmd.RegisterFlagCompletionFunc("with", a.completeMentors)
	return cmd
}

const (
	mostRuns   = 100     // in one command; more is a slip of the finger
	longestRun = 24 * 60 // minutes
)

func runPractice(ctx context.Context, a *app, o practiceOptions, timed bool) error {
	if o.times < 1 || o.times > mostRuns {
		return usagef("", "--times is %d, expected 1 to %d", o.times, mostRuns)
	}
	if o.minutes > longestRun {
		return usagef("log it day by day: --date DATE --minutes N", "--minutes is %d, expected 0 to %d: a day has no more", o.minutes, longestRun)
	}
	d, c, err := a.begin(ctx, "practice", o.who, o.learner, o.competency)
	if err != nil {
		return err
	}
	day, err := d.dateOr("date", o.date)
	if err != nil {
		return err
	}
	if err := d.known("with", o.with); err != nil {
		return err
	}
	for range o.times {
		r := d.draft(signoff.Practice, o.learner)
		r.Competency, r.Date, r.Method, r.With, r.Note = c.ID, day, o.method, o.with, o.note
		if timed {
			r.Minutes = line.N(o.minutes)
		}
		if err := d.add(r); err != nil {
			return err
		}
	}
	return d.write(ctx, "practised")
}
