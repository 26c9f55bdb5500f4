package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sojt/signoff"
	"sojt/signoff/ledger"
)

type revokeOptions struct {
	who
	from, reason, trigger string
}

func triggers() []string {
	return []string{"error", "incident", "near-miss", "unsafe-act", "equipment-change", "workplace-change", "fraud"}
}

func newRevokeCmd(a *app) *cobra.Command {
	var o revokeOptions
	cmd := &cobra.Command{
		Use:   "revoke RECORD --reason TEXT",
		Short: "Take a record back",
		Long: `Takes a record back from a day on; the record stays and shows in the log. Its author may do so while
designated, or a coordinator. After an error an earlier sign-off stands again; with any other
trigger (an incident, a near miss, ...) earlier sign-offs end too, and the learner starts over.`,
		Example: `  sojt revoke 01KAN3 --reason "wrong learner"
  sojt revoke 01KAN3 --trigger near-miss --from 2026-10-02 --reason "slipped with a hot pan"`,
		Args: needs("RECORD"), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error { return runRevoke(cmd.Context(), a, o, args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.reason, "reason", "", "why: a `text`")
	f.StringVar(&o.trigger, "trigger", "", "what `happened`: error (as if there is none), incident, near-miss, unsafe-act, equipment-change, workplace-change, fraud")
	f.StringVar(&o.from, "from", "", "the `day` it holds from; else today")
	o.mentorFlag(cmd, a)
	completeWords(cmd, "trigger", triggers()...)
	return cmd
}

func runRevoke(ctx context.Context, a *app, o revokeOptions, record string) error {
	var m missing
	m.flag(o.reason == "", "--reason TEXT")
	if err := m.err("revoke"); err != nil {
		return err
	}
	if o.trigger != "" {
		if err := oneOf("trigger", o.trigger, triggers()); err != nil {
			return err
		}
	}
	p, err := a.open()
	if err != nil {
		return err
	}
	learner, err := p.owner(record)
	if err != nil {
		return err
	}
	d, _, err := a.begin(ctx, "revoke", o.who, learner, "")
	if err != nil {
		return err
	}
	target, err := recordOf(d.people[learner].Learner, record)
	if err != nil {
		return err
	}
	r := d.draft(signoff.Revoke, learner)
	if r.Date, err = d.dateOr("from", o.from); err != nil {
		return err
	}
	r.Ref, r.Reason, r.Trigger = target.Digest, o.reason, o.trigger
	if err := d.add(r); err != nil {
		return err
	}
	return d.write(ctx, "revoked")
}

// owner finds whose file holds a record. Ids do not say, so this looks through the files for the
// text of the id, without reading them as records.
func (p *place) owner(record string) (string, error) {
	if len(record) < ledger.ShortestID {
		return "", usagef("sojt log lists them", "%q is too short for a record's id: write at least %d characters", record, ledger.ShortestID)
	}
	owners, err := p.ledger.Holding(record)
	switch {
	case err != nil:
		return "", err
	case len(owners) == 1:
		return owners[0], nil
	case len(owners) == 0:
		return "", usagef("sojt log lists the records", "there is no record %q", record)
	default:
		return "", usagef("write more of it", "%q could be a record of %s", record, either(owners))
	}
}

// either joins a few names; of many the first three and how many more.
func either(names []string) string {
	if len(names) > 3 {
		return fmt.Sprintf("%s or %d more", strings.Join(names[:3], ", "), len(names)-3)
	}
	return strings.Join(names, " or ")
}
