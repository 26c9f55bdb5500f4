package competency

import (
	"time"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
)

// MentorsFile is a mentors.yaml by itself, to be changed by one entry or one key at a time. Each
// change gives the new text, in which all else stays byte for byte, or the problems that would be
// in it; what the file names in others is not judged.
type MentorsFile struct {
	Mentors []*Mentor // in file order
	source  *strictyaml.Source
}

// ReadMentors reads the bytes of a mentors.yaml. One that names nobody yet is no problem here. It is
// nil where nothing can be known of what the file says.
func ReadMentors(data []byte) (*MentorsFile, diag.List) {
	l := newLoader(nil)
	source, problems := strictyaml.Read(mentorsFile, data)
	l.out = problems
	if source == nil {
		return nil, l.out
	}
	list := source.Root.Get("mentors")
	if empty := list == nil && len(source.Root.Pairs) == 0 || list != nil && list.Kind == strictyaml.Null; !empty {
		l.mentors = source.Root
		l.designations()
	}
	l.out.Sort()
	return &MentorsFile{Mentors: l.p.Mentors, source: source}, l.out
}

// Add gives the text with an entry more, at the end.
func (f *MentorsFile) Add(m *Mentor) ([]byte, diag.List) {
	return checked(f.source.Append(f.source.Root, "mentors", mentorNode(m)))
}

// AddKey gives the text with a key more in an entry of this file.
func (f *MentorsFile) AddKey(m *Mentor, k Key) ([]byte, diag.List) {
	return checked(f.source.Append(m.node, "keys", keyNode(k)))
}

// EndKey gives the text in which key i of an entry of this file has a last day.
func (f *MentorsFile) EndKey(m *Mentor, i int, until calendar.Date) ([]byte, diag.List) {
	return checked(f.source.Set(m.node.Get("keys").Item(i), "until", strictyaml.Scalar(until.String())))
}

// Compromise gives the text in which others may have key i of an entry of this file since a time.
func (f *MentorsFile) Compromise(m *Mentor, i int, since time.Time) ([]byte, diag.List) {
	return checked(f.source.Set(m.node.Get("keys").Item(i), "compromised", strictyaml.Scalar(since.UTC().Format(time.RFC3339))))
}

// KeyPlace is where key i of the entry stands.
func (m *Mentor) KeyPlace(i int) diag.Pos { return m.node.Get("keys").Item(i).Place() }

// checked reads a changed text as it will be read from now on.
func checked(text []byte, problem *diag.Problem) ([]byte, diag.List) {
	if problem != nil {
		return nil, diag.List{*problem}
	}
	if _, problems := ReadMentors(text); problems.Errors() > 0 {
		return nil, problems
	}
	return text, nil
}

func mentorNode(m *Mentor) *strictyaml.Node {
	n := &strictyaml.Node{Kind: strictyaml.Mapping}
	n.Add("id", strictyaml.Scalar(m.ID))
	n.Add("name", strictyaml.Scalar(m.Name))
	if m.Email != "" {
		n.Add("email", strictyaml.Scalar(m.Email))
	}
	if m.Coordinator {
		n.Add("coordinator", strictyaml.Yes())
	}
	if len(m.Departments) > 0 {
		n.Add("departments", strictyaml.Scalars(m.Departments))
	}
	if len(m.Signs) > 0 {
		n.Add("signs", strictyaml.Scalars(m.Signs))
	}
	addDay(n, "from", m.From)
	addDay(n, "until", m.Until)
	addApproval(n, "designated_by", m.DesignatedBy)
	addApproval(n, "prepared", m.Prepared)
	if len(m.Keys) > 0 {
		keys := &strictyaml.Node{Kind: strictyaml.List}
		for _, k := range m.Keys {
			keys.Items = append(keys.Items, keyNode(k))
		}
		n.Add("keys", keys)
	}
	return n
}

func keyNode(k Key) *strictyaml.Node {
	n := &strictyaml.Node{Kind: strictyaml.Mapping}
	n.Add("key", strictyaml.Scalar(k.Key))
	addDay(n, "from", k.From)
	addDay(n, "until", k.Until)
	return n
}

func addDay(n *strictyaml.Node, name string, day calendar.Date) {
	if day != 0 {
		n.Add(name, strictyaml.Scalar(day.String()))
	}
}

func addApproval(n *strictyaml.Node, name string, a *Approval) {
	if a == nil {
		return
	}
	said := &strictyaml.Node{Kind: strictyaml.Mapping}
	said.Add("by", strictyaml.Scalar(a.By))
	addDay(said, "date", a.Date)
	n.Add(name, said)
}
