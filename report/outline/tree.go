package outline

import (
	"strings"
)

// families finds what stands beneath what: by a column of parents, else by codes (1.2 is beneath 1), else
// by headings above. What others stand beneath is a heading.
func (t *table) families() {
	byCode := map[string]int{}
	for i, r := range t.rows {
		if r.code != "" {
			if _, there := byCode[r.code]; !there {
				byCode[r.code] = i
			}
		}
	}
	parents := t.column("parent") >= 0
	last := -1
	for i := range t.rows {
		r := &t.rows[i]
		if up, ok := t.above(r, byCode, parents); ok && up != i && !t.under(up, i) {
			r.parent = up
			t.rows[up].heading = true
		}
	}
	for i := range t.rows {
		r := &t.rows[i]
		switch {
		case r.heading && r.parent < 0:
			last = i
		case !r.heading && r.parent < 0 && r.group == "" && !parents && !t.coded(last, r):
			r.parent = last
		}
	}
}

// coded reports whether a heading has a code that says a row is elsewhere.
func (t *table) coded(heading int, r *row) bool {
	return heading >= 0 && t.rows[heading].code != "" && r.code != ""
}

// under reports whether a row stands beneath another, at any depth.
func (t *table) under(i, above int) bool {
	for n := 0; i >= 0 && n < len(t.rows); n++ {
		if i == above {
			return true
		}
		i = t.rows[i].parent
	}
	return false
}

// above is the row that another one names as its parent, or whose code begins its own.
func (t *table) above(r *row, byCode map[string]int, parents bool) (int, bool) {
	if parents {
		up, ok := byCode[strings.TrimSpace(t.value(r.Row, "parent"))]
		return up, ok && r.code != t.rows[up].code
	}
	for code := r.code; ; {
		cut := strings.LastIndexAny(code, ".")
		if cut <= 0 {
			return 0, false
		}
		code = code[:cut]
		if up, ok := byCode[code]; ok {
			return up, true
		}
	}
}

// group is the heading that a row stands under, with those above it: what a column says, else the path.
func (t *table) group(i int) string {
	r := t.rows[i]
	if r.group != "" {
		return r.group
	}
	var path []string
	for up := r.parent; up >= 0; up = t.rows[up].parent {
		path = append([]string{strings.TrimSpace(t.rows[up].code + " " + t.rows[up].title)}, path...)
	}
	if len(path) == 0 && t.column("group") >= 0 {
		for j := i - 1; j >= 0; j-- { // merged cells: the heading is in the first of them
			if t.rows[j].group != "" {
				return t.rows[j].group
			}
		}
	}
	return strings.Join(path, " / ")
}
