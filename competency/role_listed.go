package competency

import (
	"fmt"
	"path"
	"slices"
	"strings"

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

// RoleList is a list that a role, or a shared set, is to be made of, or brought up to date by.
type RoleList struct {
	Role     string // the id of the role, or of the set
	Shared   bool   // it is a shared set
	Title    string // "": as it is, for a new role its id
	Source   string // the name of the list, for people
	List     []Listed
	Set      string               // the set that what List uses is of; "": it uses none
	Taken    func(id string) bool // something else has that id
	Needed   map[string]bool      // of a set: ids in it that stay though the list does not have them
	Now      []byte               // the file as it is; nil: it is new
	Versions func() ([]RoleVersion, error)
	Today    calendar.Date // the day on which what is gone is retired
	Replace  bool          // the list is right, also where a person wrote something else
}

// File is the file that the list is worked into, relative to the program.
func (l *RoleList) File() string {
	if l.Shared {
		return path.Join(setsDir, l.Role+".yaml")
	}
	return path.Join(rolesDir, l.Role+".yaml")
}

// Listing is what a list makes of a role's file.
type Listing struct {
	Text                          []byte
	IDs                           []string // of the listed competencies, in their order
	Added, Updated, Same, Retired int
	Own                           int            // entries that a person wrote, and the list does not have
	Changes                       []ListedChange // what becomes of each entry that is new or does not stay as it is, in the order of the list
	Kept                          []string       // what the list says and the file does not, or the other way round, and why
}

// Merge gives the role's file as it should be. A new one is as a person would have written it. In one that
// is there, what an import wrote follows the list; what a person wrote since stays, with comments and keys
// that lists do not have; what is new lands where the list has it; what is gone is retired; no id changes.
// Which is which the versions tell, oldest first, which are asked for only where it matters: a value is whose
// commit gave it. Problems say what cannot be changed by a command; the error is that of Versions.
func (l *RoleList) Merge() (*Listing, diag.List, error) {
	if l.Now == nil {
		return l.fresh(), nil, nil
	}
	m := &merge{RoleList: l, out: &Listing{Text: l.Now, IDs: make([]string, len(l.List))}}
	if !m.read() {
		return nil, m.problems, nil
	}
	m.match()
	if m.err != nil || m.problems.Errors() > 0 {
		return nil, m.problems, m.err
	}
	if l.Title != "" {
		m.title()
	}
	for i := range l.List {
		m.bring(i)
	}
	m.retire()
	if m.err != nil || m.problems.Errors() > 0 {
		return nil, m.problems, m.err
	}
	return m.out, nil, nil
}

// Find gives the ids of the listed competencies in the file, "" for those that it does not have.
func (l *RoleList) Find() []string {
	m := &merge{RoleList: l, out: &Listing{Text: l.Now, IDs: make([]string, len(l.List))}}
	if l.Now != nil && m.read() {
		m.match()
	}
	return m.out.IDs
}

// prefix is what comes before ids that would be the same in many lists.
func (l *RoleList) prefix() string {
	if l.Shared {
		return ""
	}
	return l.Role
}

// fresh is the file of a new role.
func (l *RoleList) fresh() *Listing {
	out := &Listing{Added: len(l.List)}
	root := &strictyaml.Node{Kind: strictyaml.Mapping}
	key, made := "role", "It is yours to change: what you write here stays when the"
	if l.Shared {
		key = "set"
	}
	root.Add(key, strictyaml.Scalar(l.Role))
	root.Add("title", strictyaml.Scalar(l.Title))
	list := &strictyaml.Node{Kind: strictyaml.List}
	listed := map[string]bool{}
	for _, item := range l.List {
		id := item.named(l.prefix(), func(id string) bool { return listed[id] || l.taken(id) })
		listed[id] = true
		out.IDs = append(out.IDs, id)
		out.Changes = append(out.Changes, ListedChange{Kind: "new", ID: id, Title: item.Title})
		list.Items = append(list.Items, item.node(id))
	}
	root.Add("competencies", list)
	out.Text = strictyaml.Document([]string{
		"Made from " + text.Fold(l.Source) + " by sojt import role. " + made,
		"list is imported again. Where criteria are missing the title is what is judged; add what a mentor can see.",
	}, root)
	return out
}

// taken reports whether an id of the role's own would be somebody else's; a set has ids of its own.
func (l *RoleList) taken(id string) bool { return !l.Shared && (id == l.Role || l.Taken(id)) }

// merge is a role's file while a list is worked into it.
type merge struct {
	*RoleList
	source   *strictyaml.Source
	out      *Listing
	entry    map[string]*strictyaml.Node // by id, or set/id of what is used
	own      map[string]map[string]owner // nil until it is asked for
	problems diag.List
	err      error
}

// read reads the text as it is by now.
func (m *merge) read() bool {
	source, problems := strictyaml.Read(m.File(), m.out.Text)
	if problems.Errors() > 0 || source == nil {
		m.problems = problems
		return false
	}
	m.source, m.entry = source, map[string]*strictyaml.Node{}
	for _, n := range m.entries() {
		if id := entryID(n); id != "" && m.entry[id] == nil {
			m.entry[id] = n
		}
	}
	return true
}

// entries are all entries of the file.
func (m *merge) entries() []*strictyaml.Node {
	if list := m.source.Root.Get("competencies"); list != nil {
		return list.Items
	}
	return nil
}

// entryID is the id of an entry, or what it uses.
func entryID(n *strictyaml.Node) string {
	if n.Has("use") {
		return n.Get("use").Text()
	}
	return n.Get("id").Text()
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

// retire gives what the list no longer has a last day; what was only used is used no longer.
func (m *merge) retire() {
	for _, n := range slices.Clone(m.entries()) {
		id := entryID(n)
		switch n = m.entry[id]; {
		case n == nil || slices.Contains(m.out.IDs, id) || n.Has("retired") || m.Needed[id]:
		case n.Has("use"):
			m.drop(n, id)
		case m.person(id, "id") && !m.Replace:
			m.out.Own++
		case m.changed(m.source.Set(n, "retired", strictyaml.Scalar(m.Today.String()))):
			m.out.Retired++
			m.note("retired", id)
		}
	}
}

// drop takes the use of a shared competency out, where an import wrote it and nobody anything since.
func (m *merge) drop(n *strictyaml.Node, id string) {
	if set, _, _ := strings.Cut(id, "/"); set != m.Set {
		return
	}
	if m.person(id, "id") && !m.Replace {
		m.out.Own++
		return
	}
	plain := !slices.ContainsFunc(n.Pairs, func(p strictyaml.Pair) bool {
		return p.Name != "use" && p.Name != "required" && (!slices.Contains(listedKeys(), p.Name) || m.person(id, p.Name))
	})
	data, problem := m.source.Remove(m.source.Root, "competencies", slices.Index(m.entries(), n))
	if !plain || problem != nil {
		m.keep("the list no longer has %s: take its use: out by hand where that is meant", id)
		return
	}
	if m.changed(data, nil) {
		m.out.Retired++
		m.note("removed", id)
	}
}
