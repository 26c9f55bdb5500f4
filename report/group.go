package report

import "slices"

// long is from how many rows on nobody reads through a list.
const long = 100

// Groups are how a list too long to be read through is folded by formats that can: a line for each group, and
// its rows behind it. Every row of the section is in one of them.
type Groups struct {
	Said int // the column that is left out of the rows, since the titles say it, or -1
	Join int // the column whose texts are put together where rows of a group have all else in common, or -1
	All  []Group

	Order string // in which order they stand, in words
}

// Group is some of a section's rows.
type Group struct {
	Title string // whom or which time the rows are about
	Brief string // what they come to, in words
	Rows  []int  // of the section, in its order
}

// Fold groups the rows of a section by a title, groups in the order of their first rows, and says of each what
// it comes to. A list that is short, or of which most groups would have one row, stays as it is.
func (s *Section) Fold(said, join int, title func(row int) string, brief func(rows []int) string) {
	if len(s.Rows) <= long {
		return
	}
	groups, place := Groups{Said: said, Join: join}, map[string]int{}
	for i := range s.Rows {
		key := title(i)
		at, there := place[key]
		if !there {
			at = len(groups.All)
			place[key] = at
			groups.All = append(groups.All, Group{Title: key})
		}
		groups.All[at].Rows = append(groups.All[at].Rows, i)
	}
	if n := len(groups.All); n < 2 || 2*n > len(s.Rows) {
		return
	}
	for i := range groups.All {
		groups.All[i].Brief = brief(groups.All[i].Rows)
	}
	s.Groups = &groups
}

// Keep leaves out all rows but those from one to before another.
func (s *Section) Keep(from, to int) {
	s.Rows = s.Rows[from:to]
	if s.Groups == nil {
		return
	}
	groups := Groups{Said: s.Groups.Said, Join: s.Groups.Join, Order: s.Groups.Order}
	for _, g := range s.Groups.All {
		var rows []int
		for _, i := range g.Rows {
			if i >= from && i < to {
				rows = append(rows, i-from)
			}
		}
		if g.Rows = rows; len(rows) > 0 {
			groups.All = append(groups.All, g)
		}
	}
	s.Groups = &groups
}

// most puts the groups first that have most of something.
func (g *Groups) most(of func(rows []int) int) {
	slices.SortStableFunc(g.All, func(a, b Group) int { return of(b.Rows) - of(a.Rows) })
}
