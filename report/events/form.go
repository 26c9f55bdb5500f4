package events

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"time"

	"sojt/competency/calendar"
	"sojt/competency/text"
	"sojt/report/safe"
	"sojt/signoff/line"
)

// Form is how rows are written.
type Form uint8

// The forms. JSONLines holds people's words as they are; CSV holds them on one line, and defused as
// safe.CSV does it, since a csv file is opened in spreadsheets.
const (
	JSONLines Form = iota
	CSV
)

// Forms lists the names of the forms, the default first.
func Forms() []string { return []string{"jsonl", "csv"} }

// Extension ends the names of files of a form.
func (f Form) Extension() string { return "." + Forms()[f] }

// Header is what a file of a table begins with.
func (f Form) Header(columns []Column) []byte {
	if f == JSONLines {
		return nil
	}
	var b bytes.Buffer
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.Name
	}
	writeCells(&b, cells)
	return b.Bytes()
}

var digests = text.Pattern(`^[A-Za-z0-9_-]{43}( [A-Za-z0-9_-]{43})*$`)

// asIs reports whether a cell of csv is digests, one of which may begin with a minus: an apostrophe before
// it would keep a query from finding the record that has it, and no spreadsheet computes anything from
// letters, digits, - and _ alone.
func asIs(column, s string) bool {
	return (column == "digest" || column == "prev") && digests().MatchString(s)
}

// row writes one row; nil is no value.
func (f Form) row(b *bytes.Buffer, columns []Column, values []any) {
	if f == JSONLines {
		object(b, columns, values)
		return
	}
	cells := make([]string, len(values))
	for i, v := range values {
		if s, ok := v.(string); ok && asIs(columns[i].Name, s) {
			cells[i] = s
		} else if ok {
			cells[i] = safe.CSV(s)
		} else if v != nil {
			cells[i] = plain(v)
		}
	}
	writeCells(b, cells)
}

func writeCells(b *bytes.Buffer, cells []string) {
	w := csv.NewWriter(b)
	w.Write(cells) // into memory: there is nothing that could fail
	w.Flush()
}

func object(b *bytes.Buffer, columns []Column, values []any) {
	for i, v := range values {
		b.WriteByte("{,"[min(i, 1)])
		b.WriteByte('"')
		b.WriteString(columns[i].Name)
		b.WriteString(`":`)
		switch v := v.(type) {
		case nil:
			b.WriteString("null")
		case string:
			b.Write(safe.AppendJSON(b.AvailableBuffer(), v))
		case calendar.Date, time.Time:
			b.WriteString(`"` + plain(v) + `"`)
		default:
			b.WriteString(plain(v))
		}
	}
	b.WriteString("}\n")
}

// plain writes what needs no quotes.
func plain(v any) string {
	switch v := v.(type) {
	case calendar.Date:
		return v.String()
	case time.Time:
		return v.UTC().Format(time.RFC3339)
	case int:
		return strconv.Itoa(v)
	case bool:
		return strconv.FormatBool(v)
	default:
		panic("a column's value is of a type that no engine has")
	}
}

// evidence writes a record's pieces of evidence as a JSON array, "" where there are none.
func evidence(pieces []line.Evidence) string {
	if len(pieces) == 0 {
		return ""
	}
	b := []byte{'['}
	for i, e := range pieces {
		if i > 0 {
			b = append(b, ',')
		}
		b = safe.AppendJSON(append(b, `{"uri":`...), e.URI)
		b = safe.AppendJSON(append(b, `,"sha256":`...), e.SHA256)
		b = append(safe.AppendJSON(append(b, `,"note":`...), e.Note), '}')
	}
	return string(append(b, ']'))
}
