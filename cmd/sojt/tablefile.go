package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/grid"
)

// tableOptions are the flags of commands that read a table whose columns may be called anything.
type tableOptions struct {
	called []string // FIELD=HEADER
	sheet  string
}

// tableFlags adds them.
func (o *tableOptions) tableFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&o.called, "map", nil, "what a column is called in FILE, as `FIELD=HEADER`; FIELD= leaves it out")
	f.StringVar(&o.sheet, "sheet", "", "the worksheet of a workbook, by `name`")
}

// headers is what --map says columns are called, by field.
func (o tableOptions) headers(fields []grid.Field) (map[string]string, error) {
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	called := map[string]string{}
	for _, pair := range o.called {
		field, header, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, usagef("the fields are "+strings.Join(names, ", "), "--map is %q, expected FIELD=HEADER", pair)
		}
		if !slices.Contains(names, field) {
			return nil, unknown("field", field, names, choices(names))
		}
		called[field] = text.Fold(header)
	}
	return called, nil
}

// readTable reads a table that a person named: the rows that can be read, and all that is wrong with the
// others, each with its place. A file that cannot be opened is an error, as is a choice of worksheet that
// only the person can make. data is the file, for whoever keeps its hash.
func (a *app) readTable(name, sheet string, form grid.Form) (list *grid.List, data []byte, problems diag.List, err error) {
	if data, err = beginning(a.path(name), grid.MostBytes+1); err != nil {
		return nil, nil, nil, usagef("", "%q cannot be read: %v", name, cause(err))
	}
	file, err := a.grid(name, data)
	if err != nil {
		problems.Errorf(grid.CodeTable, diag.Pos{File: name}, "%v", err)
		return nil, nil, problems, nil
	}
	s, err := worksheet(file, name, sheet, form.Known, "keep one of them, or name it where there is a --sheet")
	if err != nil {
		return nil, nil, nil, err
	}
	list, problems = form.Read(s)
	if s.Name != "" && len(file.Sheets) > 1 {
		list.Notes = slices.Insert(list.Notes, 0, "read from the worksheet "+grid.Quoted(s.Name))
	}
	list.Notes = append(file.Notes, list.Notes...)
	return list, data, problems, nil
}

// grid reads a table of any kind.
func (a *app) grid(name string, data []byte) (*grid.File, error) {
	return patiently(a.ctx, "reading "+name, func() (*grid.File, error) { return grid.Read(name, data) })
}

// worksheet is the one that was named, else the one of which most columns are known.
func worksheet(f *grid.File, name, sheet string, known func(*grid.Sheet) int, hint string) (*grid.Sheet, error) {
	var fit []string
	best, most := &f.Sheets[0], 0
	for i := range f.Sheets {
		s := &f.Sheets[i]
		if sheet != "" && strings.EqualFold(s.Name, sheet) {
			return s, nil
		}
		switch n := known(s); {
		case n > most:
			best, most, fit = s, n, []string{s.Name}
		case n == most && n > 0:
			fit = append(fit, s.Name)
		}
	}
	switch names := worksheets(f); {
	case sheet != "" && names[0] == "":
		return nil, usagef("leave --sheet out", "%q is no workbook: it has no worksheets", name)
	case sheet != "":
		return nil, unknown("worksheet", sheet, names, choices(names))
	case len(fit) > 1:
		return nil, usagef(hint, "%q has several lists: the worksheets %s", name, text.Join(fit, "and"))
	}
	return best, nil
}

// worksheets names those of a file.
func worksheets(f *grid.File) []string {
	var names []string
	for i := range f.Sheets {
		names = append(names, f.Sheets[i].Name)
	}
	return names
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

// tellTable says how a table was read: what was guessed, what each column was taken for, and what was not
// read.
func (a *app) tellTable(l *grid.List) {
	for _, n := range l.Notes {
		a.tell("%s", n)
	}
	for _, c := range l.Columns {
		if c.Field != "" {
			a.tell("  %-11s from the column %q", c.Field, c.Header)
		}
	}
	if ignored := l.Ignored(); len(ignored) > 0 {
		a.tell("  not read: %s", columnsNamed(ignored))
	}
}

// gathered says what is wrong with many rows in the same words once, at the first of them, with the others.
func gathered(problems diag.List) diag.List {
	type saying struct{ code, message string }
	said := map[saying]int{}
	var all diag.List
	places := map[int][]string{}
	for _, p := range problems {
		key := saying{p.Code, p.Message}
		first, again := said[key]
		if !again {
			first = len(all)
			all, said[key] = append(all, p), first
		}
		places[first] = append(places[first], rowOf(p.Pos))
	}
	for i, rows := range places {
		if len(rows) > 1 {
			all[i].Message += fmt.Sprintf(" (%s: %s)", counted(len(rows), "row"), dozen(rows))
		}
	}
	return all
}

// rowOf is where a problem stands within its table: the line, of a workbook the cell.
func rowOf(p diag.Pos) string {
	if p.Line > 0 {
		return strconv.Itoa(p.Line)
	}
	return p.File[strings.LastIndexByte(p.File, '!')+1:]
}

// dozen are a dozen of some words, and how many more there are.
func dozen(words []string) string {
	const most = 12
	if more := len(words) - most; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(words[:most], ", "), more)
	}
	return strings.Join(words, ", ")
}

// lacks objects to a list in which columns are missing; of several the last says the whole command.
func lacks(list *grid.List, verb string, fields []string, problems *diag.List) {
	command := "sojt " + verb + " " + shellWord(list.Sheet.File)
	for _, field := range fields {
		command += " --map " + field + "=HEADER"
	}
	for i, field := range fields {
		p := problems.Errorf(grid.CodeTable, list.Place(list.Header), "no column %q", field)
		if p.Hint = list.Lacks(field); i > 0 && i == len(fields)-1 && strings.Contains(p.Hint, "--map ") {
			p.Hint += ", so " + command
		}
		list.Rows = nil
	}
}
