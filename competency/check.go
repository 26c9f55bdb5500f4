package competency

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// references checks that what a competency names exists.
func (l *loader) references(u unit) {
	for i, id := range u.Requires {
		if id != "" && l.p.competencies[id] == nil {
			l.unknownCompetency(true, "requires", id, u.node.Get("requires").Item(i))
		}
	}
	for i, r := range u.Replaces {
		n := u.node.Get("replaces").Item(i).Get("id")
		switch {
		case r.ID == "":
		case r.ID == u.full:
			l.out.Errorf(CodeCycle, n.Place(), "a competency cannot replace itself").
				Hint = "name the retired competency whose place it takes"
		case l.p.competencies[r.ID] == nil:
			l.unknownCompetency(true, "replaces", r.ID, n)
		}
	}
	for i, id := range u.Goals {
		if id != "" && !l.p.SettingsUnread() && !slices.ContainsFunc(l.p.Goals, func(g Goal) bool { return g.ID == id }) {
			l.unknown("goals names", id, "which sojt.yaml does not define", u.node.Get("goals").Item(i), l.p.goalIDs())
		}
	}
	for i, id := range u.Mentors {
		if id != "" && len(l.p.Designations(id)) == 0 && !l.p.MentorsUnread() {
			l.unknown("mentors names", id, "whom mentors.yaml does not name", u.node.Get("mentors").Item(i), l.p.mentorIDs())
		}
	}
}

// role checks what a role says of itself, and that what it names exists.
func (l *loader) role(r *roleFile) {
	r.Pos, r.Role.node = r.node.At("role"), r.node
	if c := l.p.competencies[r.ID]; c != nil {
		l.out.Errorf(CodeTwice, c.Pos, "%q is a role already, at %s", r.ID, r.Pos).
			Hint = "give the competency another id: what names it could mean either"
	}
	l.department("department is", r.Department, r.node.Get("department"))
	l.repeats(r.node, "next", r.Next)
	for i, id := range r.Next {
		n := r.node.Get("next").Item(i)
		switch {
		case id == r.ID:
			l.out.Errorf(CodeReference, n.Place(), "the role cannot follow itself").Hint = "name another role, or remove it"
		case id != "":
			l.roleReference("next names", id, n)
		}
	}
}

// choices checks a role's electives and marks the entries that belong to them.
func (l *loader) choices(r *roleFile) {
	list := r.node.Get("choose")
	ids := make([]string, len(r.Choose))
	for i, c := range r.Choose {
		ids[i] = c.ID
		n := list.Item(i)
		if n.Get("n") != nil && n.Get("of") != nil && c.N > len(c.Of) {
			l.out.Errorf(CodeChoose, n.At("n"), "n is %d, but there are only %d to choose from", c.N, len(c.Of)).
				Hint = "ask for fewer, or name more competencies under of:"
		}
		for j, id := range c.Of {
			if id != "" {
				l.elect(r, c.ID, id, n.Get("of").Item(j))
			}
		}
	}
	l.distinct("choice", list, ids)
}

func (l *loader) elect(r *roleFile, choice, id string, n *strictyaml.Node) {
	e := r.Entry(id)
	switch {
	case e == nil:
		var have []string
		for _, e := range r.Entries {
			have = append(have, e.ID)
		}
		l.unknown("of names", id, "which this role does not have", n, have)
	case e.Choice != "":
		l.out.Errorf(CodeChoose, n.Place(), "%q stands under the choice %q already", id, e.Choice).
			Hint = "a competency belongs to one choice"
	default:
		e.Choice, e.Required = choice, false
	}
}

// programReferences checks what sojt.yaml names in other files.
func (l *loader) programReferences() {
	if id := l.p.Policy.MentorRole; id != "" && !l.exists(path.Join(rolesDir, id+".yaml")) {
		l.unknownRole("mentor_role is", id, l.sojt.Get("policy").Get("mentor_role"))
	}
	for i, m := range l.p.Metrics {
		for j, id := range m.Roles {
			if id != "" {
				l.roleReference("roles names", id, l.sojt.Get("metrics").Item(i).Get("roles").Item(j))
			}
		}
	}
}

