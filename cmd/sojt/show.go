package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency/diag"
	"sojt/report"
	"sojt/signoff"
)

func newShowCmd(a *app) *cobra.Command {
	var o showOptions
	cmd := &cobra.Command{
		Use:   "show RECORD",
		Short: "Show one record in words",
		Long: `Shows one record, by its id or the beginning of one: who recorded what, when, about which wording, and
what became of it; by whose key it is signed, and whether that is good. --payload writes the exact
bytes that a signature covers and the digest is made of, without a newline; --signature writes the
signature as a .sig file, for ssh-keygen -Y verify (see sojt export allowed-signers).

With the code at the foot of a printed sign-off sheet, typed with its hyphens, it says what the sheet was
made from: role, whether the wording is still today's, learner, commit.`,
		Example: `  sojt show 01KAN3
  sojt show 01KAN3 --payload | sha256sum
  sojt show 01KAN3 --signature -o payload.sig
  sojt show 7K3Q-M2XA-9TBD-4F1C-H`,
		Args: needs("RECORD"), ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runShow(cmd.Context(), a, args[0], o)
		},
	}
	cmd.Flags().BoolVar(&o.payload, "payload", false, "the exact bytes, for sha256sum and ssh-keygen")
	cmd.Flags().BoolVar(&o.signature, "signature", false, "the signature, as a .sig file")
	cmd.Flags().BoolVar(&o.redact, "redact", false, "ids only: no names, no free text")
	return cmd
}

type showOptions struct{ payload, signature, redact bool }

func runShow(ctx context.Context, a *app, id string, o showOptions) error {
	if o.payload && o.signature {
		return usagef("ask twice: they are two files", "--payload and --signature are not written together")
	}
	if strings.Contains(id, "-") { // as no id of a record does
		return runShowSheet(ctx, a, id, o)
	}
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
	switch {
	case o.payload:
		bytes, err := record.Payload()
		if err != nil {
			return err
		}
		return a.put([]byte(bytes), false, "")
	case o.signature:
		armoured, err := armour(record)
		if err != nil {
			return err
		}
		return a.put(armoured, false, "")
	}
	signature, err := r.signature(ctx, a, s.Learner, record)
	if err != nil {
		return err
	}
	in := report.NewInput(r.book, r.moment, []*signoff.Standings{s}, report.Scope{Redact: o.redact, IncludeLeft: true})
	view := report.NewShow(in, report.Shown{Learner: s.Learner, Record: record, Place: placeOf(s.Learner, record), Signature: signature})
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
