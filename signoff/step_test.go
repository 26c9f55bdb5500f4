package signoff

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/signoff/line"
)

// words says a step in a line: "signoff by ana ben, from 2026-01-11, method seen".
func (s Step) words() string {
	words := []string{s.Act}
	if len(s.By) > 0 {
		words = append(words, "by "+strings.Join(s.By, " "))
	}
	if s.From != 0 {
		words = append(words, "from "+s.From.String())
	}
	if s.Method != "" {
		words = append(words, "method "+s.Method)
	}
	return strings.Join(words, ", ")
}

func TestNext(t *testing.T) {
	with := func(keys string) string { return "  - {id: knife, title: Cuts, " + keys + "}\n" }
	signed := func(policy string) string {
		return "-- sojt.yaml --\nformat: 1\nprogram: bistro\nname: Bistro\npolicy: {" + policy + `}
-- mentors.yaml --
mentors:
  - {id: ana, name: Ana, email: Mia@Bistro.example, keys: [{key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBwp5r3jxc93/n8Z8rYmTFvdaCT8g3vTWwCO5ixlWtyl"}]}
  - {id: ben, name: Ben, keys: [{key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPo/kz3Q5pHRVEmDfVBLJ6JVx4JBfJgKjb9SVdR5cN7", until: 2026-01-09}]}
  - {id: cleo, name: Cleo, coordinator: true}
-- roles/teacher.yaml --
role: teacher
title: Teacher
competencies: [{id: teach, title: Teaches}]
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts}]
`
	}
	for _, c := range []struct{ name, definitions, records, day, want string }{
		{"nothing before", with("due: 3d"), "", "2026-01-10", "signoff, by ana ben cleo"},
		{"practice", with("practice: 2"), "2026-01-06 mia practice knife", "2026-01-10", "practice, by mia"},
		{"hours", with("hours: {min: 1}"), "2026-01-06 mia practice knife minutes=59", "2026-01-10", "practice, by mia"},
		{"prerequisite", with("requires: [wash]") + "  - {id: wash, title: Washes}\n", "", "2026-01-10", "prerequisite"},
		{"paused", with("due: 3d"), "2026-01-07 cleo pause cook", "2026-01-10", ""},
		{"left", with("due: 3d"), "2026-01-07 cleo leave cook", "2026-01-10", ""},
		{"competent", with("due: 3d"), "2026-01-07 ana signoff knife", "2026-01-10", ""},
		{"to acknowledge", with("acknowledge: true"), "2026-01-07 ana signoff knife", "2026-01-10", "acknowledge, by mia"},
		{"optional and not begun", with("required: false"), "", "2026-01-10", ""},
		{"optional and begun", with("required: false"), "2026-01-06 mia practice knife", "2026-01-10", "signoff, by ana ben cleo"},
		{"retired", with("retired: 2026-01-10"), "2026-01-06 mia request knife", "2026-01-10", ""},
		{"narrowed", with("mentors: [ben]"), "", "2026-01-10", "signoff, by ben"},

		{"first of two passes", with("evidence: {passes: 2}"), "", "2026-01-10", "observe, by ana ben cleo"},
		{"second of two passes", with("evidence: {passes: 2}"), "2026-01-07 ana observation knife", "2026-01-10", "signoff, by ana ben cleo"},
		{"by another mentor", with("evidence: {passes: 2, mentors: 2}"), "2026-01-07 ana observation knife", "2026-01-10", "signoff, by ben cleo"},
		{"a third mentor is wanting, and the first is no help", with("evidence: {passes: 3, mentors: 3}"), "2026-01-07 ana observation knife", "2026-01-10", "observe, by ben cleo"},
		{"on another day", with("evidence: {passes: 2, days: 2}"), "2026-01-10 ana observation knife", "2026-01-10", "signoff, by ana ben cleo, from 2026-01-11"},
		{"a run in a row is lost", with("evidence: {passes: 2, consecutive: true}"), "2026-01-07 ana observation knife\n2026-01-08 ana observation knife not-yet", "2026-01-10", "observe, by ana ben cleo"},
		{"by a method", with("evidence: {passes: 2, methods: [seen, asked]}"), "2026-01-07 ana observation knife method=asked", "2026-01-10", "signoff, by ana ben cleo, method seen"},
		{"both methods are wanting", with("evidence: {passes: 2, methods: [seen, asked]}"), "", "2026-01-10", "observe, by ana ben cleo, method seen"},
		{"a certifier who did not train", with("certifier: separate"), "2026-01-07 ana trained knife", "2026-01-10", "signoff, by ben cleo"},
		{"nobody is left", with("certifier: separate, mentors: [ana]"), "2026-01-07 ana trained knife", "2026-01-10", "signoff"},

		{"before the window", with("renew: {every: 60d, window: 10d}"), "2026-01-06 ana signoff knife", "2026-01-10", ""},
		{"expiring before the window", with("renew: {every: 60d, window: 10d}"), "2026-01-06 ana signoff knife", "2026-02-20", "signoff, by ana ben cleo, from 2026-02-25"},
		{"in the window", with("renew: {every: 60d, window: 10d}"), "2026-01-06 ana signoff knife", "2026-02-25", "signoff, by ana ben cleo"},
		{"an early window", with("renew: {every: 1y, window: 60d}"), "2026-01-06 ana signoff knife", "2026-11-10", "signoff, by ana ben cleo"},
		{"expired", with("renew: {every: 60d, window: 10d}"), "2026-01-06 ana signoff knife", "2026-04-01", "signoff, by ana ben cleo"},
		{"currency", with("practice: 1, currency: {performed_within: 40d}"), "2026-01-06 ana signoff knife", "2026-02-01", "observe, by ana ben cleo"},
		{"lapsed", with("currency: {performed_within: 40d}"), "2026-01-06 ana signoff knife", "2026-04-01", "signoff, by ana ben cleo"},
		{"a waiver ends", with("due: 3d"), "2026-01-06 cleo waive knife until=2026-02-01", "2026-01-20", "signoff, by ana ben cleo"},
		{"asked for before the sign-off", "-- sojt.yaml --\nformat: 1\nprogram: bistro\nname: Bistro\npolicy: {request_first: true}\n-- roles/cook.yaml --\nrole: cook\ntitle: Cook\ncompetencies: [{id: knife, title: Cuts}]\n",
			"", "2026-01-10", "request, by mia"},

		{"who has a key", signed("signatures: required"), "", "2026-01-09", "signoff, by ana ben"},
		{"which counts on the day", signed("signatures: required"), "", "2026-01-10", "signoff, by ana"},
		{"one email, one person", signed("signatures: required"), "learner mia email=mia@bistro.example", "2026-01-09", "signoff, by ben"},
		{"one key, one person", signed("signatures: optional"), "2026-01-06 cleo key AAAAC3NzaC1lZDI1NTE5AAAAIBwp5r3jxc93/n8Z8rYmTFvdaCT8g3vTWwCO5ixlWtyl", "2026-01-09", "signoff, by ben cleo"},
		{"who is prepared", signed("mentor_role: teacher"), "2026-01-05 cleo enroll teacher learner=ben\n2026-01-06 cleo signoff teach role=teacher learner=ben", "2026-01-10", "signoff, by ben"},
		{"who holds it", signed("mentor_holds_competency: true"), "2026-01-05 ana enroll cook learner=cleo\n2026-01-06 ana signoff knife learner=cleo", "2026-01-10", "signoff, by cleo"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, c.definitions)
			w.add(enrolled + c.records)
			m := Moment{AsOf: w.day(c.day)}
			l := w.learner("mia")
			r := w.book.Fold(l, m).Role("cook")
			if got := w.book.Bench(m).Next(l, r, &r.Cells[0]).words(); got != c.want {
				t.Errorf("%s: got %q, want %q", r.Cells[0].Standing, got, c.want)
			}
		})
	}
}

