package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"sojt/cmd/sojt/terminal"
	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// crowd is a program with one busy mentor: 200 learners, of whom each third asked for a sign-off, each
// third is ready and each third has a run missing. Learner 137 has waited longest.
func crowd(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"sojt.yaml":    "format: 1\nprogram: depot-k3v9\nname: Depot\n",
		"mentors.yaml": "mentors:\n  - {id: ana, name: Ana Ruiz, email: ana@depot.example, from: 2025-01-01}\n  - {id: dana, name: Dana Cole, email: dana@depot.example, coordinator: true, from: 2025-01-01}\n",
		"roles/picker.yaml": "role: picker\ntitle: Picker\ncompetencies:\n" +
			"  - {id: pallet-wrapping, title: Wraps a pallet, practice: 2, mentors: [ana], criteria: [{id: tight, text: No loose layer}]}\n" +
			"  - {id: scanning, title: Scans, practice: 1, mentors: [ana], criteria: [{id: all, text: No item left out}]}\n",
	} {
		write(t, filepath.Join(dir, name), text)
	}
	for i := range 200 {
		write(t, filepath.Join(dir, "learners", fmt.Sprintf("worker-%03d.yaml", i)), testkit.File(worker(t, i)))
	}
	return dir
}

func worker(t *testing.T, i int) *signoff.Learner {
	t.Helper()
	l := &signoff.Learner{ID: fmt.Sprintf("worker-%03d", i), Name: fmt.Sprintf("Worker Number %d", i)}
	first, err := calendar.Parse("2026-08-01")
	if err != nil {
		t.Fatal(err)
	}
	ago := first + calendar.Date(i*7%100)
	if i == 137 {
		ago = first - 30
	}
	ids := line.NewIDs(randomness(l.ID))
	add := func(kind, by string, on calendar.Date, change func(r *signoff.Record)) {
		n := len(l.Records)
		r := &signoff.Record{
			At: on.Start(time.UTC).Add(time.Duration(9*3600+n) * time.Second),
			By: by, Type: kind, Program: "depot-k3v9", Learner: l.ID,
		}
		change(r)
		if r.ID, err = ids.Next(r.At); err != nil {
			t.Fatal(err)
		}
		if err := r.Seal(); err != nil {
			t.Fatal(err)
		}
		l.Records = append(l.Records, r)
	}
	practice := func(id string, n int) {
		for range n {
			add(signoff.Practice, l.ID, ago, func(r *signoff.Record) { r.Competency, r.Date = id, ago })
		}
	}
	add(signoff.Enroll, "dana", ago-5, func(r *signoff.Record) { r.Role, r.Start = "picker", ago-5 })
	switch i % 3 {
	case 0:
		practice("pallet-wrapping", 2)
	case 1:
		practice("pallet-wrapping", 1)
	default:
		practice("scanning", 1)
		add(signoff.Request, l.ID, ago+1, func(r *signoff.Record) { r.Competency = "scanning" })
	}
	return l
}

// inboxOf runs the inbox of the busy mentor on a screen.
func inboxOf(t *testing.T, dir string, screen terminal.Size, args ...string) string {
	t.Helper()
	var out, talk bytes.Buffer
	e := &env{
		stdout: &out, stderr: &talk, dir: dir, rand: randomness("inbox"), out: screen,
		now: func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) },
	}
	if code := run(context.Background(), e, append([]string{"inbox", "--mentor", "ana", "--color", "never"}, args...)); code != exitDone {
		t.Fatalf("exit code %d: %s", code, talk.String())
	}
	return out.String()
}

var inboxRow = regexp.MustCompile(`(?m)^ *(\d+)  .*\s+sojt (signoff|observe|request|practice) worker-\d{3} [a-z-]+$`)

// What waits for a mentor of 200 learners: what has waited longest first, on one screen, each with its
// command, and how many there are.
func TestInboxOfABusyMentor(t *testing.T) {
	t.Parallel()
	dir := crowd(t)
	var doc struct {
		Rows []struct {
			Learner string
			Days    int
		}
	}
	if err := json.Unmarshal([]byte(inboxOf(t, dir, terminal.Size{}, "--format", "json")), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Rows) != 133 || doc.Rows[0].Learner != "worker-137" {
		t.Fatalf("%d rows, and the first is of %s", len(doc.Rows), doc.Rows[0].Learner)
	}
	for _, screen := range []terminal.Size{{Columns: 80, Rows: 24}, {Columns: 60, Rows: 15}, {Columns: 200, Rows: 60}, {}} {
		t.Run(fmt.Sprintf("%dx%d", screen.Columns, screen.Rows), func(t *testing.T) {
			page, rows := inboxOf(t, dir, screen), screen.Rows
			if rows == 0 {
				rows = 24
			}
			if n := strings.Count(page, "\n"); n >= rows || n < rows-3 {
				t.Errorf("%d lines on a screen of %d:\n%s", n, rows, page)
			}
			found := inboxRow.FindAllStringSubmatch(page, -1)
			for i, row := range found {
				if days, err := strconv.Atoi(row[1]); err != nil || days != doc.Rows[i].Days || i > 0 && days > doc.Rows[i-1].Days {
					t.Errorf("row %d waits %s days, want %d:\n%s", i, row[1], doc.Rows[i].Days, page)
				}
			}
			want := fmt.Sprintf("%d of 133, what has waited longest.  All: sojt inbox --all", len(found))
			if len(found) < 5 || !strings.Contains(strings.Join(strings.Fields(page), " "), strings.Join(strings.Fields(want), " ")) {
				t.Errorf("%d rows, and no %q in\n%s", len(found), want, page)
			}
		})
	}
	if all := inboxRow.FindAllString(inboxOf(t, dir, terminal.Size{Columns: 80, Rows: 24}, "--all"), -1); len(all) != 133 {
		t.Errorf("--all shows %d", len(all))
	}
}
