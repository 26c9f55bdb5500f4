package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/signoff"
)

type signoffOptions struct {
	workOptions
	notYet, renew bool
	reaffirms     string
	override      string
}

// meaning is what a sign-off attests (21 CFR 11.50 asks that a signature state its meaning).
const meaning = "observed and found competent"

func newSignoffCmd(a *app) *cobra.Command {
	o := signoffOptions{}
	cmd := &cobra.Command{
		Use:   "signoff LEARNER[,LEARNER...] COMPETENCY...",
		Short: "Observe and sign off",
		Long: `Attests that you observed the learner and found them competent: every criterion met, at the level
asked for, without error. The record pins the exact wording you observed. The rules are checked
first; each one that says no is named with what would satisfy it.

With several learners or competencies there is one record for each, all or nothing; --all-criteria
and --level then hold for every one of them. A coordinator may override practice, evidence and
lateness with a reason, which is shown wherever the record is.`,
		Example: `  sojt signoff maria-lopez knife-safety --all-criteria --level 3
  sojt signoff maria-lopez knife-safety --criteria grip,size --level 3 --note "no slip in 10 min"
  sojt signoff theo-brandt grill --not-yet --note "turned too early" --action "ten more with Ana"
  sojt signoff maria-lopez,theo-brandt hygiene/handwashing --all-criteria`,
		Args:              notEmpty,
		ValidArgsFunction: a.completeArgs(learnersArg, competencyArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.levelled = cmd.Flags().Changed("level")
			return runSignoff(cmd.Context(), a, o, args)
		},
	}
	o.flags(cmd, a)
	f := cmd.Flags()
	f.BoolVar(&o.notYet, "not-yet", false, "not competent yet: the same as observe --outcome not-yet")
	f.BoolVar(&o.renew, "renew", false, "the learner is competent already, and this renews it early")
	f.StringVar(&o.reaffirms, "reaffirms", "", "the sign-off that this one confirms, by `record` id")
	f.StringVar(&o.override, "override", "", "a coordinator's `reason` to sign although practice, evidence or lateness speak against it")
	return cmd
}

func runSignoff(ctx context.Context, a *app, o signoffOptions, args []string) error {
	var missing missing
	missing.args(args, "LEARNER", "COMPETENCY")
	if err := missing.err("signoff"); err != nil {
		return err
	}
	if err := o.fitting(); err != nil {
		return err
	}
	learners := strings.Split(args[0], ",")
	if slices.Contains(learners, "") {
		return usagef("write LEARNER,LEARNER without blanks", "a learner in %q has no name", args[0])
	}
	learners = distinct(learners)
	several := len(learners) > 1 || len(args) > 2
	if several && len(o.criteria) > 0 {
		return usagef("--all-criteria holds for each; or sign them off one by one", "--criteria is for one learner and one competency")
	}
	d, err := a.sitDown(ctx, "signoff", learners...)
	if err != nil {
		return err
	}
	if err := d.actor(ctx, o.who); err != nil {
		return err
	}
	var about []*competency.Competency
	for _, id := range args[1:] {
		c, err := d.competency(id)
		if err != nil {
			return err
		}
		about = append(about, c)
	}
	if o.notYet {
		o.outcome = signoff.NotYetOutcome
	}
	if err := o.complete(about, "signoff"); err != nil {
		return err
	}
	for _, learner := range learners {
		for _, c := range about {
			if err := d.sign(o, learner, c); err != nil {
				return err
			}
		}
	}
	if o.notYet {
		return d.write(ctx, "not yet")
	}
	return d.write(ctx, "signed off")
}

// fitting refuses flags that would be dropped in silence: those of a not-yet without it, and those of
// a sign-off with it.
func (o *signoffOptions) fitting() error {
	for _, f := range []struct {
		flag          string
		given, notYet bool
	}{
		{"errors", len(o.errors) > 0, true}, {"action", o.action != "", true}, {"retest", o.retest != "", true},
		{"renew", o.renew, false}, {"reaffirms", o.reaffirms != "", false}, {"override", o.override != "", false},
	} {
		switch {
		case f.given && f.notYet && !o.notYet:
			return usagef("add --not-yet, or leave it out: what is signed off was done without error", "--%s belongs to a not-yet", f.flag)
		case f.given && !f.notYet && o.notYet:
			return usagef("leave it out", "--%s belongs to a sign-off, and this is a not-yet", f.flag)
		}
	}
	return nil
}

// sign drafts one sign-off, or the observation that it is not yet.
func (d *desk) sign(o signoffOptions, learner string, c *competency.Competency) error {
	if o.notYet {
		return d.observe(o.workOptions, learner, c)
	}
	r, err := d.work(signoff.Signoff, o.workOptions, learner, c)
	if err != nil {
		return err
	}
	r.Meaning, r.Override = meaning, o.override
	switch {
	case o.reaffirms != "":
		old, err := recordOf(d.people[learner].Learner, o.reaffirms)
		if err != nil {
			return err
		}
		if old.Competency != c.ID || (old.Type != signoff.Signoff && old.Type != signoff.Transcribe) {
			return usagef("sojt log "+learner+" "+c.ID+" lists what can be confirmed", "%s is no sign-off of %s", old.ID, c.ID)
		}
		r.Reaffirms = old.Digest
	case o.renew:
		r.Reaffirms = d.standing(r)
	}
	return d.add(r)
}

// standing is the digest of the sign-off that stands on the day of a draft, for its competency in its
// role; "" where none does.
func (d *desk) standing(r *signoff.Record) string {
	s := d.standings(r.Learner, r.Date).Role(r.Role)
	if s == nil {
		return ""
	}
	if c := s.Cell(r.Competency); c != nil && c.Rests != nil && c.Standing == signoff.StandsCompetent {
		return c.Rests.Digest
	}
	return ""
}