// What Next says, Judge says: whoever is named for a sign-off may make it, nobody else may, and nobody
// at all where something has to come before.
func TestNextAgreesWithJudge(t *testing.T) {
	asked := map[string]int{}
	for seed := range seeds() {
		w, story := somebody(t, seed)
		w.book.Program.Policy.Signatures = "optional" // rule 11 is not Judge's
		l := w.learner("mia")
		if seed%2 == 0 {
			l.Email = "" // which was Ben's
		}
		for _, day := range []string{"2026-01-20", "2026-03-01", "2026-04-20"} {
			m := Moment{AsOf: w.day(day)}
			at := m.AsOf.End(w.book.Program.Zone).UTC().Truncate(time.Second)
			m.KnownAt = at.Add(-time.Second)
			bench, s := w.book.Bench(m), w.book.Fold(l, m)
			for _, r := range s.Roles {
				for i := range r.Cells {
					c := &r.Cells[i]
					step := bench.Next(l, r, c)
					asked[step.Act]++
					for _, id := range []string{"ana", "ben", "cleo"} {
						draft := perfect(l, r, c, step, id)
						draft.At, draft.Date, draft.ID = at, m.AsOf, ulidAt(at, 9999)
						refused := w.book.Judge(l, draft)
						named := slices.Contains(step.By, id) && step.From == 0
						if wrong := disagrees(step, draft, named, refused); wrong != "" {
							t.Fatalf("seed %d, %s, %s in %s, %s: %s: %s\n%v\n%s", seed, day, c.Entry.ID, r.Role.ID, id, step.words(), wrong, refused, story)
						}
					}
				}
			}
		}
	}
	for _, act := range []string{ActSignoff, ActObserve, ActRequest, ActPractice, ActPrerequisite} {
		if uint64(asked[act]) < seeds()/10 {
			t.Errorf("checker is broken: %d steps are %s", asked[act], act)
		}
	}
}

