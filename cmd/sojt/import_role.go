package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/grid"
	"sojt/report/outline"
	"sojt/signoff/git"
)

type roleOptions struct {
	role, title, sheet string
	called             []string // FIELD=HEADER
	replace            bool
}

func newImportRoleCmd(a *app) *cobra.Command {
	var o roleOptions
	cmd := &cobra.Command{
		Use:   "role FILE --role ID",
		Short: "A role, from a checklist or spreadsheet",
		Long: `Makes roles/ID.yaml of a table with a row a competency, and commits it: csv with commas, semicolons, tabs or
pipes, in any usual encoding, or an .xlsx workbook. Which column says what is guessed from the header row,
wherever it stands near the top, and shown; --map says it otherwise, and --map FIELD= that a column is not to
be read. The fields are ` + fieldsInLines() + `.
A CASE 1.0 package in JSON says itself what is what: its items become competencies, those that have
children their groups.

What others stand beneath becomes their group: by a column of parents, else by codes (1.2 beneath 1), else
by rows that have a title alone. Codes give ids; without codes titles do. Every row is counted in and out,
and what is left is named with its reason; --dry-run shows the same and writes nothing.

Importing again brings the role up to date: what is new is added, what changed is changed, what is gone is
retired as of today, and no id ever changes. What a person wrote into the role's file since, with its
comments, stays; where the list says otherwise you are told, and --replace says that the list is right. Whose
word a value is, git tells: commit what you change by hand. sojt diff shows what a change does to sign-offs.`,
		Example: `  sojt import role checklist.csv --role line-cook
  sojt import role checklist.xlsx --role line-cook --sheet Kitchen --dry-run
  sojt import role tasks.csv --role line-cook --map title="What to do" --map group=Station`,
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runImportRole(cmd.Context(), a, o, args[0])
		},
	}
	cmd.ValidArgsFunction = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	f := cmd.Flags()
	f.StringVar(&o.role, "role", "", "the `id` of the role, new or there already")
	f.StringVar(&o.title, "title", "", "the role's `title`; else its id in words, or what it has")
	f.StringVar(&o.sheet, "sheet", "", "the worksheet of a workbook, by `name`")
	f.StringArrayVar(&o.called, "map", nil, "what a column is called in FILE, as `FIELD=HEADER`")
	f.BoolVar(&o.replace, "replace", false, "the list is right, also where a person wrote something else")
	cmd.RegisterFlagCompletionFunc("role", a.completeRoles)
	return cmd
}

func fieldsInLines() string {
	names := outline.FieldNames()
	return strings.Join(names[:8], ", ") + ",\n" + text.Join(names[8:], "and")
}

func runImportRole(ctx context.Context, a *app, o roleOptions, name string) error {
	if err := a.writes("import role"); err != nil {
		return err
	}
	var lacks missing
	lacks.flag(o.role == "", "--role ID")
	if err := lacks.err("import role"); err != nil {
		return err
	}
	if !text.IsID(o.role) {
		return usagef("a role's id is "+text.IDGrammar+suggestID(o.role), "%q is no id", o.role)
	}
	called, err := o.headers()
	if err != nil {
		return err
	}
	t, err := a.openListing(ctx, o.role)
	if err != nil {
		return err
	}
	if t.outline, t.notes, err = a.readOutline(name, o.sheet, called, t.today); err != nil {
		return err
	}
	t.source = filepath.Base(name)
	if err := t.merge(o); err != nil {
		return err
	}
	return t.write(ctx)
}

// headers is what --map says columns are called, by field.
func (o roleOptions) headers() (map[string]string, error) {
	called := map[string]string{}
	for _, pair := range o.called {
		field, header, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, usagef(`as in --map title="What to do"; the fields are `+strings.Join(outline.FieldNames(), ", "), "--map is %q, expected FIELD=HEADER", pair)
		}
		if !slices.Contains(outline.FieldNames(), field) {
			return nil, unknown("field", field, outline.FieldNames(), choices(outline.FieldNames()))
		}
		called[field] = text.Fold(header)
	}
	return called, nil
}

// listing is a role's file while a list is worked into it.
type listing struct {
	*place
	app      *app
	repo     *git.Repo
	program  *competency.Program
	before   diag.List // what was wrong with the program
	today    calendar.Date
	role     string
	file     string
	versions []competency.RoleVersion
	source   string
	outline  *outline.Outline
	notes    []string
	out      *competency.Listing
}

// importedRole is how the commits begin that import a role.
func importedRole(role string) string { return "import role: " + role + ", " }

