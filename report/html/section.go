package html

import (
	"fmt"
	"slices"

	"sojt/report"
)

// heads are the elements of headings by their level.
func head(level int) name { return [...]name{"h1", "h2", "h3", "h4", "h5", "h6"}[min(level, 6)-1] }

// sections writes those of a page. Those that follow one that is only a heading stand beneath it.
func (w *writer) sections(all []report.Section, prefix string, level int) {
	below, above := level, w.above
	for i, s := range all {
		id := fmt.Sprint(prefix, i+1)
		if alone(s) {
			w.el(head(level), func() { w.people(oneLine(s.Heading)) }, a("id", id+"h"))
			below, w.above = level+1, above+id+"h "
			continue
		}
		w.section(s, id, below)
	}
	w.above = above
}

// alone holds for a section that is only a heading.
func alone(s report.Section) bool {
	return s.Heading != "" && s.Empty == "" && len(s.Lead)+len(s.Rows)+len(s.Notes()) == 0 && s.Chart == nil
}

// section writes heading, sentences, picture, table and legend, in the order in which somebody wants to
// know them.
func (w *writer) section(s report.Section, id string, level int) {
	s = bounded(s)
	w.el("section", func() {
		if s.Heading != "" {
			w.el(head(level), func() { w.people(oneLine(s.Heading)) }, a("id", id+"h"))
		}
		w.paragraphs(s.Lead, class("lead"))
		w.headed = oneLine(s.Heading)
		w.chart(s.Chart, id+"c")
		w.keys(s.Keys)
		switch {
		case len(s.Rows) == 0:
			if s.Empty != "" {
				w.paragraphs([]string{s.Empty}, class("empty"))
			}
		case len(s.Columns) == 1 && s.Columns[0].Title == "":
			w.list(s.Rows)
		default:
			w.region(s, id)
		}
		w.paragraphs(s.Legend, class("legend"))
	}, a("id", id))
	w.newline()
}

// keys explains letters and codes above the table that has them: the letters at once, a longer list where it
// is asked for.
func (w *writer) keys(all []report.Key) {
	const many = 20
	for _, k := range all {
		list := func() {
			w.el("ul", func() {
				for _, sign := range k.Signs {
					w.el("li", func() {
						w.words("b", sign.Text)
						w.text(" ")
						w.people(sign.Means)
					})
				}
			}, class("key"))
		}
		if len(k.Signs) > many {
			w.el("details", func() {
				w.el("summary", func() { w.people(k.Title) })
				list()
			})
			continue
		}
		w.el("p", func() { w.people(k.Title + ":") }, class("legend"))
		list()
	}
}

func (w *writer) list(rows [][]report.Cell) {
	w.el("ul", func() {
		for _, row := range rows {
			w.el("li", func() { w.cell(row[0]) }, toneOf(row[0])...)
		}
	})
}

// region holds a table that is too wide for a phone: it scrolls by itself, also with the keyboard, and
// has a name, which no other of the page has.
func (w *writer) region(s report.Section, id string) {
	label := a("aria-label", w.about+", table "+id)
	if s.Heading != "" {
		label = a("aria-labelledby", w.above+id+"h")
	}
	table, kind := w.table, name("scroll")
	if s.Groups != nil {
		table = w.groups
	}
	if isHeat(s) {
		table = w.heat
		if len(s.Rows) > tall {
			kind = "scroll tall"
		}
	}
	w.el("div", func() { table(s) }, class(kind), on("role", "region"), on("tabindex", "0"), label)
}

// titled reports whether a table has a header.
func titled(columns []report.Column) bool {
	return slices.ContainsFunc(columns, func(c report.Column) bool { return c.Title != "" })
}
