package ledger

import (
	"context"
	"testing"
	"testing/fstest"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff/testkit"
)

// peopled gives the files of a small program with three learners who did a good deal in it.
func peopled(t testing.TB) fstest.MapFS {
	t.Helper()
	g := testkit.New(11)
	texts := g.Definitions()
	p := load(t, files(texts))
	for _, l := range g.People(p, 3, 60) {
		texts[l.File] = testkit.File(l)
	}
	return files(texts)
}

// checked gives the problems in learner files beside a program that may have errors of its own.
func checked(t testing.TB, files fstest.MapFS) (definitions, records diag.List) {
	t.Helper()
	p, definitions := competency.Load(files)
	records, err := Open(files).Check(context.Background(), p, day)
	if err != nil {
		t.Fatal(err)
	}
	return definitions, records
}

// One slip in a definition file is one problem: it is not told again at every record that names what
// stands in the file.
func TestWhatNamesAFileThatCannotBeReadIsNoMistake(t *testing.T) {
	slips := map[string]string{
		"tab": "\t- x\n", "indent": "  x: 1\n y: 2\n", "quote": "x: \"open\n", "marker": "<<<<<<< HEAD\n", "latin-1": "# caf\xe9\n", "list": "x: [\n",
	}
	if _, records := checked(t, peopled(t)); records.Errors() > 0 {
		t.Fatalf("before the slip:\n%s", rendered(records))
	}
	for _, name := range []string{"sojt.yaml", "mentors.yaml", "roles/line-cook.yaml", "roles/barista.yaml", "competencies/hygiene.yaml"} {
		for slip, text := range slips {
			world := peopled(t)
			world[name] = &fstest.MapFile{Data: append(world[name].Data, text...), Mode: 0o644}
			definitions, records := checked(t, world)
			if definitions.Errors() == 0 {
				t.Fatalf("%s in %s is no mistake", slip, name)
			}
			if len(records) > 0 {
				t.Errorf("%s in %s gives %d problems in records:\n%.600s", slip, name, len(records), rendered(records))
			}
		}
	}
	gone := peopled(t)
	delete(gone, "roles/barista.yaml")
	if _, records := checked(t, gone); records.Errors() == 0 {
		t.Error("a role that is not there is missed by no record")
	}
}
