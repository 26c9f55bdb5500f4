package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"sojt/competency/diag"
	"sojt/report/format"
	"sojt/report/grid"
	"sojt/report/safe"
	"sojt/signoff/ledger"
	"sojt/signoff/line"
)

type recordsOptions struct {
	tableOptions
	who
	role, dates string
}

func newImportRecordsCmd(a *app) *cobra.Command {
	var o recordsOptions
	cmd := &cobra.Command{
		Use:   "records FILE",
		Short: "Past sign-offs, as transcriptions",
		Long: `Takes a list of past sign-offs in, a row each, as transcriptions: records copied by you from another system
or from paper, with the file's hash, which are never shown as sign-offs made here. FILE is csv with commas,
semicolons, tabs or pipes, in any usual encoding, or an .xlsx workbook. Which column says what is guessed from
the header row and shown; --map says it otherwise. The fields are learner, name (or first and last) or email;
competency, code or title; date, mentor, outcome, level, accomplish, note, role and revision.

A mentor is named by id, name, address or initials; who is not in mentors.yaml any more stays as written. A
month or a year alone becomes its first day, and the record keeps its words. Days that can be read in two ways
are refused until --dates says which is meant. Without an outcome a row is a sign-off; one without day, mentor
and outcome was not signed, and is left. Learners have to be enrolled from the day on which they began: sojt
import learners takes their start days.

Each row is judged by the rules of a transcription. Rows that are there already are said and left, so the
same list can be taken in again. All of it is one commit, or everything that is wrong is said with its place
and nothing is written. Keep the file: the records carry its hash.`,
		Example: `  sojt import records signoffs-2019.csv --dry-run
  sojt import records register.xlsx --sheet 2019 --dates dmy --map mentor="Signed by"
  sojt import records knives.csv --role line-cook`,
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runImportRecords(cmd.Context(), a, o, args[0])
		},
	}
	cmd.ValidArgsFunction = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	cmd.Flags().StringVar(&o.role, "role", "", "the `role` of rows that name none; else the learner's earliest that has the competency")
	o.tableFlags(cmd)
	datesFlag(cmd, &o.dates)
	o.mentorFlag(cmd, a)
	cmd.RegisterFlagCompletionFunc("role", a.completeRoles)
	return cmd
}

// recordFields are what a list of past sign-offs can say, and what its columns may be called otherwise.
func recordFields() []grid.Field {
	return alsoCalled([]grid.Field{
		{Name: "learner", Also: []string{"learner id", "employee id", "employee no", "employee number", "personnel number", "person id", "user", "username", "id"}},
		{Name: "name", Also: []string{"full name", "learner name", "employee name", "employee", "person", "trainee", "trainee name", "student", "student name", "participant"}},
		{Name: "first", Also: []string{"first name", "given name", "given names", "forename"}},
		{Name: "last", Also: []string{"last name", "surname", "family name"}},
		{Name: "email", Also: []string{"e mail", "mail", "email address", "e mail address", "work email"}},
		{Name: "competency", Also: []string{"competency id", "task", "skill", "item", "procedure", "activity"}},
		{Name: "code", Also: []string{"no", "ref", "competency code", "task code", "task no", "item no", "number"}},
		{Name: "title", Also: []string{"competency title", "task title", "description", "competency name"}},
		{Name: "date", Also: []string{"day", "signed on", "date signed", "signed off on", "sign off date", "completed", "completed on", "date completed", "completion date", "assessed on", "date assessed", "date achieved", "achieved on"}},
		{Name: "mentor", Also: []string{"signed by", "signed off by", "sign off", "signature", "signer", "initials", "mentor initials", "assessor", "assessed by", "evaluator", "verified by", "certifier", "trainer", "instructor", "preceptor"}},
		{Name: "outcome", Also: []string{"result", "status", "assessment", "competent", "passed"}},
		{Name: "level", Also: []string{"rating", "proficiency", "grade", "score"}},
		{Name: "accomplish", Also: []string{"accomplished", "way"}},
		{Name: "note", Also: []string{"notes", "comment", "comments", "remark", "remarks"}},
		{Name: "role", Also: []string{"job", "job role", "position"}},
		{Name: "revision", Also: []string{"rev", "version"}},
	}, registerHeaders)
}

