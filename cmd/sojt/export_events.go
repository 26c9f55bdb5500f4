package main

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency/diag"
	"sojt/report/events"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

type eventsOptions struct {
	scopeFlags
}

func newEventsCmd(a *app) *cobra.Command {
	var o eventsOptions
	cmd := &cobra.Command{
		Use:   "events",
		Short: "Records and standings as tables for engines that analyse data",
		Long: `Writes all records, and everybody's standings on the day, as files of flat rows by program and month:

  DIR/events/program=ID/month=YYYY-MM/records.jsonl       by the month in which a record takes effect
  DIR/standings/program=ID/month=YYYY-MM/standings.jsonl  by the month of the day they are of

Engines that analyse data read the two folders as two tables. Exports of several programs go into one
folder, and are queried as one. The columns are the same for every program, and what is not there is
null. docs/analytics.md has the columns and queries.

Exporting again writes what has changed, and takes away what the program has no more: the folder holds
what was asked for last. It is written whole or not at all. sojt-export/ID.json beside the tables says
what is in them. --dry-run says what would become of each file.`,
		Example: `  sojt export events -o warehouse
  sojt export events -o warehouse --redact
  sojt export events -o june --format csv --as-of 2026-06-30 --since 2026-06-01`,
		Args: needs(),
		RunE: func(cmd *cobra.Command, _ []string) error { return runEvents(cmd.Context(), a, o) },
	}
	o.betweenFlags(cmd)
	f := cmd.Flags()
	f.Lookup("since").Usage = "only records that took effect on or after this `day`"
	f.Lookup("until").Usage = "only records that took effect on or before this `day`"
	f.BoolVar(&o.Redact, "redact", false, "ids only: no names, no free text")
	cmd.Annotations = map[string]string{ownFormats: strings.Join(events.Forms(), " ")}
	return cmd
}

func runEvents(ctx context.Context, a *app, o eventsOptions) error {
	form, err := eventsForm(a.format)
	if err != nil {
		return err
	}
	if a.toStdout() {
		return usagef("say where: -o DIR", "events are files in a folder")
	}
	if ext := filepath.Ext(a.output); slices.Contains([]string{".csv", ".json", ".jsonl", ".parquet", ".xlsx"}, strings.ToLower(ext)) {
		return usagef("name a folder: -o "+strings.TrimSuffix(a.output, ext)+"; one table of all records is sojt log -o FILE.csv",
			"events are files in a folder, and %q is the name of a file", a.output)
	}
	r, release, err := a.readWithin(ctx, &o.scopeFlags)
	if err != nil {
		return err
	}
	defer release()
	x := events.Export{Book: r.book, Moment: r.moment, Since: o.Since, Until: o.Until, Redact: o.Redact, Form: form}
	out, err := a.openWarehouse(r.program.ID)
	if err != nil {
		return err
	}
	defer out.close()
	problems, err := out.gather(ctx, r, x)
	if err != nil {
		return err
	}
	if err := out.finish(a, x); err != nil {
		return err
	}
	return a.shown(problems)
}

func eventsForm(name string) (events.Form, error) {
	i := slices.Index(events.Forms(), cmp.Or(name, events.Forms()[0]))
	if i < 0 {
		return 0, oneOf("format", name, events.Forms())
	}
	return events.Form(i), nil
}

// gather brings everybody's rows to the files, learner by learner in the order of ids, so that memory
// does not grow with the program.
func (w *warehouse) gather(ctx context.Context, r *reader, x events.Export) (diag.List, error) {
	type one struct {
		parts    []events.Part
		problems diag.List
	}
	entries, problems, err := r.ledger.Entries()
	if err != nil {
		return nil, err
	}
	for got, err := range ledger.Each(ctx, r.ledger, r.program, entries, func(l *signoff.Learner, p diag.List) (one, error) {
		return one{x.Learner(l), p}, nil
	}) {
		if err != nil {
			return nil, err
		}
		problems = append(problems, got.problems...)
		for _, part := range got.parts {
			if err := w.add(x, part); err != nil {
				return nil, w.named(err)
			}
		}
	}
	problems.Sort()
	return problems, nil
}

// finish puts the files in place, or says what would become of them.
func (w *warehouse) finish(a *app, x events.Export) error {
	manifest, rows := w.manifest(x)
	if err := w.append(w.manifestPath(), manifest); err != nil {
		return w.named(err)
	}
	all, err := w.fates(w.there)
	if err != nil {
		return w.named(err)
	}
	if a.dryRun {
		for _, f := range all {
			a.tell("%-8s %s", f.what, f.path)
		}
		a.tell("nothing was written")
		return nil
	}
	if err := w.commit(all); err != nil {
		return w.named(err)
	}
	changed := 0
	for _, f := range all {
		if f.what != fileSame {
			changed++
		}
	}
	a.tell("wrote %s: %s, %s; %d of %s changed", a.output, counted(rows["records"], "record"), counted(rows["standings"], "standing"), changed, counted(len(all), "file"))
	return nil
}
