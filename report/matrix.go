package report

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/signoff"
)

// fewest is how many should be competent: one person alone is a single point of failure.
const fewest = 2

type matrix struct{ in *Input }

// NewMatrix makes the view of learners by competencies (SPEC 7.1).
func NewMatrix(in *Input) View { return matrix{in} }

// Rows has one row a learner, role and competency, with the keys of SPEC 7.2. A level is 0 where
// nothing is rated.
func (v matrix) Rows() Rows {
	columns := []string{"learner", "role", "competency", "standing", "flags", "level", "date", "by", "until", "record"}
	var rows [][]Value
	for _, s := range v.in.Standings {
		for _, r := range s.Roles {
			for i := range r.Cells {
				c := &r.Cells[i]
				rows = append(rows, []Value{
					s.Learner.ID, r.Role.ID, c.Entry.ID, c.Standing.String(), c.Flags.Words(), c.Level.N,
					c.Date.String(), c.By, c.Until.String(), recordID(c.Rests),
				})
			}
		}
	}
	return v.in.rows("matrix", columns, rows)
}

func recordID(r *signoff.Record) string {
	if r == nil {
		return ""
	}
	return r.ID
}

// Page has a section a role: a line a learner, a column a competency, and beneath it how many are
// competent, what each letter means and what each column is.
func (v matrix) Page() Page {
	var sections []Section
	for _, role := range v.in.Program.Roles {
		if s := v.section(role); len(s.Rows) > 0 {
			sections = append(sections, s)
		} else if role.ID == v.in.Role {
			sections = append(sections, Section{Heading: heading(role), Empty: v.in.nobody(role.ID)})
		}
	}
	if len(sections) == 0 {
		sections = []Section{{Empty: v.in.nobody("")}}
	}
	return v.in.page(sections, v.in.unread()...)
}

func (v matrix) section(role *competency.Role) Section {
	s, seen := Section{Heading: heading(role)}, marks{}
	var entries []*competency.Entry
	var able []int
	for _, st := range v.in.Standings {
		r := st.Role(role.ID)
		if r == nil {
			continue
		}
		if entries == nil {
			for _, c := range r.Cells {
				entries = append(entries, c.Entry)
			}
			able = make([]int, len(entries))
		}
		row := []Cell{Text(v.in.Names.Of(st.Learner.ID))}
		for i := range r.Cells {
			row = append(row, seen.cell(&r.Cells[i]))
			if r.Cells[i].Standing == signoff.StandsCompetent {
				able[i]++
			}
		}
		s.Rows = append(s.Rows, row)
	}
	if len(s.Rows) == 0 {
		return s
	}
	codes := shortCodes(entries)
	s.Columns = []Column{{Wide: true}}
	for _, code := range codes {
		s.Columns = append(s.Columns, Column{Title: code})
	}
	s.Rows = append(s.Rows, ableRow(able))
	s.Legend = slices.Concat(few(able, codes), []string{seen.legend()}, seen.scales(entries), []string{columnLegend(entries, codes)})
	return s
}

func ableRow(able []int) []Cell {
	row := []Cell{{Text: "competent today", Strong: true}}
	for _, n := range able {
		c := Cell{Text: fmt.Sprint(n), Number: n, IsNumber: true, Strong: true}
		if n < fewest {
			c.Tone = Soon
		}
		row = append(row, c)
	}
	return row
}

// few names the columns that rest on fewer than two people.
func few(able []int, codes []string) []string {
	var short []string
	for i, n := range able {
		if n < fewest {
			short = append(short, codes[i])
		}
	}
	if len(short) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("! fewer than %d: %s", fewest, strings.Join(short, " "))}
}

func columnLegend(entries []*competency.Entry, codes []string) string {
	words := make([]string, len(entries))
	for i, e := range entries {
		words[i] = codes[i] + " " + e.ID
	}
	return strings.Join(words, ", ")
}
