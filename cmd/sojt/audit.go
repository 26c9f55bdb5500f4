package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/report"
	"sojt/report/audit"
	"sojt/report/findings"
)

type auditOptions struct {
	scopeFlags
	only, skip, after []string
	strict            bool
	mentors, burst    int
	sample            int
	seed              int
	seeded            bool
	roster            string
}

func newAuditCmd(a *app) *cobra.Command {
	var o auditOptions
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Inspect how the program is run",
		Long: `Makes named checks over the records and standings of everybody and lists what they find, each with its
reason and the next step: what is left lying, what ended while somebody relies on it, and what was done
that somebody else should look at. What breaks a rule or a signature is for sojt verify to find.

A state, such as a request without an answer, is found once it lasted longer than its check allows, which
--after changes. An act, such as an override, is found if it was recorded in the last 90 days, or since
--since: an audit is repeated, and what the last one looked at need not come up for ever.

Errors make the exit code 1: somebody may work or sign without what the program asks for. Warnings are
worth a look, and do so only with --strict.

--sample draws sign-offs to be looked at again by somebody who did not sign them, of each mentor in turn or
with --mentor of that one, and shows what to type to record it. The same records and --seed draw the same.

The checks, and how long what they find may last:

` + auditHelp(),
		Example: `  sojt audit
  sojt audit --as-of 2026-06-30 --since 2026-01-01 --format markdown -o audit.md
  sojt audit --only overdue,request-waiting --after request-waiting=7d
  sojt audit --skip one-mentor --strict --format github
  sojt audit --sample 5 --seed 7
  sojt audit --sample 5 --mentor ana`,
		Args: needs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			given := cmd.Flags().Changed
			if o.seeded = given("seed"); given("sample") || o.seeded {
				return runSample(cmd.Context(), a, o, given)
			}
			return runAudit(cmd.Context(), a, o)
		},
	}
	o.flags(cmd, a)
	o.betweenFlags(cmd)
	f := cmd.Flags()
	f.Lookup("since").Usage = "look at what was recorded on or after this `day`; 90 days back unless given"
	f.Lookup("until").Usage = "look at what was recorded on or before this `day`"
	f.StringSliceVar(&o.only, "only", nil, "make only these `checks`, with commas")
	f.StringSliceVar(&o.skip, "skip", nil, "leave these `checks` out, with commas")
	f.StringSliceVar(&o.after, "after", nil, "how long a state may last, as `check=period`: overdue=14d; 0d is not at all")
	f.BoolVar(&o.strict, "strict", false, "warnings make the exit code 1 too")
	f.IntVar(&o.mentors, "min", 2, "how many should be able to sign each competency (one-mentor)")
	f.IntVar(&o.burst, "burst", 8, "how many sign-offs within ten minutes are a burst (burst-signing)")
	f.StringVar(&o.roster, "roster", "", "a csv `file` of shifts with the columns learner, role and date (expired-on-roster)")
	f.IntVar(&o.sample, "sample", 0, "instead of all that, draw so `many` sign-offs for a spot check")
	f.IntVar(&o.seed, "seed", 0, "the `number` that a sample is drawn by; else a random one, which is shown")
	cmd.Annotations = map[string]string{alsoHosted: ""}
	cmd.RegisterFlagCompletionFunc("after", completeAfter)
	for _, flag := range []string{"only", "skip"} {
		completeWords(cmd, flag, auditWords()...)
	}
	return cmd
}

// auditHelp lists the checks for the help.
func auditHelp() string {
	var lines []string
	for _, c := range audit.Checks() {
		after := ""
		if !c.After.IsZero() {
			after = " (" + c.After.String() + ")"
		}
		lines = append(lines, "  "+c.Name+strings.Repeat(" ", max(1, 25-len(c.Name)))+c.Finds+after)
	}
	return strings.Join(lines, "\n")
}

func auditWords() []string {
	var words []string
	for _, c := range audit.Checks() {
		words = append(words, c.Name+"\t"+c.Finds)
	}
	return words
}

func runAudit(ctx context.Context, a *app, o auditOptions) error {
	after, err := o.names()
	if err != nil {
		return err
	}
	r, release, err := a.readWithin(ctx, &o.scopeFlags)
	if err != nil {
		return err
	}
	defer release()
	c, problems, err := o.inspect(ctx, r)
	if err != nil {
		return err
	}
	c.After = after
	if o.roster != "" {
		shifts, wrong, err := readShifts(a, o.roster, r.program, 0)
		if err != nil {
			return err
		}
		if err := wrong.Err(); err != nil {
			return err
		}
		c.Roster = shifts
	}
	result, err := patiently(ctx, "checking how the program is run", func() (audit.Result, error) { return audit.Run(c), nil })
	if err != nil {
		return err
	}
	if err := a.audited(ctx, r, c, result, o.strict); err != nil {
		return err
	}
	if err := a.shown(problems); err != nil {
		return err
	}
	if result.Fails(o.strict) {
		return silent(exitFindings)
	}
	return nil
}

