package main

import (
	"context"
	"fmt"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/format"
	"sojt/report/grid"
	"sojt/report/results"
	"sojt/report/safe"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// intake is a metric's file while results are taken into it.
type intake struct {
	*place
	app      *app
	repo     *git.Repo
	program  *competency.Program
	metric   *competency.Metric
	learners []string
	known    map[string]bool // learners
	list     *grid.List
	today    calendar.Date
	before   []byte // nil: there is no file yet
	there    []results.Result
	after    []byte
	fresh    []results.Result
	added    int
	replaced int
}

func (t *intake) writer() *ledger.Writer {
	return &ledger.Writer{
		Root: t.root, Repo: t.repo, Committer: t.repo, Command: "import metrics",
		NoCommit: t.app.noCommit, Now: t.app.env.now,
		Note: func(text string) { t.app.tell("%s", text) },
	}
}

// write commits the file, or shows what would change. Where nothing would, nothing is written.
func (t *intake) write(ctx context.Context) error {
	t.app.tellTable(t.list)
	receipt := &ledger.Receipt{}
	if t.added+t.replaced == 0 {
		return t.said(receipt, "nothing new: all of it is there already")
	}
	seen := ledger.Seen{}
	if t.before != nil {
		seen = ledger.See(t.before)
	}
	subject := fmt.Sprintf("import metrics: %s, %s", t.metric.ID, t.sum())
	if t.app.dryRun {
		return t.rehearse(subject)
	}
	receipt, err := t.writer().Write(ctx, &ledger.Batch{
		Texts: []ledger.Text{{Path: t.metric.File, Seen: seen, Data: string(t.after)}}, Subject: subject,
	})
	if err != nil {
		return err
	}
	line := strings.TrimSpace(fmt.Sprintf("recorded    %s: %s  %s  %s", t.metric.ID, t.sum(), t.metric.File, receipt.Commit))
	if err := t.said(receipt, line); err != nil {
		return err
	}
	if !receipt.Committed {
		t.app.tell("recorded, not committed")
	}
	t.app.tell("next: sojt report impact")
	return nil
}

func columnsNamed(headers []string) string {
	var quoted []string
	for _, h := range headers {
		quoted = append(quoted, fmt.Sprintf("%q", h))
	}
	if len(quoted) == 1 {
		return "the column " + quoted[0]
	}
	return "the columns " + strings.Join(quoted, ", ")
}

// sum says in words what is taken in.
func (t *intake) sum() string {
	words := fmt.Sprintf("%d new", t.added)
	if t.replaced > 0 {
		words += fmt.Sprintf(", %d replaced", t.replaced)
	}
	return words
}

func (t *intake) said(receipt *ledger.Receipt, line string) error {
	return t.app.receipt(intakeView{t, receipt}, []string{line})
}

// rehearse shows the lines that would change.
func (t *intake) rehearse(subject string) error {
	if t.app.format == "json" {
		t.app.tell("nothing was written: this was a dry run")
		return format.JSON(t.app.env.stdout, intakeView{t, &ledger.Receipt{}}, format.Options{})
	}
	fmt.Fprintln(t.app.env.stdout, t.metric.File)
	for _, c := range t.changes() {
		if c.was != "" {
			fmt.Fprintf(t.app.env.stdout, "-%s,%s,%s\n", c.Learner, c.Date, c.was)
		}
		fmt.Fprintf(t.app.env.stdout, "+%s,%s,%s\n", c.Learner, c.Date, c.Value)
	}
	fmt.Fprintf(t.app.env.stdout, "commit: %s\n", safe.Text(subject))
	t.app.tell("nothing was written: this was a dry run")
	return nil
}

// intakeView is what was taken in, or would be.
type intakeView struct {
	*intake
	receipt *ledger.Receipt
}

// change is a result that is new, or takes the place of what was.
type change struct {
	results.Result
	was string // "" for a new one
}

// changes are the results of the file that was read which are not there already.
func (t *intake) changes() []change {
	before := map[string]string{}
	for _, r := range t.there {
		before[r.Learner+" "+r.Date.String()] = r.Value
	}
	var all []change
	for _, r := range t.fresh {
		if was := before[r.Learner+" "+r.Date.String()]; was != r.Value {
			all = append(all, change{r, was})
			before[r.Learner+" "+r.Date.String()] = r.Value
		}
	}
	return all
}

// Rows has a row a result that is new, or takes the place of what was.
func (v intakeView) Rows() report.Rows {
	rows := report.Rows{
		Program: v.program.ID, View: "results", AsOf: v.today,
		Columns: []string{"metric", "learner", "date", "value", "was", "file", "committed", "commit"},
	}
	for _, c := range v.changes() {
		rows.Rows = append(rows.Rows, []report.Value{v.metric.ID, c.Learner, c.Date.String(), c.Value, c.was, v.metric.File, v.receipt.Committed, v.receipt.Commit})
	}
	return rows
}

// Page is the same for the eye.
func (v intakeView) Page() report.Page { return report.Page{Title: v.program.ID, AsOf: v.today} }
