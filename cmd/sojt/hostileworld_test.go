package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/strictyaml"
	"sojt/report/safe"
	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// harmless is what stands in the place of each text in a program that is like the hostile one else. Where no
// page links to the address that holds a text, none links to the harmless one either.
func harmless(hostile []string) []string {
	words := make([]string, len(hostile))
	for i, s := range hostile {
		words[i] = fmt.Sprintf("word %d", i)
		if _, linked := safe.URL(asLink(asLine(s))); !linked {
			words[i] = fmt.Sprintf("word\u200d%d", i)
		}
	}
	return words
}

const (
	hostileRoles = 10
	hostileDay   = "2026-10-31"
)

// wordy makes a program in which every place where people write holds each of the texts: names, titles,
// addresses, notes. There is a learner, a competency and a mentor for each text; what is not text is the same whatever
// the texts are.
func wordy(t *testing.T, words []string) *world {
	t.Helper()
	text := func(i int) string { return words[i%len(words)] }
	w := &world{files: map[string]string{"metrics/m.csv": "learner,date,value\n"}, day: hostileDay}
	q := func(i int) string { return strictyaml.Quote(asLine(text(i))) }
	link := func(i int) string { return strictyaml.Quote(asLink(asLine(text(i)))) }
	w.files["sojt.yaml"] = wordyProgram(q)
	var mentors strings.Builder
	mentors.WriteString("mentors:\n  - {id: boss, name: Boss, coordinator: true, departments: [hall]}\n")
	for i := range words {
		fmt.Fprintf(&mentors, "  - {id: m%d, name: %s, departments: [hall], designated_by: {by: %s, date: 2026-01-01}}\n", i, q(i), q(i+1))
	}
	w.files["mentors.yaml"] = mentors.String()
	for role := range hostileRoles {
		w.files[fmt.Sprintf("roles/r%d.yaml", role)] = wordyRole(role, len(words), q, link)
	}
	p, problems := competency.Load(w.fs())
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	ids := line.NewIDs(randomness("wordy"))
	for i := range words {
		l := &signoff.Learner{ID: fmt.Sprintf("l%d", i), Name: asLine(text(i)), Department: "hall"}
		wordyRecords(t, p, l, i, text, ids)
		w.files["learners/"+l.ID+".yaml"] = testkit.File(l)
		w.files["metrics/m.csv"] += fmt.Sprintf("%s,2026-09-30,%d\n", l.ID, i)
	}
	return w
}

func wordyProgram(q func(int) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "format: 1\nprogram: wordy-0000\nname: %s\ndepartments: [{id: hall, name: %s}]\nscales:\n  - id: trust\n    levels: [{id: 1, name: %s, means: %s}, {id: 2, name: %s, pass: true}]\n", q(0), q(1), q(2), q(3), q(4))
	b.WriteString("goals:\n")
	for i := range 10 {
		fmt.Fprintf(&b, "  - {id: g%d, title: %s}\n", i, q(i))
	}
	fmt.Fprintf(&b, "metrics: [{id: m, title: %s, unit: %s, better: lower}]\n", q(5), q(6))
	return b.String()
}

func wordyRole(role, words int, q, link func(int) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "role: r%d\ntitle: %s\nsummary: %s\ndepartment: hall\ninterviews: [{who: %s, relation: does, date: 2026-01-01}]\ncompetencies:\n", role, q(role), q(role+1), q(role+2))
	for i := role; i < words; i += hostileRoles {
		fmt.Fprintf(&b, "  - id: c%d\n    title: %s\n    group: %s\n    code: %s\n    why: %s\n    how: [%s]\n    conditions: %s\n    examples: [%s]\n", i, q(i), q(i), q(i), q(i), q(i), q(i), q(i))
		fmt.Fprintf(&b, "    criteria: [{id: a, text: %s}, {id: b, text: %s, critical: true}]\n    errors: [{id: e, text: %s}]\n    scale: trust\n    goals: [g%d]\n    due: 30d\n    acknowledge: true\n", q(i), q(i+1), q(i), i%10)
		fmt.Fprintf(&b, "    references: [{title: %s, url: %s, revision: %s}]\n    resources: [{title: %s, url: %s, method: course}, {title: %s}]\n    align: [{framework: %s, code: %s, url: %s}]\n",
			q(i), link(i), q(i), q(i), link(i), q(i+1), q(i), q(i), link(i))
	}
	return b.String()
}

