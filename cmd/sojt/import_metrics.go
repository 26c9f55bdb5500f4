package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/report/grid"
	"sojt/report/results"
)

// metricFields are what a file of results has to have, and what its columns may be called otherwise.
func metricFields() []grid.Field {
	return []grid.Field{
		{Name: "learner", Also: []string{"employee", "person"}, Needed: true},
		{Name: "date", Also: []string{"day"}, Needed: true},
		{Name: "value", Also: []string{"result"}, Needed: true},
	}
}

type metricsOptions struct {
	tableOptions
	metric  string
	replace bool
}

func newImportMetricsCmd(a *app) *cobra.Command {
	var o metricsOptions
	cmd := &cobra.Command{
		Use:   "metrics FILE --metric ID",
		Short: "Job results of learners, from a csv file or workbook",
		Long: `Adds results to the metric's csv file and commits it. A row near the top of FILE names the columns: learner
(or employee, person), date (or day) and value (or result), or what --map says they are called there; others
are not read, and named. FILE is csv of any usual delimiter and encoding, or an .xlsx workbook. Learners are
named by id, days are like 2026-12-02. Values are decimal numbers of which nothing is rounded; one number is
always written one way, 3.0 as 3. Where no value has a point, a comma is the decimal mark.

Every row that is wrong is said with its place, and then nothing is taken in. Results that are there already
are left alone, so the same file can be imported again; another value for a learner and day is a problem
unless --replace says that the new one is right. At most 16 MiB, and 500,000 results a metric.`,
		Example: `  sojt import metrics october.csv --metric ticket-time
  sojt import metrics pos.csv --metric ticket-time --map learner=Employee --map value="Minutes per ticket"
  sojt import metrics october.csv --metric ticket-time --replace --dry-run`,
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runImportMetrics(cmd.Context(), a, o, args[0])
		},
	}
	cmd.ValidArgsFunction = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	f := cmd.Flags()
	f.StringVar(&o.metric, "metric", "", "the `metric` of sojt.yaml that they are results of")
	o.tableFlags(cmd)
	f.BoolVar(&o.replace, "replace", false, "another value for a learner and day takes the place of the one there is")
	cmd.RegisterFlagCompletionFunc("metric", a.completeMetrics)
	return cmd
}

func runImportMetrics(ctx context.Context, a *app, o metricsOptions, name string) error {
	if err := a.writes("import metrics"); err != nil {
		return err
	}
	var lacks missing
	lacks.flag(o.metric == "", "--metric ID")
	if err := lacks.err("import metrics"); err != nil {
		return err
	}
	t, err := a.openMetric(ctx, o.metric)
	if err != nil {
		return err
	}
	if err := t.take(name, o); err != nil {
		return err
	}
	return t.write(ctx)
}

// openMetric reads what a metric's file holds, and who is a learner. What is wrong in roles and sets is no
// matter here.
func (a *app) openMetric(ctx context.Context, id string) (*intake, error) {
	p, err := a.open()
	if err != nil {
		return nil, err
	}
	repo, err := p.clone(ctx)
	if err != nil {
		return nil, err
	}
	t := &intake{place: p, app: a, repo: repo, known: map[string]bool{}}
	release := p.share(ctx)
	defer release()
	var problems diag.List
	t.program, problems = competency.Load(p.files)
	problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Pos.File != programFile })
	if err := problems.Err(); err != nil {
		return nil, err
	}
	t.today = calendar.In(a.env.now(), t.program.Zone)
	if t.metric, err = metricOf(t.program, id); err != nil {
		return nil, err
	}
	if err := t.writer().Check(ctx, []string{t.metric.File}, nil); err != nil {
		return nil, err
	}
	entries, _, err := p.ledger.Entries()
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		t.learners = append(t.learners, e.ID)
		t.known[e.ID] = true
	}
	if t.before, err = p.root.ReadFile(t.metric.File); errors.Is(err, fs.ErrNotExist) {
		t.before = nil
	} else if err != nil {
		return nil, fmt.Errorf("%s: %w", t.metric.File, err)
	} else if t.there, problems = results.Parse(t.metric.File, t.before); problems.Errors() > 0 {
		return nil, problems
	}
	return t, nil
}

