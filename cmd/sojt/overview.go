package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"sojt/report"
	"sojt/report/safe"
)

// runOverview is sojt without arguments: inside a program how it stands and what to type next,
// elsewhere the help.
func runOverview(cmd *cobra.Command, a *app) error {
	r, release, err := a.read(cmd.Context())
	var usage *usageError
	if errors.As(err, &usage) && a.dir == "" {
		return cmd.Help()
	}
	if err != nil {
		return err
	}
	defer release()
	var scope report.Scope
	in, problems, err := r.input(cmd.Context(), &scope)
	if err != nil {
		return err
	}
	overdue, expiring, requested := 0, 0, 0
	for _, s := range in.Standings {
		for _, role := range s.Roles {
			overdue += role.Tally.Overdue
			expiring += role.Tally.Expiring
			for _, c := range role.Cells {
				if c.Request != nil {
					requested++
				}
			}
		}
	}
	out := a.env.stdout
	fmt.Fprintf(out, "%s   %s, %s, %s   as of %s\n\n", safe.Text(r.program.Name), counted(len(in.Standings), "learner"),
		counted(len(r.program.Roles), "role"), counted(len(mentorsOn(r)), "mentor"), r.moment.AsOf.Human())
	fmt.Fprintf(out, "  requested  %-18s sojt report matrix\n", counted(requested, "sign-off"))
	fmt.Fprintf(out, "  overdue    %-18s sojt report\n", competenciesIn(overdue))
	fmt.Fprintf(out, "  expiring   %-18s within %s\n\n", competenciesIn(expiring), r.program.Policy.DueSoon)
	fmt.Fprint(out, "  sojt signoff LEARNER COMPETENCY   observe and sign off\n"+
		"  sojt status LEARNER               one learner\n"+
		"  sojt report                       everybody\n"+
		"  sojt --help                       all commands\n")
	return a.shown(problems)
}

func competenciesIn(n int) string {
	if n == 1 {
		return "1 competency"
	}
	return fmt.Sprintf("%d competencies", n)
}

func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// mentorsOn lists who is designated on the day, each once.
func mentorsOn(r *reader) []string {
	var ids []string
	for _, m := range r.program.Mentors {
		if m.Covers(r.moment.AsOf) {
			ids = append(ids, m.ID)
		}
	}
	return distinct(ids)
}
