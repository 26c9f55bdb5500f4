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
	person, err := r.reads(cmd.Context(), "")
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
	line := func(what string, n int, then string) { fmt.Fprintf(out, "  %-15s %5d   %s\n", what, n, then) }
	if person != "" {
		line("waiting for you", report.NewInbox(in, person).Count(), "sojt inbox")
	} else {
		line("requested", requested, "sojt inbox --mentor ID")
	}
	line("overdue", overdue, "sojt report due")
	line("expiring", expiring, "within "+r.program.Policy.DueSoon.String())
	fmt.Fprint(out, "\n  sojt signoff LEARNER COMPETENCY   observe and sign off\n"+
		"  sojt status LEARNER               one learner\n"+
		"  sojt report                       everybody\n"+
		"  sojt --help                       all commands\n")
	return a.shown(problems)
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