// perfect is a judgement that nothing is wrong with but who makes it, and when.
func perfect(l *Learner, r *RoleStanding, c *Cell, step Step, by string) *Record {
	e := c.Entry
	draft := &Record{
		Type: Signoff, By: by, Program: "bistro", Learner: l.ID, Role: r.Role.ID, Competency: e.ID,
		Revision: e.Revision, Fingerprint: e.Fingerprint, Place: "kitchen", Method: step.Method, Meaning: "observed",
	}
	for _, criterion := range e.Criteria {
		draft.Criteria = append(draft.Criteria, criterion.ID)
	}
	if e.Scale != nil {
		draft.Level = line.N(3)
	}
	if step.Act == ActObserve {
		draft.Type, draft.Outcome = Observation, CompetentOutcome
	}
	return draft
}

// disagrees says how a verdict on a draft differs from the step; "" where it does not.
func disagrees(step Step, draft *Record, named bool, refused Refusals) string {
	switch {
	case named && len(refused) > 0:
		return "named, and refused"
	case step.Act == ActSignoff && !named && len(refused) == 0:
		return "not named, and may"
	case slices.Contains([]string{ActRequest, ActPractice, ActPrerequisite}, step.Act) && len(refused) == 0:
		return "nothing has to come before"
	}
	return ""
}

// A bench looks at each mentor's own file once, whatever it is asked.
func TestBenchLooksAtMentorsOnce(t *testing.T) {
	w := newWorld(t, `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
policy: {mentor_role: cook, mentor_holds_competency: true}
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts}]`)
	looks, person := map[string]int{}, w.book.Person
	w.book.Person = func(id string) *Learner {
		looks[id]++
		return person(id)
	}
	m := Moment{AsOf: w.day("2026-01-10")}
	bench := w.book.Bench(m)
	for i := range 300 {
		l := &Learner{ID: fmt.Sprintf("learner-%d", i)}
		l.Records = []*Record{{Type: Enroll, By: "cleo", Role: "cook", Start: m.AsOf, At: m.AsOf.Start(time.UTC), Learner: l.ID, Digest: l.ID}}
		r := w.book.Fold(l, m).Role("cook")
		bench.Next(l, r, &r.Cells[0])
	}
	for id, n := range looks {
		if n > 2 {
			t.Errorf("%s was looked at %d times", id, n)
		}
	}
	if len(looks) != 3 {
		t.Fatalf("checker is broken: looked at %v", looks)
	}
}
