package html

import (
	"fmt"
	"slices"

	"sojt/report"
)

// mostRows is how many rows of a table a page has: more take a browser seconds and megabytes.
const mostRows = 10_000

// bounded leaves out what a page has no room for, and says so where the table begins.
func bounded(s report.Section) report.Section {
	n, which, from := len(s.Rows), "first", 0
	if n <= mostRows {
		return s
	}
	if s.Latest {
		which, from = "last", n-mostRows
	}
	s.Keep(from, from+mostRows)
	s.Lead = append(slices.Clone(s.Lead), fmt.Sprintf("The %s %d of %d rows are shown. A filter shows others, and csv, json and xlsx have all.", which, mostRows, n))
	return s
}

// groups writes a list that is too long to be read through: a line for each group, which opens on its rows.
func (w *writer) groups(s report.Section) {
	if s.Groups.Order != "" {
		w.paragraphs([]string{s.Groups.Order}, class("lead"))
	}
	for _, g := range s.Groups.All {
		part := report.Section{Columns: without(s.Columns, s.Groups.Said)}
		for _, row := range together(s, g) {
			part.Rows = append(part.Rows, without(row, s.Groups.Said))
		}
		w.el("details", func() {
			w.el("summary", func() {
				w.el("b", func() { w.people(g.Title) })
				w.text(" " + g.Brief)
			})
			w.table(part)
		}, class("fold"))
		w.newline()
	}
}

// without leaves out one column, or none below 0.
func without[T any](all []T, column int) []T {
	if column < 0 {
		return all
	}
	return slices.Delete(slices.Clone(all), column, column+1)
}

// together gives the rows of a group, those as one that differ in one column's text only.
func together(s report.Section, g report.Group) [][]report.Cell {
	var rows [][]report.Cell
	for _, i := range g.Rows {
		row := s.Rows[i]
		at := -1
		if s.Groups.Join >= 0 {
			at = slices.IndexFunc(rows, func(r []report.Cell) bool {
				return slices.Equal(without(r, s.Groups.Join), without(row, s.Groups.Join))
			})
		}
		if at < 0 {
			rows = append(rows, slices.Clone(row))
			continue
		}
		one, more := &rows[at][s.Groups.Join], row[s.Groups.Join]
		one.Full = one.Words() + ", " + more.Words()
		one.Text, one.ID = one.Text+", "+more.Text, ""
	}
	return rows
}
