package sheet

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report/xlsx"
	"sojt/signoff"
)

// Sizes of type, in points.
const (
	bodySize  = 9
	smallSize = 8
	tinySize  = 7
)

// Colours: greys alone, so that nothing is lost in black and white.
const (
	shade  xlsx.Colour = 0xE7E6E6 // headings of the table and of groups
	faint  xlsx.Colour = 0xF5F5F5 // boxes that are not for writing
	soft   xlsx.Colour = 0x595959 // labels and what is only said
	pencil             = 26.0     // points: the least height of a row that somebody writes in
)

// writer lays out two worksheets, one after the other: the role for one learner, or for nobody yet.
type writer struct {
	Input
	people  *people
	learner *signoff.Learner      // nil: a blank sheet
	role    *signoff.RoleStanding // nil: nothing known
	moment  signoff.Moment
	columns []Column // those of the layout that the role uses
	widths  []xlsx.Column
	signed  []signature
	flagged map[string]bool // the words that stand under flags
	rows    []xlsx.Row
}

func newWriter(in Input, p *people, s *signoff.Standings) *writer {
	w := &writer{Input: in, people: p, flagged: map[string]bool{}}
	if s != nil {
		w.learner, w.moment = s.Learner, s.Moment
		i := slices.IndexFunc(s.Roles, func(r *signoff.RoleStanding) bool { return r.Role.ID == in.Role.ID })
		if i >= 0 {
			w.role = s.Roles[i]
		}
	}
	w.plan()
	return w
}

// sheets are the worksheet of the table and that of signatures.
func (w *writer) sheets() []xlsx.Sheet {
	name := roleTitle(w.Role)
	if w.learner != nil {
		name = w.people.name(w.learner.ID)
	}
	foot := footName(name)
	w.head()
	w.keys()
	above := w.heading()
	w.table()
	w.legend()
	table := w.worksheet(name)
	if height(w.rows[:above]) <= mostFrozen {
		table.FreezeRows = above
	}
	w.evenly()
	w.owner()
	w.foot()
	return []xlsx.Sheet{table, w.worksheet(foot)}
}

// worksheet is what was written since the last one.
func (w *writer) worksheet(name string) xlsx.Sheet {
	return xlsx.Sheet{Name: name, Columns: w.widths, Rows: slices.Values(w.rows), Print: w.print(), Protected: true}
}

const footNameSuffix = ", signatures"