func runImportRecords(ctx context.Context, a *app, o recordsOptions, name string) error {
	if err := a.writes("import records"); err != nil {
		return err
	}
	if _, err := a.find(); err != nil {
		return err
	}
	called, err := o.headers(recordFields())
	if err == nil && o.dates != "" {
		err = oneOf("dates", o.dates, orders())
	}
	if err != nil {
		return err
	}
	list, data, problems, err := a.readTable(name, o.sheet, grid.Form{What: "sign-offs", Fields: recordFields(), Called: called, Mapped: true})
	if err != nil {
		return err
	}
	if list != nil {
		needsColumns(list, &problems)
	}
	if list == nil || len(list.Rows) == 0 {
		return problems.Err()
	}
	sum := sha256.Sum256(data)
	r := &register{
		list: list, problems: problems, role: o.role,
		source: line.Source{Document: filepath.Base(name), SHA256: hex.EncodeToString(sum[:])},
	}
	if r.desk, err = a.sitDown(ctx, "import records"); err != nil {
		return err
	}
	r.days = newDayColumn(list, "date", o.dates, r.today)
	if err := r.actor(o.who); err != nil {
		return err
	}
	if err := r.seatAll(ctx); err != nil {
		return err
	}
	if err := r.draftAll(ctx); err != nil {
		return err
	}
	return r.finish(ctx)
}

// needsColumns objects to a list that does not say who, what, when and by whom.
func needsColumns(list *grid.List, problems *diag.List) {
	var lacking []string
	for _, any := range [][]string{{"learner", "name", "last", "email"}, {"competency", "code", "title"}, {"date"}, {"mentor"}} {
		if !slices.ContainsFunc(any, list.Has) {
			lacking = append(lacking, any[0])
		}
	}
	lacks(list, "import records", lacking, problems)
}

// finish writes the records, or says everything that is wrong.
func (r *register) finish(ctx context.Context) error {
	r.app.tellTable(r.list)
	r.talk()
	if len(r.problems) > 0 {
		return r.withRefusals(r.problems)
	}
	r.heading = r.sums()
	if len(r.drafts) == 0 {
		return r.writeAny(ctx, "recorded")
	}
	batch, err := r.ready(ctx, "recorded")
	if err != nil {
		return err
	}
	if r.app.dryRun {
		return r.rehearseRows(batch)
	}
	receipt, err := r.writer().Write(ctx, batch)
	if err != nil {
		return err
	}
	said := fmt.Sprintf("recorded    %s of %s  %s", counted(len(r.drafts), "record"), counted(len(batch.Appends), "learner"), receipt.Commit)
	if err := r.app.receipt(r.view("recorded", batch, receipt), append(r.heading, said)); err != nil {
		return err
	}
	if !receipt.Committed {
		r.app.tell("recorded, not committed")
	}
	for _, note := range r.notes {
		r.app.tell("         %s", note)
	}
	r.app.tell("next: sojt report shows where everybody stands; keep %q, whose hash the records carry", r.source.Document)
	return nil
}

// rehearseRows says of each row what would be recorded.
func (r *register) rehearseRows(b *ledger.Batch) error {
	if r.app.format == "json" {
		r.app.tell("nothing was written: this was a dry run")
		return format.JSON(r.app.env.stdout, r.view("recorded", b, &ledger.Receipt{}), format.Options{})
	}
	lines := r.heading
	for _, x := range r.drafts {
		lines = append(lines, fmt.Sprintf("%s  %s", r.places[x], understood(x)))
	}
	for _, l := range append(lines, "commit: "+b.Subject) {
		fmt.Fprintln(r.app.env.stdout, safe.Text(l))
	}
	if r.pen != nil {
		r.app.tell("would be signed with %s", r.pen)
	}
	r.app.tell("nothing was written: this was a dry run")
	return nil
}

// sums says what came in and what becomes of it.
func (r *register) sums() []string {
	rows := len(r.list.Rows)
	return []string{
		fmt.Sprintf("in          %s", counted(rows, "row")),
		fmt.Sprintf("out         %d new, %d there already, %d left", len(r.drafts), r.there, r.left),
	}
}
