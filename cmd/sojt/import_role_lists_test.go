package main

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency"
	"sojt/competency/text"
)

// realProgram is a small program of its own that lists are imported into.
type realProgram struct {
	t      *testing.T
	dir    string
	vars   []string
	loaded *competency.Program
	at     string // HEAD when it was loaded
}

func newRealProgram(t *testing.T) *realProgram {
	r := &realProgram{t: t, dir: t.TempDir(), vars: gitEnvironment(t, "dana@harbor.example")}
	if err := os.CopyFS(r.dir, os.DirFS(filepath.Join("testdata", "program"))); err != nil {
		t.Fatal(err)
	}
	r.git("init", "-q")
	r.git("config", "core.fsync", "none")
	r.git("add", "-A")
	r.git("commit", "-qm", "program")
	return r
}

func (r *realProgram) git(args ...string) string {
	r.t.Helper()
	return inFolder(r.t, r.dir, r.vars, args...)
}

// run runs sojt, and gives all it says.
func (r *realProgram) run(code int, args ...string) string {
	r.t.Helper()
	var out strings.Builder
	e := &env{
		stdin: strings.NewReader(""), stdout: &out, stderr: &out, dir: r.dir, vars: r.vars,
		now: func() time.Time { return time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC) }, rand: randomness("lists"),
	}
	if got := run(r.t.Context(), e, args); got != code {
		r.t.Fatalf("%q: exit %d, expected %d\n%.3000s", args, got, code, out.String())
	}
	return out.String()
}

// load reads the program as HEAD has it.
func (r *realProgram) load() *competency.Program {
	r.t.Helper()
	if head := r.git("rev-parse", "HEAD"); head != r.at {
		p, problems := competency.Load(os.DirFS(r.dir))
		if problems.Errors() > 0 {
			r.t.Fatal(problems)
		}
		r.loaded, r.at = p, head
	}
	return r.loaded
}

// titles are what a role asks for, sorted.
func (r *realProgram) titles(role string) []string {
	r.t.Helper()
	var all []string
	for _, e := range r.load().Role(role).Entries {
		all = append(all, e.Title)
	}
	slices.Sort(all)
	return all
}

// againAndAgain imports a second time, and a third time after a hand was at a file: nothing changes.
func (r *realProgram) againAndAgain(args []string, file string) {
	r.t.Helper()
	same := func(when string) {
		r.t.Helper()
		head := r.git("rev-parse", "HEAD")
		said := r.run(0, args...)
		if !strings.Contains(said, "nothing new: all of it is there already\n") || r.git("rev-parse", "HEAD") != head || r.git("status", "--porcelain") != "" {
			r.t.Errorf("%s: %s\n%s", when, file, r.git("log", "-p", "-1", "--stat"))
		}
	}
	same("the second time")
	path := filepath.Join(r.dir, filepath.FromSlash(file))
	data, err := os.ReadFile(path)
	if err != nil {
		r.t.Fatal(err)
	}
	head, body, _ := strings.Cut(string(data), "\ncompetencies:\n")
	first, rest, _ := strings.Cut(body, "\n")
	switch title, others, _ := strings.Cut(rest, "\n"); {
	case strings.HasPrefix(title, "    title: "):
		rest = "    title: Written by hand # and a comment\n    practice: 3\n" + others
	default:
		first += "\n    practice: 3 # by hand"
	}
	write(r.t, path, head+"\ncompetencies:\n  # above the first\n"+first+"\n"+rest)
	r.git("commit", "-qam", "by hand")
	same("the third time")
}

func folded(titles []string) []string {
	var all []string
	for _, t := range titles {
		all = append(all, text.Fold(t))
	}
	slices.Sort(all)
	return all
}

