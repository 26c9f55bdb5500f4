package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"sojt/competency/diag"
	"sojt/competency/text"
)

const mostPeople = 1 << 20 // bytes of a file of people

// readPeople reads a csv file of people for enroll: the rows that can be read, and all that is wrong
// with the others, each with its place. A file that is no table at all is an error.
func readPeople(a *app, name string) ([]person, diag.List, error) {
	data, err := beginning(a.path(name), mostPeople+1)
	if err != nil {
		return nil, nil, usagef("", "%q cannot be read: %v", name, cause(err))
	}
	var problems diag.List
	at := func(line, column int) diag.Pos { return diag.Pos{File: name, Line: line, Column: column} }
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(data) > mostPeople || !utf8.Valid(data) {
		problems.Errorf("E-CSV", at(0, 0), "expected UTF-8 text of at most 1 MiB").Hint = "save it as csv in UTF-8"
		return nil, nil, problems
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	if head, _, _ := bytes.Cut(data, []byte("\n")); bytes.Count(head, []byte(";")) > bytes.Count(head, []byte(",")) {
		r.Comma = ';'
	}
	header, err := r.Read()
	if err != nil {
		problems.Errorf("E-CSV", at(1, 0), "expected a header row: learner,role,...").Hint = "columns: " + strings.Join(personColumns(), ", ")
		return nil, nil, problems
	}
	columns := peopleHeader(header, at, &problems)
	if !slices.Contains(columns, "learner") || !slices.Contains(columns, "role") {
		return nil, nil, problems // nothing more can be said of the rows
	}
	people := peopleRows(r, columns, at, &problems)
	if len(people) == 0 && len(problems) == 0 {
		problems.Errorf("E-CSV", at(0, 0), "no people below the header").Hint = "a row a person"
	}
	return people, problems, nil
}

// beginning is at most so many bytes of a file.
func beginning(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most))
}

// peopleRows reads the rows below the header; columns say what each field is.
func peopleRows(r *csv.Reader, columns []string, at func(int, int) diag.Pos, problems *diag.List) []person {
	var people []person
	for {
		row, err := r.Read()
		if err == io.EOF {
			return people
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			problems.Errorf("E-CSV", at(wrong.Line, wrong.Column), "%v", wrong.Err).Hint = `a quote within quotes is written twice: ""`
			return people
		}
		line, _ := r.FieldPos(0)
		if len(row) != len(columns) {
			problems.Errorf("E-CSV", at(line, 0), "%d fields, the header has %d", len(row), len(columns)).Hint = "put text that holds a comma in quotes"
			continue
		}
		p := person{place: at(line, 0)}
		for i, value := range row {
			if column := columns[i]; column != "" {
				*p.field(column) = strings.TrimSpace(value)
			}
		}
		if empty := p.empty(); empty != "" {
			problems.Errorf("E-CSV", p.place, "no %s", empty).Hint = "fill it in, or take the row out"
			continue
		}
		people = append(people, p)
	}
}

// empty names what a row cannot do without and has not; "" for nothing.
func (p *person) empty() string {
	for _, column := range personColumns()[:2] {
		if *p.field(column) == "" {
			return column
		}
	}
	return ""
}

func personColumns() []string {
	return []string{"learner", "role", "name", "email", "department", "supervisor", "start"}
}

// peopleHeader matches the header row with the columns there are; "" is one that was refused.
func peopleHeader(header []string, at func(int, int) diag.Pos, problems *diag.List) []string {
	columns := make([]string, len(header))
	for i, h := range header {
		h = strings.ToLower(strings.TrimSpace(h))
		switch {
		case !slices.Contains(personColumns(), h):
			hint := "columns: " + strings.Join(personColumns(), ", ")
			if near := text.Nearest(h, personColumns()); near != "" {
				hint = "did you mean " + near + "?"
			}
			problems.Errorf("E-CSV", at(1, i+1), "unknown column %q", h).Hint = hint
		case slices.Contains(columns, h):
			problems.Errorf("E-CSV", at(1, i+1), "column %q stands twice", h)
		default:
			columns[i] = h
		}
	}
	for _, need := range personColumns()[:2] {
		if !slices.Contains(columns, need) {
			problems.Errorf("E-CSV", at(1, 0), "no column %q", need).Hint = "the first row names the columns; learner and role have to be there"
		}
	}
	return columns
}

func (p *person) field(column string) *string {
	switch column {
	case "learner":
		return &p.learner
	case "role":
		return &p.role
	case "name":
		return &p.name
	case "email":
		return &p.email
	case "department":
		return &p.department
	case "supervisor":
		return &p.supervisor
	default:
		return &p.start
	}
}
