package outline

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/grid"
)

const (
	mostDepth = 64  // items beneath items
	longTitle = 400 // letters, past which a statement is a criterion beneath a shorter title
)

// ReadPackage makes an outline of a CASE 1.0 package: items that others are children of are headings, in the
// order of their sequence numbers, else of their codes; the others are competencies. today is the day on which an item that ended is
// left. The problems are what keeps it from being read.
func ReadPackage(name string, data []byte, today calendar.Date) (*Outline, diag.List) {
	p, problems := unpack(name, data)
	if len(problems) > 0 {
		return nil, problems
	}
	c := &caseReader{pack: p, name: name, today: today, out: &Outline{Rows: len(p.items), Title: text.Fold(p.CFDocument.Title), Package: true}}
	c.join()
	for _, i := range c.top {
		c.walk(i, nil)
	}
	for i := range p.items {
		if !p.items[i].reached {
			c.left(i, "it stands beneath itself, or more than %d deep", mostDepth)
		}
	}
	c.out.Rows -= c.criteria
	c.note(c.criteria, "%d items are criteria of those above them", c.criteria)
	c.columns()
	if len(c.out.Items) == 0 {
		problems.Errorf(CodeTable, diag.Pos{File: name, Line: 1}, "no competencies in the package: %d items, none of them with a statement", len(p.items))
		return nil, problems
	}
	slices.SortStableFunc(c.out.Left, func(a, b Left) int { return a.Place.Line - b.Place.Line })
	return c.out, nil
}

// caseReader is a package while it is read.
type caseReader struct {
	*pack
	name  string
	today calendar.Date
	out   *Outline
	top   []int

	criteria int // items that are criteria of others
}

func (c *caseReader) left(i int, format string, args ...any) {
	item := c.items[i]
	c.out.Left = append(c.out.Left, Left{Place: diag.Pos{File: c.name, Line: item.line}, Text: cmp.Or(item.HumanCodingScheme, item.FullStatement), Why: fmt.Sprintf(format, args...)})
}

func (c *caseReader) note(n int, format string, args ...any) {
	if n > 0 {
		c.out.Notes = append(c.out.Notes, fmt.Sprintf(format, args...))
	}
}

// join puts items beneath others: each once, by its first association in the order of these.
func (c *caseReader) join() {
	byID := map[string]int{}
	for i, item := range c.items {
		if _, twice := byID[item.Identifier]; !twice {
			byID[item.Identifier] = i
		}
	}
	code := func(l association) string {
		if i, known := byID[string(l.Origin)]; known {
			return c.items[i].HumanCodingScheme
		}
		return ""
	}
	links := slices.Clone(c.CFAssociations)
	slices.SortStableFunc(links, func(a, b association) int {
		return cmp.Or(cmp.Compare(uint(a.Sequence-1), uint(b.Sequence-1)), natural(code(a), code(b)))
	})
	other, placed := map[string]int{}, map[int]bool{}
	again, astray := 0, 0
	for _, l := range links {
		i, known := byID[string(l.Origin)]
		up, item := byID[string(l.Destination)]
		switch {
		case l.Type != "isChildOf":
			other[cmp.Or(l.Type, "nameless")]++
		case !known || !item && string(l.Destination) != c.CFDocument.Identifier:
			astray++
		case placed[i]:
			again++
		case item:
			placed[i] = true
			c.items[up].below = append(c.items[up].below, i)
		default:
			placed[i] = true
			c.top = append(c.top, i)
		}
	}
	for i := range c.items {
		if !placed[i] {
			c.top = append(c.top, i)
		}
	}
	c.note(len(c.items)-len(placed), "%d items are children of nothing: read last, without a heading", len(c.items)-len(placed))
	c.note(again, "%d items stand in a second place as well: read in the first", again)
	c.note(astray, "%d associations lead to what is not in the package: not read", astray)
	for _, kind := range slices.Sorted(maps.Keys(other)) {
		c.note(1, "not read: %d associations %s", other[kind], text.Fold(kind))
	}
}

