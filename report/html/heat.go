package html

import (
	"slices"
	"strings"

	"sojt/report"
)

// tall is from how many rows on a heat map scrolls in a window of its own, so that its header stays in
// sight.
const tall = 25

// isHeat holds for a table of letters: its columns have codes, and in full what they stand for.
func isHeat(s report.Section) bool {
	return slices.ContainsFunc(s.Columns, func(c report.Column) bool { return c.Means != "" })
}

// heat writes letters beneath headers in full. Behind each letter and a blank stands what it means, in words
// that a screen reader reads and that lie beyond the edge of the cell, where the eye does not see them:
// attributes for that purpose are read by some readers only, a title by hardly any, and an element of their
// own would be half of all that a browser has to make of a large matrix.
func (w *writer) heat(s report.Section) {
	w.el("table", func() {
		w.caption(s)
		w.el("thead", func() {
			w.el("tr", func() {
				for _, c := range s.Columns {
					w.heatHeader(c)
				}
			})
		})
		w.newline()
		w.el("tbody", func() {
			for _, row := range s.Rows {
				w.heatRow(row)
				w.newline()
			}
		})
	}, class(spaced("heat", crowd(len(s.Columns)))))
}

// crowd is how small letters have to be on paper for all columns to stand beside each other.
func crowd(columns int) name {
	switch {
	case columns > 70:
		return "w3"
	case columns > 35:
		return "w2"
	case columns > 18:
		return "w1"
	}
	return ""
}

func (w *writer) heatHeader(c report.Column) {
	if c.Title == "" {
		w.el("td", nil)
		return
	}
	w.el("th", func() {
		w.el("span", func() { w.people(c.Means) })
		w.el("b", func() { w.text(" " + c.Title) })
	}, on("scope", "col"))
}

func (w *writer) heatRow(row []report.Cell) {
	var sum []attribute
	if row[0].Strong {
		sum = []attribute{class("total")}
	}
	w.el("tr", func() {
		w.el("th", func() { w.cell(row[0]) }, on("scope", "row"))
		for _, c := range row[1:] {
			w.begin("td", toneOf(c))
			w.text(c.Text)
			if c.Means != "" {
				w.text(" " + c.Means)
			}
			w.end("td")
		}
	}, sum...)
}

// meanings lists the words that cells of heat maps mean, each once.
func meanings(sections []report.Section) []string {
	seen := map[string]bool{}
	for _, s := range sections {
		for _, row := range s.Rows {
			for _, c := range row {
				seen[c.Means] = true
			}
		}
	}
	words := map[string]bool{}
	for means := range seen {
		for _, word := range strings.Split(means, ", ") {
			words[word] = true
		}
	}
	delete(words, "")
	all := make([]string, 0, len(words))
	for word := range words {
		all = append(all, word)
	}
	slices.Sort(all)
	return all
}
