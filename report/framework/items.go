package framework

import (
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report/iri"
)

// The words for what an item is.
const (
	roleType       = "Role"
	setType        = "Set"
	groupType      = "Group"
	competencyType = "Competency"
	criterionType  = "Criterion"
)

// itemTypes are all of them, each above what may stand beneath it.
var itemTypes = [][2]string{
	{roleType, "a job people are trained for: an ordered list of competencies"},
	{setType, "competencies that several roles ask for"},
	{groupType, "a heading of a role"},
	{competencyType, "one activity a person in the role must be able to do"},
	{criterionType, "one specific, observable output or activity that a mentor can verify"},
}

func (t *teller) itemType(word [2]string) {
	for _, i := range t.out.Items {
		if i.Type == word[0] {
			t.out.ItemTypes = append(t.out.ItemTypes, ItemType{
				Thing: Thing{i.TypeURI.Identifier, i.TypeURI.URI, typesSince}, Title: word[0], Description: word[1], HierarchyCode: word[0],
			})
			return
		}
	}
}

// typesSince is when the words above were chosen, the same for all programs.
const typesSince = "2026-11-22T00:00:00Z"

// add adds an item, once.
func (t *teller) add(file string, i Item, name func(iri.Base) string) (Link, bool) {
	i.Thing = t.thing(file, name)
	of := iri.ItemType(strings.ToLower(i.Type))
	i.TypeURI = Link{i.Type, iri.UUID(of), of}
	if t.known[i.Identifier] {
		return i.link(), false
	}
	t.known[i.Identifier] = true
	t.out.Items = append(t.out.Items, i)
	return i.link(), true
}

func (t *teller) roleItem(r *competency.Role) Link {
	i := Item{Statement: r.Title, Type: roleType, Notes: r.Summary}
	if r.Status != competency.Adopted {
		i.Keywords = []string{r.Status}
	}
	link, _ := t.add(r.Pos.File, i, func(b iri.Base) string { return b.Role(r.ID) })
	t.under(r.Pos.File, link, t.out.Document.link())
	return link
}

// entries puts what a role asks for beneath it, under its headings.
func (t *teller) entries(r *competency.Role, role Link) {
	for _, e := range r.Entries {
		c := told{e.Competency, e.Level, asked(e.Required)}
		if e.Choice != "" {
			c.asked = elective
		}
		if t.role == nil && e.Used { // another role may ask for it otherwise
			c.level, c.asked = e.Competency.Level, asked(e.Competency.Required)
		}
		heading := t.heading(r, role, e.Group)
		t.under(r.Pos.File, t.competency(c), heading)
	}
}

// The keywords of a competency that not everybody has to have.
const (
	optional = "optional"
	elective = "elective"
	critical = "critical"
)

func asked(required bool) string {
	if required {
		return ""
	}
	return optional
}

// heading is what a group stands for: the last of the headings in it, each beneath the one before.
func (t *teller) heading(r *competency.Role, role Link, group string) Link {
	at, path := role, ""
	if group == "" {
		return at
	}
	for _, part := range strings.Split(group, groupSeparator) {
		if path != "" {
			path += groupSeparator
		}
		path += part
		link, _ := t.add(r.Pos.File, Item{Statement: part, Type: groupType}, func(b iri.Base) string { return b.Group(r.ID, path) })
		t.under(r.Pos.File, link, at)
		at = link
	}
	return at
}

// groupSeparator stands between a heading and one beneath it, as import role writes them.
const groupSeparator = " / "

func (t *teller) set(s *competency.Set) {
	title := s.Title
	if title == "" {
		title = s.ID
	}
	link, _ := t.add(s.Pos.File, Item{Statement: title, Type: setType}, func(b iri.Base) string { return b.Set(s.ID) })
	t.under(s.Pos.File, link, t.out.Document.link())
	for _, c := range s.Competencies {
		t.under(s.Pos.File, t.competency(told{c, c.Level, asked(c.Required)}), link)
	}
}

// competency adds a competency with its criteria beneath it.
func (t *teller) competency(c told) Link {
	file := c.Pos.File
	i := Item{
		Statement: c.Title, Type: competencyType, Code: c.Code, Notes: notes(c.Competency),
		StatusStart: day(c.Revised), StatusEnd: day(lastDay(c.Retired)),
	}
	if c.asked != "" {
		i.Keywords = append(i.Keywords, c.asked)
	}
	if c.Critical {
		i.Keywords = append(i.Keywords, critical)
	}
	i.Keywords = append(i.Keywords, c.Tags...)
	link, fresh := t.add(file, i, func(b iri.Base) string { return b.Competency(c.ID) })
	if !fresh {
		return link
	}
	t.told = append(t.told, c)
	for _, k := range c.Criteria {
		i := Item{Statement: k.Text, Type: criterionType}
		if k.Critical {
			i.Keywords = []string{critical}
		}
		child, _ := t.add(file, i, func(b iri.Base) string { return b.Criterion(c.ID, k.ID) })
		t.under(file, child, link)
	}
	return link
}

// lastDay is the last one on which something holds that is retired from a day on; 0 for what is not.
func lastDay(retired calendar.Date) calendar.Date {
	if retired == 0 {
		return 0
	}
	return retired - 1
}

func day(d calendar.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// notes are what there is to say of a competency that CASE has no property for, a line each.
func notes(c *competency.Competency) string {
	var references []string
	for _, r := range c.References {
		references = append(references, strings.Join(strings.Fields(strings.Join([]string{r.Title, r.Revision, r.URL}, " ")), " "))
	}
	var lines []string
	for _, l := range [][2]string{
		{"Why", c.Why}, {"Conditions", c.Conditions}, {"Examples", strings.Join(c.Examples, "; ")}, {"References", strings.Join(references, "; ")},
	} {
		if l[1] != "" {
			lines = append(lines, l[0]+": "+strings.TrimSpace(l[1]))
		}
	}
	return strings.Join(lines, "\n")
}
