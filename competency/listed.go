package competency

import (
	"strconv"
	"strings"

	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// Listed is a competency as a list that people brought along has it: what such lists say, and no more.
type Listed struct {
	ID         string // "": one is made of the code or the title
	Use        string // the shared competency that it is, as set/id; then only Optional, Practice, Level and Due are the role's to say
	Code       string
	Title      string
	Group      string
	Criteria   []string
	Conditions string
	Why        string
	Optional   bool
	Critical   bool
	References []string // titles
	Examples   []string
	Tags       []string
	Scale      string     // the scale it is rated on, "" for none
	Level      string     // of it, the level asked for, as its number; "" where the list does not say
	Practice   string     // runs before a sign-off, as its number; "", as in the next three, where the list does not say
	Hours      string     // of practice, as their number
	Due        string     // how long after the start, as 14d
	Renew      string     // for how long a sign-off is good, as 1y
	Align      *Alignment // where it stands in the framework the list is of; its Code is the same for ever
	Place      diag.Pos
}

const longID = 40 // of what is made of a title: ids are typed

// named gives a listed competency its id: its own, else made of the code, else of the title. A code
// without letters is the same in many lists, so that it takes the role's id before it, as anything does
// that is taken already; in a shared set, which has ids of its own, role is "".
func (l *Listed) named(role string, taken func(id string) bool) string {
	if l.Use != "" {
		return l.Use
	}
	id := l.ID
	if id == "" && l.Code != "" {
		if id = slug(l.Code, text.MaxID); role != "" && !strings.ContainsAny(id, "abcdefghijklmnopqrstuvwxyz") || len(id) < 3 {
			id = cut(role+"-"+id, text.MaxID)
		}
	}
	if id == "" {
		id = slug(l.Title, longID)
	}
	if !text.IsID(id) {
		id = cut(strings.TrimPrefix(role+"-competency", "-"), text.MaxID)
	}
	if taken(id) && l.ID == "" && role != "" && !strings.HasPrefix(id, role+"-") {
		id = cut(role+"-"+id, text.MaxID)
	}
	return free(id, taken)
}

// free is an id that is not taken: itself, or with a number after it.
func free(id string, taken func(id string) bool) string {
	for n, base := 2, cut(id, text.MaxID-6); taken(id); n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	return id
}

// slug makes an id of as many words of a text as fit, "" where none has a letter that ids know.
func slug(s string, most int) string {
	var b strings.Builder
	for _, w := range strings.Fields(strings.ReplaceAll(s, "/", " ")) {
		id := text.IDFrom(w)
		if b.Len()+len(id) > most {
			break
		}
		if id != "" {
			b.WriteString("-" + id)
		}
	}
	return strings.Trim(b.String(), "-")
}

// cut shortens an id where a word ends.
func cut(s string, most int) string {
	if len(s) > most {
		s = s[:most]
		if i := strings.LastIndexByte(s, '-'); i > most/2 {
			s = s[:i]
		}
	}
	return strings.Trim(s, "-")
}

// node is the entry as it is written into a role.
func (l *Listed) node(id string) *strictyaml.Node {
	n := &strictyaml.Node{Kind: strictyaml.Mapping}
	if l.Use != "" {
		n.Add("use", strictyaml.Scalar(id))
	} else {
		n.Add("id", strictyaml.Scalar(id))
		n.Add("title", strictyaml.Scalar(l.Title))
	}
	for _, f := range l.facts() {
		if f.name != "title" && f.value != nil {
			n.Add(f.name, f.value)
		}
	}
	return n
}

// listedFact is a key that an import looks after; its value is nil where the list says nothing.
type listedFact struct {
	name  string
	value *strictyaml.Node
}

// facts are the keys of an entry that come of a list, in the order in which people write them.
func (l *Listed) facts() []listedFact {
	if l.Use != "" {
		return []listedFact{{"required", truth(!l.Optional, true)}, {"practice", number(l.Practice)}, {"level", number(l.Level)}, {"due", said(l.Due)}}
	}
	return []listedFact{
		{"title", said(l.Title)},
		{"group", said(l.Group)},
		{"code", said(l.Code)},
		{"required", truth(!l.Optional, true)},
		{"critical", truth(l.Critical, false)},
		{"why", said(l.Why)},
		{"references", mappings(l.References, "title")},
		{"conditions", said(l.Conditions)},
		{"examples", texts(l.Examples)},
		{"criteria", l.criteria()},
		{"practice", number(l.Practice)},
		{"scale", said(l.Scale)},
		{"level", number(l.Level)},
		{"due", said(l.Due)},
		{"renew", said(l.Renew)},
		{"hours", l.hours()},
		{"align", l.align()},
		{"tags", texts(l.Tags)},
	}
}

func said(s string) *strictyaml.Node {
	if s == "" {
		return nil
	}
	return strictyaml.Scalar(s)
}

// number is nil for no digits.
func number(digits string) *strictyaml.Node {
	if digits == "" {
		return nil
	}
	return &strictyaml.Node{Kind: strictyaml.Whole, Value: digits}
}

// hours is nil where the list does not say.
func (l *Listed) hours() *strictyaml.Node {
	if l.Hours == "" {
		return nil
	}
	n := &strictyaml.Node{Kind: strictyaml.Mapping}
	n.Add("min", number(l.Hours))
	return n
}

// truth is nil where the value is what is meant unless stated.
func truth(v, otherwise bool) *strictyaml.Node {
	if v == otherwise {
		return nil
	}
	n := strictyaml.Yes()
	n.Value = strconv.FormatBool(v)
	return n
}

func texts(all []string) *strictyaml.Node {
	if len(all) == 0 {
		return nil
	}
	return strictyaml.Scalars(all)
}

func mappings(all []string, key string) *strictyaml.Node {
	if len(all) == 0 {
		return nil
	}
	list := &strictyaml.Node{Kind: strictyaml.List}
	for _, s := range all {
		n := &strictyaml.Node{Kind: strictyaml.Mapping}
		n.Add(key, strictyaml.Scalar(s))
		list.Items = append(list.Items, n)
	}
	return list
}

func (l *Listed) align() *strictyaml.Node {
	if l.Align == nil {
		return nil
	}
	n := &strictyaml.Node{Kind: strictyaml.Mapping}
	n.Add("framework", strictyaml.Scalar(l.Align.Framework))
	n.Add("code", strictyaml.Scalar(l.Align.Code))
	if l.Align.URL != "" {
		n.Add("url", strictyaml.Scalar(l.Align.URL))
	}
	return &strictyaml.Node{Kind: strictyaml.List, Items: []*strictyaml.Node{n}}
}

func (l *Listed) criteria() *strictyaml.Node {
	list := mappings(l.Criteria, "text")
	if list == nil {
		return nil
	}
	taken := map[string]bool{}
	for i, n := range list.Items {
		id := slug(l.Criteria[i], 24)
		if !text.IsID(id) {
			id = "criterion"
		}
		id = free(id, func(id string) bool { return taken[id] })
		taken[id] = true
		n.Pairs = append([]strictyaml.Pair{{Name: "id", Value: strictyaml.Scalar(id)}}, n.Pairs...)
	}
	return list
}
