package testkit

import (
	"fmt"
	"strings"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/strictyaml"
	"sojt/signoff"
	"sojt/signoff/line"
)

// authors are the people of Definitions; the coordinator acts most often.
var authors = [...]string{"ana", "ana", "ana", "ben", "cleo"}

// People makes learners of a program, with n records each.
func (g *Generator) People(p *competency.Program, learners, n int) []*signoff.Learner {
	people := make([]*signoff.Learner, learners)
	for i := range people {
		people[i] = g.Person(p, fmt.Sprintf("learner-%03d", i), n)
	}
	return people
}

// Person makes a learner with n records over about a year that names only what the program has and
// records that were made before: what people might do, though rarely what they should. Every
// learner is enrolled; most records are judgements. Lines stands for a file as File writes it.
func (g *Generator) Person(p *competency.Program, id string, n int) *signoff.Learner {
	l := &signoff.Learner{ID: id, Name: g.Name(), Department: g.word("", "kitchen", "bar"), Supervisor: g.word("", "ana", "ben"), File: "learners/" + id + ".yaml"}
	at := time.Date(2024, 3, 1, 7, 0, 0, 0, time.UTC)
	step := max(1, 300*24*3600/max(1, n))
	for i := range n {
		at = at.Add(time.Duration(1+g.random.IntN(2*step)) * time.Second)
		kind := g.word(signoff.KnownTypes()...)
		if g.chance(2) {
			kind = g.word(signoff.Practice, signoff.Observation, signoff.Signoff, signoff.Signoff)
		}
		if i == 0 || i == 1 && g.chance(2) {
			kind = signoff.Enroll
		}
		l.Records = append(l.Records, g.fitting(p, l, kind, at))
	}
	for i := range l.Records {
		l.Lines = append(l.Lines, strings.Count(header(l), "\n")+1+i)
	}
	return l
}

// fitting makes one more record of a learner.
func (g *Generator) fitting(p *competency.Program, l *signoff.Learner, kind string, at time.Time) *signoff.Record {
	id, err := g.ids.Next(at)
	if err != nil {
		panic(err) // the stream of numbers has no end
	}
	r := &signoff.Record{ID: id, At: at, By: authors[g.random.IntN(len(authors))], Type: kind, Program: p.ID, Learner: l.ID}
	g.fill(r)
	g.tie(r, p, l.Records)
	if kind == signoff.Request || kind == signoff.Acknowledge || kind == signoff.Practice && g.chance(2) {
		r.By = l.ID
	}
	r.Override = g.maybeText(12)
	if g.chance(2) {
		r.Prev = signoff.Heads(l.Records)
	}
	if g.chance(3) {
		r.Sig = "U1NIU0lH"
	}
	if err := r.Seal(); err != nil {
		panic(fmt.Sprintf("%s: %v", kind, err)) // made to be well-formed
	}
	return r
}

// tie replaces what fill made up by what is there: roles, competencies, people, earlier records, and
// days near the time of recording, some of them in the future.
func (g *Generator) tie(r *signoff.Record, p *competency.Program, before []*signoff.Record) {
	if r.Role != "" || r.Type == signoff.Enroll {
		r.Role = g.word("line-cook", "line-cook", "line-cook", "barista")
	}
	if r.Competency != "" {
		g.judged(r, p)
	}
	if r.With != "" {
		r.With = g.word("ana", "ben")
	}
	if r.To != "" {
		r.To = g.word("ana", "ben")
	}
	day := calendar.In(r.At, time.UTC) + calendar.Date(g.random.IntN(14)-11)
	for _, d := range []*calendar.Date{&r.Date, &r.Start} {
		if *d != 0 {
			*d = day
		}
	}
	for _, d := range []*calendar.Date{&r.Until, &r.Due, &r.Retest} {
		if *d != 0 {
			*d = day + calendar.Date(g.random.IntN(120))
		}
	}
	if r.Minutes.Set {
		r.Minutes = line.N(g.random.IntN(300))
	}
	g.refer(r, before)
}

// judged ties what a record says of a competency to its wording, mostly that of today.
func (g *Generator) judged(r *signoff.Record, p *competency.Program) {
	role := p.Role(g.word("line-cook", "line-cook", "barista"))
	c := role.Entries[g.random.IntN(len(role.Entries))].Competency
	r.Competency = c.ID
	if r.Fingerprint != "" && !g.chance(5) {
		r.Revision, r.Fingerprint = c.Revision, c.Fingerprint
	}
	if r.Level = (line.Int{}); c.Scale != nil {
		r.Level = line.N(1 + g.random.IntN(3))
	}
	r.Criteria, r.Errors = nil, nil
	if r.Type == signoff.Signoff || r.Outcome == signoff.CompetentOutcome {
		r.Criteria = []string{"grip", "size"}
	}
}

// refer ties a record to those before it that it can speak of; a learner's first never has to.
func (g *Generator) refer(r *signoff.Record, before []*signoff.Record) {
	var signoffs []string
	for _, old := range before {
		if old.Type == signoff.Signoff {
			signoffs = append(signoffs, old.Digest)
		}
	}
	if r.Ref != "" {
		r.Ref = before[g.random.IntN(len(before))].Digest
	}
	if r.Reaffirms = ""; len(signoffs) == 0 {
		return
	}
	switch {
	case r.Type == signoff.Acknowledge:
		r.Ref = g.word(signoffs...)
	case r.Type == signoff.Signoff && g.chance(4):
		r.Reaffirms = g.word(signoffs...)
	}
}

// File writes a learner's file: the header, then the records in their order.
func File(l *signoff.Learner) string {
	var b strings.Builder
	b.WriteString(header(l))
	for _, r := range l.Records {
		text, err := r.Line()
		if err != nil {
			panic(fmt.Sprintf("%s: %v", r.ID, err)) // sealed when it was made
		}
		b.WriteString(line.Bullet + text + "\n")
	}
	return b.String()
}

func header(l *signoff.Learner) string {
	var b strings.Builder
	for _, x := range []struct{ key, value string }{
		{"learner", l.ID}, {"name", l.Name}, {"email", l.Email}, {"department", l.Department}, {"supervisor", l.Supervisor},
	} {
		if x.value != "" {
			b.WriteString(x.key + ": " + strictyaml.Quote(x.value) + "\n")
		}
	}
	return b.String() + "records:\n"
}
