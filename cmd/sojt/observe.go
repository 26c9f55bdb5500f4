package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/signoff"
)

func newObserveCmd(a *app) *cobra.Command {
	o := workOptions{}
	cmd := &cobra.Command{
		Use:   "observe LEARNER COMPETENCY --outcome competent|not-yet",
		Short: "Record one judged run, short of a sign-off",
		Long: `Records one run of the activity that a mentor watched and judged. Competent ones add up to the
evidence a sign-off needs; a not-yet says what was missing, what to do about it and when to try
again, and ends competence until a new sign-off.`,
		Example: `  sojt observe theo-brandt knife-safety --outcome competent --all-criteria --level 3
  sojt observe theo-brandt grill --outcome not-yet --note "turned too early" \
      --action "ten more steaks with Ana" --retest 2026-10-20 --errors early-turn`,
		Args:              needs("[LEARNER]", "[COMPETENCY]"),
		ValidArgsFunction: a.completeArgs(learnerArg, competencyArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.levelled = cmd.Flags().Changed("level")
			return runObserve(cmd.Context(), a, o, args)
		},
	}
	o.flags(cmd, a)
	cmd.Flags().StringVar(&o.outcome, "outcome", "", "the `judgement`: competent or not-yet")
	completeWords(cmd, "outcome", signoff.CompetentOutcome, signoff.NotYetOutcome)
	return cmd
}

func runObserve(ctx context.Context, a *app, o workOptions, args []string) error {
	var missing missing
	missing.args(args, "LEARNER", "COMPETENCY")
	missing.flag(o.outcome == "", "--outcome competent|not-yet")
	if err := missing.err("observe"); err != nil {
		return err
	}
	if err := oneOf("outcome", o.outcome, []string{signoff.CompetentOutcome, signoff.NotYetOutcome}); err != nil {
		return err
	}
	d, c, err := a.begin(ctx, "observe", o.who, args[0], args[1])
	if err != nil {
		return err
	}
	if err := o.complete([]*competency.Competency{c}, "observe"); err != nil {
		return err
	}
	if err := d.observe(o, args[0], c); err != nil {
		return err
	}
	return d.write(ctx, "observed")
}

// observe drafts an observation of one competency.
func (d *desk) observe(o workOptions, learner string, c *competency.Competency) error {
	r, err := d.work(signoff.Observation, o, learner, c)
	if err != nil {
		return err
	}
	r.Outcome, r.Errors, r.Action = o.outcome, distinct(o.errors), o.action
	if r.Retest, err = parseDate("retest", o.retest); err != nil {
		return err
	}
	return d.add(r)
}
