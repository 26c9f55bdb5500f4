package xapi

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/report"
	"sojt/report/iri"
	"sojt/signoff"
	"sojt/signoff/ledger"
	"sojt/signoff/testkit"
)

// world is a program with its people, all that is known of them being counted.
type world struct {
	program *competency.Program
	people  []*signoff.Learner
}

// never is a day after all days of the tests.
var never = calendar.Of(2100, 1, 1)

func (w world) input(scope report.Scope) *report.Input {
	book := signoff.NewRulebook(w.program, nil)
	moment := signoff.Moment{AsOf: never}
	var all []*signoff.Standings
	for _, l := range w.people {
		all = append(all, book.Fold(l, moment))
	}
	scope.IncludeLeft = true
	return report.NewInput(book, moment, all, scope)
}

func (w world) export(t *testing.T, scope report.Scope, o Options) ([]Statement, []Left) {
	t.Helper()
	base, err := iri.Of("", w.program.ID)
	if err != nil {
		t.Fatal(err)
	}
	o.Base = base
	var all []Statement
	left, err := Export(w.input(scope), o, func(s Statement) error { all = append(all, s); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return all, left
}

// example reads a program of the examples.
func example(t *testing.T, dir string) world {
	t.Helper()
	files := os.DirFS(dir)
	p, problems := competency.Load(files)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	w := world{program: p}
	for l, err := range ledger.Each(t.Context(), ledger.Open(files), p, nil, func(l *signoff.Learner, _ diag.List) (*signoff.Learner, error) { return l, nil }) {
		if err != nil {
			t.Fatal(err)
		}
		w.people = append(w.people, l)
	}
	return w
}

func examples(t *testing.T) map[string]world {
	t.Helper()
	dirs, err := filepath.Glob("../../examples/*/sojt.yaml")
	if err != nil || len(dirs) < 4 {
		t.Fatalf("%d examples: %v", len(dirs), err)
	}
	all := map[string]world{}
	for _, d := range dirs {
		all[filepath.Base(filepath.Dir(d))] = example(t, filepath.Dir(d))
	}
	return all
}

// made is a program of which all is made up, with names and texts that break other programs.
func made(t *testing.T, seed uint64, learners, records int) world {
	t.Helper()
	g, files := testkit.New(seed), fstest.MapFS{}
	for name, text := range g.Definitions() {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, problems := competency.Load(files)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return world{p, g.People(p, learners, records)}
}

// bytesOf is what is written of statements.
func bytesOf(t *testing.T, all []Statement) []byte {
	t.Helper()
	var f File
	for _, s := range all {
		if err := f.Add(s); err != nil {
			t.Fatal(err)
		}
	}
	return f.Bytes()
}

// sent is each statement as it is sent.
func sent(t *testing.T, all []Statement) []json.RawMessage {
	t.Helper()
	var each []json.RawMessage
	if err := json.Unmarshal(bytesOf(t, all), &each); err != nil {
		t.Fatal(err)
	}
	if len(each) != len(all) {
		t.Fatalf("%d of %d statements", len(each), len(all))
	}
	return each
}
