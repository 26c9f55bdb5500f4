package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/grid"
	"sojt/report/outline"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// listing is a list while it is worked into the files of roles.
type listing struct {
	*place
	app     *app
	repo    *git.Repo
	program *competency.Program
	before  diag.List // what was wrong with the program
	today   calendar.Date
	source  string
	several bool             // a column says which role a row is of
	common  *outline.Outline // what is no role's own: columns, notes, rows left
	parts   []*listedRole
	set     *listedRole // what the roles share; nil for nothing
	memory  memory
}

// listedRole is one of the files that a list is worked into.
type listedRole struct {
	outline *outline.Outline
	list    *competency.RoleList
	out     *competency.Listing
}

// listImported is how the commits begin that import roles.
const listImported = "import role: "

// openListing reads the program that a list is for.
func (a *app) openListing(ctx context.Context) (*listing, error) {
	p, err := a.open()
	if err != nil {
		return nil, err
	}
	repo, err := p.clone(ctx)
	if err != nil {
		return nil, err
	}
	t := &listing{place: p, app: a, repo: repo}
	release := p.share(ctx)
	defer release()
	t.program, t.before = competency.Load(p.files)
	if t.program.SettingsUnread() {
		return nil, t.before
	}
	t.today = calendar.In(a.env.now(), t.program.Zone)
	return t, nil
}

// readParts reads the list, and which roles it is of.
func (t *listing) readParts(f *listFile, o roleOptions) error {
	t.source = filepath.Base(f.name)
	var common *outline.Outline
	parts, err := patiently(t.app.ctx, "reading "+t.source, func() (parts []outline.Part, err error) {
		parts, common, err = f.outlines(o.sheet, o.called, t.today)
		return parts, err
	})
	if err != nil {
		return err
	}
	t.common, t.several = common, o.called["role"] != ""
	if t.several && o.role != "" {
		t.common.Rows, t.common.Left = 0, nil
	}
	if !t.several {
		t.parts = []*listedRole{{outline: parts[0].Outline, list: &competency.RoleList{Role: o.role}}}
		return nil
	}
	var problems diag.List
	first := map[string]outline.Part{}
	for _, p := range parts {
		id := text.IDFrom(p.Role)
		other, twice := first[id]
		switch {
		case !text.IsID(id):
			problems.Errorf(outline.CodeTable, p.Line, "no id can be made of the role %q", p.Role).Hint = "an id is " + text.IDGrammar
		case twice:
			problems.Errorf(outline.CodeTable, p.Line, "the roles %q and %q would both be %s", other.Role, p.Role, id).Hint = "name one of them otherwise"
		default:
			first[id] = p
			if o.role == "" || o.role == id {
				t.parts = append(t.parts, &listedRole{outline: p.Outline, list: &competency.RoleList{Role: id}})
			}
		}
	}
	if len(problems) > 0 {
		return problems
	}
	if len(t.parts) == 0 {
		return unknown("role in "+f.name, o.role, slices.Sorted(maps.Keys(first)), "")
	}
	return nil
}

// find reads the files that the list is worked into, as they are.
func (t *listing) find(ctx context.Context) error {
	var all, there []string
	for _, p := range t.parts {
		file := p.list.File()
		all = append(all, file)
		found, err := t.now(ctx, p.list)
		if err != nil {
			return err
		} else if found {
			there = append(there, file)
		}
	}
	return t.writable(ctx, all, there)
}

// writable refuses what could not be committed; a dry run says so, and goes on.
func (t *listing) writable(ctx context.Context, paths, there []string) error {
	err := t.writer().Check(ctx, paths, there)
	var state *ledger.StateError
	if !errors.As(err, &state) {
		return err
	}
	if state.State == ledger.DefinitionMoved {
		err = &ledger.StateError{State: state.State, Path: state.Path,
			Text: "somebody changed it by hand and did not commit that (git knows nothing of it yet), and whose word a value is, git tells",
			Hint: fmt.Sprintf("keep the change: git -C %[1]q commit -m \"by hand\" -- %[2]s; or throw it away: git -C %[1]q checkout -- %[2]s; then import again", t.dir, state.Path)}
	}
	if !t.app.dryRun {
		return err
	}
	t.app.tell("before it is written: %v", err)
	return nil
}

