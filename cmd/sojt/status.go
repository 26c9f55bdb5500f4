package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency/diag"
	"sojt/report"
	"sojt/signoff"
)

func newStatusCmd(a *app) *cobra.Command {
	var redact bool
	cmd := &cobra.Command{
		Use:   "status [LEARNER]",
		Short: "Show one learner: done, next steps, who can sign",
		Long: `Shows where one learner stands: what comes next with its criteria and resources, practice so far, due
dates, who can sign and how long it took others, then what is done, what has to wait and which
objectives are open. Without a name it is whoever git's user.email belongs to; to learners themselves
it says what they can do.`,
		Example: `  sojt status theo-brandt
  sojt status theo-brandt --as-of 2026-06-30 --format json`,
		Args:              needs("[LEARNER]"),
		ValidArgsFunction: a.completeArgs(learnerArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runStatus(cmd.Context(), a, args, redact)
		},
	}
	cmd.Flags().BoolVar(&redact, "redact", false, "ids only: no names, no free text")
	return cmd
}

func runStatus(ctx context.Context, a *app, args []string, redact bool) error {
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	learner := ""
	if len(args) > 0 {
		learner = args[0]
	} else if learner, err = a.myself(ctx, r); err != nil {
		return err
	}
	everybody, problems, err := r.everybody(ctx, &report.Scope{}) // whom the learner's way is compared with
	if err != nil {
		return err
	}
	i := slices.IndexFunc(everybody, func(s *signoff.Standings) bool { return s.Learner.ID == learner })
	if i < 0 {
		return r.unknownLearner(learner)
	}
	own := everybody[i].Learner
	problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Pos.File != own.File }) // others' stop nobody here
	scope := report.Scope{Filter: report.Filter{Learner: learner}, Redact: redact, Unread: map[string]int{learner: unread(problems)}}
	in := report.NewInput(r.book, r.moment, everybody, scope)
	view := report.NewStatus(in)
	if a.reads(ctx, r, own) {
		view = report.NewOwnStatus(in, learner)
	}
	if err := a.show(view); err != nil {
		return err
	}
	return a.shown(problems)
}

// reads reports whether git's user.email is that of a learner.
func (a *app) reads(ctx context.Context, r *reader, l *signoff.Learner) bool {
	repo, err := r.clone(ctx)
	if err != nil {
		return false // a folder without git has no one's address
	}
	email, err := repo.Config(ctx, "user.email")
	return err == nil && email != "" && strings.EqualFold(email, l.Email)
}

// myself finds the learner whose header has git's user.email.
func (a *app) myself(ctx context.Context, r *reader) (string, error) {
	hint := "name a learner: sojt status LEARNER"
	repo, err := r.clone(ctx)
	if err != nil {
		return "", usagef(hint, "whose status?")
	}
	email, err := repo.Config(ctx, "user.email")
	if err != nil {
		return "", err
	}
	id, err := r.ledger.ByEmail(ctx, email, r.program)
	if err != nil {
		return "", err
	}
	if id == "" {
		return "", usagef(hint, "git's user.email is %q, which no learner has", email)
	}
	return id, nil
}
