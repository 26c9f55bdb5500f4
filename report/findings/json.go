package findings

import (
	"io"
	"strconv"

	"sojt/competency/diag"
	"sojt/report/safe"
)

// JSON writes {"format_version":1,"problems":[…]}, each problem a flat object with the keys of SPEC
// 7.2, all of them always there. A proof adds checked (an object of numbers) and not_checked, and to
// each problem digest and commit. Line and column are 0 where they are not known.
func JSON(w io.Writer, r Result) error {
	b := []byte(`{"format_version":1`)
	if v := r.Verify; v != nil {
		b = append(b, `,"checked":{`...)
		for i, c := range v.Checked {
			b = append(appendKey(b, i, c.Noun), strconv.Itoa(c.N)...)
		}
		b = append(b, `},"not_checked":[`...)
		for i, what := range v.NotChecked {
			if i > 0 {
				b = append(b, ',')
			}
			b = safe.AppendJSON(b, what)
		}
		b = append(b, ']')
	}
	b = append(b, `,"problems":[`...)
	for i, p := range r.Problems {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendProblem(append(b, '\n'), r, i, p)
	}
	if len(r.Problems) > 0 {
		b = append(b, '\n')
	}
	_, err := w.Write(append(b, "]}\n"...))
	return err
}

func appendProblem(b []byte, r Result, i int, p diag.Problem) []byte {
	b = append(b, '{')
	n := 0
	text := func(key, value string) {
		b = safe.AppendJSON(appendKey(b, n, key), value)
		n++
	}
	number := func(key string, value int) {
		b = strconv.AppendInt(appendKey(b, n, key), int64(value), 10)
		n++
	}
	text("severity", p.Severity.String())
	text("code", p.Code)
	text("file", p.Pos.File)
	number("line", p.Pos.Line)
	number("column", p.Pos.Column)
	text("record", p.Record)
	text("message", p.Message)
	text("hint", p.Hint)
	if r.Verify != nil {
		from := r.origin(i)
		text("digest", from.Digest)
		text("commit", from.Commit)
	}
	return append(b, '}')
}

// appendKey appends the key that is number i of its object.
func appendKey(b []byte, i int, key string) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return append(safe.AppendJSON(b, key), ':')
}
