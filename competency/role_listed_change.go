package competency

import (
	"fmt"
	"strings"

	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// ListedChange is what a list does to one entry.
type ListedChange struct {
	Kind   string // new, changed, moved (its code changed), retired, removed (a use of a shared competency)
	ID     string
	Title  string
	Fields []FieldChange // of an entry that was there
}

// FieldChange is what a key of an entry said and says, in words; "" is nothing.
type FieldChange struct{ Key, From, To string }

// String is the change without its kind, on one line.
func (c ListedChange) String() string {
	if len(c.Fields) == 0 {
		return strings.TrimSuffix(fmt.Sprintf("%s: %s", c.ID, c.Title), ": ")
	}
	var all []string
	for _, f := range c.Fields {
		all = append(all, fmt.Sprintf("%s: %q -> %q", f.Key, f.From, f.To))
	}
	return c.ID + ": " + strings.Join(all, "; ")
}

// note keeps what became of an entry.
func (m *merge) note(kind, id string, fields ...FieldChange) {
	title := ""
	if n := m.entry[id]; n != nil {
		title = text.Fold(n.Get("title").Text())
	}
	m.out.Changes = append(m.out.Changes, ListedChange{kind, id, title, fields})
}

// updated keeps what changed in an entry that was there.
func (m *merge) updated(id string, fields []FieldChange) {
	kind := "changed"
	for _, f := range fields {
		if f.Key == "code" && f.From != "" {
			kind = "moved"
		}
	}
	m.note(kind, id, fields...)
}

// inWords is what a key says, "" where there is none.
func inWords(n *strictyaml.Node) string {
	if n == nil {
		return ""
	}
	return saying(n)
}
