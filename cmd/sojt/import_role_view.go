package main

import (
	"sojt/report"
	"sojt/report/outline"
	"sojt/signoff/ledger"
)

// listingView is what a list made of roles, or would.
type listingView struct {
	*listing
	receipt *ledger.Receipt
}

// Rows has a row a count of each role, and one for each column, row left, value kept, and entry
// that is new or does not stay as it is.
func (v listingView) Rows() report.Rows {
	rows := report.Rows{
		Program: v.program.ID, View: "listing", AsOf: v.today,
		Columns: []string{"role", "kind", "n", "place", "competency", "text", "file", "committed", "commit"},
	}
	entry := func(role, file, kind string, n int, place, competency, text string) {
		rows.Rows = append(rows.Rows, []report.Value{role, kind, n, place, competency, text, file, v.receipt.Committed, v.receipt.Commit})
	}
	add := func(role, file, kind string, n int, place, text string) { entry(role, file, kind, n, place, "", text) }
	role, file := "", ""
	if len(v.parts) == 1 {
		role, file = v.parts[0].list.Role, v.parts[0].list.File()
	}
	for _, p := range v.files() {
		v.counts(p, add)
	}
	for _, c := range v.common.Columns {
		if c.Field != "" {
			add(role, file, "column "+c.Field, 1, "", c.Header)
		} else if c.Marks > 0 {
			add(role, file, "column of marks", c.Marks, "", c.Header)
		} else if c.Header != "" {
			add(role, file, "column not read", 1, "", c.Header)
		}
	}
	for _, l := range v.common.Left {
		add(role, file, "left", 1, l.Place.String(), l.Why)
	}
	for _, p := range v.files() {
		if p.outline != nil {
			for _, l := range p.outline.Left {
				add(p.list.Role, p.list.File(), "left", 1, l.Place.String(), l.Why)
			}
		}
		for _, c := range p.out.Changes {
			entry(p.list.Role, p.list.File(), "entry "+c.Kind, 1, "", c.ID, c.String())
		}
		for _, k := range p.out.Kept {
			add(p.list.Role, p.list.File(), "kept", 1, "", k)
		}
	}
	return rows
}

// counts has a row for each number of a file; what a set has came in with the roles.
func (v listingView) counts(p *listedRole, add func(role, file, kind string, n int, place, text string)) {
	o := p.outline
	if o == nil {
		o = &outline.Outline{}
	}
	for _, c := range []struct {
		kind string
		n    int
	}{{"rows", o.Rows}, {"competencies", len(o.Items)}, {"headings", o.Headings}, {"new", p.out.Added}, {"changed", p.out.Updated}, {"same", p.out.Same}, {"retired", p.out.Retired}, {"own", p.out.Own}} {
		add(p.list.Role, p.list.File(), c.kind, c.n, "", "")
	}
}

// Page is the same for the eye.
func (v listingView) Page() report.Page { return report.Page{Title: v.program.ID, AsOf: v.today} }
