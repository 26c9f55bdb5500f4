// Package vectors reads the test vectors of this folder: what an implementation of sojt's records,
// signatures, keys, fingerprints and verification must make of given bytes. README.md says what each
// family asks; the package is for tests, which hold sojt and ssh-keygen to them.
package vectors

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Vector is one file: header lines, a blank line, and bytes.
type Vector struct {
	Name   string // family/name
	Header []Field
	Body   []byte
}

// Field is a line of a header.
type Field struct{ Key, Value string }

// Value gives the first value of a key, "" where there is none.
func (v Vector) Value(key string) string {
	for _, f := range v.Header {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// Values gives all values of a key, in their order.
func (v Vector) Values(key string) []string {
	var all []string
	for _, f := range v.Header {
		if f.Key == key {
			all = append(all, f.Value)
		}
	}
	return all
}

// Text writes a vector as its file has it. No value may hold a line end.
func (v Vector) Text() []byte {
	var b bytes.Buffer
	for _, f := range v.Header {
		fmt.Fprintf(&b, "%s: %s\n", f.Key, f.Value)
	}
	b.WriteByte('\n')
	b.Write(v.Body)
	return b.Bytes()
}

// Parse reads what Text writes.
func Parse(name string, text []byte) (Vector, error) {
	v := Vector{Name: name}
	for n := 1; ; n++ {
		row, rest, ended := bytes.Cut(text, []byte("\n"))
		if !ended {
			return v, fmt.Errorf("%s:%d: the header does not end with a blank line", name, n)
		}
		text = rest
		if len(row) == 0 {
			v.Body = rest
			return v, nil
		}
		key, value, ok := strings.Cut(string(row), ": ")
		if !ok || key == "" {
			return v, fmt.Errorf("%s:%d: %q is no header line, expected KEY: VALUE", name, n, row)
		}
		v.Header = append(v.Header, Field{key, value})
	}
}

// Read gives the vectors of a family, sorted by name, out of the folder that holds the families.
// Files that end in .yaml stand beside them and are none.
func Read(folder fs.FS, family string) ([]Vector, error) {
	entries, err := fs.ReadDir(folder, family)
	if err != nil {
		return nil, err
	}
	var all []Vector
	for _, e := range entries {
		name := path.Join(family, e.Name())
		if path.Ext(name) == ".yaml" {
			continue
		}
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		v, err := Parse(name, text)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}
