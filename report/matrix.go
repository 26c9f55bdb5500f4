package report

import (
	"cmp"
	"fmt"

	"sojt/competency"
	"sojt/competency/text"
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
					c.Date.String(), c.By, c.Until.String(), c.RestsID(),
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
// and how many are competent; with it what each letter means and what each column is.
func (v matrix) Page() Page {
	codes := v.in.coded()
	return v.in.page(v.in.byRole(func(role *competency.Role) Section { return v.section(role, codes[role.ID]) }), v.in.unread()...)
}

func (v matrix) section(role *competency.Role, codes map[string]string) Section {
	entries := v.in.shown(role)
	s, seen, people, able := Section{Heading: heading(role), Columns: []Column{{Wide: true}}}, newMarks(), 0, make([]int, len(entries))
	for _, m := range v.in.members(role.ID) {
		r, who := m.role, v.in.Person(m.Learner.ID)
		if r.Left != 0 {
			who.Text += " (left)"
		} else {
			people++
		}
		row := append(make([]Cell, 0, len(r.Cells)+1), who)
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
	called := func(e *competency.Entry) string { return entitled(e) + " (" + codes[e.ID] + ")" }
	s.Lead = append(v.in.inPlace(role), v.in.attention(role, entries, called)...)
	sum, unnamed := []Cell{{Text: fmt.Sprintf("competent of %d", people), Strong: true}}, false
	for i, n := range able {
		s.Columns = append(s.Columns, Column{Title: codes[entries[i].ID], Means: entries[i].Title})
		c := Cell{Text: fmt.Sprint(n), Number: n, IsNumber: true, Strong: true}
		switch thin := n < fewest && people >= fewest; {
		case thin && v.in.wants(role, entries[i]):
			c.Tone = Soon
		case thin:
			unnamed = true
		}
		sum = append(sum, c)
	}
	if people > 0 {
		s.Rows = append(s.Rows, sum)
	}
	if seen.used["W"] {
		s.Legend = []string{"waived counts as in place for who was waived, and not as competent: nobody saw the work"}
	}
	if unnamed {
		s.Legend = append(s.Legend, "not named above however few are competent: what is optional or retired or of a draft")
	}
	s.Keys = append([]Key{seen.legend()}, scales(entries)...)
	s.Keys = append(s.Keys, columnKey(entries, codes))
	return s
}

// columnKey says what each column is: in full where there is room, and by id on a line.
func columnKey(entries []*competency.Entry, codes map[string]string) Key {
	k := Key{Title: "What the columns are"}
	for _, e := range entries {
		sign := Sign{Text: codes[e.ID], Means: e.ID, Brief: e.ID}
		if e.Title != "" {
			sign.Means = entitled(e) + ", " + e.ID
		}
		k.Signs = append(k.Signs, sign)
	}
	return k
}

// entitled is the title of a competency on one line, or its id where it has none.
func entitled(e *competency.Entry) string { return cmp.Or(text.Fold(e.Title), e.ID) }
