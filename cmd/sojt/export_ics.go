package main

import (
	"bytes"
	"context"

	"github.com/spf13/cobra"

	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/ics"
)

type icsOptions struct {
	scopeFlags
	alarm string
}

func newICSCmd(a *app) *cobra.Command {
	var o icsOptions
	cmd := &cobra.Command{
		Use:   "ics",
		Short: "Due and expiry dates as a calendar",
		Long: `Writes the days of sojt report due as iCalendar (RFC 5545), an event of a whole day each: when competencies
are due and when they expire, when roles are to be complete, when qualifications end, objectives. Of
everybody, of one --learner, or of one --mentor: what this mentor may sign, and of whom they supervise;
all days there are, or those between --since and --until. What is past and still open stays on its day.

Put the file where calendars can subscribe to it and write it anew each night: an event keeps its
identity while its day moves, and goes with what it was about. Without --alarm it reminds nobody.`,
		Example: `  sojt export ics -o training.ics
  sojt export ics --learner maria-lopez --alarm 7d -o maria.ics
  sojt export ics --mentor ana --redact --until 2026-12-31`,
		Args:        needs(),
		Annotations: map[string]string{ownFormats: "ics"},
		RunE:        func(cmd *cobra.Command, _ []string) error { return runICS(cmd.Context(), a, o) },
	}
	o.filterFlags(cmd, a)
	o.betweenFlags(cmd)
	f := cmd.Flags()
	f.Lookup("since").Usage = "only days on or after this `day`"
	f.Lookup("until").Usage = "only days on or before this `day`"
	f.StringVar(&o.alarm, "alarm", "", "remind so `long` before: 7d, 2w")
	return cmd
}

func runICS(ctx context.Context, a *app, o icsOptions) error {
	if _, err := a.ownFormat("ics"); err != nil {
		return err
	}
	alarm, err := o.days()
	if err != nil {
		return err
	}
	r, release, err := a.readWithin(ctx, &o.scopeFlags)
	if err != nil {
		return err
	}
	defer release()
	in, problems, err := r.input(ctx, &o.Scope)
	if err != nil {
		return err
	}
	days := report.Deadlines(in)
	var out bytes.Buffer
	if err := ics.Write(&out, ics.Calendar{Program: r.program.ID, Name: r.program.Name, AsOf: r.moment.AsOf, Alarm: alarm, Days: days}); err != nil {
		return err
	}
	if err := a.put(out.Bytes(), false, ""); err != nil {
		return err
	}
	if !a.toStdout() {
		a.tell("%s", counted(len(days), "day"))
	}
	return a.shown(problems)
}

// days is how many --alarm comes to: an alarm counts in days, and a month has no number of them.
func (o icsOptions) days() (int, error) {
	if o.alarm == "" {
		return 0, nil
	}
	p, err := calendar.ParsePeriod(o.alarm)
	switch {
	case err != nil:
		return 0, usagef("", "--alarm is %q, %v", o.alarm, err)
	case p.Unit == calendar.Days:
		return p.N, nil
	case p.Unit == calendar.Weeks:
		return 7 * p.N, nil
	}
	return 0, usagef("", "--alarm is %q, expected days or weeks: 7d, 2w", o.alarm)
}
