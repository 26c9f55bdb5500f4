package outline

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/grid"
)

// CodeTable is the code of what is wrong in a table.
const CodeTable = "E-TABLE"

// Read makes an outline of a worksheet. called says what columns are called there, by field, and takes
// the place of what is guessed. The problems are what keeps the table from being read as one.
func Read(s *grid.Sheet, called map[string]string) (*Outline, diag.List) {
	t, below := open(s, called)
	if len(t.problems) > 0 {
		return nil, t.problems
	}
	t.read(below)
	if len(t.out.Items) == 0 {
		t.problems.Errorf(CodeTable, t.sheet.Place(t.header, -1), "no competencies below the header").Hint = "a row each"
	}
	return t.out, t.problems
}

// open finds the header of a worksheet, and the rows that are to be read below it.
func open(s *grid.Sheet, called map[string]string) (*table, []grid.Row) {
	t := &table{sheet: s, out: &Outline{}}
	at, _ := header(s.Rows, called)
	if at < 0 {
		t.noHeader(called)
		return t, nil
	}
	t.out.Columns = columns(s.Rows[at], called)
	t.header = s.Rows[at]
	for field, name := range called {
		if name != "" && t.column(field) < 0 {
			t.problems.Errorf(CodeTable, s.Place(t.header, -1), "no column %q for %s", name, field).Hint = "the header row has " + strings.Join(t.header.Cells, ", ")
		}
	}
	t.problems.Sort()
	below := t.beneath(s.Rows[:at], s.Rows[at+1:])
	if t.ticked = t.column("required") >= 0 && t.ticks(below); t.ticked {
		t.out.Notes = append(t.out.Notes, fmt.Sprintf("the column %q has ticks alone: where it is empty it says no", t.out.Columns[t.column("required")].Header))
	}
	t.marks = t.marking(below)
	t.persons(below)
	return t, below
}

// read makes competencies of rows.
func (t *table) read(rows []grid.Row) {
	t.lines(rows)
	t.families()
	t.items()
}

// table is a worksheet while it is read.
type table struct {
	sheet    *grid.Sheet
	header   grid.Row
	out      *Outline
	rows     []row
	ticked   bool     // the column of required has nothing but ticks
	marks    []string // fields by which work differs from headings
	problems diag.List
}

// row is a row of the body with what became of it.
type row struct {
	grid.Row
	code, title string
	heading     bool
	parent      int    // index of the heading above, -1 for none
	group       string // as a column says
}

func (t *table) noHeader(called map[string]string) {
	if len(t.sheet.Rows) == 0 {
		t.problems.Errorf(CodeTable, diag.Pos{File: t.sheet.File}, "the table is empty").Hint = "expected a header row, and a row a competency"
		return
	}
	like := likeHeader(t.sheet.Rows)
	p := t.problems.Errorf(CodeTable, t.sheet.Place(like, -1), "no header row names a column of titles")
	p.Hint = fmt.Sprintf("this row looks most like one, it has %s; say which of them it is, as %s", strings.Join(slices.DeleteFunc(slices.Clone(like.Cells), func(c string) bool { return c == "" }), ", "), mapLine(like))
	if name := called["title"]; name != "" {
		p.Message = fmt.Sprintf("no row near the top has a column %q", name)
	}
}

// column is where a field stands, -1 for nowhere.
func (t *table) column(field string) int {
	return slices.IndexFunc(t.out.Columns, func(c Column) bool { return c.Field == field })
}

func (t *table) value(r grid.Row, field string) string { return r.Cell(t.column(field)) }

func (t *table) left(r grid.Row, format string, args ...any) {
	t.out.Left = append(t.out.Left, Left{Place: t.sheet.Place(r, -1), Text: strings.Join(r.Cells, " "), Why: fmt.Sprintf(format, args...)})
}

// beneath gives the rows that are read. Those above the header are titles of the table, but for the last of
// them where the header comes again below other headings.
func (t *table) beneath(above, below []grid.Row) []grid.Row {
	again := slices.ContainsFunc(below, func(r grid.Row) bool { return t.again(r) })
	for i, r := range above {
		if again && i == len(above)-1 && r.Cell(t.column("title")) != "" {
			below = append([]grid.Row{r}, below...)
			continue
		}
		t.out.Notes = append(t.out.Notes, fmt.Sprintf("%s: above the header, not read: %s", t.sheet.Place(r, -1), text.Fold(strings.Join(r.Cells, " "))))
	}
	return below
}

// again reports whether a row is the header, once more.
func (t *table) again(r grid.Row) bool { return slices.Equal(t.known(r), t.known(t.header)) }