// inspect gathers what is audited: everybody, and those of the filter.
func (o auditOptions) inspect(ctx context.Context, r *reader) (audit.Case, diag.List, error) {
	learner := o.Learner
	o.Learner = "" // those who are compared with the learner are read too
	all, problems, err := r.everybody(ctx, &o.Scope)
	if err != nil {
		return audit.Case{}, nil, err
	}
	if o.Learner = learner; learner != "" {
		entries, _, err := r.ledger.Entries()
		if err != nil {
			return audit.Case{}, nil, err
		}
		if _, err := r.only(entries, learner); err != nil {
			return audit.Case{}, nil, err
		}
	}
	whole := report.Scope{Redact: o.Redact, IncludeLeft: true, Unread: o.Unread}
	c := audit.Case{
		In: report.NewInput(r.book, r.moment, all, o.Scope), Whole: report.NewInput(r.book, r.moment, all, whole),
		Since: o.Since, Until: o.Until, Only: o.only, Skip: o.skip, Mentors: o.mentors, Burst: o.burst,
	}
	if c.Since == 0 {
		c.Since = r.moment.AsOf.Sub(calendar.Period{N: 90, Unit: calendar.Days})
	}
	if c.Until == 0 {
		c.Until = r.moment.AsOf
	}
	return c, problems, nil
}

// names resolves the checks that flags name, and gives the periods of --after.
func (o auditOptions) names() (map[string]calendar.Period, error) {
	known := audit.Names()
	for _, name := range slices.Concat(o.only, o.skip) {
		if !slices.Contains(known, name) {
			return nil, unknown("check", name, known, "sojt audit --help lists the checks")
		}
	}
	after := map[string]calendar.Period{}
	for _, set := range o.after {
		name, value, _ := strings.Cut(set, "=")
		lasting, err := lastingCheck(name)
		if err != nil {
			return nil, err
		}
		period, err := calendar.ParsePeriod(value)
		if err != nil && value != "0d" {
			return nil, usagef("", "--after %s is %q, %v", lasting, value, err)
		}
		after[lasting] = period
	}
	if o.mentors < 1 || o.burst < 2 {
		return nil, usagef("--min is 1 or more, --burst 2 or more", "--min is %d and --burst %d", o.mentors, o.burst)
	}
	return after, nil
}

// lastingCheck is the name of a check that --after may set.
func lastingCheck(name string) (string, error) {
	var lasting []string
	for _, c := range audit.Checks() {
		if !c.After.IsZero() {
			lasting = append(lasting, c.Name)
		}
	}
	if slices.Contains(lasting, name) {
		return name, nil
	}
	if slices.Contains(audit.Names(), name) {
		return "", usagef("those that do: "+strings.Join(lasting, ", "), "%s does not ask how long something lasts", name)
	}
	return "", unknown("check", name, lasting, "write --after CHECK=PERIOD, such as overdue=14d")
}

// completeAfter completes --after up to the period.
func completeAfter(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var words []string
	for _, c := range audit.Checks() {
		if !c.After.IsZero() {
			words = append(words, c.Name+"="+c.After.String()+"\t"+c.Finds)
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

// audited writes the result, as a report or in a format of problems that hosts of repositories read.
func (a *app) audited(ctx context.Context, r *reader, c audit.Case, result audit.Result, strict bool) error {
	if !a.hosts() {
		return a.show(audit.NewView(c, result))
	}
	entries, _, err := r.ledger.Entries()
	if err != nil {
		return err
	}
	found := findings.Result{Problems: result.Problems(), Files: checked(r.program.Files, entries), Folder: r.folder(ctx)}
	if err := a.findings(found, strict); err != nil && err != silent(exitFindings) {
		return err
	}
	return nil
}

// hosts reports whether a format of problems is asked for, by name or by the output file's extension.
func (a *app) hosts() bool {
	f, ok := findings.ForFile(a.output)
	return slices.Contains(hosted(), a.format) || a.format == "" && ok && slices.Contains(hosted(), f.Name)
}

// hosted lists the formats of problems that an audit has too; of its others it has its own.
func hosted() []string { return []string{"github", "sarif", "junit"} }
