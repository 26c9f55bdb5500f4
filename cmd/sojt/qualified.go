package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/text"
	"sojt/report"
	"sojt/signoff"
)

type qualifiedOptions struct {
	on     string
	roster string
	redact bool
}

func newQualifiedCmd(a *app) *cobra.Command {
	var o qualifiedOptions
	cmd := &cobra.Command{
		Use:   "qualified [LEARNER] [ROLE-OR-COMPETENCY]",
		Short: "The gate: is this learner qualified on a day, and by which records",
		Long: `Answers whether a learner is qualified in a role, or competent in a competency, on a day: exit code 0 or
1, and the proof. The learner's records are checked first (form, ids, references, signatures, authority,
rules), and an error in one that has a say in the answer makes it no; checks that could not be made
are listed and do not change the answer.

--roster asks about many, one verdict a row, and ends with exit code 1 if any is no: a csv file with a
header row and the columns learner (or employee, person), role (or competency, target: either may be
named) and date (or day); a row without a date is about --on, or today. Other columns are not read.`,
		Example: `  sojt qualified maria-lopez line-cook
  sojt qualified maria-lopez line-cook --on 2026-06-30 --known-at 2026-06-30
  sojt qualified maria-lopez knife-safety --format json
  sojt qualified --roster shifts.csv --format csv -o verdicts.csv`,
		Args:              needs("[LEARNER]", "[ROLE-OR-COMPETENCY]"),
		ValidArgsFunction: a.completeArgs(learnerArg, roleArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.roster != "" {
				if len(args) > 0 {
					return usagef("leave LEARNER and ROLE-OR-COMPETENCY out", "--roster names whom it is about")
				}
				return runRoster(cmd.Context(), a, o)
			}
			var m missing
			m.args(args, "LEARNER", "ROLE-OR-COMPETENCY")
			if err := m.err("qualified"); err != nil {
				return err
			}
			return runQualified(cmd.Context(), a, o, args[0], args[1])
		},
	}
	cmd.Flags().StringVar(&o.on, "on", "", "the `day`; the same as --as-of")
	cmd.Flags().StringVar(&o.roster, "roster", "", "a csv `file`: who is to be qualified in what, and when; one verdict a row")
	cmd.Flags().BoolVar(&o.redact, "redact", false, "ids only: no names, no free text")
	return cmd
}

func runQualified(ctx context.Context, a *app, o qualifiedOptions, learner, target string) error {
	if err := o.day(a); err != nil {
		return err
	}
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	if err := r.target(target); err != nil {
		return err
	}
	s, problems, err := r.one(learner)
	if err != nil {
		return err
	}
	judge, err := a.judge(ctx, r.place, r.book, "HEAD", s.Learner)
	if err != nil {
		return err
	}
	found, err := a.examine(ctx, r.place, judge, r.book.Then(s.Learner, r.moment), problems)
	if err != nil {
		return err
	}
	in := report.NewInput(r.book, r.moment, []*signoff.Standings{s}, report.Scope{Redact: o.redact, IncludeLeft: true})
	view := report.NewQualified(in, []report.Question{{
		Learner: learner, Target: target, Moment: r.moment, Standings: s,
		Problems: found.Problems, NotChecked: found.Unchecked(),
	}})
	if err := a.show(view); err != nil {
		return err
	}
	if !view.Holds() {
		return silent(exitFindings)
	}
	return nil
}

// day takes --on for --as-of.
func (o qualifiedOptions) day(a *app) error {
	if o.on == "" {
		return nil
	}
	if a.asOf != "" && a.asOf != o.on {
		return usagef("they are the same: give one", "--on is %s and --as-of is %s", o.on, a.asOf)
	}
	a.asOf = o.on
	return nil
}

// target checks that there is such a role or competency.
func (r *reader) target(id string) error {
	if !text.IsCompetency(id) || (r.program.Role(id) == nil && r.program.Competency(id) == nil) {
		known := append(competencies(r.program), competency.RoleNames(r.files)...)
		return unknown("role or competency", id, known, "sojt report lists the roles, sojt status LEARNER the competencies")
	}
	return nil
}
