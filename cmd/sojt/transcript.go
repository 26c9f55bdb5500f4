package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/report"
	"sojt/signoff"
)

func newTranscriptCmd(a *app) *cobra.Command {
	var redact bool
	cmd := &cobra.Command{
		Use:   "transcript LEARNER",
		Short: "Show all that a learner has earned, to carry into the next role",
		Long: `Shows the record of a learner's accomplishments, role by role, those that were left among them: when the
learner was in it, the times of being qualified and why each ended, each competency with its day, its
level, who signed it off and how, until when it holds, and whether its signature is good; what was waived
or transcribed from paper, named as such; qualifications that were declared, interim ones too; objectives
that were reached, and accomplishments; and apart from them what was taken back. It says nothing that the
records do not: sojt verify checks them, and whoever has no sojt an archive of sojt export bundle.`,
		Example: `  sojt transcript maria-lopez
  sojt transcript maria-lopez -o maria-lopez.html
  sojt transcript maria-lopez --as-of 2026-06-30 --format json`,
		Args: needs("LEARNER"), ValidArgsFunction: a.completeArgs(learnerArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runTranscript(cmd.Context(), a, args[0], redact)
		},
	}
	cmd.Flags().BoolVar(&redact, "redact", false, "ids only: no names, no free text")
	return cmd
}

func runTranscript(ctx context.Context, a *app, learner string, redact bool) error {
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	s, problems, err := r.one(learner)
	if err != nil {
		return err
	}
	scope := report.Scope{Redact: redact, IncludeLeft: true, Unread: map[string]int{learner: unread(problems)}}
	in := report.NewInput(r.book, r.moment, []*signoff.Standings{s}, scope)
	commit, err := r.holding(ctx, s.Learner.File)
	if err != nil {
		return err
	}
	if err := a.show(report.NewTranscript(in, s, commit, r.seal(s.Learner))); err != nil {
		return err
	}
	return a.shown(problems)
}

// holding is the commit at HEAD, or "" where there is none, or it does not hold a learner's file as it is here.
// They are compared by sojt: git status would run what a clone's filters name.
func (r *reader) holding(ctx context.Context, file string) (string, error) {
	c := committed{disk: r.place}
	if err := c.find(ctx); err != nil || c.tree == nil {
		return "", nil // a transcript needs no git
	}
	defer c.tree.Close()
	same, err := c.holds(file)
	if err != nil || !same {
		return "", err
	}
	return c.commit(), nil
}

// seal says of a learner's records whether their signatures are good, for a transcript.
func (r *reader) seal(l *signoff.Learner) func(*signoff.Record) string {
	return func(record *signoff.Record) string {
		if record.Sig == "" {
			return report.NoSignature
		}
		return r.sealed(l, record)
	}
}
