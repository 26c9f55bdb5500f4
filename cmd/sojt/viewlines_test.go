package main

import (
	"slices"
	"strings"
	"testing"

	"sojt/report"
)

// viewLines are the command lines that show each view there is of a program: of a learner, in a role with
// a competency, by a mentor, and of a record.
func viewLines(learner, role, competency, mentor, record string) []string {
	var lines []string
	for _, v := range report.Views() {
		lines = append(lines, "report "+v.Name)
	}
	fill := strings.NewReplacer("LEARNER", learner, "ROLE", role, "COMPETENCY", competency, "MENTOR", mentor, "RECORD", record)
	for _, line := range []string{
		"log", "log LEARNER COMPETENCY", "status LEARNER", "qualified LEARNER ROLE", "qualified LEARNER COMPETENCY", "gap LEARNER ROLE", "transcript LEARNER",
		"inbox --mentor MENTOR", "show RECORD", "audit", "audit --sample 3 --seed 7",
	} {
		lines = append(lines, fill.Replace(line))
	}
	return lines
}

// viewless are the commands that read and show no view of a program's own data; diff shows one, of two
// revisions of a clone.
func viewless() []string {
	return []string{"help", "version", "completion", "man", "schema", "layout", "validate", "verify", "doctor", "sheet", "export", "import", "diff", "sync", "certificate", "card"}
}

// TestEveryViewHasALine: a command that reads either shows a view in viewLines, or is known to have none.
func TestEveryViewHasALine(t *testing.T) {
	known := append(viewless(), writing()...)
	for _, line := range viewLines("theo", "line-cook", "grill", "ana", "01") {
		known = append(known, strings.Fields(line)[0])
	}
	for _, name := range commandNames() {
		if !slices.Contains(known, name) {
			t.Errorf("what does sojt %s show? add a line to viewLines, or its name to viewless", name)
		}
	}
}
