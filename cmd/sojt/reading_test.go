package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// writing are the commands that make or fetch records or files of the program; all others only read, also in a
// clone that somebody hostile prepared (INTEGRITY 7).
func writing() []string {
	names := []string{"init", "import"}
	for _, g := range groups() {
		if slices.Contains([]string{"people", "training", "signoff", "together"}, g.id) {
			for _, c := range g.commands {
				names = append(names, c.name)
			}
		}
	}
	return names
}

// readings are the command lines of every command that reads, in a kitchen with theo, whose sign-off
// is RECORD. A command that is in no line of them fails the test, so that none is forgotten.
func readings(t *testing.T, record string) [][]string {
	t.Helper()
	lines := []string{
		"", "--version", "version", "help log", "completion bash", "__complete signoff ''", "__complete signoff theo knife-safety",
		"validate", "validate --strict --format github", "validate --format sarif", "validate learners", "verify", "verify --history=skip --format json",
		"man", "layout", "layout jqs", "schema", "schema role", // without --write
		"status", "status theo", "status theo --as-of 2026-11-20",
		"inbox --mentor ana --all", "inbox", "gap theo line-cook", "transcript theo",
		"report", "report matrix --format csv", "report matrix --format markdown --known-at 2026-11-20", "report progress --fail-on overdue,unsigned", "report coverage", "report methods", "report impact",
		"qualified theo line-cook", "qualified theo knife-safety --on 2026-11-20", "log", "log theo", "log theo knife-safety --format json",
		"show RECORD", "show RECORD --payload", "sheet line-cook -o -", "sheet line-cook --learner theo -o -",
		"doctor", "export allowed-signers", "export bundle", "export bundle --learner theo", "card theo line-cook", "certificate theo line-cook", "export ics", "report --fail-on overdue,unsigned --format sarif", "export xapi", "export case", "validate --format junit", "audit", "audit --format sarif", "diff", "diff HEAD --format json --fail-on suspect",
	}
	var all [][]string
	covered := writing()
	for _, line := range lines {
		args := strings.Fields(strings.NewReplacer("RECORD", record, "''", "").Replace(line))
		if strings.HasSuffix(line, "''") {
			args = append(args, "")
		}
		all = append(all, args)
		if len(args) > 0 {
			covered = append(covered, args[0])
		}
	}
	for _, name := range commandNames() {
		if !slices.Contains(covered, name) {
			t.Errorf("how is sojt %s read? add a line for it, or name it among those that write", name)
		}
	}
	return all
}

// staffed is a kitchen with a learner who has a sign-off, and its id.
func staffed(t *testing.T) (*kitchen, string) {
	t.Helper()
	k := newKitchen(t)
	k.sojt(t, exitDone, "enroll", "theo", "line-cook", "--email", "theo@harbor.example", "--start", "2026-11-01")
	out, _ := k.sojt(t, exitDone, "signoff", "theo", "hygiene/handwashing", "--all-criteria")
	record := recordID.FindString(out)
	if record == "" {
		t.Fatalf("nothing was signed: %s", out)
	}
	samples, err := filepath.Glob(filepath.Join(k.dir, ".git/hooks/*.sample"))
	if err != nil {
		t.Fatal(err)
	}
	for _, sample := range samples { // they would be copied for nothing
		if err := os.Remove(sample); err != nil {
			t.Fatal(err)
		}
	}
	return k, record
}

// copy is another clone like it.
func (k *kitchen) copy(t *testing.T) *kitchen {
	t.Helper()
	c := *k
	c.dir = filepath.Join(t.TempDir(), "kitchen")
	if err := os.CopyFS(c.dir, os.DirFS(k.dir)); err != nil {
		t.Fatal(err)
	}
	return &c
}
