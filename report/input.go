package report

import (
	"cmp"
	"fmt"
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report/results"
	"sojt/signoff"
)

// Input is what every view is given: the program, everybody's standings at one moment, and what was
// asked to be shown. Make one with NewInput, which filters and redacts once for all views.
type Input struct {
	Program   *competency.Program
	Book      *signoff.Rulebook
	Moment    signoff.Moment
	Standings []*signoff.Standings // by learner id: who is shown, with the roles and cells that are shown
	People    []*signoff.Learner   // by id: those of the filter, with or without a role, gone or not
	Names     Names
	Scope

	judges    *signoff.Bench       // made when a view first asks for it
	ways      []*journey           // likewise
	roles     map[string][]member  // likewise
	everybody []*signoff.Standings // by learner id, without the filter: whom others are compared with
}

// bench is who may judge at the moment of the input.
func (in *Input) bench() *signoff.Bench {
	if in.judges == nil {
		in.judges = in.Book.Bench(in.Moment)
	}
	return in.judges
}

// member is a learner in a role.
type member struct {
	*signoff.Standings
	role *signoff.RoleStanding
}

// members lists who is shown in a role, by learner id. A program of a thousand roles does not look through
// everybody for each of them.
func (in *Input) members(role string) []member {
	if in.roles == nil {
		in.roles = map[string][]member{}
		for _, s := range in.Standings {
			for _, r := range s.Roles {
				in.roles[r.Role.ID] = append(in.roles[r.Role.ID], member{s, r})
			}
		}
	}
	return in.roles[role]
}

// Scope is what the person who reads chose to see.
type Scope struct {
	Filter
	Redact      bool                        // ids only: no names, no free text of people
	IncludeLeft bool                        // also who left
	Least       int                         // how many should be competent in each competency, for coverage; 0 is 2
	Results     map[string][]results.Result // metric id -> results on the job, for impact
	Unread      map[string]int              // learner id -> lines of the file that could not be read, so that no report hides it
}

// Filter narrows what is shown; what is empty does not. Role, tag and group narrow competencies,
// department (with those beneath it), learner and mentor (who supervises, or recorded something)
// narrow people, and since and until the days of effect in views of records.
type Filter struct {
	Role, Department, Learner, Mentor, Tag, Group string
	Since, Until                                  calendar.Date
}

// NewInput gathers what views need. The standings are of the moment given, in any order; a learner
// asked for by name is shown even after leaving.
func NewInput(book *signoff.Rulebook, m signoff.Moment, everybody []*signoff.Standings, scope Scope) *Input {
	in := within(book, m, scope)
	in.Names = newNames(book.Program, everybody, scope.Redact)
	sorted := slices.SortedFunc(slices.Values(everybody), func(a, b *signoff.Standings) int {
		return cmp.Compare(a.Learner.ID, b.Learner.ID)
	})
	in.everybody = sorted
	for _, s := range sorted {
		if !in.admits(s) || !in.concerns(s, in.there) {
			continue
		}
		in.People = append(in.People, s.Learner)
		if narrowed := in.narrow(s); len(narrowed.Roles) > 0 && in.concerns(s, in.counts) {
			in.Standings = append(in.Standings, narrowed)
		}
	}
	return in
}

// within is an input of nobody.
func within(book *signoff.Rulebook, m signoff.Moment, scope Scope) *Input {
	in := &Input{Program: book.Program, Book: book, Moment: m, Scope: scope}
	in.IncludeLeft = scope.IncludeLeft || scope.Learner != ""
	return in
}

// admits reports whether the filter lets a person through, whatever the roles.
func (in *Input) admits(s *signoff.Standings) bool {
	f := in.Filter
	if f.Learner != "" && s.Learner.ID != f.Learner {
		return false
	}
	d := s.Learner.Department
	return f.Department == "" || d == "" || in.Program.Beneath(d, f.Department)
}

// concerns reports whether the mentor of the filter, if there is one, supervises a learner or
// recorded anything in the learner's file that was there by then.
func (in *Input) concerns(s *signoff.Standings, then func(*signoff.Record) bool) bool {
	mentor := in.Mentor
	return mentor == "" || s.Learner.Supervisor == mentor ||
		slices.ContainsFunc(s.Learner.Records, func(r *signoff.Record) bool { return r.By == mentor && then(r) })
}

// counts reports whether a record had taken effect and was known at the moment: what standings are
// made of (SPEC 6).
func (in *Input) counts(r *signoff.Record) bool {
	return in.knows(r) && r.Effect(in.Program.Zone) <= in.Moment.AsOf
}

// there reports whether a record was known at the moment and had been recorded or taken effect by
// then: what a log lists.
func (in *Input) there(r *signoff.Record) bool {
	return in.knows(r) && min(r.Effect(in.Program.Zone), calendar.In(r.At, in.Program.Zone)) <= in.Moment.AsOf
}