// realLists are the lists, with what they have by a plain reading of the file, or by a person who counted.
func realLists() []realList {
	named := func(titles ...string) func(*testing.T, string) []string {
		return func(*testing.T, string) []string { return titles }
	}
	return []realList{
		{"case-opensalt/AdoptedTestFramework.json", nil, childlessItems},
		{"case-opensalt/ItemTypeTestFramework.json", nil, childlessItems},
		{"case-opensalt/MarkdownFramework.json", nil, named("This contains a _table_ in markdown:", "This contains math markdown: $x^2$")},
		{"case-opensalt/Ordering.json", nil, childlessItems},
		{"case-opensalt/SequenceNumberFramework.json", nil, childlessItems},
		{"case-opensalt/Utf8TestFramework.json", nil, childlessItems},
		{"case-opensalt/opensalt-framework-20c5134f-423d-4097-a971-3dd5152bf507.json", nil, childlessItems},
		{"case-opensalt/abbreviatedStatement.csv", nil, column(1, nil)},
		{"case-opensalt/sequenceNumber.csv", nil, column(1, nil)},
		{"case-opensalt/children.csv", nil, column(1, nil)},
		{"case-opensalt/test_items.csv", nil, column(1, nil)},
		{"case-opensalt/sample_case.csv", nil, column(1, childless(2, 7))},
		{"case-opensalt/spreadsheet_import_sample.xlsx", nil, named("Statement 2", "Statement 4")},
		{"usaf-sojt/derived/afjqs8u000.csv", nil, column(2, childless(0, 1))},
		{"apprenticeship-standards/WPS 2023-50 Jr Cloud Engineer.tables.csv", nil, column(1, func(rows [][]string) func([]string) bool {
			return func(r []string) bool { return len(r) > 2 && (r[2] == "Core" || r[2] == "Optional") }
		})},
		{"apprenticeship-standards/comp-occupation-standards-template.xlsx", nil, named(
			"Nurtures relationships with children by valuing each child's individuality",
			"Assists in maintaining an inclusive environment for all children; carries out activities that support children's IFSP/IEP goals",
			"Provides intentional activities to support children's development of a positive self-image, including the understanding of similarities and differences",
			"Encourages children to express themselves in safe and appropriate ways to promote self-regulation",
			"Engages in adult-child interactions, encouraging self-help skills and encouraging peer interactions")},
		{"apprenticeship-standards/occupation-standards-template.xlsx", []string{"--map", "title=Work Process Title", "--map", "group=", "--map", "criteria=Work Process Description"}, named("Safety", "Basic Skills")},
	}
}

// column are the cells of a csv file below its header, of the rows that keep picks.
func column(at int, keep func(rows [][]string) func([]string) bool) func(*testing.T, string) []string {
	return func(t *testing.T, path string) []string {
		t.Helper()
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		reader := csv.NewReader(f)
		reader.FieldsPerRecord = -1
		rows, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		picked := func([]string) bool { return true }
		if keep != nil {
			picked = keep(rows[1:])
		}
		var all []string
		for _, r := range rows[1:] {
			if picked(r) {
				all = append(all, r[at])
			}
		}
		return all
	}
}

// childless picks the rows whose code no other row names as its parent.
func childless(code, parent int) func(rows [][]string) func([]string) bool {
	return func(rows [][]string) func([]string) bool {
		parents := map[string]bool{}
		for _, r := range rows {
			if r[code] != r[parent] {
				parents[r[parent]] = true
			}
		}
		return func(r []string) bool { return !parents[r[code]] }
	}
}

// childlessItems are the statements of a package's items that nothing is a child of.
func childlessItems(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var said map[string]any
	if err := json.Unmarshal(data, &said); err != nil {
		t.Fatal(err)
	}
	parents := map[any]bool{}
	for _, a := range said["CFAssociations"].([]any) {
		if a := a.(map[string]any); a["associationType"] == "isChildOf" {
			parents[a["destinationNodeURI"].(map[string]any)["identifier"]] = true
		}
	}
	var all []string
	for _, i := range said["CFItems"].([]any) {
		if i := i.(map[string]any); !parents[i["identifier"]] {
			all = append(all, i["fullStatement"].(string))
		}
	}
	return all
}

// occupations are the rows of O*NET's task statements, unpacked.
func occupations(t *testing.T, root string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join(root, "onet-18.1", "Task Statements.txt.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(data)) {
		rows = append(rows, strings.Split(strings.TrimRight(line, "\r\n"), "\t"))
	}
	return rows
}

// byRole are the tasks of each occupation, sorted.
func byRole(rows [][]string) map[string][]string {
	all := map[string][]string{}
	for _, r := range rows[1:] {
		all[r[0]] = append(all[r[0]], text.Fold(r[2]))
	}
	for _, tasks := range all {
		slices.Sort(tasks)
	}
	return all
}

func writeCSV(t *testing.T, path string, rows [][]string) {
	t.Helper()
	var b strings.Builder
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	write(t, path, b.String())
}
