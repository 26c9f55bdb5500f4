package competency

import (
	"slices"
	"strings"

	"sojt/competency/calendar"
	"sojt/competency/strictyaml"
)

// readMentors reads mentors.yaml and checks what it says of itself.
func (l *loader) readMentors() {
	var mentors []Mentor
	l.mentors = l.parse(mentorsFile, "run sojt init in this folder to write one")
	strictyaml.Walk(l.mentors, "file", &l.out, func(k *strictyaml.Keys) { mentorsKeys(k, &mentors) })
	list := l.mentors.Get("mentors")
	for i := range mentors {
		m, n := &mentors[i], list.Item(i)
		if m.ID == "" {
			continue
		}
		m.Pos, m.node = n.At("id"), n
		l.mentor(m, n)
		l.p.Mentors = append(l.p.Mentors, m)
	}
	l.people(mentors, list)
}

func mentorsKeys(k *strictyaml.Keys, mentors *[]Mentor) {
	strictyaml.Group(k, "mentors", "mentor", "who may sign what, from when to when", mentors, mentorKeys).
		Need("[{id: ana, name: Ana Ruiz}]")
}

func (l *loader) mentor(m *Mentor, n *strictyaml.Node) {
	if m.Email != "" && !isEmail(m.Email) {
		l.out.Errorf(CodeEmail, n.At("email"), "email is %q, which is no address", strictyaml.Shorten(m.Email)).
			Hint = "write it as git config user.email shows it, such as ana@example.org"
	}
	l.order(m.From, m.Until, n)
	l.repeats(n, "signs", m.Signs)
	l.repeats(n, "departments", m.Departments)
	keys := n.Get("keys")
	for i := range m.Keys {
		key, at := &m.Keys[i], keys.Item(i)
		l.order(key.From, key.Until, at)
		if key.Key == "" {
			continue
		}
		parsed, err := parseKey(key.Key)
		if err != nil && !err.secret { // a secret has been reported with the file
			l.out.Errorf(CodeKeyForm, at.At("key"), "%s", err.message).Hint = err.hint
		}
		key.Key = parsed
	}
}

// order checks that a period does not end before it begins.
func (l *loader) order(from, until calendar.Date, n *strictyaml.Node) {
	if from != 0 && until != 0 && until < from {
		l.out.Errorf(CodeOrder, n.At("until"), "until %s is before from %s", until, from).
			Hint = "until is the last day, from the first"
	}
}

// people checks entries against each other: one person is designated once for a day, and no key or
// email belongs to two people.
func (l *loader) people(mentors []Mentor, list *strictyaml.Node) {
	for i := range mentors {
		m, n := &mentors[i], list.Item(i)
		for j := range mentors[:i] {
			other, there := &mentors[j], list.Item(j)
			if m.ID == "" || other.ID == "" {
				continue
			}
			if m.ID == other.ID {
				if overlap(m, other) {
					l.out.Errorf(CodeOverlap, n.At("id"), "%q is designated on line %d already, for days that overlap", m.ID, there.At("id").Line).
						Hint = "end that entry with until: the day before this one begins, and give this one from:"
				}
				continue
			}
			if m.Email != "" && strings.EqualFold(m.Email, other.Email) {
				l.out.Errorf(CodeShared, n.At("email"), "the email of %q is also that of %q, on line %d", m.ID, other.ID, there.At("email").Line).
					Hint = "each person needs an address of their own; git's user.email says who acts"
			}
			l.sharedKeys(m, other, n, there)
		}
		l.repeatedKeys(m, n)
	}
}

func (l *loader) sharedKeys(m, other *Mentor, n, there *strictyaml.Node) {
	for i, key := range m.Keys {
		j := slices.IndexFunc(other.Keys, func(k Key) bool { return k.Key == key.Key })
		if key.Key != "" && j >= 0 {
			l.out.Errorf(CodeShared, n.Get("keys").Item(i).At("key"), "this key of %q is also one of %q, on line %d", m.ID, other.ID, there.Get("keys").Item(j).At("key").Line).
				Hint = "a key proves who signed only while one person has it: make a new one for each"
		}
	}
}

func (l *loader) repeatedKeys(m *Mentor, n *strictyaml.Node) {
	for i, key := range m.Keys {
		first := slices.IndexFunc(m.Keys, func(k Key) bool { return k.Key == key.Key })
		if key.Key != "" && first < i {
			l.out.Errorf(CodeTwice, n.Get("keys").Item(i).At("key"), "this key of %q stands twice; the first is on line %d", m.ID, n.Get("keys").Item(first).At("key").Line).
				Hint = "remove one of the two"
		}
	}
}

func overlap(a, b *Mentor) bool {
	return (a.Until == 0 || b.From <= a.Until) && (b.Until == 0 || a.From <= b.Until)
}

// mentorReferences checks what mentors.yaml names in other files.
func (l *loader) mentorReferences() {
	for _, m := range l.p.Mentors {
		for i, id := range m.Departments {
			l.department("departments names", id, m.node.Get("departments").Item(i))
		}
		for i, id := range m.Signs {
			l.signs(id, m.node.Get("signs").Item(i))
		}
	}
}

func (l *loader) signs(id string, n *strictyaml.Node) {
	if !l.whole || id == "" || l.p.Role(id) != nil || l.p.competencies[id] != nil || len(l.broken) > 0 {
		return
	}
	l.unknown("signs", id, "which is no role and no competency", n, append(l.p.roleIDs(), l.p.competencyIDs()...))
}

// isEmail asks for little: something, one @, something with no blank.
func isEmail(s string) bool {
	local, domain, found := strings.Cut(s, "@")
	return found && local != "" && domain != "" && !strings.ContainsAny(s, " \t<>,;\"") && !strings.Contains(domain, "@")
}
