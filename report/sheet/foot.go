package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"sojt/competency/calendar"
	"sojt/report/xlsx"
	"sojt/signoff"
)

// legend adds what the marks and levels of the table mean, on one page. It takes no row of the table with
// it to the next: one that stood there alone would be overlooked.
func (w *writer) legend() {
	w.add(xlsx.Row{Cells: w.blank(), Height: 4, Keep: true})
	for _, b := range w.Layout.Keys {
		switch b.Key {
		case "marks":
			w.text(b.Title, marksKey(w.Role, slices.ContainsFunc(w.columns, func(c Column) bool { return c.Key == Practice })))
			w.wordsWritten()
		case "text":
			w.text(b.Title, strings.TrimSpace(b.Text))
		case "words":
			for _, c := range w.columns {
				if len(c.Choices) > 0 {
					w.text(strings.TrimPrefix(b.Title+", "+strings.ToLower(c.Title), ", "), wordsKey(c.Choices))
				}
			}
		case "scales":
			for _, s := range scales(w.Role) {
				w.text(b.Title+", "+s.ID, scaleKey(s))
			}
		}
	}
	w.add(xlsx.Row{Cells: w.across(xlsx.Cell{
		Runs: []xlsx.Run{
			{Text: w.Layout.Closing, Bold: true},
			{Text: "  Remarks, initials and the final verification are on the page of signatures: print the whole workbook."},
		},
		Style: xlsx.Style{Size: smallSize, Wrap: true, Rise: xlsx.Top},
	})})
}

// wordsWritten adds what is written under result, and what the words under flags mean, as far as they stand there.
func (w *writer) wordsWritten() {
	for _, c := range w.columns {
		switch {
		case c.Key == ResultKey:
			w.text(capital(c.Title), resultsKey())
		case c.Key == FlagsKey && len(w.flagged) > 0:
			w.text(capital(c.Title), flagsKey(w.flagged))
		}
	}
}

// capital is a title as it begins a line.
func capital(title string) string {
	first := []rune(title)
	if len(first) > 0 {
		first[0] = unicode.ToUpper(first[0])
	}
	return string(first)
}

func (w *writer) text(label, text string) {
	w.add(xlsx.Row{Keep: true, Cells: w.across(xlsx.Cell{
		Runs:  []xlsx.Run{{Text: label + ":  ", Bold: true}, {Text: text}},
		Style: xlsx.Style{Size: smallSize, Wrap: true, Rise: xlsx.Top},
	})})
}

// owner adds what the worksheet of signatures is and whose.
func (w *writer) owner() {
	w.add(xlsx.Row{Height: 22, Cells: w.across(xlsx.Cell{
		Text:  roleTitle(w.Role) + ": signatures and remarks" + w.standing(),
		Style: xlsx.Style{Size: 14, Bold: true, Wrap: true, Rise: xlsx.Middle},
	})})
	for _, row := range w.Layout.Owner {
		w.boxes(row.Fields)
	}
	for i := range w.rows { // a page with these alone would have nothing to sign
		w.rows[i].Keep = true
	}
	w.keys()
}

// foot adds the blocks of the worksheet of signatures and the closing line.
func (w *writer) foot() {
	for _, b := range w.Layout.Foot {
		switch b.Key {
		case "signatures":
			if len(w.signed) > 0 || w.qualifying() != nil {
				w.grid(b, w.signatureRows())
			}
		case "remarks":
			w.grid(b, w.remarkRows())
		case "initials":
			w.grid(b, w.initialRows())
		case "final":
			w.grid(b, w.finalRows(b.Confirm))
		default:
			w.grid(b, nil)
		}
	}
	w.add(xlsx.Row{Cells: w.blank(), Height: 8, Keep: true})
	w.add(xlsx.Row{Height: 16, Cells: w.across(xlsx.Cell{
		Text: w.Layout.Closing, Style: xlsx.Style{Bold: true, Wrap: true, Rise: xlsx.Middle},
	})})
}

// title adds the heading of a block, with air above it.
func (w *writer) title(text string) {
	w.add(xlsx.Row{Cells: w.blank(), Height: 10, Keep: true})
	w.add(xlsx.Row{Height: 16, Keep: true, Cells: w.across(xlsx.Cell{
		Text: text, Style: xlsx.Style{Bold: true, Rise: xlsx.Middle, Wrap: true},
	})})
}

// facts are what is known for one row of a block, by key; what is not there is to be written in.
type facts map[string]xlsx.Cell

// blockRow is the boxes of one row of a block; the zero cell is one to write in.
type blockRow []xlsx.Cell

// grid adds a block: title, column titles, the rows, and the empty ones to write in.
func (w *writer) grid(b Block, known []facts) {
	var rows []blockRow
	for _, f := range known {
		row := make(blockRow, len(b.Columns))
		for i, c := range b.Columns {
			row[i] = f[c.Key]
		}
		rows = append(rows, row)
	}
	for len(rows) < b.Rows-b.Empty {
		rows = append(rows, nil)
	}
	for range b.Empty {
		rows = append(rows, nil)
	}
	b, rows = beside(b, rows)
	spans := w.spans(b.Columns)
	w.title(b.Title)
	cells, keys := w.blank(), make([]string, len(b.Columns))
	for i, f := range b.Columns {
		keys[i] = b.Key + "." + f.Key
		cells[spans[i].from] = xlsx.Cell{Text: f.Title, Across: spans[i].across, Style: xlsx.Style{
			Size: smallSize, Fill: shade, Frame: xlsx.Grid, Rise: xlsx.Middle, Wrap: true,
		}}
	}
	w.add(xlsx.Row{Cells: cells, Height: 15, Keep: true})
	for i, r := range rows {
		w.gridRow(b, spans, keys, r, i < len(rows)-1 && len(rows) <= mostKept)
	}
	w.rows[len(w.rows)-1].Near = b.Key != "signatures" // what is left to write in on one page
}

