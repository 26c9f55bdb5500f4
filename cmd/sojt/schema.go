package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/schema"
	"sojt/report/sheet"
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
		Long: `Writes the JSON Schema (draft-07) of a kind of file: program (sojt.yaml), role, set, mentors,
layout (of a sign-off sheet) or learner.
With it an editor that has a YAML language server completes keys, explains them, and marks mistakes
while you type. sojt init puts the schemas of definition files into ` + schemaFolder + `/ and a line that names its
schema into each file; --write puts them into a program that is there, and brings them up to date after a
new version of sojt. Without KIND it lists the kinds, with the line that a file of each begins with.

A schema sees one file: whether what is named exists, and all else, is for sojt validate to say. Learner
files are written by sojt, and their schema is for other programs.`,
		Example: `  sojt schema
  sojt schema role -o role.schema.json
  sojt schema --write`,
		Args:      needs("[KIND]"),
		ValidArgs: schemaNames(),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runSchema(cmd.Context(), a, append(args, "")[0], write)
		},
	}
	cmd.Flags().BoolVar(&write, "write", false, "write those of definition files into the program's "+schemaFolder+" folder and commit them")
	return cmd
}

// schemaKind is a kind of file that has a schema.
type schemaKind struct {
	name    string
	files   string // where they are, as people know it
	written bool   // its schema stands in the program: files of this kind are in every one, and people write them
}

// schemaKinds are the kinds in the order of competency.FileReference.
func schemaKinds() []schemaKind {
	return []schemaKind{
		{"program", "sojt.yaml", true},
		{"role", "roles/<role>.yaml", true},
		{"set", "competencies/<set>.yaml", true},
		{"mentors", "mentors.yaml", true},
		{"layout", "layouts/<layout>.yaml", false},
		{"learner", "learners/<learner>.yaml", false},
	}
}

// file is where the schema stands in a program.
func (k schemaKind) file() string { return path.Join(schemaFolder, k.name+".schema.json") }

// text is the schema.
func (k schemaKind) text() []byte {
	for _, f := range competency.FileReference() {
		if f.Kind == k.name {
			return schema.Document("sojt: "+k.files, schema.Mapping(f.Keys))
		}
	}
	if k.name == "layout" {
		return schema.Document("sojt: "+k.files, schema.Mapping(sheet.LayoutKeys()))
	}
	return schema.Document("sojt: "+k.files, learner.Learner())
}

// modeline is the first line of a definition file of this kind: it tells editors where the schema is.
func (k schemaKind) modeline() string {
	return "# yaml-language-server: $schema=" + strings.Repeat("../", strings.Count(k.files, "/")) + k.file()
}

// describes reports whether a file of the program is of this kind.
func (k schemaKind) describes(name string) bool {
	pattern := regexp.MustCompile("<[a-z]+>").ReplaceAllString(k.files, "*")
	is, err := path.Match(pattern, name)
	return err == nil && is
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
		return usagef("leave "+kind+" out, or write one to a file with -o", "--write writes the schemas of all definition files")
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
		fmt.Fprintf(&out, "%-8s %s\n", k.name, k.files)
		if k.written {
			fmt.Fprintf(&out, "         %s\n", k.modeline())
		}
	}
	return a.put([]byte(out.String()), false, "")
}

// schemaTexts are the schemas of definition files as they are to stand in a program, those aside that stand
// there already.
func schemaTexts(root *disk.Root) ([]ledger.Text, error) {
	var texts []ledger.Text
	for _, k := range schemaKinds() {
		if !k.written {
			continue
		}
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

// schemas adds to a new program the schemas, and to each new file the line by which editors find its own,
// if it is there.
func (s *scaffold) schemas(root *disk.Root) error {
	for _, k := range schemaKinds() {
		if _, err := root.Lstat(k.file()); err != nil && !s.fresh {
			continue
		}
		for i, f := range s.files {
			if f.Seen == (ledger.Seen{}) && k.describes(f.Path) {
				s.files[i].Data = k.modeline() + "\n" + f.Data
			}
		}
	}
	if !s.fresh {
		return nil
	}
	texts, err := schemaTexts(root)
	s.files = append(s.files, texts...)
	return err
}

// withoutSchemas lists what was written, the schemas as one: they are nobody's to read.
func withoutSchemas(files []ledger.Written) []string {
	var names []string
	schemas := 0
	for _, f := range files {
		if path.Dir(f.Path) == schemaFolder {
			schemas++
		} else {
			names = append(names, f.Path)
		}
	}
	if schemas > 0 {
		names = append(names, fmt.Sprintf("%s/ (%d schemas, by which editors complete and check these files)", schemaFolder, schemas))
	}
	return names
}

// writeSchemas brings the program's schemas up to date.
func writeSchemas(ctx context.Context, a *app) error {
	if err := a.speaks("schema --write"); err != nil {
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