// walk takes in an item and what stands beneath it.
func (c *caseReader) walk(i int, path []string) {
	item := &c.items[i]
	if len(path) >= mostDepth || item.reached {
		return
	}
	item.reached = true
	if kind := item.kind(); kind != "competency" && kind != "" || len(c.judged(item)) < len(item.below) {
		c.out.Headings++
		for _, b := range item.below {
			c.walk(b, append(slices.Clip(path), heading(item)))
		}
		return
	}
	for _, i := range item.below {
		c.items[i].reached = true
		c.criteria++
	}
	ended, err := calendar.Parse(item.StatusEndDate[:min(len(item.StatusEndDate), 10)])
	switch statement := text.Fold(item.FullStatement); {
	case statement == "":
		c.left(i, "no fullStatement")
	case len(item.FullStatement) > grid.MostCell:
		c.left(i, "its statement has more than %d bytes", grid.MostCell)
	case err == nil && ended < c.today:
		c.left(i, "it ended on %s", ended)
	default:
		c.out.Items = append(c.out.Items, c.competency(item, strings.Join(path, " / ")))
	}
}

func heading(item *packed) string {
	title := cmp.Or(text.Fold(item.AbbreviatedStatement), text.Fold(item.FullStatement))
	return strings.TrimSpace(text.Fold(item.HumanCodingScheme) + " " + title)
}

// competency makes a competency of an item: its statement is the title where it can be one, else a
// criterion beneath a shorter title, the abbreviated statement or the first line.
func (c *caseReader) competency(item *packed, group string) competency.Listed {
	l := competency.Listed{
		Code: text.Fold(item.HumanCodingScheme), Title: text.Fold(item.FullStatement), Group: group,
		Conditions: strings.TrimSpace(text.Normal(strings.ReplaceAll(item.Notes, "\r\n", "\n"))),
		Place:      diag.Pos{File: c.name, Line: item.line},
	}
	if item.kind() != "" {
		c.own(item, &l)
	}
	if item.Identifier != "" {
		l.Align = &competency.Alignment{Framework: cmp.Or(c.out.Title, "CASE"), Code: item.Identifier, URL: item.URI}
	}
	short := text.Fold(item.AbbreviatedStatement)
	whole := strings.TrimSpace(text.Normal(strings.ReplaceAll(item.FullStatement, "\r\n", "\n")))
	first, _, several := strings.Cut(whole, "\n")
	if short == "" && several {
		short = text.Fold(first)
	} else if short == "" && utf8.RuneCountInString(l.Title) > longTitle {
		short = shortened(l.Title)
	}
	if short != "" && short != l.Title {
		l.Title, l.Criteria = short, []string{whole}
	}
	return l
}

// columns says what was read as what, as for the columns of a table.
func (c *caseReader) columns() {
	for _, x := range []struct {
		field, key string
		has        func(packed) bool
	}{
		{"title", "fullStatement", func(packed) bool { return true }},
		{"title", "abbreviatedStatement", func(p packed) bool { return p.AbbreviatedStatement != "" }},
		{"code", "humanCodingScheme", func(p packed) bool { return p.HumanCodingScheme != "" }},
		{"conditions", "notes", func(p packed) bool { return p.Notes != "" }},
		{"group", "isChildOf", func(p packed) bool { return len(p.below) > 0 }},
	} {
		if slices.ContainsFunc(c.items, x.has) {
			c.out.Columns = append(c.out.Columns, Column{Field: x.field, Header: x.key, Guessed: true})
		}
	}
	ours := slices.ContainsFunc(c.items, func(p packed) bool { return p.kind() != "" })
	for _, key := range c.unread {
		if ours && key == "conceptKeywords" {
			c.out.Columns = append(c.out.Columns, Column{Field: "tags", Header: key, Guessed: true})
			continue
		}
		c.out.Columns = append(c.out.Columns, Column{Header: text.Fold(key)})
	}
}
