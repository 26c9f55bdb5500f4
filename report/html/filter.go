package html

import (
	"fmt"

	"sojt/report"
)

// worth is from how many rows on a page offers to show fewer.
const worth = 8

// filter writes the form that narrows the tables which stand beside it. Without the script it stays
// hidden, and all rows are shown.
func (w *writer) filter(sections []report.Section, prefix string) {
	rows := 0 // of tables with a header: the others are no lists
	for _, s := range sections {
		if titled(s.Columns) {
			rows += len(s.Rows)
		}
	}
	if rows < worth {
		return
	}
	w.el("form", func() {
		w.el("label", func() {
			w.text("Rows with ")
			w.void("input", on("type", "search"), on("name", "text"), on("autocomplete", "off"))
		})
		w.parts(sections, prefix)
		if words := meanings(sections); len(words) > 0 {
			w.choice("Standing", "standing", "any", func() {
				for _, word := range words {
					w.words("option", word)
				}
			})
		}
		w.el("button", func() { w.text("Show all") }, on("type", "reset"))
		w.el("p", nil, on("role", "status"))
	}, class("filter"), on("hidden", ""), on("role", "search"), a("aria-label", "Filter "+w.about))
	w.newline()
}

// parts offers one of the page's sections.
func (w *writer) parts(sections []report.Section, prefix string) {
	var with []int
	label := "Section"
	for i, s := range sections {
		if s.Heading != "" && len(s.Rows) > 0 {
			with = append(with, i)
		}
		if isHeat(s) {
			label = "Role"
		}
	}
	if len(with) < 2 {
		return
	}
	w.choice(label, "part", "all", func() {
		for _, i := range with {
			w.words("option", oneLine(sections[i].Heading), a("value", fmt.Sprint(prefix, i+1)))
		}
	})
}

func (w *writer) choice(label string, key name, otherwise string, options func()) {
	w.el("label", func() {
		w.text(label + " ")
		w.el("select", func() {
			w.words("option", otherwise, a("value", ""))
			options()
		}, on("name", key))
	})
}
