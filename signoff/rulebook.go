package signoff

import (
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
)

// Rulebook is a program's definitions, ready to judge records and to fold them into standings.
// Make one with NewRulebook; it is safe for concurrent use.
type Rulebook struct {
	Program *competency.Program

	// Person gives the learner file of somebody by id, or nil. It is asked for mentors where policy
	// wants them prepared or holding the competency, and for who writes a note and is no mentor.
	// Where it is nil, nobody has one.
	Person func(id string) *Learner

	heirs   map[string][]string // competency -> those its sign-offs count for too (carry: full)
	rules   []rule
	places  map[string]int                  // competency -> where its track stands
	entries map[*competency.Role][]int      // the places of a role's entries, beside them
	roles   map[string]*competency.Role     // by id
	authors map[string][]*competency.Mentor // the entries of a person in mentors.yaml, in its order
}

// NewRulebook makes a Rulebook of a program that loaded without errors.
func NewRulebook(p *competency.Program, person func(id string) *Learner) *Rulebook {
	next := map[string][]string{}
	take := func(c *competency.Competency) {
		for _, old := range c.Replaces {
			if old.Full && !slices.Contains(next[old.ID], c.ID) {
				next[old.ID] = append(next[old.ID], c.ID)
			}
		}
	}
	for _, r := range p.Roles {
		for _, e := range r.Entries {
			take(e.Competency)
		}
	}
	for _, set := range p.Sets {
		for _, c := range set.Competencies {
			take(c)
		}
	}
	b := &Rulebook{
		Program: p, Person: person, heirs: map[string][]string{},
		rules: rules(), roles: map[string]*competency.Role{}, authors: map[string][]*competency.Mentor{},
	}
	for _, r := range slices.Backward(p.Roles) {
		b.roles[r.ID] = r // the first, as Program.Role
	}
	for _, m := range p.Mentors {
		b.authors[m.ID] = append(b.authors[m.ID], m)
	}
	for id := range next {
		b.heirs[id] = heirs(id, next)
	}
	b.number()
	return b
}

// heirs follows replacements from a competency to all that carry its sign-offs on; where they go in
// a circle, each is named once.
func heirs(id string, next map[string][]string) []string {
	found := slices.Clone(next[id])
	for i := 0; i < len(found); i++ {
		for _, heir := range next[found[i]] {
			if heir != id && !slices.Contains(found, heir) {
				found = append(found, heir)
			}
		}
	}
	return found
}

// Fold gives a learner's standings at a moment. It depends on the set of records alone: neither the
// order of lines nor repeated ones make a difference.
func (b *Rulebook) Fold(l *Learner, m Moment) *Standings {
	return b.Folder().Fold(l, m)
}

// Prepared reports whether a mentor was prepared, as the policy's mentor_role asks, on a day by what
// was known then: qualified in that role, or entered as prepared by a named person in mentors.yaml.
func (b *Rulebook) Prepared(d *competency.Mentor, m Moment) bool {
	role := b.Program.Policy.MentorRole
	if role == "" || (d.Prepared != nil && d.Prepared.Date <= m.AsOf) {
		return true
	}
	s := b.personStandings(d.ID, m)
	return s != nil && s.Role(role) != nil && s.Role(role).Qualified
}

// Holds reports whether a mentor is competent in a competency, in any role, at a moment.
func (b *Rulebook) Holds(mentor, id string, m Moment) bool {
	c, s := b.Program.Competency(id), b.personStandings(mentor, m)
	return s != nil && c != nil && s.history.inPlace(c)
}

// towards is the command by which a mentor goes on to what policy asks of mentors: their way through its role,
// or first of all a place in it.
func (b *Rulebook) towards(mentor string, m Moment) string {
	role := b.Program.Policy.MentorRole
	if s := b.personStandings(mentor, m); s == nil || s.Role(role) == nil || s.Role(role).Left != 0 {
		return "sojt enroll " + mentor + " " + role
	}
	return "sojt status " + mentor
}

func (b *Rulebook) personStandings(id string, m Moment) *Standings {
	if b.Person == nil {
		return nil
	}
	l := b.Person(id)
	if l == nil {
		return nil
	}
	return b.Fold(l, m)
}

// Department is the department that authority is judged against: the learner's, else the role's.
func (b *Rulebook) Department(l *Learner, role string) string {
	if l.Department != "" {
		return l.Department
	}
	if r := b.Program.Role(role); r != nil {
		return r.Department
	}
	return ""
}

// Signers lists who could sign off a competency for a learner on a day: designated, in scope, and
// not the learner; in the order of mentors.yaml.
func (b *Rulebook) Signers(l *Learner, role string, c *competency.Competency, day calendar.Date) []*competency.Mentor {
	var able []*competency.Mentor
	for _, m := range b.Program.Mentors {
		if m.ID != l.ID && m.Covers(day) && b.Program.MaySign(m, b.Department(l, role), role, c) {
			able = append(able, m)
		}
	}
	return able
}

// Role gives the learner's standing in a role, or nil if never enrolled in it by then.
func (s *Standings) Role(id string) *RoleStanding {
	for _, r := range s.Roles {
		if r.Role.ID == id {
			return r
		}
	}
	return nil
}

// Cell gives the learner's cell for a competency in this role, or nil.
func (r *RoleStanding) Cell(competency string) *Cell {
	for i := range r.Cells {
		if r.Cells[i].Entry.ID == competency {
			return &r.Cells[i]
		}
	}
	return nil
}

// Record finds a record of the learner by digest among those known at the moment, or nil.
func (s *Standings) Record(digest string) *Record { return s.history.find(digest) }