// lines sorts the rows: work, headings, and what is left.
func (t *table) lines(rows []grid.Row) {
	for _, r := range rows {
		t.out.Rows++
		title := text.Fold(t.value(r, "title"))
		switch {
		case t.again(r):
			t.left(r, "the header again")
		case t.framework(r):
			t.left(r, "the row of the list itself: %q", shortened(title))
		case title == "":
			t.left(r, "no title")
		default:
			code := text.Fold(t.value(r, "code"))
			heading := len(t.marks) > 0 && !slices.ContainsFunc(t.marks, func(f string) bool { return t.value(r, f) != "" })
			t.rows = append(t.rows, row{Row: r, title: title, code: code, parent: -1, heading: heading, group: text.Fold(t.value(r, "group"))})
		}
	}
}

// framework reports whether a row speaks of the whole list, as the first one of some programs does.
func (t *table) framework(r grid.Row) bool {
	said := strings.ToLower(t.value(r, "framework"))
	return said == "1" || said == "true" || said == "yes"
}

// known is what a row has in the columns that are read.
func (t *table) known(r grid.Row) []string {
	var cells []string
	for i, c := range t.out.Columns {
		if c.Field != "" {
			cells = append(cells, r.Cell(i))
		}
	}
	return cells
}

// marking finds the fields by which work differs from headings: code and required where many rows have them,
// criteria where nearly all do. A column of ticks is none, since an empty cell says something there.
func (t *table) marking(rows []grid.Row) []string {
	var marks []string
	for field, share := range map[string]float64{"code": 0.4, "required": 0.4, "criteria": 0.8} {
		n := 0
		for _, r := range rows {
			if t.value(r, field) != "" {
				n++
			}
		}
		if n > 0 && float64(n) >= share*float64(len(rows)) && !(field == "required" && t.ticked) {
			marks = append(marks, field)
		}
	}
	return marks
}

// ticks reports whether a column of required says nothing but yes, so that an empty cell there says no.
func (t *table) ticks(rows []grid.Row) bool {
	n, empty := 0, 0
	for _, r := range rows {
		switch said := text.Bare(t.value(r, "required")); {
		case said == "":
			empty++
		case !slices.Contains(tickWords, said):
			return false
		default:
			n++
		}
	}
	return n > 0 && empty > 0
}

// items makes competencies of the rows that are no headings.
func (t *table) items() {
	used := map[int]bool{}
	for i, r := range t.rows {
		if r.heading {
			continue
		}
		for up := r.parent; up >= 0; up = t.rows[up].parent {
			used[up] = true
		}
		if item, ok := t.item(i, r); ok {
			t.out.Items = append(t.out.Items, item)
		}
	}
	for i, r := range t.rows {
		switch {
		case r.heading && used[i]:
			t.out.Headings++
		case r.heading:
			t.left(r.Row, "a heading with nothing beneath it: %q", shortened(r.title))
		}
	}
	slices.SortStableFunc(t.out.Left, func(a, b Left) int { return a.Place.Line - b.Place.Line })
}

// item makes a competency of a row; not ok where it cannot be told what the row says.
func (t *table) item(i int, r row) (competency.Listed, bool) {
	item := competency.Listed{
		ID: t.value(r.Row, "id"), Code: r.code, Title: r.title, Group: t.group(i),
		Criteria: split(t.value(r.Row, "criteria")), Conditions: text.Normal(t.value(r.Row, "conditions")),
		Why: text.Normal(t.value(r.Row, "why")), Examples: split(t.value(r.Row, "examples")), Tags: words(t.value(r.Row, "tags")),
		References: documents(t.value(r.Row, "references")), Level: text.Fold(t.value(r.Row, "level")), Place: t.sheet.Place(r.Row, -1),
	}
	for up := r.parent; up >= 0 && len(item.References) == 0; up = t.rows[up].parent {
		item.References = documents(t.value(t.rows[up].Row, "references"))
	}
	if item.ID != "" && !text.IsID(item.ID) {
		t.problems.Errorf(CodeTable, t.sheet.Place(r.Row, t.column("id")), "%q is no id", item.ID).Hint = "an id is " + text.IDGrammar
	}
	t.amounts(r.Row, &item)
	optional, known := t.truth(r.Row, "required", optionalWords, requiredWords)
	critical, sure := t.truth(r.Row, "critical", criticalWords, ordinaryWords)
	item.Optional, item.Critical = optional, critical
	if !known || !sure {
		t.out.Unclear = append(t.out.Unclear, item)
	}
	return item, known && sure
}
