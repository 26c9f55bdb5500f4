package competency

import (
	"strings"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
)

// readMentors reads mentors.yaml and checks what it says of itself.
func (l *loader) readMentors() {
	l.mentors = l.parse(mentorsFile, "name a first mentor: sojt mentor add ID --name NAME --coordinator")
	l.designations()
}

// designations walks the tree of mentors.yaml.
func (l *loader) designations() {
	var mentors []Mentor
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
	l.people(l.p.Mentors)
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
			l.out.Errorf(CodeKeyForm, at.At("key"), "%s", err.Message).Hint = err.Hint
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
func (l *loader) people(mentors []*Mentor) {
	entries := map[string][]*Mentor{}
	emails := map[string]*Mentor{}
	keys := map[string]owned{}
	for _, m := range mentors {
		for _, earlier := range entries[m.ID] {
			if m.Overlaps(earlier) {
				l.out.Errorf(CodeOverlap, m.Pos, "%q is designated on line %d already, for days that overlap", m.ID, earlier.Pos.Line).
					Hint = "end that entry with until: the day before this one begins, and give this one from:"
				break
			}
		}
		entries[m.ID] = append(entries[m.ID], m)
		if m.Email != "" {
			l.sharedEmail(m, emails)
		}
		for i, key := range m.Keys {
			if key.Key != "" {
				l.sharedKey(m, key.Key, m.node.Get("keys").Item(i).At("key"), keys)
			}
		}
	}
}

// owned is a key with the entry that first has it, and where.
type owned struct {
	by *Mentor
	at diag.Pos
}

func (l *loader) sharedEmail(m *Mentor, emails map[string]*Mentor) {
	folded := strings.ToLower(m.Email)
	first := emails[folded]
	if first == nil {
		emails[folded] = m
		return
	}
	if first.ID != m.ID {
		l.out.Errorf(CodeShared, m.node.At("email"), "the email of %q is also that of %q, on line %d", m.ID, first.ID, first.node.At("email").Line).
			Hint = "each person needs an address of their own; git's user.email says who acts"
	}
}

// sharedKey reports a key that another person has, or that stands twice in one entry. The same
// person may carry a key from one designation to the next.
func (l *loader) sharedKey(m *Mentor, key string, at diag.Pos, keys map[string]owned) {
	first, known := keys[key]
	switch {
	case !known:
		keys[key] = owned{m, at}
	case first.by.ID != m.ID:
		l.out.Errorf(CodeShared, at, "this key of %q is also one of %q, on line %d", m.ID, first.by.ID, first.at.Line).
			Hint = "a key proves who signed only while one person has it: make a new one for each with ssh-keygen -t ed25519, and add it with sojt mentor key"
	case first.by == m:
		l.out.Errorf(CodeTwice, at, "this key of %q stands twice; the first is on line %d", m.ID, first.at.Line).
			Hint = "remove one of the two"
	}
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
	if !l.whole || id == "" || l.p.Role(id) != nil || l.p.competencies[id] != nil || len(l.p.unread) > 0 {
		return
	}
	l.unknown("signs", id, "which is no role and no competency", n, append(l.p.roleIDs(), l.p.competencyIDs()...))
}

// isEmail asks for little: something, one @, something with no blank.
func isEmail(s string) bool {
	local, domain, found := strings.Cut(s, "@")
	return found && local != "" && domain != "" && !strings.ContainsAny(s, " \t<>,;\"") && !strings.Contains(domain, "@")
}
