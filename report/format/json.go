package format

import (
	"bufio"
	"io"
	"strconv"

	"sojt/report"
	"sojt/report/safe"
)

// JSON writes {"format_version":1,"program":…,"view":…,"as_of":…,"known_at":…,"rows":[…]}: one row
// a line, flat, its keys in column order, each always there and never null (SPEC 7.2).
func JSON(w io.Writer, v report.View, _ Options) error {
	rows := v.Rows()
	out := bufio.NewWriterSize(w, 64<<10)
	b := []byte(`{"format_version":1`)
	for _, field := range [][2]string{
		{"program", rows.Program}, {"view", rows.View}, {"as_of", rows.AsOf.String()}, {"known_at", rows.KnownAt},
	} {
		b = append(appendKey(append(b, ','), field[0]), safe.AppendJSON(nil, field[1])...)
	}
	b = append(b, `,"rows":[`...)
	keys := make([][]byte, len(rows.Columns))
	for i, name := range rows.Columns {
		keys[i] = appendKey(nil, name)
	}
	for i, row := range rows.Rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendRow(append(b, '\n'), keys, row)
		if _, err := out.Write(b); err != nil {
			return err
		}
		b = b[:0]
	}
	if len(rows.Rows) > 0 {
		b = append(b, '\n')
	}
	if _, err := out.Write(append(b, "]}\n"...)); err != nil {
		return err
	}
	return out.Flush()
}

func appendRow(b []byte, keys [][]byte, row []report.Value) []byte {
	b = append(b, '{')
	for i, key := range keys {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendValue(append(b, key...), row[i])
	}
	return append(b, '}')
}

func appendKey(b []byte, name string) []byte { return append(safe.AppendJSON(b, name), ':') }

// appendValue appends a row's value as JSON; a set that is nil is [].
func appendValue(b []byte, v report.Value) []byte {
	switch v := v.(type) {
	case string:
		return safe.AppendJSON(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case bool:
		return strconv.AppendBool(b, v)
	case []string:
		b = append(b, '[')
		for i, s := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = safe.AppendJSON(b, s)
		}
		return append(b, ']')
	default:
		panic("report.Value is none of string, int, bool and []string")
	}
}
