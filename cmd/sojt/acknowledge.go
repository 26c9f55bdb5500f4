package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/signoff"
)

type acknowledgeOptions struct {
	who
	note string
}

func newAcknowledgeCmd(a *app) *cobra.Command {
	var o acknowledgeOptions
	cmd := &cobra.Command{
		Use:   "acknowledge LEARNER [RECORD...]",
		Short: "Countersign sign-offs, as the learner",
		Long: `The learner countersigns a sign-off. Without a record, every sign-off that stands, waits for it and
is not acknowledged yet is taken. It never replaces the mentor's signature; where a competency asks
for it, the role is not qualified without it.`,
		Example: `  sojt acknowledge maria-lopez
  sojt acknowledge maria-lopez 01KAN3 --note "thank you for the time"`,
		Args:              notEmpty,
		ValidArgsFunction: a.completeArgs(learnerArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			var m missing
			m.args(args, "LEARNER")
			if err := m.err("acknowledge"); err != nil {
				return err
			}
			return runAcknowledge(cmd.Context(), a, o, args[0], args[1:])
		},
	}
	cmd.Flags().StringVar(&o.note, "note", "", "a `text` beside it")
	o.byFlag(cmd, a)
	return cmd
}

func runAcknowledge(ctx context.Context, a *app, o acknowledgeOptions, learner string, ids []string) error {
	d, _, err := a.begin(ctx, "acknowledge", o.who, learner, "")
	if err != nil {
		return err
	}
	var about []*signoff.Record
	for _, id := range ids {
		r, err := recordOf(d.people[learner].Learner, id)
		if err != nil {
			return err
		}
		if r.Type != signoff.Signoff {
			return usagef("only sign-offs are acknowledged", "%s is a record of type %s", r.ID, r.Type)
		}
		about = append(about, r)
	}
	if len(ids) == 0 {
		about = unacknowledged(d.standings(learner, d.today))
	}
	if len(about) == 0 {
		d.app.tell("nothing of %s waits to be acknowledged", learner)
		return nil
	}
	for _, r := range about {
		ack := d.draft(signoff.Acknowledge, learner)
		ack.Ref, ack.Note = r.Digest, o.note
		if err := d.add(ack); err != nil {
			return err
		}
	}
	return d.write(ctx, "acknowledged")
}

// unacknowledged lists the sign-offs that stand and wait for the learner, each once.
func unacknowledged(s *signoff.Standings) []*signoff.Record {
	var waiting []*signoff.Record
	seen := map[string]bool{}
	for _, role := range s.Roles {
		for _, c := range role.Cells {
			if c.Flags.Has(signoff.Unacknowledged) && !seen[c.Rests.Digest] {
				seen[c.Rests.Digest] = true
				waiting = append(waiting, c.Rests)
			}
		}
	}
	return waiting
}
