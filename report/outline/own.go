package outline

import (
	"path"
	"strings"

	"sojt/competency"
	"sojt/competency/text"
	"sojt/report/iri"
)

// kind is what an item of a package is that sojt wrote: competency, criterion, role, set, group; "" for an
// item of another program's.
func (p *packed) kind() string {
	kind, ours := strings.CutPrefix(p.TypeURI.URI, iri.ItemType(""))
	if !ours {
		return ""
	}
	return kind
}

// judged lists the criteria that stand beneath an item, where nothing else does.
func (c *caseReader) judged(item *packed) []int {
	for _, i := range item.below {
		if c.items[i].kind() != "criterion" || len(c.items[i].below) > 0 {
			return nil
		}
	}
	return item.below
}

// own reads what sojt export case says of a competency in its own way: the id in its name, criteria beneath
// it, keywords and labelled lines of its notes.
func (c *caseReader) own(item *packed, l *competency.Listed) {
	if id := path.Base(item.URI); text.IsID(id) {
		l.ID = id
	}
	for _, i := range c.judged(item) {
		l.Criteria = append(l.Criteria, text.Fold(c.items[i].FullStatement))
	}
	for _, word := range item.Keywords {
		switch word {
		case "optional", "elective":
			l.Optional = true
		case "critical":
			l.Critical = true
		default:
			l.Tags = append(l.Tags, word)
		}
	}
	l.Conditions = ""
	var last *string
	for line := range strings.Lines(item.Notes) {
		line = strings.TrimRight(line, "\r\n")
		label, rest, _ := strings.Cut(line, ": ")
		switch {
		case label == "Why":
			l.Why, last = rest, &l.Why
		case label == "Conditions":
			l.Conditions, last = rest, &l.Conditions
		case label == "Examples":
			l.Examples, last = strings.Split(rest, "; "), nil
		case label == "References":
			l.References, last = strings.Split(rest, "; "), nil
		case last != nil:
			*last += "\n" + line
		}
	}
}
