package main

import (
	"context"
	"fmt"
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
	plain         bool
}

// meaning is what a sign-off attests (21 CFR 11.50 asks that a signature state its meaning).
const meaning = "observed and found competent"

func newSignoffCmd(a *app) *cobra.Command {
	o := signoffOptions{}
	cmd := &cobra.Command{
		Use:   "signoff [LEARNER[,LEARNER...]] [COMPETENCY...]",
		Short: "Observe and sign off",
		Long: `Attests that you observed the learner and found them competent: every criterion met, at the level
asked for, without error. The record pins the exact wording you observed. The rules are checked
first; each one that says no is named with what would satisfy it.

On a terminal what is missing here is asked for, in at most five steps: who, what, the criteria to tick,
level and note, and a last look at the exact meaning of the record, which nothing but a typed yes confirms;
no flag skips that. If not all is ticked it becomes a not-yet, with note, action and retest. Ctrl-C and the
end of input write nothing. --plain asks line by line, for a screen reader; TERM=dumb does so too. Shift-Tab,
and < line by line, goes back to the question before; what was answered stays. If a hook or git refuses in
the end, the command that repeats the answers is shown. With everything given, and where there is no
terminal, nothing is asked.

With several learners or competencies there is one record for each, all or nothing; --all-criteria
and --level then hold for every one of them. Where a sign-off is in doubt, since the wording moved on
under it or its key came into other hands, --reaffirms names it; the work is observed again, by what
is asked for today. A coordinator may override practice, evidence and
lateness with a reason, which is shown wherever the record is.`,
		Example: `  sojt signoff
  sojt signoff maria-lopez knife-safety --all-criteria --level 3
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
	return cmd
}

func (o *signoffOptions) flags(cmd *cobra.Command, a *app) {
	o.workOptions.flags(cmd, a)
	f := cmd.Flags()
	f.BoolVar(&o.notYet, "not-yet", false, "not competent yet: the same as observe --outcome not-yet")
	f.BoolVar(&o.renew, "renew", false, "the learner is competent already, and this renews it early")
	f.StringVar(&o.reaffirms, "reaffirms", "", "the sign-off in doubt that this one confirms, by `record` id")
	f.BoolVar(&o.plain, "plain", false, "ask line by line, for a screen reader: nothing on the screen is drawn again")
	f.StringVar(&o.override, "override", "", "a coordinator's `reason` to sign although practice, evidence or lateness speak against it")
}

func runSignoff(ctx context.Context, a *app, o signoffOptions, args []string) error {
	if o.notYet {
		o.outcome = signoff.NotYetOutcome
	}
	k := a.asks(o)
	var missing missing
	missing.args(args, "LEARNER", "COMPETENCY")
	if err := missing.err("signoff"); err != nil && k == nil {
		return err
	}
	if err := o.fitting(); err != nil {
		return err
	}
	d, tasks, err := a.tasks(ctx, k, o, args)
	if err != nil {
		return err
	}
	if err := d.signAll(tasks); err != nil {
		return d.orAgain(err)
	}
	if o.notYet {
		return d.write(ctx, "not yet")
	}
	return d.write(ctx, "signed off")
}

// signAll drafts the records, each by its own options. What was shown to somebody is signed as it was shown,
// or not at all.
func (d *desk) signAll(tasks []task) error {
	for _, t := range tasks {
		c, err := d.competency(t.competency)
		if err != nil {
			return err
		}
		if t.wording != "" && t.wording != c.Fingerprint {
			return shownOtherwise{fmt.Errorf("not recorded: the wording of %s changed while it was being signed off; run the command again", c.ID)}
		}
		if err := d.sign(t.o, t.learner, c); err != nil {
			return err
		}
	}
	return nil
}

// tasks are the records that the command line asks for, with what is missing asked of the person at the
// terminal, if there is one; and the desk at which they are made.
func (a *app) tasks(ctx context.Context, k *asker, o signoffOptions, args []string) (*desk, []task, error) {
	var learners, ids []string
	var err error
	if len(args) > 0 {
		learners, err = learnersIn(args[0])
		ids = args[1:]
	} else {
		learners, err = k.who(ctx)
	}
	if err != nil {
		return nil, nil, err
	}
	if several := len(learners) > 1 || len(ids) > 1; several && len(o.criteria) > 0 {
		return nil, nil, usagef("--all-criteria holds for each; or sign them off one by one", "--criteria is for one learner and one competency")
	}
	d, err := a.sitDown(ctx, "signoff", learners...)
	if err != nil {
		return nil, nil, err
	}
	if err := d.actor(o.who); err != nil {
		return nil, nil, err
	}
	var about []*competency.Competency
	if len(ids) == 0 {
		about, err = k.what(ctx, d, learners)
	} else {
		about, err = d.competencies(ids)
	}
	if err != nil {
		return nil, nil, err
	}
	if err := o.known(about); err != nil {
		return nil, nil, err
	}
	missing := o.lacking(about)
	if k == nil && len(missing) > 0 {
		return nil, nil, missing.err("signoff")
	}
	if k != nil && (len(missing) > 0 || o.uncaptured(about)) {
		return k.records(ctx, d, learners, about)
	}
	var tasks []task
	for _, learner := range learners {
		for _, c := range about {
			tasks = append(tasks, task{learner, c.ID, "", o})
		}
	}
	return d, tasks, nil
}

// competencies finds those that a command line names.
func (d *desk) competencies(ids []string) ([]*competency.Competency, error) {
	var all []*competency.Competency
	for _, id := range ids {
		c, err := d.competency(id)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

// learnersIn reads LEARNER,LEARNER: each once.
func learnersIn(arg string) ([]string, error) {
	learners := strings.Split(arg, ",")
	if slices.Contains(learners, "") {
		return nil, usagef("write LEARNER,LEARNER without blanks", "a learner in %q has no name", arg)
	}
	return distinct(learners), nil
}

// uncaptured reports whether a field that a competency asks for is not given. A coordinator may override it.
func (o *signoffOptions) uncaptured(about []*competency.Competency) bool {
	return o.override == "" && slices.ContainsFunc(about, func(c *competency.Competency) bool {
		return slices.ContainsFunc(c.Capture, func(key string) bool {
			field := o.field(key)
			return field != nil && *field == "" || key == "evidence" && len(o.evidence) == 0
		})
	})
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
	if o.reaffirms == "" {
		if o.renew {
			r.Reaffirms = d.standing(r)
		}
		return d.add(r)
	}
	old, err := d.confirmed(r, o.reaffirms)
	if err != nil {
		return err
	}
	r.Reaffirms = old.Digest
	before := d.cell(r)
	if err := d.add(r); err != nil {
		return err
	}
	d.confirm(r, old, before, o.renew)
	return nil
}

// standing is the digest of the sign-off that stands on the day of a draft, for its competency in its
// role; "" where none does.
func (d *desk) standing(r *signoff.Record) string {
	if c := d.cell(r); c != nil && c.Rests != nil && c.Standing == signoff.StandsCompetent {
		return c.Rests.Digest
	}
	return ""
}