func (in *Input) knows(r *signoff.Record) bool {
	return in.Moment.KnownAt.IsZero() || !r.At.After(in.Moment.KnownAt)
}

// narrow keeps the roles and cells of the filter; it copies what it changes.
func (in *Input) narrow(s *signoff.Standings) *signoff.Standings {
	narrowed := *s
	narrowed.Roles = nil
	for _, r := range s.Roles {
		if r.Left != 0 && !in.IncludeLeft {
			continue
		}
		if in.Role != "" && r.Role.ID != in.Role {
			continue
		}
		if in.Department != "" && !in.Program.Beneath(in.Book.Department(s.Learner, r.Role.ID), in.Department) {
			continue
		}
		if r = in.cells(r); r != nil {
			narrowed.Roles = append(narrowed.Roles, r)
		}
	}
	return &narrowed
}

// cells keeps those of the tag and group, and counts them anew; nil when none is left.
func (in *Input) cells(r *signoff.RoleStanding) *signoff.RoleStanding {
	if !in.partial() {
		return r
	}
	part := r.Part(func(c *signoff.Cell) bool { return in.covers(c.Entry.Competency) })
	if len(part.Cells) == 0 {
		return nil
	}
	return part
}

// partial reports whether only some competencies of a role are shown.
func (in *Input) partial() bool { return in.Tag != "" || in.Group != "" }

// covers reports whether a competency is of the tag and group asked for.
func (in *Input) covers(c *competency.Competency) bool {
	return (in.Tag == "" || slices.Contains(c.Tags, in.Tag)) && (in.Group == "" || c.Group == in.Group)
}

// text is something a person wrote, or nothing where only ids are to be shown.
func (in *Input) text(s string) string {
	if in.Redact {
		return ""
	}
	return s
}

// day writes a date for the eye, without the year where it is that of the report.
func (in *Input) day(d calendar.Date) string {
	year, _, _ := d.Split()
	if now, _, _ := in.Moment.AsOf.Split(); d == 0 || year != now {
		return d.Human()
	}
	return d.Human()[:len(d.Human())-len(" 2006")]
}

// days writes dates that stand beside each other: all with their years where one needs it.
func (in *Input) days(all []calendar.Date) func(calendar.Date) string {
	now, _, _ := in.Moment.AsOf.Split()
	for _, d := range all {
		if year, _, _ := d.Split(); d != 0 && year != now {
			return calendar.Date.Human
		}
	}
	return in.day
}

// known is the last day of what counts as known, or no date when everything does.
func (in *Input) known() calendar.Date {
	if in.Moment.KnownAt.IsZero() {
		return 0
	}
	return calendar.In(in.Moment.KnownAt, in.Program.Zone)
}

func (in *Input) rows(view string, columns []string, rows [][]Value) Rows {
	return Rows{
		Program: in.Program.ID, View: view, AsOf: in.Moment.AsOf, KnownAt: in.known().String(),
		Columns: columns, Rows: rows,
	}
}

// byRole makes a section a role, in the program's order: of those in which there is somebody to show,
// and of the one that was asked for.
func (in *Input) byRole(section func(role *competency.Role) Section) []Section {
	var sections []Section
	for _, role := range in.Program.Roles {
		s := section(role)
		if s.Empty = in.nobody(role.ID); len(s.Rows) > 0 || role.ID == in.Role {
			sections = append(sections, s)
		}
	}
	if len(sections) == 0 {
		sections = []Section{{Empty: in.nobody("")}}
	}
	return sections
}

// nobody says that there is nobody to show, and what would change that.
func (in *Input) nobody(role string) string {
	filter := in.Filter
	filter.Role = ""
	switch {
	case filter != Filter{}:
		return "nobody is enrolled who fits the filter"
	case role != "":
		return fmt.Sprintf("nobody is enrolled in %s yet: sojt enroll LEARNER %s", role, role)
	case len(in.Program.Roles) == 0:
		return "the program has no role yet: sojt init ROLE"
	default:
		return fmt.Sprintf("nobody is enrolled yet: sojt enroll LEARNER %s", in.Program.Roles[0].ID)
	}
}

func heading(r *competency.Role) string { return cmp.Or(r.Title, r.ID) }

func (in *Input) page(sections []Section, footer ...string) Page {
	return Page{
		Title: in.Program.Name, AsOf: in.Moment.AsOf, KnownAt: in.known().Human(),
		Sections: sections, Footer: footer,
	}
}

// unread names who is not shown in full, as last lines of a page.
func (in *Input) unread() []string {
	var lines []string
	for _, l := range in.People {
		if n := in.Unread[l.ID]; n > 0 {
			lines = append(lines, fmt.Sprintf("%s of %s could not be read, so this may be incomplete: sojt validate", count(n, "line"), l.ID))
		}
	}
	return lines
}
