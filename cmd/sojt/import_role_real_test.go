package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sojt/competency/text"
)

// realList is a list that nobody made for sojt, with the titles it has, told by other means than the import.
type realList struct {
	file   string
	args   []string
	titles func(t *testing.T, path string) []string
}

// TestRealLists imports lists that nobody made for it, each as a role of one program. All of it is valid, has
// every title that is in the list and no other, and does not change when it is imported again; nor the third
// time, after a person changed a title and wrote comments, which stay.
func TestRealLists(t *testing.T) {
	root := os.Getenv("SOJT_REALDATA")
	if root == "" {
		t.Skip("did not run: SOJT_REALDATA does not say where the lists are")
	}
	t.Parallel()
	r := newRealProgram(t)
	for i, l := range realLists() {
		role := "r" + string(rune('a'+i))
		path := filepath.Join(root, filepath.FromSlash(l.file))
		args := append([]string{"import", "role", path, "--role", role}, l.args...)
		r.run(0, args...)
		if diff := cmp.Diff(folded(l.titles(t, path)), r.titles(role)); diff != "" {
			t.Errorf("%s: -in the list +in the role\n%s", l.file, diff)
		}
		r.againAndAgain(args, "roles/"+role+".yaml")
	}
	for file, want := range map[string]string{
		"case-opensalt/EmptyExternalFramework.json":                     "no competencies in the package: 0 items",
		"case-opensalt/case-v1p0-cfpackage-schema.json":                 "this JSON is no CASE package",
		"case-opensalt/spreadsheet_import_template.xlsx":                "no competencies below the header",
		"apprenticeship-standards/occupation-standards-template.xlsx":   "no competencies below the header",
		"usaf-sojt/afjqs2xxxx.txt":                                      "no header row names a column of titles",
		"apprenticeship-standards/WPS 2023-50 Jr Cloud Engineer.docx":   "the workbook cannot be read",
		"adversarial/JSONTestSuite/test_parsing/n_object_no-colon.json": "this is no JSON",
	} {
		if said := r.run(exitFindings, "import", "role", filepath.Join(root, filepath.FromSlash(file)), "--role", "none"); !strings.Contains(said, want) {
			t.Errorf("%s: %s", file, said)
		}
	}
	r.run(0, "validate")
	if said := r.git("status", "--porcelain"); said != "" {
		t.Errorf("what was refused left\n%s", said)
	}
}

// TestRealSets imports 68 roles that share 2,221 items; the file is made from what the framework is kept in.
func TestRealSets(t *testing.T) {
	root := os.Getenv("SOJT_REALDATA")
	if root == "" {
		t.Skip("did not run: SOJT_REALDATA does not say where the framework is")
	}
	t.Parallel()
	r := newRealProgram(t)
	var said struct {
		Roles map[string]struct {
			Name       string
			Core       []string `json:"core_ksats"`
			Additional []string `json:"additional_ksats"`
		}
		Ksats map[string]struct{ Description, Kind string }
	}
	data, err := os.ReadFile(filepath.Join(root, "dod-dcwf", "data.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &said); err != nil {
		t.Fatal(err)
	}
	rows := [][]string{{"Work role", "Work role name", "DCWF number", "Kind", "Task", "Core or additional"}}
	want := map[string]map[string]bool{} // role, item: required
	for _, id := range slices.Sorted(maps.Keys(said.Roles)) {
		role := said.Roles[id]
		want[id] = map[string]bool{}
		for i, ids := range [][]string{role.Core, role.Additional} {
			for _, k := range ids {
				rows = append(rows, []string{id, role.Name, k, said.Ksats[k].Kind, said.Ksats[k].Description, []string{"core", "additional"}[i]})
				want[id]["dcwf/"+strings.ToLower(k)] = want[id]["dcwf/"+strings.ToLower(k)] || i == 0
			}
		}
	}
	file := filepath.Join(t.TempDir(), "dcwf.csv")
	writeCSV(t, file, rows)
	args := []string{"import", "role", file, "--map", "role=Work role", "--map", "role-title=Work role name", "--map", "group=Kind", "--set", "dcwf"}
	told := r.run(0, args...)
	for _, line := range []string{
		"in          5176 rows: 5174 competencies, 0 headings, 2 left; 68 roles\n", "set dcwf    2221 new, 0 changed, 0 the same; 0 retired\n",
		": 1111 is listed on line ", ": 6210 is listed on line ",
	} {
		if !strings.Contains(told, line) {
			t.Errorf("does not say %q\n%.2000s", line, told)
		}
	}
	p := r.load()
	got := map[string]map[string]bool{}
	for _, role := range p.Roles {
		if role.Title != said.Roles[role.ID].Name {
			continue // the program's own
		}
		got[role.ID] = map[string]bool{}
		for _, e := range role.Entries {
			got[role.ID][e.ID] = e.Required
			if d := said.Ksats[e.Code]; e.Title != text.Fold(d.Description) || e.Group != text.Fold(d.Kind) {
				t.Errorf("%s is %q of %q", e.ID, e.Title, e.Group)
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(p.Sets[0].Competencies) != 2221 && len(p.Sets[1].Competencies) != 2221 {
		t.Errorf("-in the framework +in the roles\n%.2000s", diff)
	}
	r.againAndAgain(args, "competencies/dcwf.yaml")
	r.againAndAgain(args, "roles/421.yaml")
	r.run(0, "validate")
}

// TestRealOccupations imports O*NET's tasks: one occupation, and several in one go; all 974 in the long form.
func TestRealOccupations(t *testing.T) {
	root := os.Getenv("SOJT_REALDATA")
	if root == "" {
		t.Skip("did not run: SOJT_REALDATA does not say where the tasks are")
	}
	t.Parallel()
	r := newRealProgram(t)
	rows := occupations(t, root)
	roles, n := 974, 19450
	if !*long {
		if i := slices.IndexFunc(rows, func(r []string) bool { return r[0] == "11-3021.00" }); i > 0 {
			rows = rows[:i]
		}
		roles, n = len(byRole(rows)), len(rows)-1
	}
	file := filepath.Join(t.TempDir(), "tasks.txt")
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(strings.Join(r, "\t") + "\n")
	}
	write(t, file, b.String())
	args := []string{"import", "role", file, "--map", "role=O*NET-SOC Code"}
	said := r.run(0, append(args, "--role", "11-1011-00")...)
	if tasks := byRole(rows)["11-1011.00"]; !strings.Contains(said, "; 1 roles\n") || cmp.Diff(tasks, r.titles("11-1011-00")) != "" {
		t.Errorf("one occupation: %s", said)
	}
	begun := time.Now()
	r.run(0, args...)
	t.Logf("%d roles with %d tasks in %s", roles, n, time.Since(begun).Round(time.Millisecond))
	all := 0
	for name, tasks := range byRole(rows) {
		got := r.titles(text.IDFrom(name))
		if diff := cmp.Diff(tasks, got); diff != "" {
			t.Fatalf("%s: -in the list +in the role\n%s", name, diff)
		}
		all += len(got)
	}
	if all != n || len(byRole(rows)) != roles {
		t.Errorf("%d tasks of %d roles", all, len(byRole(rows)))
	}
	r.againAndAgain(args, "roles/11-1021-00.yaml")
	r.run(0, "validate")
}
