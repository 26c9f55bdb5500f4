package outline

import (
	"cmp"
	"slices"

	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/grid"
)

// Part is what a table says of one of several roles.
type Part struct {
	Role string // what the column of roles calls it
	Line diag.Pos
	*Outline
}

// ReadRoles makes an outline of each role of a worksheet that has several, told apart by the column that called
// has for role: codes and headings are one role's. Where that column is empty the role of the row above goes on.
// They come in the order of their first rows; the title of each is what the column for role-title says, else
// what it is called. common has what belongs to none: notes, and rows that are left.
func ReadRoles(s *grid.Sheet, called map[string]string) (parts []Part, common *Outline, problems diag.List) {
	t, below := open(s, called)
	if len(t.problems) > 0 {
		return nil, nil, t.problems
	}
	at := map[string]int{}
	var rows [][]grid.Row
	last := -1
	for _, r := range below {
		name := text.Fold(t.value(r, "role"))
		switch i, there := at[name]; {
		case t.again(r), name == "" && last >= 0:
		case name == "":
			t.out.Rows++
			t.left(r, "no role, and none above")
			continue
		case there:
			last = i
		default:
			last = len(parts)
			at[name] = last
			parts = append(parts, Part{Role: name, Line: s.Place(r, t.column("role"))})
			rows = append(rows, nil)
		}
		if last >= 0 {
			rows[last] = append(rows[last], r)
		} else {
			t.out.Rows++
			t.left(r, "the header again")
		}
	}
	for i := range parts {
		one := &table{sheet: s, header: t.header, ticked: t.ticked, marks: t.marks, out: &Outline{Columns: t.out.Columns, Title: parts[i].Role}}
		one.read(rows[i])
		for _, r := range rows[i] {
			if title := text.Fold(t.value(r, "role-title")); title != "" {
				one.out.Title = title
				break
			}
		}
		t.problems = append(t.problems, one.problems...)
		parts[i].Outline = one.out
	}
	for _, p := range parts {
		if len(p.Items) == 0 {
			t.out.Rows += p.Rows
			t.out.Left = append(t.out.Left, p.Left...)
		}
	}
	slices.SortStableFunc(t.out.Left, func(a, b Left) int { return cmp.Compare(a.Place.Line, b.Place.Line) })
	parts = slices.DeleteFunc(parts, func(p Part) bool { return len(p.Items) == 0 })
	if len(parts) == 0 {
		t.problems.Errorf(CodeTable, s.Place(t.header, -1), "no competencies below the header").Hint = "a row each, with its role"
	}
	return parts, t.out, t.problems
}