func metricOf(p *competency.Program, id string) (*competency.Metric, error) {
	var ids []string
	for i := range p.Metrics {
		if p.Metrics[i].ID == id {
			return &p.Metrics[i], nil
		}
		ids = append(ids, p.Metrics[i].ID)
	}
	if len(ids) == 0 {
		return nil, usagef("write what you measure under metrics: in sojt.yaml, such as\n  - {id: "+id+", title: ..., unit: min, better: lower}", "this program has no metrics")
	}
	return nil, unknown("metric", id, ids, choices(ids))
}

// take reads the file that was named and takes it in, or says everything that is wrong with it.
func (t *intake) take(name string, o metricsOptions) error {
	called, err := o.headers(metricFields())
	if err != nil {
		return err
	}
	list, _, problems, err := t.app.readTable(name, o.sheet, grid.Form{What: "results", Fields: metricFields(), Called: called, Mapped: true})
	if err != nil || list == nil {
		return cmp.Or(err, problems.Err())
	}
	t.list = list
	if rows := list.Rows; len(rows)+len(t.there) > results.MostRows {
		problems.Errorf(grid.CodeTable, diag.Pos{File: name}, "%d results, expected at most %d with those there are", len(rows), results.MostRows).Hint = "keep older years in a file elsewhere"
	}
	fresh := t.read(list, &problems)
	all, added, replaced := results.Merge(t.there, fresh, func(was, is results.Result) bool {
		if !o.replace {
			problems.Errorf(results.CodeForm, diag.Pos{File: name, Line: is.Line}, "%s on %s is %s here, and %s in %s", is.Learner, is.Date, is.Value, was.Value, t.metric.File).
				Hint = "where the new one is right: --replace"
		}
		return o.replace
	})
	problems.Sort()
	if err := problems.Err(); err != nil {
		return err
	}
	t.fresh, t.added, t.replaced, t.after = fresh, added, replaced, results.Write(all)
	return nil
}

// read makes results of rows; what is wrong with one is a problem.
func (t *intake) read(list *grid.List, problems *diag.List) []results.Result {
	comma := decimalComma(list)
	var all []results.Result
	seen := map[string]results.Result{}
	for _, row := range list.Rows {
		wrong := func(hint, format string, args ...any) {
			problems.Errorf(grid.CodeTable, list.Place(row), format, args...).Hint = hint
		}
		r := results.Result{Learner: list.Value(row, "learner"), Line: row.Line}
		day, err := calendar.Parse(list.Value(row, "date"))
		value, number := results.Number(plainNumber(list.Value(row, "value"), comma))
		switch {
		case !t.known[r.Learner]:
			hint := "learners are named by id: sojt report lists them"
			if near := nearest(r.Learner, t.learners); near != "" {
				hint = "did you mean " + near + "?"
			}
			wrong(hint, "%q is no learner here", r.Learner)
			continue
		case err != nil:
			wrong("a day is like 2026-12-02", "the date is %q, %v", list.Value(row, "date"), err)
			continue
		case day > t.today:
			wrong("a result is of a day that was", "%s is in the future", day)
			continue
		case !number:
			wrong("a number is like 14.5, without marks for thousands", "the value is %q, expected a decimal number", list.Value(row, "value"))
			continue
		}
		r.Date, r.Value = day, value
		key := r.Learner + " " + r.Date.String()
		if before, twice := seen[key]; twice && before.Value != r.Value {
			wrong("one value a learner and day: take one of the two out", "%s on %s is %s here, and %s in line %d", r.Learner, r.Date, r.Value, before.Value, before.Line)
			continue
		}
		seen[key] = r
		all = append(all, r)
	}
	return all
}

// decimalComma reports whether a comma is the decimal mark of a file: none of its numbers has a point, and
// one of them has a comma that cannot be a mark for thousands.
func decimalComma(list *grid.List) bool {
	surely := false
	for _, row := range list.Rows {
		before, after, comma := strings.Cut(list.Value(row, "value"), ",")
		if strings.ContainsAny(list.Value(row, "value"), ".") {
			return false
		}
		surely = surely || comma && (len(after) != 3 || strings.TrimLeft(before, "-0") == "")
	}
	return surely
}

// plainNumber is a number with a point for its decimal mark.
func plainNumber(s string, comma bool) string {
	if comma {
		return strings.Replace(s, ",", ".", 1)
	}
	return s
}

// completeMetrics lists the metrics of the program.
func (a *app) completeMetrics(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var words []string
	if p, err := a.open(); err == nil {
		program, _ := competency.Load(p.files)
		for _, m := range program.Metrics {
			words = append(words, m.ID+"\t"+cmp.Or(m.Title, m.ID))
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
