package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/text"
	"sojt/signoff"
)

// needs is the view of resources: what there is to learn from, who needs it now, and where nobody named
// anything (SPEC 7.1).
type needs struct {
	in   *Input
	list []*need
}

// What a competency gives a learner to learn from.
const (
	kindResource  = "resource"
	kindReference = "reference"
	kindNone      = "none" // the competency names neither
)

// source is something to learn from; two competencies that name it alike name one. Of kindNone it is the
// competency that names nothing, by its id.
type source struct{ kind, title, method, url, revision string }

// need is a source and who needs it, whoever is due first at the head.
type need struct {
	source
	wanted []want
}

// want is a learner with a competency that is to be taken up now.
type want struct {
	learner *signoff.Learner
	role    *signoff.RoleStanding
	cell    *signoff.Cell
}

func newNeeds(in *Input) View {
	v := needs{in: in}
	byID := map[source]*need{}
	for _, w := range in.taken() {
		for _, s := range sources(w.cell.Entry.Competency) {
			if byID[s] == nil {
				byID[s] = &need{source: s}
				v.list = append(v.list, byID[s])
			}
			byID[s].wanted = append(byID[s].wanted, w)
		}
	}
	order := []string{kindResource, kindReference, kindNone}
	slices.SortStableFunc(v.list, func(a, b *need) int {
		return cmp.Or(slices.Index(order, a.kind)-slices.Index(order, b.kind), int(orLast(a.wanted[0].by())-orLast(b.wanted[0].by())), len(b.people())-len(a.people()), strings.Compare(a.title, b.title))
	})
	return v
}

// taken lists what each learner is to take up now, soonest due first. What two roles of a learner ask for is
// there once.
func (in *Input) taken() []want {
	var all []want
	for _, s := range in.Standings {
		there := map[string]bool{}
		for _, r := range s.Roles {
			for _, c := range takenUp(r) {
				if !there[c.Entry.ID] {
					there[c.Entry.ID] = true
					all = append(all, want{s.Learner, r, c})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b want) int {
		return cmp.Or(int(orLast(a.by())-orLast(b.by())), strings.Compare(a.learner.ID, b.learner.ID))
	})
	return all
}

// takenUp lists what of a role is to be taken up now: what has begun, came out not yet, ended or is overdue,
// and the first of what has not begun; not what is deferred or has to wait for a prerequisite.
func takenUp(r *signoff.RoleStanding) []*signoff.Cell {
	if r.Left != 0 || r.Paused || r.Role.Status == competency.Retired {
		return nil
	}
	var now []*signoff.Cell
	first := true
	for _, c := range slices.SortedStableFunc(slices.Values(steps(r)), byTurn) {
		blocked := c.Flags.Has(signoff.Blocked) || c.Deferral != nil
		switch {
		case c.Flags.Has(signoff.Overdue), c.Begun() && !blocked:
			now = append(now, c)
		case first && !blocked:
			now = append(now, c)
		default:
			continue
		}
		first = first && c.Begun()
	}
	return now
}

// sources lists what a competency names, or itself where it names nothing.
func sources(c *competency.Competency) []source {
	var all []source
	for _, r := range c.Resources {
		all = append(all, source{kind: kindResource, title: r.Title, method: r.Method, url: r.URL})
	}
	for _, r := range c.References {
		all = append(all, source{kind: kindReference, title: r.Title, url: r.URL, revision: r.Revision})
	}
	if len(c.Resources) == 0 {
		all = append(all, source{kind: kindNone, title: c.ID})
	}
	return all
}

// by is the last good day of a want: when it is due, or until when it held; zero where there is none.
func (w want) by() calendar.Date {
	if c := w.cell; c.Standing != signoff.StandsExpired && c.Standing != signoff.StandsLapsed {
		return c.Due
	}
	return w.cell.Until
}

// people lists who needs it, each once, whoever is due first at the head.
func (n *need) people() []string {
	var ids []string
	for _, w := range n.wanted {
		if !slices.Contains(ids, w.learner.ID) {
			ids = append(ids, w.learner.ID)
		}
	}
	return ids
}

// Rows has one row a resource, competency and learner. kind is resource, reference, or none for a competency
// of which nobody named a resource, whose title is "".
func (v needs) Rows() Rows {
	columns := []string{"kind", "title", "method", "url", "revision", "competency", "learner", "role", "standing", "flags", "due", "days_late", "until"}
	var rows [][]Value
	for _, n := range v.list {
		s := n.source
		if s.kind == kindNone {
			s.title = ""
		}
		for _, w := range n.wanted {
			rows = append(rows, []Value{
				s.kind, s.title, s.method, s.url, s.revision, w.cell.Entry.ID, w.learner.ID, w.role.Role.ID, w.cell.Standing.String(), w.cell.Flags.Words(), w.cell.Due.String(), v.in.daysLate(w.cell), w.cell.Until.String(),
			})
		}
	}
	return v.in.rows("needs", columns, rows)
}

// Page has the resources, the references, and what nobody named a resource for.
func (v needs) Page() Page {
	if len(v.list) == 0 {
		return v.in.page([]Section{{Empty: v.nothing()}}, v.in.unread()...)
	}
	resources, references, none := v.section("Resources", "resource", kindResource), v.section("References", "reference", kindReference), v.section("Nobody named a resource for", "competency", kindNone)
	resources.Empty = "no competency that somebody is to take up now names a resource"
	if len(none.Rows) > 0 {
		none.Legend = []string{"a resource is a line of the competency: resources: [{title: ..., url: ..., method: ...}]"}
	}
	sections := []Section{resources}
	for _, s := range []Section{references, none} {
		if len(s.Rows) > 0 {
			sections = append(sections, s)
		}
	}
	return v.in.page(sections, v.in.unread()...)
}

func (v needs) section(heading, column, kind string) Section {
	s := Section{Heading: heading, Columns: []Column{{Title: column, Wide: true}, {Title: "who needs it", Wide: true}, {Title: "first due"}}}
	if kind != kindNone {
		s.Columns = append(s.Columns, Column{Title: "for", Wide: true})
	}
	for _, n := range v.list {
		if n.kind == kind {
			by := n.wanted[0].by()
			due := Cell{Text: v.in.day(by), Date: by}
			if by != 0 && by < v.in.Moment.AsOf {
				due.Tone = Bad
			}
			row := []Cell{{Text: n.text(), Link: n.url}, Text(v.in.few(n.people())), due}
			if kind != kindNone {
				row = append(row, Text(strings.Join(n.competencies(), ", ")))
			}
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

// text names a source: its title, what it is, and where it is.
func (n *need) text() string {
	words := text.Fold(n.title)
	if n.method != "" {
		words += " (" + n.method + ")"
	}
	if n.revision != "" {
		words += ", revision " + text.Fold(n.revision)
	}
	if n.url != "" {
		words += "\n" + text.Fold(n.url)
	}
	return words
}

func (n *need) competencies() []string {
	var ids []string
	for _, w := range n.wanted {
		ids = append(ids, w.cell.Entry.ID)
	}
	return sortedSet(ids)
}

// few names the first of some people, and how many more there are.
func (in *Input) few(ids []string) string {
	const most = 5
	if len(ids) <= most+1 {
		return in.list(ids)
	}
	return fmt.Sprintf("%s and %d more", in.list(ids[:most]), len(ids)-most)
}

// list joins names by commas.
func (in *Input) list(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = in.Names.Of(id)
	}
	return strings.Join(names, ", ")
}

func (v needs) nothing() string {
	if len(v.in.Standings) == 0 {
		return v.in.nobody(v.in.Role)
	}
	return "nobody has anything to take up now"
}
