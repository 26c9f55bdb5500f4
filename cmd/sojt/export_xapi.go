package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/report/iri"
	"sojt/report/xapi"
)

type xapiOptions struct {
	scopeFlags
	base    string
	version string
	names   bool
	mbox    bool
}

func newXAPICmd(a *app) *cobra.Command {
	o := xapiOptions{version: "1.0.3"}
	cmd := &cobra.Command{
		Use:   "xapi",
		Short: "Records as xAPI statements, for a learning record store",
		Long: `Writes a statement of the Experience API for each record that tells of learning: who, by a verb of the
Learner Competency profile where it has one, in which competency, with whom, and how it went. The id of
a statement follows from its record's, so that a store that is sent one twice keeps it once; a revocation
is a voiding statement. What has no statement is counted on stderr. docs/exchange.md says which record
becomes what.

People stand there by their ids. --names adds what they are called, and --mbox puts their email in place
of the id; --redact leaves out what people wrote. A store refuses another statement of the same id, so
decide on these once. --base gives the URL under which roles and competencies are named; without it they
are under https://sojt.invalid/, which is nobody's.`,
		Example: `  sojt export xapi -o statements.json
  sojt export xapi --base https://train.example.com/kitchen --redact --format jsonl
  sojt export xapi --learner maria-lopez --since 2026-10-01 --xapi-version 2.0.0`,
		Args:        needs(),
		Annotations: map[string]string{ownFormats: "json jsonl"},
		RunE:        func(cmd *cobra.Command, _ []string) error { return runXAPI(cmd.Context(), a, o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.Learner, "learner", "", "only this `learner`")
	f.StringVar(&o.Role, "role", "", "only this `role`")
	f.StringVar(&o.Department, "department", "", "only this `department` and those beneath it")
	f.BoolVar(&o.Redact, "redact", false, "leave out what people wrote: notes, reasons, actions, places")
	f.BoolVar(&o.names, "names", false, "what people are called, beside their ids")
	f.BoolVar(&o.mbox, "mbox", false, "people by email where it is known, in place of their ids")
	f.StringVar(&o.base, "base", "", "the `url` that the names of roles and competencies begin with")
	f.StringVar(&o.version, "xapi-version", o.version, "the `version` of the standard: 1.0.3 or 2.0.0")
	o.betweenFlags(cmd)
	cmd.RegisterFlagCompletionFunc("learner", a.completeLearners)
	cmd.RegisterFlagCompletionFunc("role", a.completeRoles)
	cmd.RegisterFlagCompletionFunc("department", a.completeDepartments)
	completeWords(cmd, "xapi-version", "1.0.3", "2.0.0")
	return cmd
}

func runXAPI(ctx context.Context, a *app, o xapiOptions) error {
	form, err := a.ownFormat("json", "jsonl")
	if err != nil {
		return err
	}
	if err := oneOf("xapi-version", o.version, []string{"1.0.3", "2.0.0"}); err != nil {
		return err
	}
	if o.Redact && (o.names || o.mbox) {
		return usagef("leave one of them out", "--redact leaves ids only, and --names and --mbox tell more")
	}
	r, release, err := a.readWithin(ctx, &o.scopeFlags)
	if err != nil {
		return err
	}
	defer release()
	base, err := baseOf(o.base, r)
	if err != nil {
		return err
	}
	o.IncludeLeft = true
	in, problems, err := r.input(ctx, &o.Scope)
	if err != nil {
		return err
	}
	out := xapi.File{Lines: form == "jsonl"}
	left, err := xapi.Export(in, xapi.Options{Base: base, V2: o.version == "2.0.0", Names: o.names, Mbox: o.mbox}, out.Add)
	if err != nil {
		return err
	}
	if err := a.put(out.Bytes(), false, ""); err != nil {
		return err
	}
	for _, l := range left {
		a.tell("left out: %s (%d)", l.Why, l.N)
	}
	return a.shown(problems)
}

// baseOf is what the names of the program's roles and competencies begin with.
func baseOf(chosen string, r *reader) (iri.Base, error) {
	base, err := iri.Of(chosen, r.program.ID)
	if err != nil {
		return "", usagef("", "--base is %q, %v", chosen, err)
	}
	return base, nil
}
