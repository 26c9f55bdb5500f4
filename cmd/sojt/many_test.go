package main

import (
	"crypto/rand"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/ledger"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// manyDefinitions is a program in which mentors have to be qualified, so that signing off takes more
// files than the learner's own, and in which somebody is half way through writing a role.
func manyDefinitions() map[string]string {
	return map[string]string{
		"sojt.yaml":                  "format: 1\nprogram: big-house-0000\nname: Big house\nlearner_files: learners/{id:2}/{id}.yaml\npolicy: {mentor_role: mentor}\n",
		"mentors.yaml":               "mentors:\n  - {id: ana, name: Ana Ruiz, email: ana@big.example, coordinator: true}\n  - {id: dana, name: Dana Cole, coordinator: true}\n",
		"roles/line-cook.yaml":       "role: line-cook\ntitle: Line cook\ncompetencies:\n  - use: hygiene/handwashing\n  - {id: grill, title: Grills, criteria: [{id: done, text: Core at 75 degrees}]}\n",
		"roles/mentor.yaml":          "role: mentor\ntitle: Mentor\nqualify: coordinator\ncompetencies: [{id: judging, title: Judges, required: false}]\n",
		"roles/pilot.yaml":           "role: pilot\nstatus: draft\ntitel: Not yet a rle\ncompetencies: [{id: fly\n",
		"roles/porter.yaml":          "role: porter\ntitle: Porter\ncompetencies: [{use: cleaning/pots}]\n",
		"competencies/hygiene.yaml":  "set: hygiene\ntitle: Hygiene\ncompetencies: [{id: handwashing, title: Washes hands}]\n",
		"competencies/cleaning.yaml": "set: cleaning\ntitle: Cleaning\ncompetencies: [{id: pots, title: Washes pots}]\n",
	}
}

// needed are the files of it that a sign-off by Ana has to do with, the learner's own aside.
var needed = []string{"sojt.yaml", "mentors.yaml", "roles/line-cook.yaml", "roles/mentor.yaml", "competencies/hygiene.yaml", "learners/an/ana.yaml"}

// manyID is the id of the n-th learner: they share out among 676 folders.
func manyID(n int) string { return fmt.Sprintf("%c%c%05d", 'a'+n%26, 'a'+n/26%26, n) }

// manyPath is where a learner's file is.
func manyPath(id string) string { return "learners/" + id[:2] + "/" + id + ".yaml" }

// manyLearners writes n learner files in the canonical way, of line cooks with a run of practice, of
// Ana, a qualified mentor, and of one learner whose file is broken.
func manyLearners(t testing.TB, n int) map[string]string {
	ids, at := line.NewIDs(rand.Reader), time.Date(2025, 3, 3, 8, 0, 0, 0, time.UTC)
	record := func(learner string, r signoff.Record) *signoff.Record {
		id, err := ids.Next(at)
		if err != nil {
			t.Fatal(err)
		}
		r.ID, r.At, r.Program, r.Learner = id, at, "big-house-0000", learner
		if r.By == "" {
			r.By = "ana"
		}
		if err := r.Seal(); err != nil {
			t.Fatal(err)
		}
		return &r
	}
	day := calendar.Of(2025, 3, 3)
	files := map[string]string{}
	for i := range n {
		id := manyID(i)
		files[manyPath(id)] = testkit.File(&signoff.Learner{ID: id, Name: "Learner " + id, Records: []*signoff.Record{
			record(id, signoff.Record{Type: signoff.Enroll, Role: "line-cook", Start: day}),
			record(id, signoff.Record{Type: signoff.Practice, Competency: "grill", Date: day, By: id}),
		}})
	}
	files[manyPath("ana")] = testkit.File(&signoff.Learner{ID: "ana", Records: []*signoff.Record{
		record("ana", signoff.Record{Type: signoff.Enroll, Role: "mentor", Start: day, By: "dana"}),
		record("ana", signoff.Record{Type: signoff.Qualify, Role: "mentor", Date: day, By: "dana"}),
	}})
	files[manyPath("broken")] = "learner: broken\n<<<<<<< HEAD\nrecords:\n- {\"v\":1,\n\x00"
	return files
}

// counting is a file system that counts what is opened.
type counting struct {
	fstest.MapFS
	opened map[string]int
}

func (c counting) Open(name string) (fs.File, error) {
	f, err := c.MapFS.Open(name)
	if info, statErr := fs.Stat(c.MapFS, name); err == nil && statErr == nil && !info.IsDir() {
		c.opened[name]++
	}
	return f, err
}

func (c counting) ReadFile(name string) ([]byte, error) {
	f, err := c.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// TestSigningReadsWhatItConcerns: of 10,000 learners, what a sign-off judges by is the learner's file,
// the mentor's and the definitions concerned. Somebody else's broken role or file does not stop it.
func TestSigningReadsWhatItConcerns(t *testing.T) {
	t.Parallel()
	files := counting{fstest.MapFS{}, map[string]int{}}
	for _, part := range []map[string]string{manyDefinitions(), manyLearners(t, 10_000)} {
		for name, text := range part {
			files.MapFS[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	learner := manyID(4711)
	d := &desk{
		place: &place{files: files, ledger: ledger.Open(files)}, by: "ana",
		now: time.Date(2026, 3, 3, 8, 0, 0, 0, time.UTC), people: map[string]*ledger.File{},
	}
	if err := d.load([]string{learner}); err != nil {
		t.Fatal(err)
	}
	r := d.draft(signoff.Signoff, learner)
	c := d.program.Competency("grill")
	r.Role, r.Competency, r.Revision, r.Fingerprint, r.Criteria, r.Date = "line-cook", c.ID, c.Revision, c.Fingerprint, []string{"done"}, d.today
	if refusals := d.book.Judge(d.people[learner].Learner, r); len(refusals) > 0 {
		t.Errorf("refused: %v", refusals)
	}
	want := append(slices.Clone(needed), manyPath(learner))
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(files.opened)); !slices.Equal(got, want) {
		t.Errorf("opened were %q\nconcerned are %q", got, want)
	}

	// The test sees what it is about: a report does read the others, and does meet the broken role.
	if _, problems := competency.Load(files); problems.Errors() == 0 {
		t.Error("the broken role was not met")
	}
	clear(files.opened)
	if _, err := d.ledger.Holding("01JZZZZZZ"); err != nil || len(files.opened) != 10_002 {
		t.Errorf("%d files were opened to look through all, %v", len(files.opened), err)
	}
}
