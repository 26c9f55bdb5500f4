package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"sojt/competency"
	"sojt/competency/strictyaml"
	"sojt/report"
	"sojt/report/audit"
	"sojt/report/sheet"
	"sojt/signoff"
)

// The reference pages say what the program says: tables of keys come out of the walks that decode
// them, the page of commands out of the command tree. With -update they are written.

func TestDocsCommands(t *testing.T) {
	root := newRootCmd(&app{env: &env{stdout: io.Discard, stderr: io.Discard}}, "")
	var b strings.Builder
	b.WriteString("# Commands\n\nThis page says what `sojt COMMAND --help` says.\n\n")
	b.WriteString(root.Long + "\n\nFlags of every command:\n\n")
	writeFlags(&b, root.PersistentFlags())
	for _, g := range groups() {
		fmt.Fprintf(&b, "\n## %s\n", g.title)
		for _, cmd := range root.Commands() {
			if cmd.GroupID == g.id {
				writeCommand(&b, cmd)
				for _, child := range cmd.Commands() {
					writeCommand(&b, child)
				}
			}
		}
	}
	compareDoc(t, "../../docs/commands.md", b.String())
}

func writeCommand(b *strings.Builder, cmd *cobra.Command) {
	fmt.Fprintf(b, "\n### %s\n\n%s.\n\n```\n%s\n```\n\n%s\n\n```\n%s\n```\n", below(cmd), cmd.Short, usage(cmd), cmd.Long, unindent(cmd.Example))
	if cmd.LocalNonPersistentFlags().HasAvailableFlags() {
		b.WriteString("\n")
		writeFlags(b, cmd.LocalNonPersistentFlags())
	}
}

// below is the path of a command without the program's name, and usage how it is typed.
func below(cmd *cobra.Command) string { return strings.TrimPrefix(cmd.CommandPath(), "sojt ") }

func usage(cmd *cobra.Command) string { return cmd.Parent().CommandPath() + " " + cmd.Use }

func writeFlags(b *strings.Builder, flags *pflag.FlagSet) {
	b.WriteString("| flag | |\n| --- | --- |\n")
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if value != "" {
			name += " " + strings.ToUpper(strings.ReplaceAll(value, " ", "-"))
		}
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		fmt.Fprintf(b, "| `%s` | %s |\n", name, strings.ReplaceAll(usage, "|", `\|`))
	})
}

func TestDocsFiles(t *testing.T) {
	const path = "../../docs/files.md"
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	for _, f := range competency.FileReference() {
		text = replaceBlock(t, text, f.File, keyTable(f.Keys))
	}
	text = replaceBlock(t, text, "records", recordTable())
	compareDoc(t, path, text)

	const sheets = "../../docs/sheets.md"
	if page, err = os.ReadFile(sheets); err != nil {
		t.Fatal(err)
	}
	compareDoc(t, sheets, replaceBlock(t, string(page), "layouts/<layout>.yaml", keyTable(sheet.LayoutKeys())))
}

// TestSchemaOfEachKind: the kinds of sojt schema are those that have keys.
func TestSchemaOfEachKind(t *testing.T) {
	kinds := schemaKinds()
	for i, f := range competency.FileReference() {
		if k := kinds[i]; k.name != f.Kind || k.files != f.File || !k.written {
			t.Errorf("kind %d is %v, expected %s of %s", i, k, f.Kind, f.File)
		}
	}
	rest := kinds[len(competency.FileReference()):]
	if len(rest) != 2 || rest[0].name != "layout" || rest[0].written || rest[1].name != "learner" || rest[1].written {
		t.Errorf("the last kinds are %v", rest)
	}
}

// keyTable lists keys with those beneath them, as paths.
func keyTable(keys []strictyaml.Key) string {
	var b strings.Builder
	b.WriteString("| key | value | |\n| --- | --- | --- |\n")
	writeKeys(&b, "", keys)
	return b.String()
}

