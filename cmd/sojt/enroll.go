package main

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/grid"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

type enrollOptions struct {
	who
	file, reason string
	person
}

// person is one row of what enroll is given, by flags or by a file. Place is where in the file.
type person struct {
	learner, role                       string
	name, email, department, supervisor string
	start                               string
	place                               diag.Pos // zero on the command line
}

func newEnrollCmd(a *app) *cobra.Command {
	var o enrollOptions
	cmd := &cobra.Command{
		Use:   "enroll LEARNER ROLE",
		Short: "Enrol a learner in a role",
		Long: `Enrols a learner in a role and makes the learner's file if there is none. Due dates count from
--start. Many at once come from a list, a csv file or workbook with a row a person: --file takes it in as
sojt import learners does, which says more about it. All of them are enrolled in one commit, or none.`,
		Example: `  sojt enroll maria-lopez line-cook --name "María López" --email maria@harbor.example --start 2026-11-23
  sojt enroll maria-lopez barista
  sojt enroll --file people.csv`,
		Args:              needs("[LEARNER]", "[ROLE]"),
		ValidArgsFunction: a.completeArgs(learnerArg, roleArg),
		RunE:              func(cmd *cobra.Command, args []string) error { return runEnroll(cmd.Context(), a, o, args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.file, "file", "", "a list, csv or .xlsx: a `file` with a row a person")
	f.StringVar(&o.name, "name", "", "the learner's full `name`")
	f.StringVar(&o.email, "email", "", "the learner's email `address`, as in their git user.email")
	f.StringVar(&o.department, "department", "", "the `department` the learner belongs to")
	f.StringVar(&o.supervisor, "supervisor", "", "who supervises the learner, by `id`")
	f.StringVar(&o.start, "start", "", "the first `day`; else today")
	f.StringVar(&o.reason, "reason", "", "why: a `text`")
	o.mentorFlag(cmd, a)
	cmd.RegisterFlagCompletionFunc("supervisor", a.completeMentors)
	cmd.RegisterFlagCompletionFunc("department", a.completeDepartments)
	return cmd
}

func runEnroll(ctx context.Context, a *app, o enrollOptions, args []string) error {
	if o.file != "" {
		if err := o.alone(args); err != nil {
			return err
		}
		return runImportLearners(ctx, a, learnersOptions{who: o.who, reason: o.reason}, "enroll", o.file)
	}
	var m missing
	m.args(args, "LEARNER", "ROLE")
	if err := m.err("enroll"); err != nil {
		return err
	}
	o.learner, o.role = args[0], args[1]
	d, err := a.sitDown(ctx, "enroll")
	if err != nil {
		return err
	}
	if err := d.actor(o.who); err != nil {
		return err
	}
	if err := d.enroll(o.person, o.reason); err != nil {
		return err
	}
	return d.write(ctx, "enrolled")
}

// alone refuses what is about one learner beside a file of several.
func (o *enrollOptions) alone(args []string) error {
	if len(args) > 0 {
		return usagef("leave LEARNER and ROLE out", "--file names who is enrolled")
	}
	for _, x := range []struct{ flag, value string }{
		{"name", o.name}, {"email", o.email}, {"department", o.department}, {"supervisor", o.supervisor}, {"start", o.start},
	} {
		if x.value != "" {
			return usagef("make it a column of the file", "--%s is for one learner, and --file names several", x.flag)
		}
	}
	return nil
}

// misplaced keeps what is wrong with a row of a file as a problem with its place, so that all rows
// are judged; on the command line, and for what is no mistake of the user's, it does nothing.
func (p person) misplaced(err error, problems *diag.List) bool {
	var usage *usageError
	if p.place.File == "" || !errors.As(err, &usage) {
		return false
	}
	problems.Errorf(grid.CodeTable, p.place, "%s", usage.message).Hint = usage.hint
	return true
}

func (d *desk) enroll(p person, reason string) error {
	if err := d.role(p.role); err != nil {
		return err
	}
	if err := d.seat(p); err != nil {
		return err
	}
	r := d.draft(signoff.Enroll, p.learner)
	var err error
	if r.Start, err = d.dateOr("start", p.start); err != nil {
		return err
	}
	r.Role, r.Reason = p.role, reason
	return d.add(r)
}

// seat reads the learner's file, or begins a new one.
func (d *desk) seat(p person) error {
	if !text.IsID(p.learner) {
		return usagef("a learner's id is "+text.IDGrammar, "%q is no id", p.learner)
	}
	if f := d.people[p.learner]; f != nil {
		return d.sameHeader(f.Learner, p)
	}
	if err := d.checkPerson(p); err != nil {
		return err
	}
	roles, err := d.ledger.Roles(p.learner, d.program)
	if errors.Is(err, fs.ErrNotExist) {
		l := &signoff.Learner{
			ID: p.learner, Name: text.Normal(p.name), Email: p.email, Department: p.department, Supervisor: p.supervisor,
			File: ledger.NewPath(d.program.LearnerFiles, p.learner, p.department),
		}
		return d.newSeat(l)
	}
	if err != nil {
		return err
	}
	if err := d.define(roles...); err != nil {
		return err
	}
	file, err := d.learner(p.learner, d.program)
	if err != nil {
		return err
	}
	d.people[p.learner] = file
	return d.sameHeader(file.Learner, p)
}

// newSeat begins a learner's file. What it could not read again is the user's to mend.
func (d *desk) newSeat(l *signoff.Learner) error {
	header, problems, err := d.ledger.NewHeader(l, d.program)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return usagef(problems[0].Hint, "%s", problems[0].Message)
	}
	d.people[l.ID] = &ledger.File{Learner: l}
	d.headers[l.ID] = header
	return nil
}

// checkPerson checks what a new header would say.
func (d *desk) checkPerson(p person) error {
	var departments []string
	for _, x := range d.program.Departments {
		departments = append(departments, x.ID)
	}
	if p.department != "" && !slices.Contains(departments, p.department) {
		return unknown("department", p.department, departments, "sojt.yaml lists the departments")
	}
	if p.supervisor != "" {
		if err := d.known("supervisor", p.supervisor); err != nil {
			return err
		}
	}
	for _, m := range d.program.Mentors {
		if p.email != "" && strings.EqualFold(m.Email, p.email) && m.ID != p.learner {
			return usagef("one person has one id: use "+m.ID, "%s is the address of %s already", p.email, m.ID)
		}
	}
	return nil
}

// sameHeader refuses what says otherwise than the header that is there, which is edited by hand, or
// than an earlier row about the same person.
func (d *desk) sameHeader(l *signoff.Learner, p person) error {
	dash, hint := "--", "edit the header of "+l.File
	if p.place.File != "" {
		dash = ""
	}
	if d.headers[l.ID] != "" {
		hint = "write the same in every row, or only in the first"
	}
	for _, x := range []struct{ key, given, held string }{
		{"name", text.Normal(p.name), l.Name}, {"email", p.email, l.Email},
		{"department", p.department, l.Department}, {"supervisor", p.supervisor, l.Supervisor},
	} {
		if x.given != "" && x.given != x.held {
			return usagef(hint, "%s%s is %q, and for %s there is %q already", dash, x.key, x.given, l.ID, x.held)
		}
	}
	return nil
}
