package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"sojt/competency/diag"
	"sojt/report/grid"
)

type learnersOptions struct {
	tableOptions
	who
	role, reason, dates, start string
	replace                    bool
}

func newImportLearnersCmd(a *app) *cobra.Command {
	var o learnersOptions
	cmd := &cobra.Command{
		Use:   "learners FILE",
		Short: "Learners and their roles, from a list of people",
		Long: `Enrols the people of a list, a row a person and role, as sojt enroll does one by one: csv with commas,
semicolons, tabs or pipes, in any usual encoding, or an .xlsx workbook. Which column says what is guessed
from the header row, wherever it stands near the top, and shown; --map says it otherwise. The fields are
learner (an id), name, or first and last, email, role, department, supervisor, start and reason.

Without a column of ids they are made of the names, and who is there already is known by address, then by
name. Two people of one name are never told apart by guessing: they are named, and need an id each. Roles
are named by id or title, several in a cell with semicolons between them; --role names that of rows that do
not. Days may be written as people do; where day and month could be either, --dates says which comes first.

A sign-off counts only from the first day in the role. Rows without one begin on --start, else today, and how
many these are is said. Who is enrolled already is said and left as it is, so the same list can be taken in
again; --replace has the list's first day where nothing was recorded in the role yet: the enrolment is revoked
and made once more. All of it is one commit, or everything that is wrong is said with its place and nothing is
written.`,
		Example: `  sojt import learners people.csv
  sojt import learners hr.xlsx --role line-cook --map name=Employee --dry-run
  sojt import learners starters.csv --dates dmy --start 2026-11-23
  sojt import learners people.csv --map start=Eintritt --replace`,
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runImportLearners(cmd.Context(), a, o, "import learners", args[0])
		},
	}
	cmd.ValidArgsFunction = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	f := cmd.Flags()
	f.StringVar(&o.role, "role", "", "the `role` of rows that name none")
	f.StringVar(&o.reason, "reason", "", "why: a `text` for rows that say none")
	f.StringVar(&o.start, "start", "", "the first `day` of rows that say none; else today")
	f.BoolVar(&o.replace, "replace", false, "the list is right about first days: enrolments begin when it says")
	o.tableFlags(cmd)
	datesFlag(cmd, &o.dates)
	o.mentorFlag(cmd, a)
	cmd.RegisterFlagCompletionFunc("role", a.completeRoles)
	return cmd
}

// datesFlag adds --dates.
func datesFlag(cmd *cobra.Command, order *string) {
	cmd.Flags().StringVar(order, "dates", "", "the `order` of days written in numbers: dmy, mdy or ymd")
	completeWords(cmd, "dates", orders()...)
}

// learnerFields are what a list of people can say, and what its columns may be called otherwise.
func learnerFields() []grid.Field {
	return alsoCalled([]grid.Field{
		{Name: "learner", Also: []string{"id", "learner id", "employee id", "employee no", "employee number", "personnel number", "person id", "user id", "user", "username", "user name", "login"}},
		{Name: "name", Also: []string{"full name", "learner name", "employee name", "employee", "person", "trainee", "trainee name", "student", "student name", "participant", "display name"}},
		{Name: "first", Also: []string{"first name", "given name", "given names", "forename"}},
		{Name: "last", Also: []string{"last name", "surname", "family name"}},
		{Name: "email", Also: []string{"e mail", "mail", "email address", "e mail address", "work email", "business email"}},
		{Name: "role", Also: []string{"roles", "job", "job role", "job title", "position", "occupation"}},
		{Name: "department", Also: []string{"dept", "unit", "team", "division"}},
		{Name: "supervisor", Also: []string{"manager", "line manager", "reports to"}},
		{Name: "start", Also: []string{"start date", "start day", "started", "starts", "hire date", "hired", "date of hire", "joined", "joining date", "first day", "begin", "entry date", "employed since", "employment date", "commencement date", "date joined", "date started", "date hired", "since"}},
		{Name: "reason"},
	}, learnerHeaders)
}

// runImportLearners enrols the people of a file, for whichever command was asked.
func runImportLearners(ctx context.Context, a *app, o learnersOptions, verb, name string) error {
	if err := a.writes(verb); err != nil {
		return err
	}
	if _, err := a.find(); err != nil {
		return err
	}
	called, err := o.headers(learnerFields())
	if err == nil && o.dates != "" {
		err = oneOf("dates", o.dates, orders())
	}
	if err == nil {
		_, err = parseDate("start", o.start)
	}
	if err != nil {
		return err
	}
	list, _, problems, err := a.readTable(name, o.sheet, grid.Form{What: "people", Fields: learnerFields(), Called: called, Mapped: verb != "enroll"})
	if err != nil {
		return err
	}
	if list != nil {
		o.needs(list, &problems)
	}
	if list == nil || len(list.Rows) == 0 {
		return problems.Err()
	}
	d, err := a.sitDown(ctx, verb)
	if err != nil {
		return err
	}
	if err := d.actor(o.who); err != nil {
		return err
	}
	r := &roll{desk: d, list: list, problems: problems}
	if err := r.open(ctx, o); err != nil {
		return err
	}
	return r.enrol(ctx, o)
}

// needs objects to a list without names, or without roles.
func (o learnersOptions) needs(list *grid.List, problems *diag.List) {
	var lacking []string
	if !list.Has("learner") && !list.Has("name") && !list.Has("last") {
		lacking = append(lacking, "name")
	}
	if !list.Has("role") && o.role == "" {
		lacking = append(lacking, "role")
	}
	lacks(list, "import learners", lacking, problems)
}

// sums says what came in and what of it is new.
func (r *roll) sums() []string {
	fresh := len(r.headers)
	in := fmt.Sprintf("in          %s: %s, %s", counted(len(r.list.Rows), "row"), counted(len(r.ids), "person"), counted(len(r.drafts)-r.moved+r.there, "enrolment"))
	out := fmt.Sprintf("out         %d new, of %s with a new file; %d there already", len(r.drafts)-2*r.moved, counted(fresh, "learner"), r.there)
	if r.moved > 0 {
		out += fmt.Sprintf("; %d begin on another day", r.moved)
	}
	return []string{in, out}
}
