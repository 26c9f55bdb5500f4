package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/grid"
	"sojt/report/written"
)

// roll is a list of people while they are enrolled.
type roll struct {
	*desk
	list     *grid.List
	problems diag.List
	days     dayColumn
	called   *written.People  // learners and mentors there are
	mail     map[string]claim // whose an address is, in small letters
	ids      map[string]claim // who in the list has an id
	names    map[string]string
	there    int // enrolments that are there already
	homeless int // rows with a department, in a program that has none
	undated  int // new enrolments whose row says no first day
	moved    int // enrolments that are made once more with the list's first day
}

// claim is who has an id or an address, and where that is said; a place without a file is the program.
type claim struct {
	id, name, email string
	place           diag.Pos
}

// open learns who is there.
func (r *roll) open(ctx context.Context, o learnersOptions) error {
	r.days = newDayColumn(r.list, "start", o.dates, r.today)
	r.mail, r.ids, r.names = map[string]claim{}, map[string]claim{}, map[string]string{}
	all, err := r.everyoneThere(ctx)
	if err != nil {
		return err
	}
	for _, p := range all {
		if email := strings.ToLower(p.Email); email != "" && r.mail[email].id == "" {
			r.mail[email] = claim{id: p.ID, name: p.Name}
		}
	}
	r.called = written.NewPeople(all)
	program, _ := competency.Load(r.files)
	for _, role := range program.Roles {
		r.names[text.Bare(role.Title)] = role.ID
	}
	for _, id := range competency.RoleNames(r.files) {
		r.names[id] = id
	}
	return nil
}

// everyoneThere are the mentors and the learners of the program. What is wrong in somebody's file is no
// matter here.
func (d *desk) everyoneThere(ctx context.Context) ([]written.Person, error) {
	var all []written.Person
	for _, m := range d.program.Mentors {
		all = append(all, written.Person{ID: m.ID, Name: m.Name, Email: m.Email})
	}
	entries, _, err := d.ledger.Entries()
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		l, err := d.ledger.Header(e)
		if err != nil {
			return nil, err
		}
		all = append(all, written.Person{ID: l.ID, Name: l.Name, Email: l.Email})
	}
	return all, nil
}

func (r *roll) wrong(at diag.Pos, hint, format string, args ...any) {
	r.problems.Errorf(grid.CodeTable, at, format, args...).Hint = hint
}

// enrol drafts an enrolment for each row and role, and writes them. All that is wrong is said at once.
func (r *roll) enrol(ctx context.Context, o learnersOptions) error {
	for _, row := range r.list.Rows {
		p, ok := r.person(row)
		roles := r.roles(row, o.role)
		if !ok {
			continue
		}
		for _, role := range roles {
			p.role = role
			if err := r.enrolOne(p, o, cmp.Or(r.list.Value(row, "reason"), o.reason)); err != nil && !p.misplaced(err, &r.problems) {
				return err
			}
		}
	}
	r.app.tellTable(r.list)
	if len(r.problems) > 0 {
		return r.withRefusals(r.problems)
	}
	if r.homeless > 0 {
		r.app.tell("departments are not taken in: sojt.yaml lists none, and %s of the list name one", counted(r.homeless, "row"))
	}
	r.tellStarts(o)
	r.heading = r.sums()
	return r.writeAny(ctx, "enrolled")
}

// person is whom a row is about. The id is that of the row, else that of who is there already by the
// address or the name, else one that the name makes.
func (r *roll) person(row grid.Row) (person, bool) {
	value := func(field string) string { return text.Fold(r.list.Value(row, field)) }
	p := person{
		learner: value("learner"), email: value("email"), department: r.department(row, value("department")), place: r.list.Place(row),
		name: fullName(value),
	}
	before := len(r.problems)
	if value("start") != "" {
		p.start = r.start(row)
	}
	if boss := value("supervisor"); boss != "" {
		p.supervisor = r.supervisor(row, boss)
	}
	p.learner = r.identify(p)
	if there, err := r.called.Named(p.learner); err == nil { // the header's spelling stays
		if text.Bare(there.Name) == text.Bare(p.name) {
			p.name = there.Name
		}
		if strings.EqualFold(there.Email, p.email) {
			p.email = there.Email
		}
	}
	return p, len(r.problems) == before
}

// department is the id of a department that is named by id or name. A program without departments has
// nothing to be done with them.
func (r *roll) department(row grid.Row, said string) string {
	var ids []string
	for _, d := range r.program.Departments {
		if said == d.ID || text.Bare(d.Name) == text.Bare(said) {
			return d.ID
		}
		ids = append(ids, d.ID)
	}
	switch {
	case said == "":
	case len(ids) == 0:
		r.homeless++
	default:
		r.wrong(r.list.Cell(row, "department"), choices(ids)+"; --map department= has the column not read", "there is no department %q", said)
	}
	return ""
}

