package grid

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"sojt/competency/diag"
	"sojt/competency/text"
)

// CodeTable is the code of what is wrong in a table.
const CodeTable = "E-TABLE"

const headerWithin = 40 // rows from the top, in which a header is looked for

// Form is what is expected of a list: a header row, then a row a thing.
type Form struct {
	What   string // what a row is about, in the plural: people
	Fields []Field
	Called map[string]string // headers that somebody named, by field; "" is a field that is not to be read
	Mapped bool              // whether --map can name headers, for hints
}

// Field is what a column can be read as. Needed is one that no list can do without, and no row without a
// value.
type Field struct {
	Name   string
	Also   []string // other headers for it, in small letters with words apart
	Needed bool
}

// Column is a column of a list; Field is "" for one that is not read.
type Column struct{ Field, Header string }

// List is a table with a row a thing.
type List struct {
	Sheet   *Sheet
	Columns []Column
	Rows    []Row    // below the header, those that can be read
	Notes   []string // in words, what was not read
	Header  Row
	form    Form
	at      map[string]int
}

// Value is what a row says in the column of a field; "" where there is none.
func (l *List) Value(r Row, field string) string {
	if i, ok := l.at[field]; ok {
		return r.Cell(i)
	}
	return ""
}

// Has reports whether the list has a column of a field.
func (l *List) Has(field string) bool { _, ok := l.at[field]; return ok }

// Place is where a row stands.
func (l *List) Place(r Row) diag.Pos { return l.Sheet.Place(r, -1) }

// Cell is where a row says a field; the row where there is no such column.
func (l *List) Cell(r Row, field string) diag.Pos {
	if i, ok := l.at[field]; ok {
		return l.Sheet.Place(r, i)
	}
	return l.Place(r)
}

// Ignored are the headers of the columns that are not read.
func (l *List) Ignored() []string {
	var all []string
	for _, c := range l.Columns {
		if c.Field == "" && c.Header != "" {
			all = append(all, c.Header)
		}
	}
	return all
}

