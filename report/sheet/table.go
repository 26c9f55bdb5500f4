package sheet

import (
	"cmp"

	"sojt/competency"
	"sojt/report/xlsx"
	"sojt/signoff"
)

// group is competencies under one heading.
type group struct {
	title   string
	entries []*competency.Entry
}

// groups gathers the competencies by heading, both in the order of the role. A shared competency
// without a group stands under its set's title.
func (w *writer) groups() []group {
	var all []group
	at := map[string]int{}
	for _, e := range w.Role.Entries {
		if e.Retired != 0 && w.Printed != 0 && e.Retired <= w.Printed {
			continue
		}
		title := w.groupTitle(e)
		i, known := at[title]
		if !known {
			i = len(all)
			at[title] = i
			all = append(all, group{title: title})
		}
		all[i].entries = append(all[i].entries, e)
	}
	return all
}

func (w *writer) groupTitle(e *competency.Entry) string {
	if e.Group != "" {
		return e.Group
	}
	for _, s := range w.Program.Sets {
		for _, c := range s.Competencies {
			if c == e.Competency || c.ID == e.ID {
				return cmp.Or(s.Title, s.ID)
			}
		}
	}
	return ""
}

// table adds the rows of the role, group by group.
func (w *writer) table() {
	groups := w.groups()
	records := w.records()
	for _, g := range groups {
		if g.title != "" || len(groups) > 1 {
			w.add(xlsx.Row{Keep: true, Height: 17, Cells: w.across(xlsx.Cell{
				Text:  cmp.Or(g.title, "Other"),
				Style: xlsx.Style{Bold: true, Fill: shade, Frame: xlsx.Grid, Rise: xlsx.Middle, Wrap: true},
			})})
		}
		for _, e := range g.entries {
			w.entry(e, records)
		}
	}
	if len(groups) == 0 {
		w.add(xlsx.Row{Height: 20, Cells: w.across(xlsx.Cell{
			Text: "This role has no competencies yet.", Style: xlsx.Style{Italic: true, Frame: xlsx.Grid, Rise: xlsx.Middle},
		})})
	}
}

// entry adds the row of one competency and, on a mentor's copy, the guide beneath it.
func (w *writer) entry(e *competency.Entry, records []*signoff.Record) {
	b := box{writer: w, entry: e, records: records, cell: w.cellOf(e)}
	cells := w.blank()
	for i, c := range w.columns {
		cells[i] = b.fill(c)
	}
	w.hidden(cells, e, b.cell)
	w.add(xlsx.Row{Cells: cells, Height: pencil})
	if guide := w.guide(e); guide != nil {
		w.add(xlsx.Row{Cells: w.across(xlsx.Cell{Runs: guide, Style: xlsx.Style{
			Size: smallSize, Wrap: true, Rise: xlsx.Top, Frame: xlsx.Grid, Fill: faint,
		}})})
	}
}

// cellOf is what is known of the learner in a competency, or nil where results are not shown.
func (w *writer) cellOf(e *competency.Entry) *signoff.Cell {
	if !w.Results || w.role == nil {
		return nil
	}
	for i := range w.role.Cells {
		if c := &w.role.Cells[i]; c.Entry.ID == e.ID {
			return c
		}
	}
	return nil
}

// origin sets whose row it is.
func (w *writer) origin(cells []xlsx.Cell) {
	w.hide(cells, HiddenProgram, w.Program.ID)
	w.hide(cells, HiddenRole, w.Role.ID)
	if w.learner != nil {
		w.hide(cells, HiddenLearner, w.learner.ID)
	}
}

// hidden sets what the row was printed from.
func (w *writer) hidden(cells []xlsx.Cell, e *competency.Entry, c *signoff.Cell) {
	w.origin(cells)
	w.hide(cells, HiddenID, e.ID)
	w.hide(cells, HiddenRevision, itoa(e.Revision))
	w.hide(cells, HiddenFingerprint, e.Fingerprint)
	if c != nil && c.Rests != nil {
		w.hide(cells, HiddenRecord, c.Rests.ID)
	}
}