func (r *roll) supervisor(row grid.Row, said string) string {
	p, err := r.called.Named(said)
	at := r.list.Cell(row, "supervisor")
	switch several, ok := err.(*written.Several); {
	case ok:
		r.wrong(at, "write the id", "supervisor: %v", several)
	case err != nil && r.known("supervisor", said) != nil:
		r.wrong(at, "mentors and learners can be named; --map supervisor= has the column not read", "there is no supervisor %q", said)
	}
	return cmp.Or(p.ID, said)
}

// start is the first day that a row says, as it is typed.
func (r *roll) start(row grid.Row) string {
	day, ok := r.days.read(row, &r.problems)
	if ok && day.Dated != "" {
		r.wrong(r.list.Cell(row, "start"), "write the day, as in 2026-11-23", "start is %q, which is no whole day", day.Dated)
	}
	return day.Date.String()
}

// roles are those that a row names, by id or title, else the one of the command line.
func (r *roll) roles(row grid.Row, otherwise string) []string {
	said := text.Fold(strings.ReplaceAll(r.list.Value(row, "role"), "\n", ";"))
	if said == "" {
		if otherwise == "" {
			r.wrong(r.list.Cell(row, "role"), "fill it in, or name it for all rows that do not: --role ID", "no role")
			return nil
		}
		return []string{otherwise}
	}
	parts := []string{said}
	if r.names[text.Bare(said)] == "" {
		parts = strings.FieldsFunc(said, func(c rune) bool { return c == ';' || c == ',' })
	}
	var ids []string
	for _, part := range parts {
		id := r.names[text.Bare(text.Fold(part))]
		if id == "" {
			id = text.Fold(part)
		}
		if err := r.role(id); err != nil {
			at := person{place: r.list.Cell(row, "role")}
			if !at.misplaced(err, &r.problems) {
				r.wrong(at.place, "", "%v", err)
			}
			continue
		}
		ids = append(ids, id)
	}
	return ids
}

// identify settles a row's id; "" where a problem says why not.
func (r *roll) identify(p person) string {
	id, hint := p.learner, "give each an id, in a column learner"
	switch held := r.mail[strings.ToLower(p.email)]; {
	case id != "" && !text.IsID(id):
		r.wrong(p.place, "a learner's id is "+text.IDGrammar, "%q is no id", id)
		return ""
	case id == "" && p.name == "" && held.id == "":
		r.wrong(p.place, "fill it in, or take the row out", "no learner and no name")
		return ""
	case id == "" && held.id != "" && held.place.File == "":
		id = held.id
	case id == "":
		if id = r.byName(p); id == "" {
			return ""
		}
	}
	mine := claim{id, p.name, p.email, p.place}
	if first, ok := r.ids[id]; ok && p.learner == "" && !samePerson(first, mine) {
		r.wrong(p.place, hint, "%s makes the id %s, which %s has (%s)", described(mine), id, described(first), first.place)
		return ""
	} else if !ok {
		r.ids[id] = mine
	}
	if email := strings.ToLower(p.email); email != "" {
		if held := r.mail[email]; held.id != "" && held.id != id {
			where := ""
			if held.place.File != "" {
				where = fmt.Sprintf(" (%s)", held.place)
			}
			r.wrong(p.place, "one person has one id: use "+held.id, "%s is the address of %s already%s", p.email, held.id, where)
			return ""
		}
		r.mail[email] = mine
	}
	return id
}

// byName is the id of who has a name already, else one made of it.
func (r *roll) byName(p person) string {
	there, err := r.called.Named(p.name)
	switch several, ok := err.(*written.Several); {
	case ok:
		r.wrong(p.place, "say which: a column learner with their ids", "%v", several)
		return ""
	case err == nil && p.email != "" && there.Email != "" && !strings.EqualFold(p.email, there.Email):
		r.wrong(p.place, "a column learner says whether it is the same person", "%s is %s here, whose address is %s and not %s", p.name, there.ID, there.Email, p.email)
		return ""
	case err == nil:
		return there.ID
	}
	id := text.IDFrom(strings.ReplaceAll(p.name, "/", " "))
	if !text.IsID(id) {
		r.wrong(p.place, "a learner's id is "+text.IDGrammar+"; give one in a column learner", "no id can be made of %q", p.name)
		return ""
	}
	return id
}

// samePerson reports whether two rows without ids are about one person: of one name, and not of two addresses.
func samePerson(a, b claim) bool {
	return text.Bare(a.name) == text.Bare(b.name) && (a.email == "" || b.email == "" || strings.EqualFold(a.email, b.email))
}

func described(c claim) string {
	if c.email == "" {
		return fmt.Sprintf("%q", c.name)
	}
	return fmt.Sprintf("%q, %s,", c.name, c.email)
}
