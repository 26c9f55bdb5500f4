package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"sojt/competency/diag"
	"sojt/competency/text"
)

const mostCSV = 1 << 20 // bytes of a csv file that a person names

// csvFile is what is expected of a csv file that a person names: a header row, then a row a thing.
type csvFile struct {
	name    string
	columns []string          // that are known
	needed  []string          // of these, those that no row can do without
	what    string            // what a row is about, in the plural: people
	also    map[string]string // other headers for a column, by header
	asked   []string          // headers, in lower case, that were asked for by name
	others  bool              // columns that are not known may stand there, and are not read
	mapped  bool              // --map says what columns are called
	most    int64             // bytes; mostCSV unless stated
	ignored func(h string)    // is told a column that is not read, where others may be; nil: nobody is
}

// csvRow is a row, by column, with its place.
type csvRow struct {
	values map[string]string
	place  diag.Pos
}

// read gives the rows that can be read, and all that is wrong with the others, each with its place. A
// file that is no table at all is an error. It takes commas, semicolons and tabs, with or without a byte
// order mark.
func (f csvFile) read(a *app) ([]csvRow, diag.List, error) {
	most := cmp.Or(f.most, mostCSV)
	data, err := beginning(a.path(f.name), most+1)
	if err != nil {
		return nil, nil, usagef("", "%q cannot be read: %v", f.name, cause(err))
	}
	var problems diag.List
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if int64(len(data)) > most || !utf8.Valid(data) {
		problems.Errorf("E-CSV", f.at(0, 0), "expected UTF-8 text of at most %d MiB", most>>20).Hint = "save it as csv in UTF-8"
		return nil, nil, problems
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	head, _, _ := bytes.Cut(data, []byte("\n"))
	for _, mark := range ";\t" {
		if bytes.Count(head, []byte(string(mark))) > bytes.Count(head, []byte(string(r.Comma))) {
			r.Comma = mark
		}
	}
	header, err := r.Read()
	if err != nil {
		problems.Errorf("E-CSV", f.at(1, 0), "expected a header row: %s,...", strings.Join(f.needed, ",")).Hint = "columns: " + strings.Join(f.columns, ", ")
		return nil, nil, problems
	}
	columns := f.header(header, &problems)
	for _, need := range f.needed {
		if !slices.Contains(columns, need) {
			return nil, nil, problems // nothing more can be said of the rows
		}
	}
	rows := f.rows(r, columns, &problems)
	if len(rows) == 0 && len(problems) == 0 {
		problems.Errorf("E-CSV", f.at(0, 0), "no %s below the header", f.what).Hint = "a row each"
	}
	return rows, problems, nil
}

func (f csvFile) at(line, column int) diag.Pos {
	return diag.Pos{File: f.name, Line: line, Column: column}
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

// rows reads what stands below the header; columns say what each field is.
func (f csvFile) rows(r *csv.Reader, columns []string, problems *diag.List) []csvRow {
	var rows []csvRow
	for {
		fields, err := r.Read()
		if err == io.EOF {
			return rows
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			problems.Errorf("E-CSV", f.at(wrong.Line, wrong.Column), "%v", wrong.Err).Hint = `a quote within quotes is written twice: ""`
			return rows
		}
		line, _ := r.FieldPos(0)
		if len(fields) != len(columns) {
			problems.Errorf("E-CSV", f.at(line, 0), "%d fields, the header has %d", len(fields), len(columns)).Hint = "put text that holds a comma in quotes"
			continue
		}
		row := csvRow{values: map[string]string{}, place: f.at(line, 0)}
		for i, value := range fields {
			if columns[i] != "" {
				row.values[columns[i]] = strings.TrimSpace(value)
			}
		}
		empty := slices.IndexFunc(f.needed, func(need string) bool { return row.values[need] == "" })
		if empty >= 0 {
			problems.Errorf("E-CSV", row.place, "no %s", f.needed[empty]).Hint = "fill it in, or take the row out"
			continue
		}
		rows = append(rows, row)
	}
}

// header matches the header row with the columns there are; "" is one that is not read.
func (f csvFile) header(header []string, problems *diag.List) []string {
	columns := make([]string, len(header))
	for i, h := range header {
		h = strings.ToLower(strings.TrimSpace(h))
		said := h
		if column := f.also[h]; column != "" {
			h = column
		}
		switch {
		case !slices.Contains(f.columns, h):
			hint := "columns: " + strings.Join(f.columns, ", ")
			if near := text.Nearest(h, f.columns); near != "" {
				hint = "did you mean " + near + "?"
			}
			if f.others && f.ignored != nil {
				f.ignored(said)
			}
			if !f.others {
				problems.Errorf("E-CSV", f.at(1, i+1), "unknown column %q", h).Hint = hint
			}
		case said != h && slices.Contains(columns, h):
			problems.Errorf("E-CSV", f.at(1, i+1), "column %q is a second one for %s", said, h).Hint = "leave one of them out"
		case slices.Contains(columns, h):
			problems.Errorf("E-CSV", f.at(1, i+1), "column %q stands twice", h)
		default:
			columns[i] = h
		}
	}
	for _, ask := range f.asked {
		if !slices.ContainsFunc(header, func(h string) bool { return strings.ToLower(strings.TrimSpace(h)) == ask }) {
			problems.Errorf("E-CSV", f.at(1, 0), "no column %q", ask).Hint = "the file has " + strings.Join(header, ", ")
		}
	}
	for _, need := range f.needed {
		if !slices.Contains(columns, need) {
			problems.Errorf("E-CSV", f.at(1, 0), "no column %q", need).Hint = f.lacks(need, header, columns)
		}
	}
	return columns
}

// lacks says what to do about a column that is not there; columns are what those of the header were taken for.
func (f csvFile) lacks(need string, header, columns []string) string {
	free := slices.Index(columns, "")
	if !f.mapped || free < 0 {
		return "the first row names the columns; " + strings.Join(f.needed[:len(f.needed)-1], ", ") + " and " + f.needed[len(f.needed)-1] + " have to be there"
	}
	example := strings.TrimSpace(header[free])
	if strings.ContainsAny(example, " \t\"'") {
		example = fmt.Sprintf("%q", example)
	}
	return "the file has " + strings.Join(header, ", ") + "; say which of them it is, as in --map " + need + "=" + example
}