func writeKeys(b *strings.Builder, prefix string, keys []strictyaml.Key) {
	for _, k := range keys {
		name, kind := prefix+k.Name, k.Kind
		switch {
		case slices.Equal(k.Words, []string{"none"}):
			kind = "period, none"
		case len(k.Words) > 0:
			kind = strings.Join(k.Words, ", ")
		case kind == "again":
			kind = "the same"
		case kind == "truth":
			kind = "true or false"
		case kind == "mapping":
			kind = "keys"
		}
		if k.List {
			kind = "list of " + kind
		}
		if k.Required {
			kind += ", required"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", name, kind, strings.ReplaceAll(k.Doc, "|", `\|`))
		below := name + "."
		if k.List {
			below = name + "[]."
		}
		for _, shape := range k.Shapes {
			writeKeys(b, below, shape)
		}
	}
}

// recordTable lists the record types with their own keys and who may write them.
func recordTable() string {
	var b strings.Builder
	b.WriteString("| type | keys | by |\n| --- | --- | --- |\n")
	for _, name := range signoff.KnownTypes() {
		t := signoff.TypeNamed(name)
		keys := t.Keys()
		own := keys[slices.Index(keys, "learner")+1 : slices.Index(keys, "override")]
		fmt.Fprintf(&b, "| %s | %s | %s |\n", name, strings.Join(own, ", "), t.By)
	}
	return b.String()
}

// replaceBlock puts text between <!-- name --> and <!-- end -->.
func replaceBlock(t *testing.T, page, name, text string) string {
	begin := "<!-- " + name + " -->\n"
	before, rest, ok := strings.Cut(page, begin)
	_, after, ended := strings.Cut(rest, "<!-- end -->")
	if !ok || !ended {
		t.Fatalf("no block %q", name)
	}
	return before + begin + text + "<!-- end -->" + after
}

func compareDoc(t *testing.T, path, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if held, err := os.ReadFile(path); err != nil || string(held) != want {
		t.Errorf("%s does not say what the program says; run go test ./cmd/sojt -run Docs -update", path)
	}
}

// TestDocsReports holds the table of rows in docs/reports.md to what the views give.
func TestDocsReports(t *testing.T) {
	page, err := os.ReadFile("../../docs/reports.md")
	if err != nil {
		t.Fatal(err)
	}
	program, problems := competency.Load(os.DirFS("../../examples/kitchen"))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	in := report.NewInput(signoff.NewRulebook(program, nil), signoff.Moment{}, nil, report.Scope{})
	views := []report.View{report.NewStatus(in), report.NewLog(in, ""), report.NewQualified(in, nil), audit.NewView(audit.Case{In: in}, audit.Result{}), audit.NewSampleView(audit.Sample{In: in})}
	for _, k := range report.Views() {
		views = append(views, k.New(in))
	}
	for _, v := range views {
		rows := v.Rows()
		want := fmt.Sprintf("| %s | %s |", rows.View, strings.Join(rows.Columns, ", "))
		if !strings.Contains(string(page), want) {
			t.Errorf("docs/reports.md lacks the row\n%s", want)
		}
	}
}

// TestDocsProblems writes what each code of validate and verify means.
func TestDocsProblems(t *testing.T) {
	var b strings.Builder
	b.WriteString(`# Problems

The codes that ` + "`sojt validate`" + ` and ` + "`sojt verify`" + ` give in json and in annotations. E is an error, and makes the
exit code 1; W a warning, which does so only with ` + "`--strict`" + `; I is harmless; N was not checked. A is a check of ` + "`sojt audit`" + `, R a row that ` + "`sojt report --fail-on`" + ` found.
`)
	for _, part := range codeParts() {
		fmt.Fprintf(&b, "\n## %s\n\n| code | |\n| --- | --- |\n", part.title)
		for _, c := range part.codes {
			fmt.Fprintf(&b, "| %s | %s |\n", c.Code, c.Doc)
		}
	}
	compareDoc(t, "../../docs/problems.md", b.String())
}