// beside sets rows side by side where the block asks for it: its columns are there as many times,
// and the rows run down one side and then the other.
func beside(b Block, rows []blockRow) (Block, []blockRow) {
	if b.Beside < 2 {
		return b, rows
	}
	one := b.Columns
	b.Columns = slices.Repeat(one, b.Beside)
	down := (len(rows) + b.Beside - 1) / b.Beside
	out := make([]blockRow, down)
	for i := range out {
		for side := range b.Beside {
			cells := make(blockRow, len(one))
			if at := side*down + i; at < len(rows) {
				copy(cells, rows[at])
			}
			out[i] = append(out[i], cells...)
		}
	}
	return b, out
}

const mostKept = 12 // rows of a block that stay on one page

func (w *writer) gridRow(b Block, spans []span, keys []string, r blockRow, keep bool) {
	cells := w.blank()
	height := 15.0
	for i, f := range b.Columns {
		c := xlsx.Cell{}
		if i < len(r) {
			c = r[i]
		}
		if c.Text == "" && c.Day == 0 && c.Kind == xlsx.Text {
			c.Style.Open, height = true, pencil
			c.Check = w.blockCheck(b.Key, f.Key)
		}
		c.Across = spans[i].across
		c.Style.Size, c.Style.Wrap, c.Style.Rise, c.Style.Frame = smallSize, true, xlsx.Middle, xlsx.Grid
		cells[spans[i].from] = c
	}
	w.hide(cells, HiddenFields, strings.Join(keys, " "))
	w.origin(cells)
	w.add(xlsx.Row{Cells: cells, Height: height, Keep: keep})
}

func (w *writer) blockCheck(block, key string) xlsx.Check {
	switch key {
	case "date", "retest":
		return xlsx.Check{Day: true}
	case "mentor":
		if len(w.people.mentors) > 0 {
			return xlsx.Check{List: mentorList}
		}
	}
	return xlsx.Check{}
}

func text(s string) xlsx.Cell { return xlsx.Cell{Text: cmp.Or(s, notApplicable)} }

func day(d calendar.Date) xlsx.Cell {
	if d == 0 {
		return text("")
	}
	return xlsx.Cell{Kind: xlsx.Day, Day: d}
}

// signatureRows show each electronic signature as printed name, date and time, and meaning.
func (w *writer) signatureRows() []facts {
	if q := w.qualifying(); q != nil {
		w.sign(q, roleTitle(w.Role))
	}
	var rows []facts
	for i, s := range w.signed {
		rows = append(rows, facts{
			"number": text(itoa(i + 1)), "competency": text(s.competency), "name": text(w.author(s.record)),
			"when":    text(s.record.At.In(w.Program.Zone).Format("2006-01-02 15:04:05 MST")),
			"meaning": text(s.meaning), "record": text(s.record.ID + "\n" + proof(s.record)),
		})
	}
	return rows
}

// qualifying is the record that makes the learner qualified, where results are shown.
func (w *writer) qualifying() *signoff.Record {
	if !w.Results || w.role == nil {
		return nil
	}
	return w.role.Qualifying
}

// remarkRows are the recorded not-yets of this role.
func (w *writer) remarkRows() []facts {
	var rows []facts
	if !w.Results {
		return nil
	}
	for _, r := range w.records() {
		e := w.Role.Entry(r.Competency)
		if e == nil || r.Outcome != signoff.NotYetOutcome {
			continue
		}
		note, action, retest := told(r)
		if missed := mistakes(e.Errors, r.Errors); missed != "" {
			note = strings.TrimPrefix(note+"; "+missed, "; ")
		}
		rows = append(rows, facts{
			"competency": text(entryName(e)), "date": day(r.Date), "note": text(note), "action": text(action),
			"retest": retest, "mentor": text(w.people.labelOf(w.judge(r)) + copied(r)),
		})
	}
	return rows
}

// initialRows are those whose initials may stand on the sheet: the learner, the mentors, and
// whoever else signed something that is shown.
func (w *writer) initialRows() []facts {
	var rows []facts
	add := func(id string) {
		row := facts{"name": text(w.people.labelOf(id))}
		if w.Results { // the rows above show them; on paper everybody writes their own
			row["initials"] = text(w.people.initialsOf(id))
		}
		rows = append(rows, row)
	}
	if w.learner != nil {
		add(w.learner.ID)
	}
	ids := slices.Clone(w.people.mentors)
	for _, s := range w.signed {
		if by := w.judge(s.record); !slices.Contains(ids, by) && (w.learner == nil || by != w.learner.ID) {
			ids = append(ids, by)
		}
	}
	for _, id := range ids {
		add(id)
	}
	return rows
}

// recorded begins what stands in place of a signature where it is in the list of signatures.
const recorded = "recorded"

// finalRows are the verification by learner, mentor and the authority that qualifies.
func (w *writer) finalRows(statements []Statement) []facts {
	var rows []facts
	for _, s := range statements {
		row := facts{"capacity": text(strings.TrimSpace(s.Text))}
		switch q := w.qualifying(); {
		case s.By == "learner" && w.learner != nil:
			row["name"] = text(w.people.name(w.learner.ID))
		case s.By == "authority" && q != nil:
			row["name"], row["date"] = text(w.people.name(q.By)), day(q.Date)
			row["signature"] = text(fmt.Sprintf(recorded+", see signature %d", w.sign(q, roleTitle(w.Role))))
		}
		rows = append(rows, row)
	}
	return rows
}
