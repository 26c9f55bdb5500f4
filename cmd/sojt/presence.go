package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/signoff"
)

type presenceOptions struct {
	who
	kind, act, learner string
	role, date, reason string
}

func newPauseCmd(a *app) *cobra.Command {
	return presenceCmd(a, presenceOptions{kind: signoff.Pause, act: "paused"}, cobra.Command{
		Short: "Stop a learner's due dates for a while",
		Long: `Records that a learner is away: due dates stop until resume, certificates go on expiring. Without
--role it holds for every role the learner is in.`,
		Example: `  sojt pause aiko-tan --reason "parental leave" --date 2026-06-01
  sojt pause aiko-tan --role line-cook --reason "seconded to the dining room"`,
	})
}

func newResumeCmd(a *app) *cobra.Command {
	return presenceCmd(a, presenceOptions{kind: signoff.Resume, act: "resumed"}, cobra.Command{
		Short:   "Let a paused learner's due dates run again",
		Long:    `Records that a paused learner is back. Due dates have moved by the time away.`,
		Example: `  sojt resume aiko-tan --date 2026-09-01`,
	})
}

func newLeaveCmd(a *app) *cobra.Command {
	return presenceCmd(a, presenceOptions{kind: signoff.Leave, act: "left"}, cobra.Command{
		Short: "Record that a learner has left",
		Long: `Records that a learner has left a role, or without --role the program. The file stays; reports leave
out who left unless they are asked with --left. Enrolling again opens a new period in which earlier
sign-offs count.`,
		Example: `  sojt leave sam-okafor --reason "moved to another house"
  sojt leave sam-okafor --role barista --reason "changed plans" --date 2026-10-31`,
	})
}

// presenceCmd is what pause, resume and leave share.
func presenceCmd(a *app, o presenceOptions, cmd cobra.Command) *cobra.Command {
	cmd.Use = o.kind + " LEARNER --reason TEXT"
	if o.kind == signoff.Resume {
		cmd.Use = o.kind + " LEARNER"
	}
	cmd.Args = needs("LEARNER")
	cmd.ValidArgsFunction = a.completeArgs(learnerArg)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		o.learner = args[0]
		return runPresence(cmd.Context(), a, o)
	}
	f := cmd.Flags()
	f.StringVar(&o.role, "role", "", "one `role`; else all the learner is in")
	f.StringVar(&o.date, "date", "", "the `day` it holds from; else today")
	f.StringVar(&o.reason, "reason", "", "why: a `text`")
	o.mentorFlag(&cmd, a)
	cmd.RegisterFlagCompletionFunc("role", a.completeRoles)
	return &cmd
}

func runPresence(ctx context.Context, a *app, o presenceOptions) error {
	var m missing
	m.flag(o.reason == "" && o.kind != signoff.Resume, "--reason TEXT")
	if err := m.err(o.kind); err != nil {
		return err
	}
	d, _, err := a.begin(ctx, o.kind, o.who, o.learner, "")
	if err != nil {
		return err
	}
	r := d.draft(o.kind, o.learner)
	if o.role != "" {
		if err := d.role(o.role); err != nil {
			return err
		}
	}
	if r.Date, err = d.dateOr("date", o.date); err != nil {
		return err
	}
	r.Role, r.Reason = o.role, o.reason
	if err := d.add(r); err != nil {
		return err
	}
	return d.write(ctx, o.act)
}