// wordyRecords are one of every type in which people write, about the learner's own competency.
func wordyRecords(t *testing.T, p *competency.Program, l *signoff.Learner, i int, text func(int) string, ids *line.IDs) {
	s, mentor := text(i), fmt.Sprintf("m%d", i)
	c := p.Competency(fmt.Sprintf("c%d", i))
	role := fmt.Sprintf("r%d", i%hostileRoles)
	at := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	add := func(r *signoff.Record) *signoff.Record {
		t.Helper()
		var err error
		at = at.Add(26 * time.Hour)
		if r.ID, err = ids.Next(at); err != nil {
			t.Fatal(err)
		}
		r.At, r.Program, r.Learner = at, p.ID, l.ID
		day := calendar.In(at, time.UTC)
		switch r.Type {
		case signoff.Enroll:
			r.Role, r.Start = role, day
		case signoff.Request, signoff.Acknowledge, signoff.Note:
		default:
			r.Date = day
		}
		if r.Type == signoff.Observation || r.Type == signoff.Signoff {
			r.Role, r.Competency, r.Revision, r.Fingerprint, r.Criteria, r.Level = role, c.ID, c.Revision, c.Fingerprint, []string{"a", "b"}, line.N(2)
			r.Equipment, r.Place, r.Task, r.Assessor, r.Note = s, s, s, s, s
			r.Evidence = []line.Evidence{{URI: s, Note: s}}
		}
		r.Prev = signoff.Heads(l.Records)
		if err := r.Seal(); err != nil {
			t.Fatalf("%s with %q: %v", r.Type, s, err)
		}
		l.Records = append(l.Records, r)
		return r
	}
	add(&signoff.Record{Type: signoff.Enroll, By: "boss", Reason: s})
	add(&signoff.Record{Type: signoff.Trained, By: mentor, Competency: c.ID, Method: "course", Note: s})
	add(&signoff.Record{Type: signoff.Practice, By: l.ID, Competency: c.ID, Method: "course", Note: s})
	add(&signoff.Record{Type: signoff.Request, By: l.ID, Competency: c.ID, To: mentor, Note: s})
	add(&signoff.Record{Type: signoff.Observation, By: mentor, Outcome: signoff.NotYetOutcome, Errors: []string{"e"}, Action: s})
	signed := add(&signoff.Record{Type: signoff.Signoff, By: mentor, Meaning: s})
	add(&signoff.Record{Type: signoff.Acknowledge, By: l.ID, Ref: signed.Digest, Note: s})
	objective := add(&signoff.Record{Type: signoff.Note, By: mentor, Kind: "objective", Text: s})
	add(&signoff.Record{Type: signoff.Note, By: l.ID, Kind: "objective", Text: s, Ref: objective.Digest, Done: true})
	add(&signoff.Record{Type: signoff.Note, By: l.ID, Kind: "accomplishment", Text: s})
	add(&signoff.Record{Type: signoff.Note, By: mentor, Kind: "objective", Text: s})
	other := fmt.Sprintf("c%d", (i+hostileRoles)%(len(p.Role(role).Entries)*hostileRoles))
	if p.Role(role).Entry(other) == nil {
		other = p.Role(role).Entries[0].ID
	}
	switch i % 3 {
	case 0:
		add(&signoff.Record{Type: signoff.Waive, By: "boss", Role: role, Competency: other, Kind: signoff.Equivalent, Reason: s})
	case 1:
		add(&signoff.Record{Type: signoff.Transcribe, By: mentor, Role: role, Competency: other, Revision: 1, Signer: s, Dated: s, Outcome: signoff.CompetentOutcome, Source: line.Source{Document: s, SHA256: c.Fingerprint}, Level: line.N(2), Note: s})
	default:
		add(&signoff.Record{Type: signoff.Revoke, By: "boss", Ref: signed.Digest, Reason: s, Trigger: "incident"})
	}
	add(&signoff.Record{Type: signoff.Pause, By: "boss", Reason: s})
	add(&signoff.Record{Type: signoff.Resume, By: "boss", Reason: s})
}
