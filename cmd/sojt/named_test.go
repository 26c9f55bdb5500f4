package main

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

var testFunc = regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`)

// evidence lists all that a table of promises may name: tests as "signoff/ledger.TestStates", scripts
// as "state-damaged.txtar". A name that is not among them shows that a test was lost or renamed.
func evidence(t *testing.T) map[string]bool {
	t.Helper()
	found, tests := map[string]bool{}, 0
	module := os.DirFS("../..")
	err := fs.WalkDir(module, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && name != ".":
			return fs.SkipDir
		case strings.HasSuffix(name, ".txtar") && path.Base(path.Dir(name)) == "script":
			found[path.Base(name)] = true
		case strings.HasSuffix(name, "_test.go"):
			data, err := fs.ReadFile(module, name)
			if err != nil {
				return err
			}
			for _, m := range testFunc.FindAllStringSubmatch(string(data), -1) {
				found[path.Dir(name)+"."+m[1]] = true
				tests++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if tests < 100 || !found["main-flow.txtar"] || !found["cmd/sojt.TestScripts"] || found["cmd/sojt.TestNoSuch"] {
		t.Fatalf("checker is broken: %d tests found", tests)
	}
	return found
}

// promise is a row of a table that says what shows that something holds.
type promise struct {
	id   string
	what string
	by   []string // names as in evidence
}

// checkPromises fails for a number from first to last that has no row or no evidence, for rows out of
// order, and for evidence that is not there.
func checkPromises(t *testing.T, rows []promise, ids []string) {
	t.Helper()
	found := evidence(t)
	for i, id := range ids {
		if i >= len(rows) || rows[i].id != id {
			t.Fatalf("%s has no row where it should be", id)
		}
		row := rows[i]
		if len(row.by) == 0 {
			t.Errorf("%s, %s: nothing shows it", id, row.what)
		}
		for _, name := range row.by {
			if !found[name] {
				t.Errorf("%s, %s: there is no %s", id, row.what, name)
			}
		}
	}
	if len(rows) > len(ids) {
		t.Errorf("%d rows, expected %d", len(rows), len(ids))
	}
}
