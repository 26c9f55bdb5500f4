package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// thinProgram is a program of many learners who have each been signed off once, for a year that is over,
// and asked for much more.
func thinProgram(t *testing.T, learners, competencies int) string {
	t.Helper()
	dir, day := t.TempDir(), calendar.Of(2025, time.March, 3)
	write(t, filepath.Join(dir, "sojt.yaml"), "format: 1\nprogram: thin-house-0000\nname: Thin house\n")
	write(t, filepath.Join(dir, "mentors.yaml"), "mentors:\n  - {id: ana, name: Ana Ruiz, coordinator: true, from: 2025-01-01}\n")
	role := "role: cook\ntitle: Cook\ncomplete_within: 30d\ncompetencies:\n"
	for i := range competencies {
		role += fmt.Sprintf("  - {id: skill-%03d, title: Skill, renew: 1y, criteria: [{id: done, text: It is done}]}\n", i)
	}
	write(t, filepath.Join(dir, "roles/cook.yaml"), role)
	program, problems := competency.Load(os.DirFS(dir))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	skill := program.Competency("skill-000")
	ids := line.NewIDs(randomness("thin"))
	for i := range learners {
		id, at := fmt.Sprintf("learner-%04d", i), time.Date(2025, 3, 3, 8, 0, i, 0, time.UTC)
		sealed := func(r signoff.Record) *signoff.Record {
			var err error
			if r.ID, err = ids.Next(at); err != nil {
				t.Fatal(err)
			}
			r.At, r.By, r.Program, r.Learner = at, "ana", "thin-house-0000", id
			if err := r.Seal(); err != nil {
				t.Fatal(err)
			}
			return &r
		}
		write(t, filepath.Join(dir, "learners", id+".yaml"), testkit.File(&signoff.Learner{ID: id, Name: "Nr | " + id, Records: []*signoff.Record{
			sealed(signoff.Record{Type: signoff.Enroll, Role: "cook", Start: day}),
			sealed(signoff.Record{Type: signoff.Signoff, Role: "cook", Competency: "skill-000", Revision: 1, Fingerprint: skill.Fingerprint, Date: day, Criteria: []string{"done"}, Meaning: "seen"}),
		}}))
	}
	return dir
}

// TestFailOnInAPipeline: of a large program the rows are named, the exit code is 1, and the summary is cut
// behind a row, below what a host takes.
func TestFailOnInAPipeline(t *testing.T) {
	t.Parallel()
	const learners, most = 420, 1_000_000
	dir := thinProgram(t, learners, 40)
	ask := []string{"report", "due", "--fail-on", "expired,coverage", "--as-of", "2026-10-31", "--format", "markdown"}
	whole, _ := inProcess(dir, 0, ask...)
	cut, said := inProcess(dir, 0, append(ask, "--max-bytes", fmt.Sprint(most))...)
	if cut.code != exitFindings || whole.code != exitFindings {
		t.Errorf("exit codes %d and %d", cut.code, whole.code)
	}
	rows := strings.Split(strings.TrimSpace(said), "\n")
	expired := slices.DeleteFunc(slices.Clone(rows), func(r string) bool { return !strings.HasPrefix(r, "expired: learner-") })
	if len(expired) != learners || len(rows) != learners+40 || rows[len(rows)-1] != "coverage: cook skill-039, 0 of at least 1 competent" {
		t.Errorf("%d rows are named, %d of them expired; the last is %q", len(rows), len(expired), rows[len(rows)-1])
	}
	if len(whole.out) < most*5/4 || len(cut.out) > most || len(cut.out) < most*99/100 {
		t.Fatalf("the summary has %d bytes, of %d", len(cut.out), len(whole.out))
	}
	lines, all := strings.Split(cut.out, "\n"), map[string]bool{}
	for _, l := range strings.Split(whole.out, "\n") {
		all[l] = true
	}
	own := slices.DeleteFunc(lines, func(l string) bool { return all[l] })
	if len(own) != 1 || !strings.HasSuffix(own[0], fmt.Sprintf(" more rows, left out to stay below %d bytes", most)) {
		t.Errorf("lines that the whole page has not: %q", own)
	}
	if end := whole.out[strings.LastIndex(whole.out, "\n\n"):]; !strings.HasSuffix(cut.out, end) {
		t.Errorf("it ends otherwise than the whole page: %q", end)
	}
	atHosts(t, dir, learners)
}

// atHosts has the same rows written for hosts of repositories.
func atHosts(t *testing.T, dir string, learners int) {
	ask := []string{"report", "--fail-on", "expired,coverage", "--as-of", "2026-10-31", "--format"}
	got, _ := inProcess(dir, 0, append(ask, "github")...)
	if n := strings.Count(got.out, "\n::error ") + 1; n != 10 || !strings.HasSuffix(got.out, fmt.Sprintf("\n%d more errors not shown here\n", learners+40-10)) {
		t.Errorf("%d annotations, and then %q", n, got.out[max(0, len(got.out)-80):])
	}
	got, _ = inProcess(dir, 0, append(ask, "sarif")...)
	var log struct {
		Runs []struct{ Results []any }
	}
	if err := json.Unmarshal([]byte(got.out), &log); err != nil || len(log.Runs) != 1 || len(log.Runs[0].Results) != learners+40 {
		t.Errorf("%v, %d runs", err, len(log.Runs))
	}
	got, _ = inProcess(dir, 0, append(ask, "junit")...)
	if n := strings.Count(got.out, "<failure"); n != learners+1 || got.code != exitFindings {
		t.Errorf("%d files failed, exit code %d", n, got.code)
	}
}
