package main

import (
	"bytes"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"sojt/report"
	"sojt/report/format"
)

type inboxOptions struct {
	report.Scope
	mentor string
	all    bool
}

func newInboxCmd(a *app) *cobra.Command {
	var o inboxOptions
	cmd := &cobra.Command{
		Use:   "inbox",
		Short: "Show what waits for a mentor, what has waited longest first",
		Long: `Lists what waits for one person, with the command for each: for a mentor requests, learners who are
ready, second runs and sign-offs that the evidence still asks for, retests, renewals in their window, and
what expired, was reworded or taken back; for a coordinator also whom to qualify and which deferrals
end; for a learner what to acknowledge and ask for. Only what the rules would let this person do is
listed: others are left to those who may. Who it is comes from --mentor, else from git's user.email.

A terminal shows one screen and how many there are; --all and the formats for files show everything.`,
		Example: `  sojt inbox
  sojt inbox --mentor ana --all
  sojt inbox --role line-cook --format csv -o waiting.csv`,
		Args: needs(), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error { return runInbox(cmd.Context(), a, o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.mentor, "mentor", "", "whose inbox, by `id`; else that of whoever git's user.email belongs to")
	f.BoolVar(&o.all, "all", false, "everything, not only one screen of it")
	f.StringVar(&o.Role, "role", "", "only this `role`")
	f.StringVar(&o.Department, "department", "", "only this `department` and those beneath it")
	f.StringVar(&o.Learner, "learner", "", "only this `learner`")
	f.BoolVar(&o.Redact, "redact", false, "ids only: no names, no free text")
	cmd.RegisterFlagCompletionFunc("mentor", a.completePeople)
	cmd.RegisterFlagCompletionFunc("role", a.completeRoles)
	cmd.RegisterFlagCompletionFunc("department", a.completeDepartments)
	cmd.RegisterFlagCompletionFunc("learner", a.completeLearners)
	return cmd
}

func runInbox(ctx context.Context, a *app, o inboxOptions) error {
	r, release, err := a.readWithin(ctx, &scopeFlags{Scope: o.Scope})
	if err != nil {
		return err
	}
	defer release()
	person, err := r.reads(ctx, o.mentor)
	if err != nil {
		return err
	}
	if person == "" {
		return usagef("whose inbox: sojt inbox --mentor ID", "git's user.email belongs to no mentor or learner of this program")
	}
	in, problems, err := r.input(ctx, &o.Scope)
	if err != nil {
		return err
	}
	view := report.NewInbox(in, person)
	if err := a.fit(view, o.all); err != nil {
		return err
	}
	if err := a.show(view); err != nil {
		return err
	}
	return a.shown(problems)
}

// reads is the person whom a view is for: the one that was named, else whoever git's user.email belongs
// to, mentors before learners; "" where it belongs to nobody, or git has none.
func (r *reader) reads(ctx context.Context, named string) (string, error) {
	if named != "" {
		if len(r.program.Designations(named)) == 0 && !r.ledger.Has(named, r.program) {
			var ids []string
			for _, m := range r.program.Mentors {
				ids = append(ids, m.ID)
			}
			return "", unknown("mentor", named, ids, choices(distinct(ids)))
		}
		return named, nil
	}
	repo, err := r.clone(ctx)
	if err != nil {
		return "", nil // a folder without git has no one's address
	}
	email, err := repo.Config(ctx, "user.email")
	if err != nil || email == "" {
		return "", err
	}
	for _, m := range r.program.Mentors {
		if strings.EqualFold(m.Email, email) {
			return m.ID, nil
		}
	}
	return r.ledger.ByEmail(ctx, email, r.program)
}

// fit lets an inbox show what fits one screen, that of the terminal, or one of 24 lines; or all of it.
func (a *app) fit(view *report.Inbox, all bool) error {
	f, err := a.chosen(format.Formats()[0].Name)
	if err != nil || f.Name != format.Formats()[0].Name || !a.toStdout() {
		return err
	}
	view.Columns = a.env.out.Columns
	if all {
		return nil
	}
	screen := a.env.out.Rows
	if screen == 0 {
		screen = 24
	}
	for view.Show = min(screen, max(view.Count(), 1)); view.Show > 1; view.Show-- {
		var page bytes.Buffer
		if err := f.Write(&page, view, format.Options{Width: view.Columns}); err != nil {
			return err
		}
		if bytes.Count(page.Bytes(), []byte("\n")) < screen { // one line is the prompt's
			return nil
		}
	}
	return nil
}
