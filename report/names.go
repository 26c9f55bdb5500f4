package report

import (
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
