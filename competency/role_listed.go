package competency

import (
	"fmt"
	"path"
	"slices"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// RoleVersion is a role's file as it once was; Imported says that an import wrote it, not a person.
type RoleVersion struct {
	Text     []byte
	Imported bool
}

// RoleList is a list that a role is to be made of, or brought up to date by.
type RoleList struct {
	Role     string
	Title    string // "": as it is, for a new role its id
	Source   string // the name of the list, for people
	List     []Listed
	Taken    map[string]bool // ids that something else has
	Versions []RoleVersion   // of the role's file, oldest first, the last one as it is now; none: it is new
	Today    calendar.Date   // the day on which what is gone is retired
	Replace  bool            // the list is right, also where a person wrote something else
}

// Listing is what a list makes of a role's file.
type Listing struct {
	Text                          []byte
	Added, Updated, Same, Retired int
	Own                           int      // entries that a person wrote, and the list does not have
	Kept                          []string // what the list says and the file does not, or the other way round, and why
}

// Merge gives the role's file as it should be. A new one is as a person would have written it. In one that
// is there, what an import wrote follows the list; what a person wrote since stays, with comments and keys
// that lists do not have; what is gone is retired; no id changes. Which is which the versions tell: a
// value is whose commit gave it. The problems say what cannot be changed by a command.
func (l *RoleList) Merge() (*Listing, diag.List) {
	if len(l.Versions) == 0 {
		return l.fresh(), nil
	}
	m := &merge{RoleList: l, out: &Listing{Text: l.Versions[len(l.Versions)-1].Text}, own: owners(l.Versions), entry: map[int]string{}}
	if !m.read() {
		return nil, m.problems
	}
	m.match()
	if l.Title != "" {
		m.title()
	}
	for i := range l.List {
		m.bring(i)
	}
	m.retire()
	if m.problems.Errors() > 0 {
		return nil, m.problems
	}
	return m.out, nil
}

// fresh is the file of a new role.
func (l *RoleList) fresh() *Listing {
	root := &strictyaml.Node{Kind: strictyaml.Mapping}
	root.Add("role", strictyaml.Scalar(l.Role))
	root.Add("title", strictyaml.Scalar(l.Title))
	list := &strictyaml.Node{Kind: strictyaml.List}
	taken := l.taken()
	for _, item := range l.List {
		id := item.named(l.Role, taken)
		taken[id] = true
		list.Items = append(list.Items, item.node(id))
	}
	root.Add("competencies", list)
	return &Listing{Added: len(l.List), Text: strictyaml.Document([]string{
		"Made from " + text.Fold(l.Source) + " by sojt import role. It is yours to change: what you write here stays when the",
		"list is imported again. Where criteria are missing the title is what is judged; add what a mentor can see.",
	}, root)}
}

func (l *RoleList) taken() map[string]bool {
	taken := map[string]bool{l.Role: true}
	for id := range l.Taken {
		taken[id] = true
	}
	return taken
}

// merge is a role's file while a list is worked into it.
type merge struct {
	*RoleList
	source   *strictyaml.Source
	out      *Listing
	own      map[string]map[string]owner
	entry    map[int]string // ids of entries, by place in the list
	problems diag.List
}

// read reads the text as it is by now.
func (m *merge) read() bool {
	source, problems := strictyaml.Read(path.Join(rolesDir, m.Role+".yaml"), m.out.Text)
	if problems.Errors() > 0 || source == nil {
		m.problems = problems
		return false
	}
	m.source = source
	return true
}

// entries are the role's own entries; those of shared sets are not a list's to change.
func (m *merge) entries() []*strictyaml.Node {
	list := m.source.Root.Get("competencies")
	if list == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(list.Items), func(n *strictyaml.Node) bool { return n.Has("use") || !n.Has("id") })
}

func (m *merge) find(id string) *strictyaml.Node {
	for _, n := range m.entries() {
		if n.Get("id").Text() == id {
			return n
		}
	}
	return nil
}

// match finds the entry of each listed competency: by id, by code, by what its id would be, by title.
func (m *merge) match() {
	entries := m.entries()
	used, codes := map[string]bool{}, map[string]bool{}
	for _, l := range m.List {
		codes[l.Code] = true
	}
	for _, same := range []func(l *Listed, n *strictyaml.Node) bool{
		func(l *Listed, n *strictyaml.Node) bool { return l.ID != "" && n.Get("id").Text() == l.ID },
		(*Listed).aligned,
		func(l *Listed, n *strictyaml.Node) bool {
			return l.Code != "" && text.Fold(n.Get("code").Text()) == l.Code
		},
		func(l *Listed, n *strictyaml.Node) bool {
			return l.Code != "" && n.Get("id").Text() == l.named(m.Role, nil)
		},
		func(l *Listed, n *strictyaml.Node) bool {
			code := text.Fold(n.Get("code").Text())
			return text.Fold(n.Get("title").Text()) == l.Title && (l.Code == "" || !codes[code] || code == "")
		},
		func(l *Listed, n *strictyaml.Node) bool {
			return l.Code == "" && n.Get("id").Text() == l.named(m.Role, nil)
		},
	} {
		for i := range m.List {
			if m.entry[i] != "" {
				continue
			}
			for _, n := range entries {
				if id := n.Get("id").Text(); !used[id] && same(&m.List[i], n) {
					m.entry[i], used[id] = id, true
					break
				}
			}
		}
	}
}

func (m *merge) keep(format string, args ...any) {
	m.out.Kept = append(m.out.Kept, fmt.Sprintf(format, args...))
}

// changed takes a new text, or the problem that there is none.
func (m *merge) changed(data []byte, p *diag.Problem) bool {
	if p != nil {
		m.problems = append(m.problems, *p)
		return false
	}
	m.out.Text = data
	return m.read()
}

func (m *merge) title() {
	if m.source.Root.Get("title").Text() != m.Title {
		m.changed(m.source.Set(m.source.Root, "title", strictyaml.Scalar(m.Title)))
	}
}

// retire gives what the list no longer has a last day.
func (m *merge) retire() {
	listed := map[string]bool{}
	for _, id := range m.entry {
		listed[id] = true
	}
	for _, n := range m.entries() {
		id := n.Get("id").Text()
		switch {
		case listed[id] || n.Has("retired"):
		case m.own[id]["id"].person && !m.Replace:
			m.out.Own++
		case m.changed(m.source.Set(m.find(id), "retired", strictyaml.Scalar(m.Today.String()))):
			m.out.Retired++
		}
	}
}
