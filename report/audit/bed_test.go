package audit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/audit"
	"sojt/signoff"
	"sojt/signoff/line"
)

// The program that defects are planted in: two roles in one department, three founding mentors, one who
// qualified, and a cook with whom all is well.
const (
	sojtYAML = `format: 1
program: planted-bed-1111
name: Bed
departments: [{id: kitchen}]
policy: {mentor_role: coach, late_after: 7d}
`
	mentorsYAML = `mentors:
  - {id: ana, name: Ana, departments: [kitchen], from: 2026-01-01, prepared: {by: Ines, date: 2026-01-01}}
  - {id: ben, name: Ben, departments: [kitchen], from: 2026-01-01, prepared: {by: Ines, date: 2026-01-01}}
  - {id: cal, name: Cal, departments: [kitchen], coordinator: true, from: 2026-01-01, prepared: {by: Ines, date: 2026-01-01}}
  - {id: dee, name: Dee, departments: [kitchen], from: 2026-06-02}
`
	coachYAML = `role: coach
title: Coach
department: kitchen
competencies: [{id: coaching, title: Brings a cook to a sign-off}]
`
	cookYAML = `role: cook
title: Cook
department: kitchen
competencies:
  - {id: knife, title: Cuts to size, due: 60d}
  - {id: grill, title: Grills to order, certifier: separate}
  - {id: stock, title: Counts the stock, required: false, acknowledge: true}
  - {id: peel, title: Peels by hand, required: false, retired: 2026-09-01}
`
)

// auditDay is the day of the audit.
const auditDay = "2026-10-31"

// bed is a program with its people.
type bed struct {
	t       testing.TB
	program *competency.Program
	people  []*signoff.Learner
	roster  []audit.Shift
	records int
}

// newBed loads the definitions, changed, and enrols those with whom all is well.
func newBed(t testing.TB, change ...func(files map[string]string)) *bed {
	t.Helper()
	files := map[string]string{"sojt.yaml": sojtYAML, "mentors.yaml": mentorsYAML, "roles/coach.yaml": coachYAML, "roles/cook.yaml": cookYAML}
	for _, f := range change {
		f(files)
	}
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	program, problems := competency.Load(fsys)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	b := &bed{t: t, program: program}
	b.enrol("dee", "coach", "2026-02-01")
	b.sign("dee", "coach", "coaching", "ana", "2026-06-01")
	b.cook("zoe")
	b.roster = append(b.roster, audit.Shift{Learner: "zoe", Target: "cook", Date: day("2026-10-20")})
	return b
}

func day(s string) calendar.Date {
	d, err := calendar.Parse(s)
	if err != nil {
		panic(s)
	}
	return d
}

// cook enrols somebody in October who is qualified by now.
func (b *bed) cook(id string) *signoff.Learner {
	l := b.enrol(id, "cook", "2026-10-01")
	b.sign(id, "cook", "knife", "ana", "2026-10-15")
	b.sign(id, "cook", "grill", "ben", "2026-10-16")
	return l
}

func (b *bed) enrol(id, role, start string) *signoff.Learner {
	l := b.learner(id)
	b.add(id, "cal", start, signoff.Record{Type: signoff.Enroll, Role: role, Start: day(start)})
	return l
}

func (b *bed) learner(id string) *signoff.Learner {
	for _, l := range b.people {
		if l.ID == id {
			return l
		}
	}
	l := &signoff.Learner{ID: id, Name: strings.ToUpper(id[:1]) + id[1:], File: "learners/" + id + ".yaml"}
	b.people = append(b.people, l)
	return l
}

// sign adds a sign-off of today's wording, made at ten on its day unless a change says otherwise.
func (b *bed) sign(id, role, about, by, on string, change ...func(r *signoff.Record)) *signoff.Record {
	r := b.judged(about)
	r.Type, r.Role, r.Date, r.Meaning = signoff.Signoff, role, day(on), "observed and found competent"
	return b.add(id, by, on, r, change...)
}

// observe adds an observation.
func (b *bed) observe(id, about, by, on, outcome string, change ...func(r *signoff.Record)) *signoff.Record {
	r := b.judged(about)
	r.Type, r.Role, r.Date, r.Outcome = signoff.Observation, "cook", day(on), outcome
	if outcome == signoff.NotYetOutcome {
		r.Note, r.Action = "too slow", "two more runs"
	}
	return b.add(id, by, on, r, change...)
}

func (b *bed) judged(about string) signoff.Record {
	c := b.program.Competency(about)
	return signoff.Record{Competency: about, Revision: c.Revision, Fingerprint: c.Fingerprint}
}

func (b *bed) add(id, by, on string, r signoff.Record, change ...func(r *signoff.Record)) *signoff.Record {
	b.t.Helper()
	b.records++
	l := b.learner(id)
	r.By, r.Program, r.Learner = by, b.program.ID, id
	r.At = day(on).Start(time.UTC).Add(10*time.Hour + time.Duration(b.records)*time.Second)
	for _, f := range change {
		f(&r)
	}
	id, err := line.NewIDs(strings.NewReader(fmt.Sprintf("%016d", b.records))).Next(r.At)
	if err != nil {
		b.t.Fatal(err)
	}
	r.ID = id
	if err := r.Seal(); err != nil {
		b.t.Fatal(err)
	}
	l.Records, l.Lines = append(l.Records, &r), append(l.Lines, 6+len(l.Records))
	return &r
}

// inputs are what a case looks at, by a filter.
func (b *bed) inputs(scope report.Scope) (in, whole *report.Input) {
	person := func(id string) *signoff.Learner {
		i := slices.IndexFunc(b.people, func(l *signoff.Learner) bool { return l.ID == id })
		if i < 0 {
			return nil
		}
		return b.people[i]
	}
	book := signoff.NewRulebook(b.program, person)
	m := signoff.Moment{AsOf: day(auditDay)}
	var all []*signoff.Standings
	for _, l := range b.people {
		all = append(all, book.Fold(l, m))
	}
	return report.NewInput(book, m, all, scope), report.NewInput(book, m, all, report.Scope{IncludeLeft: true, Redact: scope.Redact})
}

// inspection is the case of an audit with its defaults.
func (b *bed) inspection(scope report.Scope) audit.Case {
	in, whole := b.inputs(scope)
	return audit.Case{
		In: in, Whole: whole, Since: day(auditDay).Sub(calendar.Period{N: 90, Unit: calendar.Days}), Until: day(auditDay),
		Mentors: 2, Burst: 8, Roster: b.roster,
	}
}

// rows writes findings as "check learner role competency mentor record".
func rows(found []audit.Finding) []string {
	var lines []string
	for _, f := range found {
		record := ""
		if f.Record != nil {
			record = f.Record.ID
		}
		lines = append(lines, strings.Join([]string{f.Check.Name, f.Learner, f.Role, f.Competency, f.Mentor, record}, "|"))
	}
	slices.Sort(lines)
	return lines
}
