package framework

import (
	"cmp"
	"slices"
	"time"

	"sojt/competency"
	"sojt/report/iri"
)

// Options are what a package is made with.
type Options struct {
	Base    iri.Base                    // what names begin with
	Changed func(file string) time.Time // when a definition file was last changed
}

// Export tells a role, or all of the program where role is nil. A role is a document of its own with its
// headings and competencies beneath; of a program the document has the roles and the shared sets beneath it.
// A competency stands there once, beneath each role that asks for it.
func Export(p *competency.Program, role *competency.Role, o Options) (*Package, error) {
	fixed, err := iri.Of("", p.ID)
	if err != nil {
		return nil, err
	}
	t := &teller{program: p, role: role, o: o, fixed: fixed, out: &Package{}, known: map[string]bool{}, rank: map[string]int{}}
	t.document()
	if role != nil {
		t.entries(role, t.out.Document.link())
	} else {
		for _, r := range p.Roles {
			t.entries(r, t.roleItem(r))
		}
		for _, s := range p.Sets {
			t.set(s)
		}
	}
	t.relations()
	t.scales()
	for _, word := range itemTypes {
		t.itemType(word)
	}
	t.out.Document.Changed = t.latest.Format(time.RFC3339)
	return t.out, nil
}

// teller makes one package.
type teller struct {
	program *competency.Program
	role    *competency.Role // nil: all of it
	o       Options
	fixed   iri.Base // what identifiers are made of, whatever the chosen base is
	out     *Package
	told    []told
	known   map[string]bool // identifiers of items that are there
	rank    map[string]int  // how many children something has
	latest  time.Time
}

// told is a competency of the package, and how it is asked for.
type told struct {
	*competency.Competency
	level int
	asked string // optional, elective, or "" for what everybody has to have
}

// thing is what a definition in a file is called, by a name that a base gives it.
func (t *teller) thing(file string, name func(iri.Base) string) Thing {
	changed := t.o.Changed(file).UTC().Truncate(time.Second)
	if changed.After(t.latest) {
		t.latest = changed
	}
	return Thing{Identifier: iri.UUID(name(t.fixed)), URI: name(t.o.Base), Changed: changed.Format(time.RFC3339)}
}

func (d Document) link() Link { return Link{d.Title, d.Identifier, d.URI} }
func (i Item) link() Link     { return Link{i.Statement, i.Identifier, i.URI} }

const settings = "sojt.yaml"

func (t *teller) document() {
	d := &t.out.Document
	d.Creator = cmp.Or(t.program.Name, t.program.ID)
	roles, id, file := t.program.Roles, "", settings
	d.Title = d.Creator
	if t.role != nil {
		roles, id, file = []*competency.Role{t.role}, t.role.ID, t.role.Pos.File
		d.Title, d.Description = t.role.Title, t.role.Summary
	}
	d.Thing = t.thing(file, func(b iri.Base) string { return b.Framework(id) })
	for _, r := range roles {
		for _, department := range t.program.Departments {
			if name := cmp.Or(department.Name, department.ID); department.ID == r.Department && !slices.Contains(d.Subject, name) {
				d.Subject = append(d.Subject, name)
			}
		}
	}
	d.AdoptionStatus = adoption(roles)
}

// adoption is the status of a document by CASE's words: adopted as soon as one of its roles is.
func adoption(roles []*competency.Role) string {
	has := func(status string) bool {
		return slices.ContainsFunc(roles, func(r *competency.Role) bool { return r.Status == status })
	}
	switch {
	case has(competency.Adopted):
		return "Adopted"
	case has(competency.Draft) || len(roles) == 0:
		return "Draft"
	}
	return "Deprecated"
}

// relate adds an association, once.
func (t *teller) relate(file, relation string, from, to Link) *Association {
	a := Association{Type: relation, Origin: from, Destination: to}
	id := iri.Between(relation, from.Identifier, to.Identifier)
	a.Thing = t.thing(file, func(b iri.Base) string { return b.Association(id) })
	a.Identifier = id
	if t.known[a.Identifier] {
		return nil
	}
	t.known[a.Identifier] = true
	t.out.Associations = append(t.out.Associations, a)
	return &t.out.Associations[len(t.out.Associations)-1]
}

// under puts something beneath something else, after what is there.
func (t *teller) under(file string, child, parent Link) {
	if a := t.relate(file, "isChildOf", child, parent); a != nil {
		t.rank[parent.Identifier]++
		a.Sequence = t.rank[parent.Identifier]
	}
}
