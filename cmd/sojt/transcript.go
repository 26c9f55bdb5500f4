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
learner was in it, each competency with its day, its level, who signed it and how, until when it holds,
and whether its signature is good; what was waived, transcribed from paper or revoked, named as such;
qualifications, interim ones too; objectives that were reached, and accomplishments. It says nothing that
the records do not: sojt verify checks them.`,
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
	found := map[string]string{}
	for _, record := range s.Learner.Records {
		if found[record.Digest] = "unsigned"; record.Sig != "" {
			if found[record.Digest], err = r.signature(ctx, a, s.Learner, record); err != nil {
				return err
			}
		}
	}
	view := report.NewTranscript(in, s, func(record *signoff.Record) string { return found[record.Digest] })
	if err := a.show(view); err != nil {
		return err
	}
	return a.shown(problems)
}