// roleReference checks a role's id where all roles were read.
func (l *loader) roleReference(key, id string, n *strictyaml.Node) {
	if l.whole && l.p.Role(id) == nil && !l.p.RoleUnread(id) {
		l.unknownRole(key, id, n)
	}
}

func (l *loader) unknownRole(key, id string, n *strictyaml.Node) {
	l.unknown(key, id, "which has no file in roles/", n, l.p.roleIDs())
}

func (l *loader) department(key, id string, n *strictyaml.Node) {
	if id == "" || slices.ContainsFunc(l.p.Departments, func(d Department) bool { return d.ID == id }) || l.p.SettingsUnread() {
		return
	}
	l.unknown(key, id, "which sojt.yaml does not define", n, l.p.departmentIDs())
}

// unknownCompetency reports the name of a competency that does not exist, unless a file that may
// define it could not be read.
func (l *loader) unknownCompetency(judged bool, key, id string, n *strictyaml.Node) {
	if !judged || l.p.CompetencyUnread(id) {
		return
	}
	_, name, shared := strings.Cut(id, "/")
	known := l.p.competencyIDs()
	p := l.unknown(key, id, "which no role or set defines", n, known)
	if !shared {
		name = id
	}
	for _, k := range known { // the same name in a set, or without one, is nearer than any spelling
		if k == name || strings.HasSuffix(k, "/"+name) {
			p.Hint = "did you mean " + k + "?"
		}
	}
}

// unknown reports a name that does not exist, with the nearest one that does.
func (l *loader) unknown(key, id, why string, n *strictyaml.Node, known []string) *diag.Problem {
	p := l.out.Errorf(CodeReference, n.Place(), "%s %q, %s", key, strictyaml.Shorten(id), why)
	switch near := text.Nearest(id, known); {
	case near != "":
		p.Hint = "did you mean " + near + "?"
	case len(known) == 0:
		p.Hint = "there is none yet: define it first, or remove this"
	case len(known) == 1:
		p.Hint = "there is only " + known[0]
	case len(known) <= 12:
		p.Hint = "there are " + text.Join(known, "and")
	default:
		p.Hint = "define it, or remove this"
	}
	return p
}

// repeats reports names that stand twice in a list.
func (l *loader) repeats(n *strictyaml.Node, key string, names []string) {
	for i, name := range names {
		if name != "" && slices.Contains(names[:i], name) {
			l.out.Errorf(CodeTwice, n.Get(key).Item(i).Place(), "%q stands twice under %s", name, key).Hint = "remove one of the two"
		}
	}
}

// distinct reports ids that stand twice in a list of mappings.
func (l *loader) distinct(noun string, list *strictyaml.Node, ids []string) {
	for i, id := range ids {
		if first := slices.Index(ids, id); id != "" && first < i {
			l.out.Errorf(CodeTwice, list.Item(i).At("id"), "the %s %q stands twice; the first is on line %d", noun, id, list.Item(first).At("id").Line).
				Hint = "give each its own id"
		}
	}
}

// links checks the addresses of references, resources and alignments.
func (l *loader) links(u unit) {
	check := func(key string, i int, address string) {
		if address != "" && !isLink(address) {
			l.out.Errorf(CodeURL, u.node.Get(key).Item(i).At("url"), "url is %q, expected an address that begins with https:, http: or mailto:, or a path", strictyaml.Shorten(address)).
				Hint = "write it as it stands in a browser, such as https://example.com/page"
		}
	}
	for i, r := range u.References {
		check("references", i, r.URL)
	}
	for i, r := range u.Resources {
		check("resources", i, r.URL)
	}
	for i, a := range u.Align {
		check("align", i, a.URL)
	}
}

func isLink(address string) bool {
	if strings.ContainsAny(address, " \\\"<>") || strings.HasPrefix(address, "//") {
		return false
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "https", "http":
		return u.Host != ""
	case "mailto":
		return strings.Contains(u.Opaque, "@")
	}
	return u.Scheme == ""
}
