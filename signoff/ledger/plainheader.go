package ledger

import (
	"strings"

	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// plainHeader reads the header of a file that has nothing in it but what Header writes, and that without
// escapes, and gives what stands below it. YAML would take each of its values for the same text; any other
// header is for YAML to read. What the program says of the values is checked as ever.
func (f *file) plainHeader(file string) (records string, ok bool) {
	const end = "\n" + recordsKey + "\n"
	n := strings.Index(file, end)
	if n < 0 || n > maxHeader || strictyaml.IsSecret(file[:n]) {
		return "", false
	}
	head, noted := strings.CutPrefix(strings.Clone(file[:n+1]), headerNote) // whoever keeps a name is not to keep the file
	f.scan.number = 1
	if noted {
		f.scan.number++
	}
	h, learner := f.learner, ""
	for _, x := range [...]struct {
		key   string
		value *string
		is    func(string) bool
	}{
		{"learner", &learner, text.IsID}, {"name", &h.Name, isLine}, {"email", &h.Email, isLine},
		{"department", &h.Department, text.IsID}, {"supervisor", &h.Supervisor, text.IsID},
	} {
		line, below, _ := strings.Cut(head, "\n")
		key, scalar, keyed := strings.Cut(line, ": ")
		if !keyed || key != x.key {
			continue
		}
		value, plain := unquoted(scalar)
		if !plain || !x.is(value) {
			return "", false
		}
		if key == "email" {
			f.email = diag.Pos{File: f.path, Line: f.scan.number, Column: len("email: ") + 1}
		}
		*x.value, head = value, below
		f.scan.number++
	}
	f.scan.number++
	f.checkHeader()
	return file[n+len(end):], head == "" && learner == f.id
}

// unquoted gives what a scalar says that is written as Quote writes it, without an escape.
func unquoted(scalar string) (value string, plain bool) {
	value = strings.TrimSuffix(strings.TrimPrefix(scalar, `"`), `"`)
	return value, !strings.Contains(scalar, `\`) && strictyaml.Quote(value) == scalar
}

// isLine reports whether text on one line is taken as it is.
func isLine(s string) bool {
	return s != "" && len(s) <= 1000 && s == strings.TrimSpace(s) && text.IsNormal(s)
}
