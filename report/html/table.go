package html

import (
	"sojt/report"
	"sojt/report/safe"
)

// table writes rows with the first cell of each as its header.
func (w *writer) table(s report.Section) {
	w.el("table", func() {
		w.caption(s)
		if titled(s.Columns) {
			w.el("thead", func() { w.el("tr", func() { w.headers(s.Columns) }) })
			w.newline()
		}
		w.el("tbody", func() {
			for _, row := range s.Rows {
				w.el("tr", func() { w.row(s.Columns, row) })
				w.newline()
			}
		})
	})
}

// caption names a table for who comes to it without its heading.
func (w *writer) caption(s report.Section) {
	if s.Heading != "" {
		w.el("caption", func() { w.people(oneLine(s.Heading)) })
	}
}

func (w *writer) headers(columns []report.Column) {
	for _, c := range columns {
		switch {
		case c.Title == "":
			w.el("td", nil)
		case c.Right:
			w.words("th", c.Title, on("scope", "col"), class("n"))
		default:
			w.words("th", c.Title, on("scope", "col"))
		}
	}
}

func (w *writer) row(columns []report.Column, row []report.Cell) {
	for i, c := range row {
		switch {
		case i == 0 && columns[i].Wide:
			w.el("th", func() { w.cell(c) }, on("scope", "row"), class(spaced("w", tone(c))))
		case i == 0:
			w.el("th", func() { w.cell(c) }, append(toneOf(c), on("scope", "row"))...)
		case columns[i].Right:
			w.el("td", func() { w.cell(c) }, class(spaced("n", tone(c))))
		case columns[i].Wide:
			w.el("td", func() { w.cell(c) }, class(spaced("w", tone(c))))
		default:
			w.el("td", func() { w.cell(c) }, toneOf(c)...)
		}
	}
}

// cell writes what stands in one. Numbers and days have no direction of their own.
func (w *writer) cell(c report.Cell) {
	inside := func() { w.people(c.Words()) }
	if c.IsNumber || c.Date != 0 {
		inside = func() { w.text(c.Text) }
	}
	if to := w.leads(c); to != "" {
		words := inside
		inside = func() { w.el("a", words, attribute{key: "href", value: to}) }
	}
	if c.Strong {
		w.el("strong", inside)
	} else {
		inside()
	}
	if c.ID != "" && c.ID != c.Words() {
		w.text(" ")
		w.el("small", func() { w.people(c.ID) })
	}
}

// leads is where a cell leads to: the page about the person it names, or an address that is safe to follow.
func (w *writer) leads(c report.Cell) string {
	if c.Person != "" && w.pageOf != nil {
		return w.pageOf(c.Person)
	}
	to, _ := safe.URL(c.Link)
	return to
}

// tone is the class that colours what the text of a cell says.
func tone(c report.Cell) name {
	switch c.Tone {
	case report.Good:
		return "g"
	case report.Soon:
		return "s"
	case report.Bad:
		return "b"
	case report.Open:
		return "o"
	case report.Quiet:
		return "q"
	}
	return ""
}

func toneOf(c report.Cell) []attribute {
	if t := tone(c); t != "" {
		return []attribute{class(t)}
	}
	return nil
}

// spaced joins two classes.
func spaced(a, b name) name {
	if b == "" {
		return a
	}
	return a + " " + b
}
