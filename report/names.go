package report

import (
	"strings"

	"sojt/competency"
	"sojt/competency/text"
	"sojt/signoff"
)

// Names says what people are called. The zero Names calls everybody by id.
type Names struct {
	names map[string]string
}

// newNames reads learners' headers and mentors' entries; two people of one name get their id beside
// it. Redacted, there are none.
func newNames(p *competency.Program, everybody []*signoff.Standings, redact bool) Names {
	if redact {
		return Names{}
	}
	names, people := map[string]string{}, map[string]int{}
	note := func(id, name string) {
		name = text.Fold(name) // one line, whatever the file holds
		if name != "" && names[id] == "" {
			names[id] = name
			people[name]++
		}
	}
	for _, s := range everybody {
		note(s.Learner.ID, s.Learner.Name)
	}
	for _, m := range p.Mentors {
		note(m.ID, m.Name)
	}
	for id, name := range names {
		if people[name] > 1 {
			names[id] = name + " (" + id + ")"
		}
	}
	return Names{names}
}

// Of gives a person's name, or the id where no name is known or shown.
func (n Names) Of(id string) string {
	if name := n.names[id]; name != "" {
		return name
	}
	return id
}

// Person makes a cell that names a person, and leads to the page about the person where there is one.
func (in *Input) Person(id string) Cell { return Cell{Text: in.Names.Of(id), Person: id} }

// inRole is what a competency of a role is called: its title, or its id where it has none.
func inRole(r *signoff.RoleStanding) func(id string) string {
	return func(id string) string {
		if e := r.Role.Entry(id); e != nil {
			return entitled(e)
		}
		return id
	}
}

// byIDs calls a competency by its id.
func byIDs(id string) string { return id }

// calling joins what competencies are called.
func calling(ids []string, called func(id string) string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = called(id)
	}
	return strings.Join(names, ", ")
}
