package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/signoff"
)

type waiveOptions struct {
	who
	role, kind, date, until, reason string
	evidence                        []string
}

func waiverKinds() []string {
	return []string{signoff.PriorLearning, signoff.Equivalent, signoff.Deferral, signoff.NotApplicable}
}

func newWaiveCmd(a *app) *cobra.Command {
	var o waiveOptions
	cmd := &cobra.Command{
		Use:   "waive LEARNER COMPETENCY --kind KIND --reason TEXT",
		Short: "Grant prior learning, equivalence, a deferral or not-applicable",
		Long: `A coordinator grants something instead of a sign-off. Prior learning and equivalence count until
--until, or for ever; not-applicable takes the competency out of what is required; a deferral only
moves the due day, never counts, and needs --until.`,
		Example: `  sojt waive maria-lopez hygiene/allergens --kind prior-learning --reason "certificate of 2025" --until 2027-05-01
  sojt waive theo-brandt plating --kind deferral --until 2026-12-31 --reason "the station is being rebuilt"`,
		Args:              needs("LEARNER", "COMPETENCY"),
		ValidArgsFunction: a.completeArgs(learnerArg, competencyArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runWaive(cmd.Context(), a, o, args[0], args[1])
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.kind, "kind", "", "the `kind`: prior-learning, equivalent, deferral, not-applicable")
	f.StringVar(&o.reason, "reason", "", "why: a `text`")
	f.StringVar(&o.role, "role", "", "the `role` it is granted in; else the learner's earliest that has the competency")
	f.StringVar(&o.date, "date", "", "the `day` it holds from; else today")
	f.StringVar(&o.until, "until", "", "its last good `day`")
	f.StringArrayVar(&o.evidence, "evidence", nil, "a `file or address`, repeatable; a file's hash is recorded with it")
	o.mentorFlag(cmd, a)
	completeWords(cmd, "kind", waiverKinds()...)
	cmd.RegisterFlagCompletionFunc("role", a.completeRoles)
	return cmd
}

func runWaive(ctx context.Context, a *app, o waiveOptions, learner, competency string) error {
	var m missing
	m.flag(o.kind == "", "--kind KIND")
	m.flag(o.reason == "", "--reason TEXT")
	m.flag(o.kind == signoff.Deferral && o.until == "", "--until DATE (a deferral runs out)")
	if err := m.err("waive"); err != nil {
		return err
	}
	if err := oneOf("kind", o.kind, waiverKinds()); err != nil {
		return err
	}
	d, c, err := a.begin(ctx, "waive", o.who, learner, competency)
	if err != nil {
		return err
	}
	r := d.draft(signoff.Waive, learner)
	if r.Date, err = d.dateOr("date", o.date); err != nil {
		return err
	}
	if r.Role, err = d.roleFor(learner, o.role, c, r.Date); err != nil {
		return err
	}
	if r.Until, err = parseDate("until", o.until); err != nil {
		return err
	}
	if r.Evidence, err = d.evidence(o.evidence); err != nil {
		return err
	}
	r.Competency, r.Kind, r.Reason = c.ID, o.kind, o.reason
	if err := d.add(r); err != nil {
		return err
	}
	return d.write(ctx, "waived")
}