// Heading is a header as it is compared: small letters and digits, words apart. FirstName, first_name and
// "First name:" are one.
func Heading(header string) string {
	var b strings.Builder
	before := ' '
	for _, r := range header {
		switch {
		case unicode.IsUpper(r) && unicode.IsLower(before):
			b.WriteByte(' ')
			b.WriteRune(r)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
		before = r
	}
	return strings.Join(strings.Fields(text.Bare(b.String())), " ")
}

// Known says how many columns of a worksheet are known by its header row; 0 where it is no such list.
func (f Form) Known(s *Sheet) int {
	_, known := f.find(s)
	return known
}

// find is the row, near the top, in which most columns are known, and how many these are.
func (f Form) find(s *Sheet) (at, known int) {
	for i, r := range s.Rows[:min(len(s.Rows), headerWithin)] {
		n := 0
		for _, h := range r.Cells {
			if f.field(h) != "" {
				n++
			}
		}
		if n > known {
			at, known = i, n
		}
	}
	return at, known
}

// field is what a header names.
func (f Form) field(header string) string {
	said := Heading(header)
	for field, name := range f.Called {
		if name != "" && strings.EqualFold(text.Fold(header), text.Fold(name)) {
			return field
		}
	}
	for _, x := range f.Fields {
		if _, named := f.Called[x.Name]; !named && said != "" && (said == x.Name || slices.Contains(x.Also, said)) {
			return x.Name
		}
	}
	return ""
}

// Read reads a worksheet as a list. What cannot be read of it is left out and a problem, each with its place.
func (f Form) Read(s *Sheet) (*List, diag.List) {
	l := &List{Sheet: s, form: f, at: map[string]int{}}
	var problems diag.List
	if len(s.Rows) == 0 {
		problems.Errorf(CodeTable, diag.Pos{File: s.File}, "the table is empty").Hint = "expected a header row, then a row each"
		return l, problems
	}
	at, _ := f.find(s)
	l.Header = s.Rows[at]
	for _, r := range s.Rows[:at] {
		l.Notes = append(l.Notes, fmt.Sprintf("%s: above the header, not read: %s", l.Place(r), text.Fold(strings.Join(r.Cells, " "))))
	}
	f.columns(l, &problems)
	for _, x := range f.Fields {
		if x.Needed && !l.Has(x.Name) {
			return l, problems // nothing more can be said of the rows
		}
	}
	f.rows(l, s.Rows[at+1:], &problems)
	if len(l.Rows) == 0 && len(problems) == 0 {
		problems.Errorf(CodeTable, diag.Pos{File: s.File}, "no %s below the header", f.What).Hint = "a row each"
	}
	return l, problems
}

// columns says what each column is read as.
func (f Form) columns(l *List, problems *diag.List) {
	l.Columns = make([]Column, len(l.Header.Cells))
	for i, h := range l.Header.Cells {
		field := f.field(h)
		l.Columns[i].Header = text.Fold(h)
		if _, twice := l.at[field]; twice && field != "" {
			f.twice(l, i, field, problems)
			continue
		}
		if l.Columns[i].Field = field; field != "" {
			l.at[field] = i
		}
	}
	for i, c := range l.Columns {
		if near := f.meant(l, c.Header); c.Field == "" && near != "" {
			problems.Errorf(CodeTable, l.Sheet.Place(l.Header, i), "unknown column %q", c.Header).Hint = "did you mean " + near + "?"
		}
	}
	for field, name := range f.Called {
		if name != "" && !l.Has(field) {
			problems.Errorf(CodeTable, l.Place(l.Header), "no column %q", name).Hint = "the file has " + strings.Join(l.Header.Cells, ", ")
		}
	}
	for _, x := range f.Fields {
		if x.Needed && !l.Has(x.Name) && f.Called[x.Name] == "" {
			problems.Errorf(CodeTable, l.Place(l.Header), "no column %q", x.Name).Hint = l.Lacks(x.Name)
		}
	}
}

func (f Form) twice(l *List, i int, field string, problems *diag.List) {
	first, header := l.Columns[l.at[field]].Header, l.Columns[i].Header
	p := problems.Errorf(CodeTable, l.Sheet.Place(l.Header, i), "column %q is a second one for %s", header, field)
	if strings.EqualFold(first, header) {
		p.Message = fmt.Sprintf("column %q stands twice", header)
	}
	if p.Hint = "leave one of them out"; f.Mapped && !strings.EqualFold(first, header) {
		p.Hint = fmt.Sprintf("the first is %q; say which one it is: --map %s=%s", first, field, Quoted(header))
	}
}

// meant is the field that a header nearly names and that no other column says; "" for none.
func (f Form) meant(l *List, header string) string {
	var free []string
	for _, x := range f.Fields {
		if _, named := f.Called[x.Name]; !named && !l.Has(x.Name) {
			free = append(free, x.Name)
		}
	}
	return text.Nearest(Heading(header), free)
}

// Lacks says what to do about a column that is not there.
func (l *List) Lacks(field string) string {
	f, free := l.form, l.Ignored()
	if f.Mapped && len(free) > 0 {
		return fmt.Sprintf("not read so far: %s; say which of them it is: --map %s=HEADER", strings.Join(free, ", "), field)
	}
	var needed []string
	for _, x := range f.Fields {
		if x.Needed {
			needed = append(needed, x.Name)
		}
	}
	if len(needed) < 2 {
		return "the first row names the columns, and is " + strings.Join(l.Header.Cells, ", ")
	}
	return "the first row names the columns; " + text.Join(needed, "and") + " have to be there"
}

// Quoted is a header as a person types it into a shell.
func Quoted(header string) string {
	if strings.ContainsAny(header, " \t\"'$&;|()<>*?#\\") {
		return fmt.Sprintf("%q", header)
	}
	return header
}

// rows takes the rows below the header. What a row leaves out at its end is empty, as programs write it; what
// stands past the header belongs to no column.
func (f Form) rows(l *List, below []Row, problems *diag.List) {
	for _, r := range below {
		if slices.Equal(r.Cells, l.Header.Cells) {
			l.Notes = append(l.Notes, fmt.Sprintf("%s: the header again, not read", l.Place(r)))
			continue
		}
		columns, excess := len(l.Header.Cells), Row{}
		if len(r.Cells) > columns {
			excess.Cells = r.Cells[columns:]
		}
		if !excess.Empty() {
			problems.Errorf(CodeTable, l.Place(r), "%d fields, the header has %d", len(r.Cells), columns).Hint = "put text that holds the delimiter in quotes"
			continue
		}
		empty := slices.IndexFunc(f.Fields, func(x Field) bool { return x.Needed && l.Value(r, x.Name) == "" })
		if empty >= 0 {
			problems.Errorf(CodeTable, l.Place(r), "no %s", f.Fields[empty].Name).Hint = "fill it in, or take the row out"
			continue
		}
		l.Rows = append(l.Rows, r)
	}
}
