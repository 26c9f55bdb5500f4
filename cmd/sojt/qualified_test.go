package main

import (
	"path/filepath"
	"testing"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// TestRevokedLater: a sign-off that broke a rule does not qualify for the days before it was revoked,
// though a revoked one is no error any more.
func TestRevokedLater(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"sojt.yaml":       "format: 1\nprogram: bistro-0000\nname: Bistro\n",
		"mentors.yaml":    "mentors: [{id: ana, name: Ana, coordinator: true}]\n",
		"roles/cook.yaml": "role: cook\ntitle: Cook\ncompetencies: [{id: grill, title: Grills, practice: 2, criteria: [{id: done, text: Core at 75 degrees}]}]\n",
	}
	w := &world{files: files}
	p, problems := competency.Load(w.fs())
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	ids, grill := line.NewIDs(randomness(t.Name())), p.Competency("grill")
	l := &signoff.Learner{ID: "mia", File: "learners/mia.yaml"}
	add := func(day int, r signoff.Record) *signoff.Record {
		r.At = time.Date(2026, 3, day, 12, 0, 0, 0, time.UTC)
		r.By, r.Program, r.Learner, r.Prev = "ana", p.ID, l.ID, signoff.Heads(l.Records)
		id, err := ids.Next(r.At)
		if err != nil {
			t.Fatal(err)
		}
		if r.ID = id; r.Type != signoff.Enroll {
			r.Date = calendar.Of(2026, 3, day)
		}
		if err := r.Seal(); err != nil {
			t.Fatal(err)
		}
		l.Records = append(l.Records, &r)
		write(t, filepath.Join(dir, l.File), testkit.File(l))
		return &r
	}
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	add(1, signoff.Record{Type: signoff.Enroll, Role: "cook", Start: calendar.Of(2026, 3, 1)})
	made := add(2, signoff.Record{
		Type: signoff.Signoff, Role: "cook", Competency: "grill", Revision: 1, Fingerprint: grill.Fingerprint,
		Criteria: []string{"done"}, Meaning: meaning,
	})
	ask := []string{"qualified", "mia", "cook", "--on", "2026-03-05", "--format", "csv"}
	before := sojt(t, dir, 0, ask...)
	add(9, signoff.Record{Type: signoff.Revoke, Ref: made.Digest, Reason: "no practice before it", Trigger: "error"})
	if after := sojt(t, dir, 0, ask...); before.code != exitFindings || after != before {
		t.Errorf("before the revocation %d:\n%s\nand by everything known since %d:\n%s", before.code, before.out, after.code, after.out)
	}
}
