//go:build interop

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sojt/competency"
)

// TestInteropCASE: ajv and the schema of CASE 1.0 have nothing to say of the frameworks of the examples and of
// each of their roles, and refuse what was spoilt, and a real export whose times have no zone.
func TestInteropCASE(t *testing.T) {
	root := os.Getenv("SOJT_REALDATA")
	if root == "" {
		t.Skip("SOJT_REALDATA does not say where the schema of CASE is")
	}
	from := filepath.Join(root, "case-opensalt")
	schema := filepath.Join(from, "case-v1p0-cfpackage-schema.json")
	folder := t.TempDir()
	var files []string
	for i, dir := range exampleDirs(t) {
		program, problems := competency.Load(os.DirFS(dir))
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		what := []string{""}
		for _, r := range program.Roles {
			what = append(what, r.ID)
		}
		for _, role := range what {
			file := filepath.Join(folder, filepath.Base(dir)+"-"+role+".json")
			args := []string{"export", "case", "-o", file}
			if role != "" {
				args = append(args, role)
			}
			if i%2 > 0 {
				args = append(args, "--base", "https://train.example.com/x")
			}
			if code, _, stderr := inDir(t, dir, args...); code != exitDone {
				t.Fatal(code, stderr)
			}
			files = append(files, file)
		}
	}
	var said struct {
		Packages int
		Findings []string
	}
	if byNode(t, &said, "case.mjs", append([]string{schema}, files...)...); said.Packages < 10 || len(said.Findings) > 0 {
		t.Errorf("%d packages, %d findings: %.3q", said.Packages, len(said.Findings), said.Findings)
	}

	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	spoilt := []string{filepath.Join(from, "opensalt-framework-20c5134f-423d-4097-a971-3dd5152bf507.json")}
	for i, change := range []struct{ from, to string }{
		{`"creator":`, `"maker":`}, {`"associationType":"isChildOf"`, `"associationType":"isBeneath"`}, {`"identifier":"`, `"identifier":"x","was":"`},
		{`"sequenceNumber":1`, `"sequenceNumber":"1"`}, {`Z","`, `","`}, {`"CFItems"`, `"Items"`},
	} {
		if !strings.Contains(string(text), change.from) {
			t.Fatalf("no %s in %s", change.from, files[0])
		}
		file := filepath.Join(folder, "spoilt-"+string(rune('a'+i))+".json")
		if err := os.WriteFile(file, []byte(strings.Replace(string(text), change.from, change.to, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		spoilt = append(spoilt, file)
	}
	byNode(t, &said, "case.mjs", append([]string{schema}, spoilt...)...)
	for _, file := range spoilt {
		if mentioning(said.Findings, file+": ajv: ") != 1 || mentioning(said.Findings, file+": ajv-draft-04: ") != 1 {
			t.Errorf("checker is broken: nothing is said of %s", file)
		}
	}
}
