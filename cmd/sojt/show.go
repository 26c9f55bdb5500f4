package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/competency/diag"
	"sojt/report"
	"sojt/signoff"
)

func newShowCmd(a *app) *cobra.Command {
	var payload, redact bool
	cmd := &cobra.Command{
		Use:   "show RECORD",
		Short: "Show one record in words",
		Long: `Shows one record, by its id or the beginning of one: who recorded what, when, about which wording, and
what became of it. --payload writes the exact bytes that a signature covers and the digest is made
of, without a newline.`,
		Example: `  sojt show 01KAN3
  sojt show 01KAN3 --payload | sha256sum`,
		Args: needs("RECORD"), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runShow(cmd.Context(), a, args[0], payload, redact)
		},
	}
	cmd.Flags().BoolVar(&payload, "payload", false, "the exact bytes, for sha256sum and ssh-keygen")
	cmd.Flags().BoolVar(&redact, "redact", false, "ids only: no names, no free text")
	return cmd
}

func runShow(ctx context.Context, a *app, id string, payload, redact bool) error {
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	learner, err := r.owner(id)
	if err != nil {
		return err
	}
	s, problems, err := r.one(learner)
	if err != nil {
		return err
	}
	record, err := recordOf(s.Learner, id)
	if err != nil {
		return err
	}
	if payload {
		bytes, err := record.Payload()
		if err != nil {
			return err
		}
		return a.put([]byte(bytes), false, "")
	}
	in := report.NewInput(r.book, r.moment, []*signoff.Standings{s}, report.Scope{Redact: redact, IncludeLeft: true})
	view := report.NewShow(in, report.Shown{Learner: s.Learner, Record: record, Place: placeOf(s.Learner, record)})
	if err := a.show(view); err != nil {
		return err
	}
	return a.shown(problems)
}

func placeOf(l *signoff.Learner, r *signoff.Record) diag.Pos {
	for i, other := range l.Records {
		if other == r {
			return diag.Pos{File: l.File, Line: l.Lines[i]}
		}
	}
	return diag.Pos{File: l.File}
}