// openListing reads the program and what the role's file was, whose word it was each time.
func (a *app) openListing(ctx context.Context, role string) (*listing, error) {
	p, err := a.open()
	if err != nil {
		return nil, err
	}
	repo, err := p.clone(ctx)
	if err != nil {
		return nil, err
	}
	t := &listing{place: p, app: a, repo: repo, role: role, file: path.Join("roles", role+".yaml")}
	release := p.share(ctx)
	defer release()
	t.program, t.before = competency.Load(p.files)
	if t.program.SettingsUnread() {
		return nil, t.before
	}
	t.today = calendar.In(a.env.now(), t.program.Zone)
	now, err := p.root.ReadFile(t.file)
	if errors.Is(err, fs.ErrNotExist) {
		return t, t.writer().Check(ctx, []string{t.file}, nil)
	} else if err != nil {
		return nil, fmt.Errorf("%s: %w", t.file, err)
	}
	if err := t.writer().Check(ctx, []string{t.file}, []string{t.file}); err != nil {
		return nil, err
	}
	if t.versions, err = t.history(ctx); err != nil {
		return nil, err
	}
	if n := len(t.versions); n == 0 || string(t.versions[n-1].Text) != string(now) {
		t.versions = append(t.versions, competency.RoleVersion{Text: now})
	}
	return t, nil
}

// history is the role's file as each commit left it.
func (t *listing) history(ctx context.Context) ([]competency.RoleVersion, error) {
	commits, err := t.repo.Versions(ctx, t.file)
	if err != nil {
		return nil, err
	}
	var all []competency.RoleVersion
	for _, c := range commits {
		blobs, err := t.repo.Blobs(ctx, c.Commit, t.file)
		if err != nil {
			return nil, err
		}
		if blobs[0].Found {
			all = append(all, competency.RoleVersion{Text: blobs[0].Data, Imported: strings.HasPrefix(c.Subject, importedRole(t.role))})
		}
	}
	return all, nil
}

// readOutline reads the table that was named, and says in words what was guessed.
func (a *app) readOutline(name, sheet string, called map[string]string, today calendar.Date) (*outline.Outline, []string, error) {
	data, err := beginning(a.path(name), grid.MostBytes+1)
	if err != nil {
		return nil, nil, usagef("", "%q cannot be read: %v", name, cause(err))
	}
	if outline.IsPackage(data) {
		if sheet != "" || len(called) > 0 {
			return nil, nil, usagef("leave --map and --sheet out", "%q is a package, which says itself what is what", name)
		}
		o, problems := outline.ReadPackage(name, data, today)
		if problems.Errors() > 0 {
			return nil, nil, problems
		}
		return o, o.Notes, nil
	}
	file, err := grid.Read(name, data)
	if err != nil {
		return nil, nil, diag.List{{Severity: diag.Error, Code: outline.CodeTable, Pos: diag.Pos{File: name}, Message: err.Error()}}
	}
	s, err := chosen(file, name, sheet, called)
	if err != nil {
		return nil, nil, err
	}
	if s.Name != "" && len(file.Sheets) > 1 {
		file.Notes = append(file.Notes, fmt.Sprintf("read from the worksheet %q", s.Name))
	}
	o, problems := outline.Read(s, called)
	if problems.Errors() > 0 {
		return nil, nil, problems
	}
	return o, append(file.Notes, o.Notes...), nil
}

// chosen is the worksheet that was named, else the one of which most columns are known.
func chosen(f *grid.File, name, sheet string, called map[string]string) (*grid.Sheet, error) {
	var names, fit []string
	best, most := &f.Sheets[0], 0
	for i := range f.Sheets {
		s := &f.Sheets[i]
		names = append(names, s.Name)
		if sheet != "" && strings.EqualFold(s.Name, sheet) {
			return s, nil
		}
		switch known := outline.Known(s, called); {
		case known > most:
			best, most, fit = s, known, []string{s.Name}
		case known == most && known > 0:
			fit = append(fit, s.Name)
		}
	}
	switch {
	case sheet != "" && names[0] == "":
		return nil, usagef("leave --sheet out", "%q is no workbook: it has no worksheets", name)
	case sheet != "":
		return nil, unknown("worksheet", sheet, names, choices(names))
	case len(fit) > 1:
		return nil, usagef("say which one: --sheet NAME", "%q has several lists: the worksheets %s", name, text.Join(fit, "and"))
	case most == 0 && len(names) > 1:
		return nil, usagef("say which one, and which of its columns has the titles: --sheet NAME --map title=HEADER", "no worksheet of %q has a header row with a column of titles: it has %s", name, text.Join(names, "and"))
	}
	return best, nil
}