// now gives a list the file as it is, and what it was, when that is asked for.
func (t *listing) now(ctx context.Context, l *competency.RoleList) (bool, error) {
	file := l.File()
	l.Source, l.Today = t.source, t.today
	l.Versions = func() ([]competency.RoleVersion, error) { return t.history(ctx, file) }
	data, err := t.root.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("%s: %w", file, err)
	}
	l.Now = data
	return true, nil
}

// history is a file as each commit left it, and whether an import did.
func (t *listing) history(ctx context.Context, file string) ([]competency.RoleVersion, error) {
	commits, err := t.repo.Versions(ctx, file)
	if err != nil {
		return nil, err
	}
	var all []competency.RoleVersion
	for _, c := range commits {
		blobs, err := t.repo.Blobs(ctx, c.Commit, file)
		if err != nil {
			return nil, err
		}
		if blobs[0].Found {
			all = append(all, competency.RoleVersion{Text: blobs[0].Data, Imported: strings.HasPrefix(c.Subject, listImported)})
		}
	}
	return all, nil
}

// listFile is the file that holds a list: a table, or a package, which says itself what is what.
type listFile struct {
	name string
	pack []byte
	grid *grid.File // nil for a package
}

// readListFile reads the file that was named.
func (a *app) readListFile(name string) (*listFile, error) {
	data, err := beginning(a.path(name), grid.MostBytes+1)
	if err != nil {
		return nil, usagef("", "%q cannot be read: %v", name, cause(err))
	}
	if outline.IsPackage(data) {
		return &listFile{name: name, pack: data}, nil
	}
	file, err := a.grid(name, data)
	if err != nil {
		return nil, diag.List{{Severity: diag.Error, Code: outline.CodeTable, Pos: diag.Pos{File: name}, Message: err.Error()}}
	}
	return &listFile{name: name, grid: file}, nil
}

// workbook reports whether there are worksheets to choose from.
func (f *listFile) workbook() bool { return f.grid != nil && worksheets(f.grid)[0] != "" }

// outlines is what the list says of each role, and what is none's.
func (f *listFile) outlines(sheet string, called map[string]string, today calendar.Date) ([]outline.Part, *outline.Outline, error) {
	if f.grid == nil {
		if sheet != "" || len(called) > 0 {
			return nil, nil, usagef("leave --map and --sheet out", "%q is a package, which says itself what is what", f.name)
		}
		o, problems := outline.ReadPackage(f.name, f.pack, today)
		if problems.Errors() > 0 {
			return nil, nil, problems
		}
		return []outline.Part{{Outline: o}}, &outline.Outline{Package: true, Columns: o.Columns, Notes: o.Notes}, nil
	}
	file := f.grid
	s, err := chosen(file, f.name, sheet, called)
	if err != nil {
		return nil, nil, err
	}
	if s.Name != "" && len(file.Sheets) > 1 {
		file.Notes = append(file.Notes, fmt.Sprintf("read from the worksheet %q", s.Name))
	}
	if called["role"] != "" {
		parts, common, problems := outline.ReadRoles(s, called)
		if problems.Errors() > 0 {
			return nil, nil, problems
		}
		common.Notes = append(file.Notes, common.Notes...)
		return parts, common, nil
	}
	o, problems := outline.Read(s, called)
	if problems.Errors() > 0 {
		return nil, nil, problems
	}
	return []outline.Part{{Outline: o}}, &outline.Outline{Columns: o.Columns, Notes: append(file.Notes, o.Notes...)}, nil
}

// chosen is the worksheet that was named, else the one of which most columns are known.
func chosen(f *grid.File, name, sheet string, called map[string]string) (*grid.Sheet, error) {
	known := func(s *grid.Sheet) int { return outline.Known(s, called) }
	s, err := worksheet(f, name, sheet, known, "say which one: --sheet NAME")
	if err == nil && sheet == "" && len(f.Sheets) > 1 && known(s) == 0 {
		return nil, usagef("say which one, and which of its columns has the titles: --sheet NAME --map title=HEADER", "no worksheet of %q has a header row with a column of titles: it has %s", name, text.Join(worksheets(f), "and"))
	}
	return s, err
}
