package xapi

import (
	"bytes"
	"encoding/json"

	"sojt/report/safe"
)

// File is statements as they are written: a JSON array, one a line, as a store takes them in one request, or
// the lines alone.
type File struct {
	Lines bool

	text []byte
	n    int
}

// Add adds a statement.
func (f *File) Add(s Statement) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil { // which ends it with a line end
		return err
	}
	if f.n++; f.n > 1 && !f.Lines {
		f.text = append(f.text[:len(f.text)-1], ",\n"...)
	}
	f.text = safe.AppendJSONText(f.text, b.String())
	return nil
}

// Bytes is the whole of it.
func (f *File) Bytes() []byte {
	if f.Lines {
		return f.text
	}
	return append(append([]byte{'['}, f.text...), ']', '\n')
}
