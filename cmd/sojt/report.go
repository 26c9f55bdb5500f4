package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency/diag"
	"sojt/report"
	"sojt/report/findings"
	"sojt/report/format"
	"sojt/report/safe"
	"sojt/signoff"
)

type reportOptions struct {
	scopeFlags
	failOn []string
	least  int
	counts bool // least was given
}

func newReportCmd(a *app) *cobra.Command {
	var o reportOptions
	var views strings.Builder
	for _, v := range report.Views() {
		fmt.Fprintf(&views, "  %-10s %s\n", v.Name, v.Description)
	}
	cmd := &cobra.Command{
		Use:   "report [VIEW]",
		Short: "Show where everybody stands",
		Long: `Shows the program in one of its views, progress by default, as a table, Markdown, csv, json, html or xlsx.
Standings are computed from the records, for today or for --as-of.

` + views.String() + `
--fail-on makes the exit code 1 when a row is overdue, expired, suspect, unsigned, or when a
competency has fewer than --min people competent in it (coverage), and says which rows. With --format
github, sarif or junit these rows alone are written, each at its record or definition. due looks as far
ahead as the policy warns, or up to --until.`,
		Example: `  sojt report
  sojt report matrix --role line-cook
  sojt report due --until 2026-12-31
  sojt report coverage --min 2
  sojt report --as-of 2026-06-30 --format csv -o june.csv
  sojt report --fail-on overdue,expired
  sojt report --fail-on expired,coverage --format github
  sojt report matrix --format markdown --max-bytes 1000000`,
		Args: needs("[VIEW]"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return viewNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.counts = cmd.Flags().Changed("min"); o.counts {
				o.Least = o.least
			}
			return runReport(cmd.Context(), a, o, args)
		},
	}
	o.flags(cmd, a)
	o.betweenFlags(cmd)
	cmd.Flags().StringSliceVar(&o.failOn, "fail-on", nil, "exit 1 on `what`, with commas: "+strings.Join(report.FailOnWords(), ", "))
	cmd.Flags().IntVar(&o.least, "min", 1, "how many should be competent: for --fail-on coverage 1 unless given, for the view coverage 2")
	completeWords(cmd, "fail-on", report.FailOnWords()...)
	cmd.Annotations = map[string]string{alsoHosted: ""}
	cmd.AddCommand(newReportSiteCmd(a))
	return cmd
}

func viewNames() []string {
	var names []string
	for _, v := range report.Views() {
		names = append(names, v.Name+"\t"+v.Description)
	}
	return names
}

// betweenViews names the views that --since and --until narrow.
func betweenViews() []string {
	var names []string
	for _, v := range report.Views() {
		if v.Between {
			names = append(names, v.Name)
		}
	}
	return names
}

func findView(name string) (report.Kind, error) {
	var names []string
	for _, v := range report.Views() {
		if v.Name == name {
			return v, nil
		}
		names = append(names, v.Name)
	}
	return report.Kind{}, unknown("view", name, names, "one of "+strings.Join(names, ", "))
}

func runReport(ctx context.Context, a *app, o reportOptions, args []string) error {
	kind := report.Views()[0]
	if len(args) > 0 {
		var err error
		if kind, err = findView(args[0]); err != nil {
			return err
		}
	}
	if !kind.Between && o.since+o.until != "" {
		return usagef("they are for sojt log and sojt report "+strings.Join(betweenViews(), ", ")+"; --as-of gives a day", "--since and --until do not narrow %s", kind.Name)
	}
	if err := o.enough(kind); err != nil {
		return err
	}
	for _, what := range o.failOn {
		if err := oneOf("fail-on", what, report.FailOnWords()); err != nil {
			return err
		}
	}
	if a.hosts() && len(o.failOn) == 0 {
		return usagef("say what with --fail-on: "+strings.Join(report.FailOnWords(), ", "), "the formats github, sarif and junit show what --fail-on finds")
	}
	r, release, err := a.readWithin(ctx, &o.scopeFlags)
	if err != nil {
		return err
	}
	defer release()
	var wrong diag.List
	if kind.Name == "impact" {
		if wrong, err = r.results(&o.Scope); err != nil {
			return err
		}
	}
	hits := func(in *report.Input) []report.Hit { return report.FailOn(in, o.failOn, o.least) }
	pare := kind.Pare(r.book, r.moment, o.Scope)
	if pare != nil && len(o.failOn) > 0 {
		pare, hits = o.found(r, pare)
	}
	in, problems, err := r.pared(ctx, &o.Scope, pare)
	if err != nil {
		return err
	}
	problems = append(problems, wrong...)
	if a.hosts() {
		return a.hits(ctx, r, hits(in), problems)
	}
	found := hits(in)
	view, err := patiently(ctx, "working out "+kind.Name, func() (report.View, error) { return kind.New(in), nil })
	if err != nil {
		return err
	}
	if err := a.show(a.withHits(in, view, found)); err != nil {
		return err
	}
	if err := a.shown(problems); err != nil {
		return err
	}
	return a.failed(found)
}

// found is pare for standings in which --fail-on is looked for before they are pared, and gives what it finds.
func (o reportOptions) found(r *reader, pare func(*signoff.Standings) *signoff.Standings) (func(*signoff.Standings) *signoff.Standings, func(*report.Input) []report.Hit) {
	finder := report.NewFinder(r.book, r.moment, o.Scope, o.failOn)
	look := func(s *signoff.Standings) *signoff.Standings {
		finder.Look(s)
		return pare(s)
	}
	return look, func(in *report.Input) []report.Hit { return finder.Hits(in, o.least) }
}

// withHits puts what --fail-on found before a page that is kept; beside a table it stands on stderr.
func (a *app) withHits(in *report.Input, v report.View, hits []report.Hit) report.View {
	if f, err := a.chosen(format.Formats()[0].Name); err != nil || f.Name == "table" {
		return v
	}
	return report.WithHits(in, v, hits)
}

// hits writes what --fail-on found, and not the view, in a format of problems that hosts of repositories
// read; lines that could not be read are among it.
func (a *app) hits(ctx context.Context, r *reader, hits []report.Hit, problems diag.List) error {
	entries, _, err := r.ledger.Entries()
	if err != nil {
		return err
	}
	found := findings.Result{
		Problems: slices.Concat(report.HitProblems(hits), problems),
		Files:    checked(r.program.Files, entries), Folder: r.folder(ctx),
	}
	found.Problems.Sort()
	return a.findings(found, false)
}

// enough refuses a --min that nobody meets or misses, and one that nothing asks about.
func (o reportOptions) enough(kind report.Kind) error {
	switch {
	case !o.counts:
		return nil
	case o.least < 1:
		return usagef("leave it out, or write how many there should be", "--min is %d, expected 1 or more", o.least)
	case kind.Name != "coverage" && !slices.Contains(o.failOn, "coverage"):
		return usagef("it is for sojt report coverage, and for --fail-on coverage", "--min says nothing of %s", kind.Name)
	}
	return nil
}

// failed says which rows --fail-on found.
func (a *app) failed(hits []report.Hit) error {
	if len(hits) == 0 {
		return nil
	}
	for _, h := range hits {
		fmt.Fprintln(a.env.stderr, safe.Text(h.String()))
	}
	return silent(exitFindings)
}
