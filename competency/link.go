package competency

import (
	"cmp"
	"slices"

	"sojt/competency/strictyaml"
)

// link turns what was read into the Program: every competency under its id, scales and defaults
// worked in, the entries of each role; then it checks what concerns more than one file.
func (l *loader) link() {
	units := l.units()
	slices.SortStableFunc(units, func(a, b unit) int { // what is judged wins over what is not
		if a.judged == b.judged {
			return 0
		}
		if a.judged {
			return -1
		}
		return 1
	})
	for _, u := range units {
		if u.full != "" {
			l.define(u)
		}
	}
	for _, s := range l.sets {
		for i := range s.items {
			if c := &s.items[i].Competency; c.ID != "" {
				s.Competencies = append(s.Competencies, c)
			}
		}
		if s.judged {
			s.Pos = s.node.At("set")
			l.department("department is", s.Department, s.node.Get("department"))
		}
		l.p.Sets = append(l.p.Sets, s.Set)
	}
	for _, r := range l.roles {
		if r.judged {
			l.p.Roles = append(l.p.Roles, r.Role)
		}
	}
	slices.SortFunc(l.p.Roles, func(a, b *Role) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(l.p.Sets, func(a, b *Set) int { return cmp.Compare(a.ID, b.ID) })
	for _, r := range l.roles {
		l.entries(r)
		if r.judged {
			l.choices(r)
			l.role(r)
		}
	}
	for _, u := range units {
		if u.judged && u.use == "" {
			l.references(u)
		}
	}
	l.cycles(units)
	l.programReferences()
	l.mentorReferences()
}

// define gives a competency its effective values and its place in the program.
func (l *loader) define(u unit) {
	c, n := &u.Competency, u.node
	first, known := l.p.competencies[u.full]
	if known && u.judged {
		l.out.Errorf(CodeTwice, n.At("id"), "the competency %q is already defined at %s", u.full, first.Pos).
			Hint = "what two roles share belongs into competencies/, where both take it by use; otherwise give this one another id"
	}
	c.ID, c.Pos, c.node = u.full, n.At("id"), n
	if !n.Has("acknowledge") {
		c.Acknowledge = l.p.Policy.Acknowledge
	}
	c.Separate = u.certifier == "separate"
	c.Scale = l.p.scale(u.scale)
	if c.Scale != nil && !n.Has("level") {
		c.Level, _ = c.Scale.passing()
	}
	c.Fingerprint = fingerprint(c)
	if !known {
		l.p.competencies[u.full] = c
	}
	if u.judged {
		l.competency(u)
	}
}

// entries makes a role's entries out of what stands under its competencies.
func (l *loader) entries(r *roleFile) {
	list := r.node.Get("competencies")
	for i := range r.items {
		it, n := &r.items[i], list.Item(i)
		c := &it.Competency
		if it.use != "" {
			c = l.p.competencies[it.use]
			if c == nil {
				l.unknownCompetency(r.judged, "use", it.use, n.Get("use"))
				continue
			}
			if r.judged && r.Entry(it.use) != nil {
				l.out.Errorf(CodeTwice, n.At("use"), "this role has %q already", it.use).Hint = "remove one of the two"
				continue
			}
		}
		if c.ID == "" {
			continue
		}
		r.Entries = append(r.Entries, l.entry(r, it, n, c))
	}
}

// entry is a competency as the role asks for it: what the role sets wins.
func (l *loader) entry(r *roleFile, it *item, n *strictyaml.Node, c *Competency) *Entry {
	e := &Entry{
		Competency: c, Used: it.use != "",
		Due: c.Due, Practice: c.Practice, Required: c.Required, Level: c.Level,
	}
	if e.Used {
		if n.Has("due") {
			e.Due = it.Due
		}
		if n.Has("practice") {
			e.Practice = it.Practice
		}
		if n.Has("required") {
			e.Required = it.Required
		}
		if level := n.Get("level"); level != nil {
			e.Level = it.Level
			if r.judged {
				l.level(it.Level, level, c.Scale)
			}
		}
	}
	if e.Due.IsZero() {
		e.Due = r.CompleteWithin
	}
	return e
}
