package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/competency/text"
	"sojt/report/outline"
	"sojt/signoff/ledger"
)

// memory is what a list was read by the last time: a file beside the schemas, named for the role, or for the
// list where that has several roles. It is written once somebody says what was not guessed.
type memory struct {
	file   string
	before []byte // nil: there is none
	source *strictyaml.Source
	after  []byte
}

const memoryBegin = `# How sojt import role reads this list again: what its columns are called, by field; "" is not read. Yours to
# change; --map, --sheet, --set and --scale say otherwise, and are remembered here.
`

// remembered are the options that are kept, with where they go.
func (o *roleOptions) remembered() map[string]*string {
	return map[string]*string{"sheet": &o.sheet, "set": &o.set, "scale": &o.scale}
}

// recall fills in what the options leave out, from the last time, as far as it can be said of such a file, and
// keeps what they say for the next.
func (t *listing) recall(o *roleOptions, f *listFile) error {
	id := o.role
	if id == "" {
		id = text.IDFrom(strings.TrimSuffix(filepath.Base(f.name), filepath.Ext(f.name)))
	}
	if !text.IsID(id) {
		return nil
	}
	m := &t.memory
	m.file = path.Join(schemaFolder, "lists", id+".yaml")
	data, err := t.root.ReadFile(m.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		data = []byte(memoryBegin)
	case err != nil:
		return fmt.Errorf("%s: %w", m.file, err)
	default:
		m.before = data
	}
	m.after = data
	var problems diag.List
	if m.source, problems = strictyaml.Read(m.file, data); problems.Errors() > 0 {
		return problems
	}
	if err := m.fill(o, f); err != nil {
		return err
	}
	return m.keep(o)
}

// fill takes what the options do not say from the file.
func (m *memory) fill(o *roleOptions, f *listFile) error {
	var problems diag.List
	kept := o.remembered()
	for _, p := range m.source.Root.Pairs {
		into, known := kept[p.Name]
		switch {
		case p.Name == "columns":
		case !known:
			problems.Errorf(strictyaml.CodeUnknown, p.Pos, "unknown key %q", p.Name).Hint = "here stand columns, scale, set and sheet"
		case p.Name == "sheet" && !f.workbook():
		case *into == "":
			*into = p.Value.Text()
		}
	}
	columns := m.source.Root.Get("columns")
	if columns != nil {
		for _, p := range columns.Pairs {
			_, said := o.called[p.Name]
			switch {
			case !slices.Contains(outline.FieldNames(), p.Name):
				problems.Errorf(strictyaml.CodeUnknown, p.Pos, "unknown field %q", p.Name).Hint = "the fields are " + strings.Join(outline.FieldNames(), ", ")
			case !said && f.grid != nil:
				o.called[p.Name] = text.Fold(p.Value.Text())
			}
		}
	}
	problems.Sort()
	return problems.Err()
}

// keep writes what the options say now, where it is not what the file says.
func (m *memory) keep(o *roleOptions) error {
	for _, key := range slices.Sorted(maps.Keys(o.remembered())) {
		if value := *o.remembered()[key]; value != "" {
			if err := m.set(func(root *strictyaml.Node) *strictyaml.Node { return root }, key, value); err != nil {
				return err
			}
		}
	}
	for _, field := range outline.FieldNames() {
		header, said := o.called[field]
		if !said {
			continue
		}
		if !m.source.Root.Has("columns") {
			first := &strictyaml.Node{Kind: strictyaml.Mapping}
			first.Add(field, strictyaml.Scalar(header))
			if err := m.changed(m.source.Set(m.source.Root, "columns", first)); err != nil {
				return err
			}
			continue
		}
		if err := m.set(func(root *strictyaml.Node) *strictyaml.Node { return root.Get("columns") }, field, header); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) set(of func(root *strictyaml.Node) *strictyaml.Node, key, value string) error {
	n := of(m.source.Root)
	if n.Has(key) && n.Get(key).Text() == value {
		return nil
	}
	return m.changed(m.source.Set(n, key, strictyaml.Scalar(value)))
}

func (m *memory) changed(data []byte, problem *diag.Problem) error {
	if problem != nil {
		return diag.List{*problem}
	}
	m.after = data
	m.source, _ = strictyaml.Read(m.file, data)
	return nil
}

// text is the file to be written; not ok where it says what it said.
func (m *memory) text() (ledger.Text, bool) {
	if m.file == "" || string(m.after) == string(m.before) || m.before == nil && string(m.after) == memoryBegin {
		return ledger.Text{}, false
	}
	t := ledger.Text{Path: m.file, Data: string(m.after)}
	if m.before != nil {
		t.Seen = ledger.See(m.before)
	}
	return t, true
}
