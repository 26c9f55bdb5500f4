package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency/text"
	"sojt/report/outline"
)

type roleOptions struct {
	role, title, sheet, set, scale string
	maps                           []string // FIELD=HEADER
	called                         map[string]string
	replace                        bool
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

Where a column says which role a row is of, --map role=HEADER makes all these roles in one go (--role ID takes
one of them), --map role-title=HEADER says what they are called. What several of them list can be kept once:
with --set ID it goes to competencies/ID.yaml, and the roles use it from there, so that a sign-off counts in each.

A column of levels is read where --scale ID says whose they are, by number or name; all that is listed is
rated on that scale then. What --map, --sheet, --set and --scale say is remembered in .sojt/lists, under the
name of the role (of FILE, where it has several), and holds the next time unless they say otherwise.

Importing again brings the role up to date: what is new is added in its place, what changed is changed, what is gone is
retired as of today, and no id ever changes, also where codes moved: each entry that does not stay as it is is
named. Words that change under sign-offs are refused until the entry has a new revision.
What a person wrote into the role's file since, with its comments, stays; where the list says otherwise you
are told, and --replace says that the list is right. Whose word a value is, git tells: commit what you change
by hand. sojt diff shows what a change does to sign-offs.`,
		Example: `  sojt import role checklist.csv --role line-cook
  sojt import role checklist.xlsx --role line-cook --sheet Kitchen --dry-run
  sojt import role tasks.csv --role line-cook --map title="What to do" --map group=Station
  sojt import role all.csv --map role=Job --set shared`,
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
	f.StringArrayVar(&o.maps, "map", nil, "what a column is called in FILE, as `FIELD=HEADER`")
	f.StringVar(&o.set, "set", "", "keep what FILE lists in the shared set `ID`, which the roles use")
	f.StringVar(&o.scale, "scale", "", "rate what FILE lists on the scale `ID` of sojt.yaml")
	f.BoolVar(&o.replace, "replace", false, "the list is right, also where a person wrote something else")
	cmd.RegisterFlagCompletionFunc("role", a.completeRoles)
	return cmd
}

func fieldsInLines() string {
	names := outline.FieldNames()
	return strings.Join(names[:11], ", ") + ",\n" + text.Join(names[11:], "and")
}

func runImportRole(ctx context.Context, a *app, o roleOptions, name string) error {
	if err := a.writes("import role"); err != nil {
		return err
	}
	var err error
	if o.called, err = o.headers(); err != nil {
		return err
	}
	t, err := a.openListing(ctx)
	if err != nil {
		return err
	}
	f, err := a.readListFile(name)
	if err != nil {
		return err
	}
	if err := t.recall(&o, f); err != nil {
		return err
	}
	if o.role == "" && o.called["role"] == "" {
		return usagef("or --map role=HEADER, where a column says which role a row is of", "import role needs: --role ID")
	}
	for _, id := range []string{o.role, o.set} {
		if id != "" && !text.IsID(id) {
			return usagef("an id is "+text.IDGrammar+suggestID(id), "%q is no id", id)
		}
	}
	if err := t.readParts(f, o); err != nil {
		return err
	}
	if err := t.levels(o.scale); err != nil {
		return err
	}
	if err := t.find(ctx); err != nil {
		return err
	}
	if err := t.merge(ctx, o); err != nil {
		return err
	}
	return t.write(ctx)
}

// headers is what --map says columns are called, by field.
func (o roleOptions) headers() (map[string]string, error) {
	called := map[string]string{}
	for _, pair := range o.maps {
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
