//go:build interop

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// debianPython has the modules that come as Debian packages, whatever python stands first in PATH.
const debianPython = "/usr/bin/python3"

// analysed is the day the examples are analysed for.
const analysed = "2026-10-31"

// TestInteropAnalytics runs every query of docs/analytics.md in DuckDB over the exports of three
// programs, from JSON Lines and from csv, and holds the figures to sojt's own.
func TestInteropAnalytics(t *testing.T) {
	var results []map[string][]row
	for _, form := range []string{"jsonl", "csv"} {
		dir := t.TempDir()
		for _, example := range threePrograms() {
			tell(t, "-C", example, "export", "events", "-o", filepath.Join(dir, "warehouse"), "--format", form, "--as-of", analysed)
		}
		for _, e := range engines() {
			if e.block == strings.TrimSuffix("duckdb "+strings.TrimPrefix(form, "jsonl"), " ") {
				results = append(results, duckdb(t, dir, e.setup()))
			}
		}
	}
	if len(results) != 2 || !reflect.DeepEqual(results[0], results[1]) {
		t.Fatalf("JSON Lines and csv give other answers:\n%v\n%v", results[0], results[1])
	}
	for title, rows := range results[0] {
		if len(rows) == 0 {
			t.Errorf("%s: no rows", title)
		}
	}
	t.Run("coverage", func(t *testing.T) { sameAsCoverage(t, results[0]["What can only one person do?"]) })
	t.Run("trend", func(t *testing.T) { sameAsTrend(t, results[0]["How much is signed off, month by month?"]) })
	t.Run("mentors", func(t *testing.T) {
		sameAsMentors(t, results[0]["Who passes learners at the first try, and how sure is that?"])
	})
}

type row = map[string]any

func threePrograms() []string {
	return []string{"../../examples/kitchen", "../../examples/forklift", "../../examples/lab"}
}

// tell runs sojt and gives what it writes to stdout.
func tell(t *testing.T, args ...string) string {
	t.Helper()
	got := sojt(t, ".", 0, args...)
	return got.out
}

// viewRows are the rows of a view of a program as of the day.
func viewRows(t *testing.T, program string, args ...string) (id string, rows []row) {
	t.Helper()
	var doc struct {
		Program string
		Rows    []row
	}
	out := tell(t, append([]string{"-C", program, "report", "--format", "json", "--as-of", analysed}, args...)...)
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Program, doc.Rows
}

// duckdb runs the queries of the page in a folder that holds the warehouse.
func duckdb(t *testing.T, dir, setup string) map[string][]row {
	t.Helper()
	tools := os.Getenv("SOJT_NODE")
	if tools == "" {
		t.Skip("SOJT_NODE names no folder of node tools: .ci/run makes one")
	}
	ask := struct {
		Setup   string   `json:"setup"`
		Queries []string `json:"queries"`
	}{Setup: setup}
	for _, q := range questions(t) {
		ask.Queries = append(ask.Queries, q.sql)
	}
	in, err := json.Marshal(ask)
	if err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs("testdata/analytics/run.cjs")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", script)
	cmd.Dir, cmd.Stdin, cmd.Env = dir, bytes.NewReader(in), append(os.Environ(), "SOJT_NODE="+tools)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	var answers [][]row
	if err := json.Unmarshal(out.Bytes(), &answers); err != nil {
		t.Fatal(err)
	}
	all := map[string][]row{}
	for i, q := range questions(t) {
		all[q.title] = answers[i]
	}
	return all
}

// number reads a figure of DuckDB's JSON, where large integers are text.
func number(t *testing.T, v any) string {
	t.Helper()
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return fmt.Sprint(v)
	}
	t.Fatalf("%v is no number", v)
	return ""
}

// sameAsCoverage: the competencies that fewer than two can do are those of report coverage, with as many
// who can.
func sameAsCoverage(t *testing.T, rows []row) {
	got, want := map[string]string{}, map[string]string{}
	for _, r := range rows {
		got[fmt.Sprint(r["program"], " ", r["competency"])] = number(t, r["competent"])
	}
	for _, program := range threePrograms() {
		id, all := viewRows(t, program, "coverage")
		for _, r := range all {
			if n := r["competent"].(float64); n < 2 && r["learners"].(float64) > 0 {
				want[fmt.Sprint(id, " ", r["competency"])] = fmt.Sprint(n)
			}
		}
	}
	if len(want) == 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%v\nreport coverage has\n%v", got, want)
	}
}

// sameAsTrend: sign-offs and not-yets by month are those of report trend, of all programs together.
func sameAsTrend(t *testing.T, rows []row) {
	got, want := map[string][2]float64{}, map[string][2]float64{}
	for _, r := range rows {
		var n [2]float64
		fmt.Sscan(number(t, r["signoffs"]), &n[0])
		fmt.Sscan(number(t, r["not_yets"]), &n[1])
		if n != [2]float64{} {
			got[r["month"].(string)] = n
		}
	}
	for _, program := range threePrograms() {
		_, all := viewRows(t, program, "trend")
		for _, r := range all {
			month := r["month"].(string)
			n := want[month]
			n[0] += r["signoffs"].(float64)
			n[1] += r["not_yets"].(float64)
			if n != [2]float64{} {
				want[month] = n
			}
		}
	}
	if len(want) == 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%v\nreport trend has\n%v", got, want)
	}
}

// sameAsMentors: first judgements and passes are those of report mentors. Its intervals are as wide as
// learners make them, and there are none of few learners; those of the query are Wilson's.
func sameAsMentors(t *testing.T, rows []row) {
	got, want := map[string]string{}, map[string]string{}
	for _, r := range rows {
		got[fmt.Sprint(r["program"], " ", r["mentor"])] = fmt.Sprintf("%s of %s", number(t, r["passed"]), number(t, r["n"]))
	}
	for _, program := range threePrograms() {
		id, all := viewRows(t, program, "mentors")
		for _, r := range all {
			if r["what"] == "mentor" && r["first"].(float64) > 0 {
				want[fmt.Sprint(id, " ", r["mentor"])] = fmt.Sprintf("%v of %v", r["passed"], r["first"])
			}
		}
	}
	if len(want) == 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%v\nreport mentors has\n%v", got, want)
	}
}

// TestInteropDialects has the queries read by a parser of the other engines' dialects. It does not run
// them; the page says so.
func TestInteropDialects(t *testing.T) {
	ask := map[string][]string{}
	for _, dialect := range []string{"spark", "clickhouse", "bigquery"} {
		for _, q := range questions(t) {
			ask[dialect] = append(ask[dialect], q.sql)
		}
	}
	if said := parsed(t, ask); said != "" {
		t.Error(said)
	}
	for dialect := range ask {
		if said := parsed(t, map[string][]string{dialect: {"SELECT program, FROM WHERE records"}}); said == "" {
			t.Fatalf("checker is broken: %s reads anything", dialect)
		}
	}
}

func parsed(t *testing.T, ask map[string][]string) string {
	t.Helper()
	in, err := json.Marshal(ask)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(debianPython, "testdata/analytics/parse.py")
	cmd.Stdin = bytes.NewReader(in)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}
