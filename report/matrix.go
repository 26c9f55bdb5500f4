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

// newMatrix makes the view of learners by competencies (SPEC 7.1).
func newMatrix(in *Input) View { return matrix{in} }

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

// Page has a section a role: what a mentor has to know first, then a line a learner, a column a competency,
// and beneath it how many are competent, what each letter means and what each column is.
func (v matrix) Page() Page {
	return v.in.page(v.in.byRole(v.section), v.in.unread()...)
}

func (v matrix) section(role *competency.Role) Section {
	var entries []*competency.Entry
	for _, e := range role.Entries {
		if v.in.covers(e.Competency) {
			entries = append(entries, e)
		}
	}
	s, seen, people, able := Section{Heading: heading(role), Columns: []Column{{Wide: true}}}, marks{}, 0, make([]int, len(entries))
	for _, st := range v.in.Standings {
		r := st.Role(role.ID)
		if r == nil {
			continue
		}
		who := v.in.Person(st.Learner.ID)
		if r.Left != 0 {
			who.Text += " (left)"
		} else {
			people++
		}
		row := []Cell{who}
		for i := range r.Cells {
			row = append(row, seen.cell(&r.Cells[i]))
			if r.Cells[i].Standing == signoff.StandsCompetent && r.Left == 0 {
				able[i]++
			}
		}
		s.Rows = append(s.Rows, row)
	}
	if len(s.Rows) == 0 {
		return s
	}
	s.Lead = v.in.attention(role, entries)
	codes := shortCodes(entries)
	sum := []Cell{{Text: fmt.Sprintf("competent of %d", people), Strong: true}}
	var few []string
	for i, n := range able {
		s.Columns = append(s.Columns, Column{Title: codes[i], Means: entries[i].Title})
		c := Cell{Text: fmt.Sprint(n), Number: n, IsNumber: true, Strong: true}
		if n < fewest && people >= fewest && v.in.wants(role, entries[i]) {
			c.Tone, few = Soon, append(few, codes[i])
		}
		sum = append(sum, c)
	}
	if people > 0 {
		s.Rows = append(s.Rows, sum)
	}
	if len(few) > 0 {
		s.Legend = []string{fmt.Sprintf("fewer than %d competent: %s", fewest, strings.Join(few, " "))}
	}
	s.Legend = slices.Concat(s.Legend, []string{seen.legend()}, seen.scales(entries), []string{columnLegend(entries, codes)})
	return s
}

func columnLegend(entries []*competency.Entry, codes []string) string {
	words := make([]string, len(entries))
	for i, e := range entries {
		words[i] = codes[i] + " " + e.ID
	}
	return strings.Join(words, ", ")
}