// footName is the name of the worksheet of signatures; a long one is shortened so that it still says
// what it is.
func footName(name string) string {
	const room = 31 - len(footNameSuffix) // what spreadsheets allow
	runes := []rune(name)
	for len(utf16.Encode(runes)) > room {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimSpace(string(runes)) + footNameSuffix
}

// mostFrozen is what may stay in sight above the table, in points, on a small screen.
const mostFrozen = 210

func height(rows []xlsx.Row) float64 {
	h := 0.0
	for _, r := range rows {
		if !r.Hidden {
			h += r.Height
		}
	}
	return h
}

func (w *writer) print() xlsx.Print {
	p := xlsx.Print{Paper: w.Paper, Breaks: true, FootRight: w.code().String()}
	p.HeadLeft, p.HeadRight = w.runningHead(p.Width())
	rest := between + w.revision()
	if w.Commit != "" {
		rest += between + "commit " + w.Commit
	}
	if w.Results && w.learner != nil && w.Printed != 0 && w.moment.AsOf != 0 && w.moment.AsOf != w.Printed {
		rest += between + "as of " + w.moment.AsOf.Human()
	}
	if w.Printed != 0 {
		rest += between + "printed " + w.Printed.Human()
	}
	p.FootLeft = shorten(w.Document, p.Width()-textWidth(rest)-textWidth(p.FootRight+pagesRoom)-apart) + rest
	return p
}

const (
	apart     = 12.0 // points between two texts of a header or footer
	pagesRoom = "   Page 999 of 999"
	bandSize  = 8.0
	between   = " · " // two facts of a footer
)

// textWidth is how wide a text of a header or footer is, in points.
func textWidth(s string) float64 { return xlsx.Fit(xlsx.Measure(s, bandSize, false)) }

// shorten cuts a text that is wider than there is room, and says so.
func shorten(s string, room float64) string {
	runes := []rune(s)
	for len(runes) > 1 && textWidth(s) > room {
		runes = runes[:len(runes)-1]
		s = string(runes) + "…"
	}
	return s
}

// code is what the paper says it was printed from.
func (w *writer) code() PrintedCode {
	learner := ""
	if w.learner != nil {
		learner = w.learner.ID
	}
	return NewCode(w.Program, w.Role, learner, w.Commit)
}

const mostRole = 120.0 // points of a role's id at the foot

// who is the learner's name and id.
func (w *writer) who() string {
	name := w.people.name(w.learner.ID)
	if name == w.learner.ID {
		return name
	}
	return name + " (" + w.learner.ID + ")"
}

// revision says which wording of the role this is: the day it last changed, where that is known,
// and the beginning of a hash of all its competencies' fingerprints.
func (w *writer) revision() string {
	latest := calendar.Date(0)
	for _, e := range w.Role.Entries {
		latest = max(latest, e.Revised)
	}
	text := "content " + contentHash(w.Role)
	if latest != 0 {
		text = "revised " + latest.String() + ", " + text
	}
	if w.Document != w.Program.ID+"/"+w.Role.ID {
		text = "role " + shorten(w.Role.ID, mostRole) + ", " + text
	}
	return text
}

// plan chooses the columns and their widths: what the fixed ones leave is shared by the others.
func (w *writer) plan() {
	fixed, shares := 0.0, 0.0
	for _, c := range w.Layout.Columns {
		if !uses(w.Role, c) {
			continue
		}
		if c.Key == Code && c.Width > 0 {
			c.Width = max(c.Width, codeWidth(w.Role))
		}
		w.columns = append(w.columns, c)
		fixed += c.Width
		if c.Width == 0 {
			shares += c.Share
		}
	}
	room := max(xlsx.Print{Paper: w.Paper}.Width()*0.99-fixed, 0)
	for i, c := range w.columns {
		width := c.Width
		if width == 0 && shares > 0 {
			width = room * c.Share / shares
		}
		w.columns[i].Width = width
		w.widths = append(w.widths, xlsx.Column{Width: width})
	}
	w.hiddenColumns()
}

const mostCode = 30 * xlsx.Millimetre // of a column of numbers

// codeWidth is what the longest number of a competency needs on one line, within limits.
func codeWidth(r *competency.Role) float64 {
	width := 0.0
	for _, e := range r.Entries {
		width = max(width, xlsx.Fit(xlsx.Measure(e.Code, bodySize, e.Critical)))
	}
	return min(width, mostCode)
}

func (w *writer) hiddenColumns() {
	for range hiddenKeys() {
		w.widths = append(w.widths, xlsx.Column{Width: 60, Hidden: true})
	}
}

const (
	evenColumns = 30   // of the worksheet of signatures: the boxes of its blocks end at these
	pixel       = 0.75 // points; narrow columns are stored in whole pixels, and rounding would add up
)

// evenly begins a worksheet of narrow columns, all alike.
func (w *writer) evenly() {
	w.rows, w.columns, w.widths = nil, nil, nil
	width := math.Floor(xlsx.Print{Paper: w.Paper}.Width()*0.99/evenColumns/pixel) * pixel
	for range evenColumns {
		w.columns = append(w.columns, Column{Width: width})
		w.widths = append(w.widths, xlsx.Column{Width: width})
	}
	w.hiddenColumns()
}

// has reports whether the layout has a column for a key, used by the role or not.
func (w *writer) has(key string) bool {
	return slices.ContainsFunc(w.Layout.Columns, func(c Column) bool { return c.Key == key })
}

// uses reports whether a role has anything to say or to ask in a column.
func uses(r *competency.Role, c Column) bool {
	return c.Always || !conditional(c.Key) ||
		slices.ContainsFunc(r.Entries, func(e *competency.Entry) bool { return applies(r, e, c) })
}

// conditional reports whether a column of this key stands only where the role has a use for it.
func conditional(key string) bool {
	return slices.Contains([]string{Conditions, Practice, LevelMet, ByCertify, ValidUntil, ByMethod}, key)
}

// applies reports whether a competency has anything in a column; where it has not, the box says so.
func applies(r *competency.Role, e *competency.Entry, c Column) bool {
	switch c.Key {
	case Conditions:
		return len(conditions(e)) > 0
	case Practice:
		return e.Practice > 0
	case LevelMet:
		return e.Scale != nil
	case ByCertify:
		return e.Separate
	case ValidUntil:
		return !e.Renew.Every.IsZero()
	case ByMethod:
		return slices.Contains(e.Evidence.Methods, c.Method) || !slices.ContainsFunc(r.Entries, namesMethods)
	}
	return true
}

// namesMethods reports whether a competency says by which methods it is judged. In a role where none
// does, each may be judged by all of them.
func namesMethods(e *competency.Entry) bool { return len(e.Evidence.Methods) > 0 }

// add adds a row; cells are those of the visible columns.
func (w *writer) add(r xlsx.Row) *xlsx.Row {
	w.rows = append(w.rows, r)
	return &w.rows[len(w.rows)-1]
}

// blank makes the cells of a row, hidden columns included.
func (w *writer) blank() []xlsx.Cell { return make([]xlsx.Cell, len(w.widths)) }

// across gives the cells of a row with one cell over all visible columns.
func (w *writer) across(c xlsx.Cell) []xlsx.Cell {
	cells := w.blank()
	c.Across = len(w.columns) - 1
	cells[0] = c
	return cells
}

// hide sets a hidden cell of a row.
func (w *writer) hide(cells []xlsx.Cell, key, value string) {
	cells[len(w.columns)+slices.Index(hiddenKeys(), key)] = xlsx.Cell{Text: value}
}

// keys adds the hidden row that names the columns for a reader of the sheet.
func (w *writer) keys() {
	cells := w.blank()
	for i, c := range w.columns {
		cells[i] = xlsx.Cell{Text: c.name()}
	}
	for _, k := range hiddenKeys() {
		w.hide(cells, k, k)
	}
	w.hide(cells, HiddenMarker, HiddenMarker+"/"+strconv.Itoa(FormatNumber)+" "+w.Layout.ID)
	w.add(xlsx.Row{Cells: cells, Hidden: true})
}

// span is one box of a row of boxes: its first column and how many further ones it has.
type span struct{ from, across int }

// spans shares the visible columns out to boxes, each ending at the column edge that is nearest to
// its share of what the boxes before it left. Every box has a column at least.
func (w *writer) spans(fields []Field) []span {
	total, shares := 0.0, 0.0
	for _, c := range w.columns {
		total += c.Width
	}
	for _, f := range fields {
		shares += f.Share
	}
	out := make([]span, len(fields))
	from, edge := 0, 0.0
	for i, f := range fields {
		target := edge + f.Share/cmp.Or(shares, 1)*(total-edge)
		shares = max(shares-f.Share, 0)
		to := from + 1
		edge += w.columns[from].Width
		last := len(w.columns) - (len(fields) - 1 - i) // columns the boxes after this one need
		for to < last && (i == len(fields)-1 || target-edge > w.columns[to].Width/2) {
			edge += w.columns[to].Width
			to++
		}
		out[i] = span{from, to - from - 1}
		from = to
	}
	return out
}
