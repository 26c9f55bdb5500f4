package events

import (
	"bytes"
	"fmt"

	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
)

// Export is what is asked for. It is safe for concurrent use.
type Export struct {
	Book         *signoff.Rulebook
	Moment       signoff.Moment
	Since, Until calendar.Date // days of effect of records; 0: no bound
	Redact       bool          // no names, none of people's own words
	Form         Form
}

// Part is what one learner adds to one file.
type Part struct {
	Path  string // slash-separated, below the folder of the export
	Table string
	Rows  int
	Data  []byte
}

// Learner makes the parts of a learner, by table and then by month. Parts of learners in the order of
// their ids make the files.
func (x Export) Learner(l *signoff.Learner) []Part {
	s := x.Book.Fold(l, x.Moment)
	records, standings := x.records(l, s), x.standings(l, s)
	var parts []Part
	parts = collect(x, parts, Tables()[0], recordColumns(), records, func(r *recordRow) calendar.Date { return r.day })
	return collect(x, parts, Tables()[1], standingColumns(), standings, func(s *standingRow) calendar.Date { return s.asOf })
}

// collect adds rows to the parts of their months.
func collect[T any](x Export, parts []Part, table Table, columns []column[T], rows []T, day func(*T) calendar.Date) []Part {
	at, values := map[string]int{}, make([]any, len(columns))
	var row bytes.Buffer
	for i := range rows {
		path := x.path(table, day(&rows[i]))
		n, there := at[path]
		if !there {
			n = len(parts)
			at[path] = n
			parts = append(parts, Part{Path: path, Table: table.Name})
		}
		for j, c := range columns {
			values[j] = nil
			if !c.own || !x.Redact {
				values[j] = orNil(c.value(&rows[i]))
			}
		}
		row.Reset()
		x.Form.row(&row, table.Columns, values)
		parts[n].Data = append(parts[n].Data, row.Bytes()...)
		parts[n].Rows++
	}
	return parts
}

func (x Export) path(t Table, day calendar.Date) string {
	year, month, _ := day.Split()
	return fmt.Sprintf("%s/program=%s/month=%04d-%02d/%s%s", t.Folder, x.Book.Program.ID, year, int(month), t.Name, x.Form.Extension())
}

// orNil makes nil of what is not there.
func orNil(v any) any {
	switch v := v.(type) {
	case string:
		if v == "" {
			return nil
		}
	case calendar.Date:
		if v == 0 {
			return nil
		}
	case line.Int:
		if !v.Set {
			return nil
		}
		return v.N
	}
	return v
}
