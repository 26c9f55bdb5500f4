package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/schema"
	"sojt/signoff/disk"
	"sojt/signoff/ledger"
	learner "sojt/signoff/schema"
)

// schemaFolder holds the schemas in a program: beside what they describe, they are found in every clone
// and without a network.
const schemaFolder = ".sojt"

func newSchemaCmd(a *app) *cobra.Command {
	var write bool
	cmd := &cobra.Command{
		Use:   "schema [KIND]",
		Short: "JSON Schema of the program's files, for editors",
		Long: `Writes the JSON Schema (draft-07) of a kind of file: program (sojt.yaml), role, set, mentors or learner.
With it an editor that has a YAML language server completes keys, explains them, and marks mistakes
while you type. sojt init puts the schemas into ` + schemaFolder + `/ and a line that names its own into each file;
--write does the same for the schemas in a program that is there, and brings them up to date after a new
version of sojt. Without KIND it lists the kinds with the line that a file of each begins with.

A schema sees one file: whether what is named exists, and all else, is for sojt validate to say.`,
		Example: `  sojt schema
  sojt schema role -o role.schema.json
  sojt schema --write`,
		Args:      needs("[KIND]"),
		ValidArgs: schemaNames(),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runSchema(cmd.Context(), a, append(args, "")[0], write)
		},
	}
	cmd.Flags().BoolVar(&write, "write", false, "write all of them into the program's "+schemaFolder+" folder and commit them")
	return cmd
}

// schemaKind is a kind of file with its schema.
type schemaKind struct {
	name  string
	files string // where they are, as people know it
	value schema.Object
}

// file is where the schema stands in a program.
func (k schemaKind) file() string { return path.Join(schemaFolder, k.name+".schema.json") }

func (k schemaKind) text() []byte { return schema.Document("sojt: "+k.files, k.value) }

// modeline is the first line of a file of this kind: it tells editors where the schema is.
func (k schemaKind) modeline() string {
	return "# yaml-language-server: $schema=" + strings.Repeat("../", strings.Count(k.files, "/")) + k.file()
}

func schemaKinds() []schemaKind {
	var kinds []schemaKind
	for _, f := range competency.FileReference() {
		kinds = append(kinds, schemaKind{f.Kind, f.File, schema.Mapping(f.Keys)})
	}
	return append(kinds, schemaKind{"learner", "learners/<learner>.yaml", learner.Learner()})
}

func schemaNames() []string {
	var names []string
	for _, k := range schemaKinds() {
		names = append(names, k.name)
	}
	return names
}

func runSchema(ctx context.Context, a *app, kind string, write bool) error {
	switch {
	case write && kind != "":
		return usagef("leave "+kind+" out, or write one to a file with -o", "--write writes the schemas of all kinds")
	case write:
		return writeSchemas(ctx, a)
	case a.format != "" && a.format != "json":
		return usagef("leave --format out", "--format is %q, and a schema is always json", a.format)
	case a.asOf != "" || a.knownAt != "":
		return usagef("leave them out", "--as-of and --known-at have no meaning here")
	case kind == "":
		return listSchemas(a)
	}
	for _, k := range schemaKinds() {
		if k.name == kind {
			return a.put(k.text(), false, "")
		}
	}
	return unknown("kind of file", kind, schemaNames(), "one of "+strings.Join(schemaNames(), ", "))
}

func listSchemas(a *app) error {
	var out strings.Builder
	for _, k := range schemaKinds() {
		fmt.Fprintf(&out, "%-8s %s\n         %s\n", k.name, k.files, k.modeline())
	}
	return a.put([]byte(out.String()), false, "")
}

// schemaTexts are the schemas as they are to stand in a program, those aside that stand there already.
func schemaTexts(root *disk.Root) ([]ledger.Text, error) {
	var texts []ledger.Text
	for _, k := range schemaKinds() {
		t := ledger.Text{Path: k.file(), Data: string(k.text())}
		held, err := root.ReadFile(t.Path)
		switch {
		case err == nil && string(held) == t.Data:
			continue
		case err == nil:
			t.Seen = ledger.See(held)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%s: %w", t.Path, err)
		}
		texts = append(texts, t)
	}
	return texts, nil
}

// writeSchemas brings the program's schemas up to date.
func writeSchemas(ctx context.Context, a *app) error {
	if err := a.writes("schema --write"); err != nil {
		return err
	}
	p, err := a.open()
	if err != nil {
		return err
	}
	texts, err := schemaTexts(p.root)
	if err != nil {
		return err
	}
	if len(texts) == 0 {
		a.tell("nothing to write: the schemas in %s are up to date", schemaFolder)
		return nil
	}
	if a.dryRun {
		for _, t := range texts {
			fmt.Fprintln(a.env.stdout, t.Path)
		}
		a.tell("nothing was written: this was a dry run")
		return nil
	}
	repo, err := p.clone(ctx)
	if err != nil {
		return err
	}
	w := &ledger.Writer{
		Root: p.root, Repo: repo, Committer: repo, Command: "schema", NoCommit: a.noCommit, Now: a.env.now,
		Note: func(text string) { a.tell("%s", text) },
	}
	receipt, err := w.Write(ctx, &ledger.Batch{Texts: texts, Subject: "schema: up to date"})
	if err != nil {
		return err
	}
	for _, f := range receipt.Files {
		fmt.Fprintf(a.env.stdout, "wrote      %s\n", f.Path)
	}
	if receipt.Committed {
		fmt.Fprintf(a.env.stdout, "committed  %s\n", receipt.Commit)
	} else {
		a.tell("written, not committed")
	}
	return nil
}
