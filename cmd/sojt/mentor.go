package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/text"
)

func newMentorCmd(a *app) *cobra.Command {
	return family(&cobra.Command{
		Use:   "mentor COMMAND",
		Short: "Name mentors, and the keys they sign with",
		Long: `Writes mentors.yaml: who may sign what, from when to when, with which keys. Its comments, blank lines
and order stay as they are. Whoever may change that file can make mentors: protect the branch and
review it.`,
		Example: `  sojt mentor add ana --name "Ana Ruiz" --email ana@harbor.example --departments kitchen
  sojt mentor key ana --key ana.pub`,
	}, newMentorAddCmd(a), newMentorKeyCmd(a))
}

type mentorOptions struct {
	competency.Mentor
	from, until              string
	designatedBy, preparedBy string
	designatedOn, preparedOn string
	key                      string
}

func newMentorAddCmd(a *app) *cobra.Command {
	var o mentorOptions
	cmd := &cobra.Command{
		Use:   "add ID --name NAME",
		Short: "Designate a mentor, or the same one for another period",
		Long: `Adds an entry to mentors.yaml and commits it: who may sign what, from when to when. --departments cover
those beneath them; --signs names roles or competencies; where both are given both must hold. Somebody
whose scope changes gets a second entry: end the first with until:, and give this one a later --from.
Name and email are then taken from the first.`,
		Example: `  sojt mentor add ana --name "Ana Ruiz" --email ana@harbor.example --departments kitchen \
      --designated-by "Ines Park" --designated-on 2026-02-20 --key ana.pub
  sojt mentor add ana --departments kitchen,dining-room --from 2027-01-01`,
		Args: needs("ID"),
		RunE: func(cmd *cobra.Command, args []string) error { return runMentorAdd(cmd.Context(), a, o, args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.Name, "name", "", "the mentor's full `name`")
	f.StringVar(&o.Email, "email", "", "the mentor's email `address`, as in their git user.email")
	f.BoolVar(&o.Coordinator, "coordinator", false, "may also enrol, waive, revoke, override and qualify")
	f.StringSliceVar(&o.Departments, "departments", nil, "whose learners the mentor may sign: `departments` with commas")
	f.StringSliceVar(&o.Signs, "signs", nil, "what the mentor may sign: `roles or competencies` with commas; else all in the departments")
	f.StringVar(&o.from, "from", "", "the first `day`; else today")
	f.StringVar(&o.until, "until", "", "the last `day`")
	f.StringVar(&o.designatedBy, "designated-by", "", "the `name` of who designated the mentor")
	f.StringVar(&o.designatedOn, "designated-on", "", "the `day` of that; else today")
	f.StringVar(&o.preparedBy, "prepared-by", "", "the `name` of who prepared a founding mentor")
	f.StringVar(&o.preparedOn, "prepared-on", "", "the `day` of that; else today")
	f.StringVar(&o.key, "key", "", "the mentor's SSH public key: a .pub `file`, - for stdin, or the key itself")
	cmd.RegisterFlagCompletionFunc("departments", several(a.completeDepartments))
	cmd.RegisterFlagCompletionFunc("signs", several(a.completeSigns))
	return cmd
}

func runMentorAdd(ctx context.Context, a *app, o mentorOptions, id string) error {
	if !text.IsID(id) {
		return usagef("a mentor's id is "+text.IDGrammar+suggestID(id), "%q is no id", id)
	}
	o.ID = id
	key := ""
	var err error
	if o.key != "" {
		if key, err = a.publicKey(o.key); err != nil {
			return err
		}
	}
	r, err := a.openRoster(ctx, "mentor add")
	if err != nil {
		return err
	}
	if err := o.days(r); err != nil {
		return err
	}
	if err := r.fits(ctx, &o.Mentor); err != nil {
		return err
	}
	r.rows = append(r.rows, rosterRow{act: "added", id: id, name: o.Name})
	if key != "" {
		first := r.utc // of a designation that begins today, which may be another day in UTC
		if o.From > r.today {
			first = o.From
		}
		k, err := r.newKey(ctx, id, key, first)
		if err != nil {
			return err
		}
		o.Keys = append(o.Keys, k)
		r.rows = append(r.rows, rosterRow{act: "key added", id: id, key: k})
	}
	if err := r.changed(r.file.Add(&o.Mentor)); err != nil {
		return err
	}
	if err := r.write(ctx); err != nil || a.dryRun {
		return err
	}
	o.next(r)
	return nil
}

// days reads the dates.
func (o *mentorOptions) days(r *roster) (err error) {
	for _, x := range []struct {
		flag, value string
		into        *calendar.Date
		otherwise   calendar.Date
	}{{"from", o.from, &o.From, r.today}, {"until", o.until, &o.Until, 0}} {
		if *x.into, err = parseDate(x.flag, x.value); err != nil {
			return err
		}
		if *x.into == 0 {
			*x.into = x.otherwise
		}
	}
	if o.Until != 0 && o.Until < o.From {
		return usagef("until is the last day, from the first", "--until %s is before the first day, %s", o.Until, o.From)
	}
	if o.DesignatedBy, err = approval("designated", o.designatedBy, o.designatedOn, r.today); err != nil {
		return err
	}
	o.Prepared, err = approval("prepared", o.preparedBy, o.preparedOn, r.today)
	return err
}

// approval is who did something, and when; nil where nobody is named.
func approval(what, by, on string, today calendar.Date) (*competency.Approval, error) {
	day, err := parseDate(what+"-on", on)
	switch {
	case err != nil:
		return nil, err
	case by == "" && on != "":
		return nil, usagef("say who: --"+what+"-by NAME", "--%s-on is of --%[1]s-by, which is not given", what)
	case by == "":
		return nil, nil
	case day == 0:
		day = today
	}
	return &competency.Approval{By: text.Normal(by), Date: day}, nil
}

// fits checks a new entry against everybody there is, and against what it names.
func (r *roster) fits(ctx context.Context, m *competency.Mentor) error {
	for _, earlier := range r.entries(m.ID) {
		if m.Name == "" {
			m.Name = earlier.Name
		}
		if m.Email == "" {
			m.Email = earlier.Email
		}
		if m.Overlaps(earlier) {
			return usagef(fmt.Sprintf("end that entry by hand with until: and a day, commit it, and give this one a later --from\na key for that entry: sojt mentor key %s --key FILE", m.ID),
				"%q is designated already, for days that overlap: %s", m.ID, earlier.Pos)
		}
	}
	m.Name = text.Normal(m.Name)
	var lacks missing
	lacks.flag(m.Name == "", "--name NAME")
	if err := lacks.err("mentor add"); err != nil {
		return err
	}
	if err := r.references(m); err != nil {
		return err
	}
	return r.ownAddress(ctx, m)
}

// references checks the departments, roles and competencies that an entry names.
func (r *roster) references(m *competency.Mentor) error {
	var departments []string
	for _, d := range r.program.Departments {
		departments = append(departments, d.ID)
	}
	for _, id := range m.Departments {
		if !slices.Contains(departments, id) {
			return unknown("department", id, departments, "sojt.yaml lists the departments")
		}
	}
	for _, id := range m.Signs {
		if !text.IsCompetency(id) {
			return usagef("write line-cook, or hygiene/handwashing for one of a shared set", "--signs is %q, which is no id", id)
		}
		if r.program.Role(id) == nil && r.program.Competency(id) == nil && !r.program.RoleUnread(id) && !r.program.CompetencyUnread(id) {
			return unknown("role or competency", id, append(competency.RoleNames(r.files), competencies(r.program)...), "sojt report coverage lists the competencies")
		}
	}
	m.Departments, m.Signs = distinctInOrder(m.Departments), distinctInOrder(m.Signs)
	return nil
}

func distinctInOrder(ids []string) []string {
	var kept []string
	for _, id := range ids {
		if !slices.Contains(kept, id) {
			kept = append(kept, id)
		}
	}
	return kept
}

// ownAddress refuses an email that somebody else has.
func (r *roster) ownAddress(ctx context.Context, m *competency.Mentor) error {
	if m.Email == "" {
		return nil
	}
	other, err := r.ledger.ByEmail(ctx, m.Email, r.program)
	if err != nil {
		return err
	}
	for _, o := range r.file.Mentors {
		if strings.EqualFold(o.Email, m.Email) && o.ID != m.ID {
			other = o.ID
		}
	}
	if other != "" && other != m.ID {
		return usagef("one person has one id: use "+other+"\neach person needs an address of their own; git's user.email says who acts", "%s is the address of %s already", m.Email, other)
	}
	return nil
}

// next says what is still to do.
func (o *mentorOptions) next(r *roster) {
	if len(r.program.Departments) > 0 && len(o.Departments)+len(o.Signs) == 0 {
		r.app.tell("         without departments and signs %s may sign nothing: add one of them to the entry", o.ID)
	}
	if o.DesignatedBy == nil {
		r.app.tell("         who designated %s, and when, is not written there: add designated_by to the entry", o.ID)
	}
	if o.Email == "" {
		r.app.tell("         without an email %s acts only by --mentor %s", o.ID, o.ID)
	}
	if len(o.Keys) == 0 {
		r.app.tell("next: sojt mentor key %s --key FILE, to sign records with an SSH key", o.ID)
	}
}
