package report_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"sojt/competency"
	"sojt/report"
	"sojt/report/format"
	"sojt/signoff"
	"sojt/signoff/line"
)

// TestParedSaysTheSame: a view that is given only what it asked for shows what it shows of everything, in every
// format and with every filter, also where all that was lent is something else by then.
func TestParedSaysTheSame(t *testing.T) {
	pared := map[string]int{}
	for i, p := range paredPrograms(t) {
		random := rand.New(rand.NewPCG(uint64(i), 3))
		for n := range 3 {
			m := p.moment(random)
			for _, scope := range p.scopes(random) {
				for _, kind := range report.Views() {
					if pare := kind.Pare(p.book(), m, scope); pare != nil {
						pared[kind.Name]++
						for _, differs := range p.pared(t, kind, m, scope, pare, n == 0) {
							t.Errorf("%s as of %s, %+v: %s", kind.Name, m.AsOf, scope.Filter, differs)
						}
					}
				}
			}
		}
	}
	for _, name := range []string{"progress", "matrix", "due", "coverage", "needs", "goals"} {
		if pared[name] == 0 {
			t.Errorf("%s is given everything", name)
		}
	}
}

// What a view looks at and is not given is noticed: each part that is kept, left out on purpose.
func TestParedForgets(t *testing.T) {
	programs := paredPrograms(t)
	forgets := func(view, part string, scope report.Scope, forget func(s *signoff.Standings)) {
		t.Run(view+" "+part, func(t *testing.T) {
			for i, p := range programs {
				random := rand.New(rand.NewPCG(uint64(i), 3))
				for range 4 {
					m := p.moment(random)
					pare := kind(view).Pare(p.book(), m, scope)
					spoilt := func(s *signoff.Standings) *signoff.Standings {
						s = pare(s)
						forget(s)
						return s
					}
					if len(p.pared(t, kind(view), m, scope, spoilt, false)) > 0 {
						return
					}
				}
			}
			t.Error("checker is broken: nobody misses it")
		})
	}
	forgets("due", "objectives", report.Scope{}, func(s *signoff.Standings) {
		*s = signoff.Standings{Learner: s.Learner, Moment: s.Moment, Roles: s.Roles}
	})
	forgets("due", "the day of a role", report.Scope{}, func(s *signoff.Standings) {
		for _, r := range s.Roles {
			r.DueBy = 0
		}
	})
	forgets("progress", "what a mentor recorded", report.Scope{Filter: report.Filter{Mentor: "ana"}}, func(s *signoff.Standings) { s.Learner.Records = nil })
	for view, parts := range map[string]map[string]func(c *signoff.Cell){
		"progress": {"standing": func(c *signoff.Cell) { c.Standing = signoff.StandsNone }, "due": func(c *signoff.Cell) { c.Due = 0 }},
		"matrix":   {"by": func(c *signoff.Cell) { c.By = "" }, "until": func(c *signoff.Cell) { c.Until = 0 }, "flags": func(c *signoff.Cell) { c.Flags = 0 }, "level": func(c *signoff.Cell) { c.Level = line.Int{} }},
		"due":      {"barred": func(c *signoff.Cell) { c.Barred = nil }, "passes": func(c *signoff.Cell) { c.Passes = nil }, "blocking": func(c *signoff.Cell) { c.Blocking = nil }, "runs": func(c *signoff.Cell) { c.Runs = 0 }},
		"coverage": {"standing": func(c *signoff.Cell) { c.Standing = signoff.StandsNone }},
		"needs":    {"due": func(c *signoff.Cell) { c.Due = 0 }, "open": func(c *signoff.Cell) { c.Open = false }},
		"goals":    {"asked": func(c *signoff.Cell) { c.Asked = false }},
	} {
		for part, forget := range parts {
			forgets(view, part, report.Scope{}, func(s *signoff.Standings) {
				for _, r := range s.Roles {
					for i := range r.Cells {
						forget(&r.Cells[i])
					}
				}
			})
		}
	}
}

func paredPrograms(t *testing.T) []*population {
	programs := []*population{readPopulation(t, "../examples/kitchen"), readPopulation(t, "../examples/lab")}
	for seed := range uint64(5) {
		programs = append(programs, makePopulation(t, seed))
	}
	return programs
}

func (p *population) book() *signoff.Rulebook { return signoff.NewRulebook(p.program, p.find) }

// scopes are filters of every sort.
func (p *population) scopes(random *rand.Rand) []report.Scope {
	mentor := func() string { return p.program.Mentors[random.IntN(len(p.program.Mentors))].ID }
	role := p.program.Roles[random.IntN(len(p.program.Roles))]
	only := []report.Filter{
		{}, {Role: role.ID}, {Tag: "station"}, {Group: "Safety"}, {Mentor: mentor()}, {Mentor: mentor(), Role: role.ID},
		{Group: role.Entries[random.IntN(len(role.Entries))].Group}, {Learner: p.people[random.IntN(len(p.people))].ID},
	}
	if len(p.program.Departments) > 0 {
		only = append(only, report.Filter{Department: p.program.Departments[random.IntN(len(p.program.Departments))].ID})
	}
	scopes := []report.Scope{{IncludeLeft: true, Redact: true}}
	for _, f := range only {
		scopes = append(scopes, report.Scope{Filter: f})
	}
	return scopes
}

// pared says where a view of what is left differs from one of everything.
func (p *population) pared(t *testing.T, kind report.Kind, m signoff.Moment, scope report.Scope, pare func(*signoff.Standings) *signoff.Standings, inBytes bool) (differs []string) {
	t.Helper()
	book := p.book()
	finder := report.NewFinder(book, m, scope, report.FailOnWords())
	var all, some []*signoff.Standings
	for _, l := range p.people {
		lent := *l
		lent.Records = nil
		for _, r := range l.Records {
			lent.Records = append(lent.Records, r.Clone())
		}
		s := book.Fold(&lent, m)
		finder.Look(s)
		all, some = append(all, book.Fold(l, m)), append(some, pare(s))
		spoil(s)
	}
	everything, left := report.NewInput(book, m, all, scope), report.NewInput(book, m, some, scope)
	if got, want := finder.Hits(left, 1), report.FailOn(everything, report.FailOnWords(), 1); !reflect.DeepEqual(got, want) {
		return []string{fmt.Sprintf("found\n%v\nof everything\n%v", got, want)}
	}
	whole, part := kind.New(everything), kind.New(left)
	if got, want := part.Rows(), whole.Rows(); !reflect.DeepEqual(got, want) {
		return []string{fmt.Sprintf("rows\n%v\nof everything\n%v", got, want)}
	}
	if got, want := part.Page(), whole.Page(); !reflect.DeepEqual(got, want) {
		return []string{fmt.Sprintf("page\n%v\nof everything\n%v", got, want)}
	}
	if scope.Filter != (report.Filter{}) || !inBytes {
		return nil // formats see nothing but rows and pages
	}
	for _, f := range format.Formats() {
		var got, want bytes.Buffer
		if err := errors.Join(f.Write(&got, part, format.Options{}), f.Write(&want, whole, format.Options{})); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			differs = append(differs, f.Name+" has other bytes")
		}
	}
	return differs
}

// spoil makes what was lent something else, as the next learner does.
func spoil(s *signoff.Standings) {
	for _, r := range s.Learner.Records {
		*r = signoff.Record{ID: "lent", By: "lent", Type: signoff.Enroll}
	}
	for _, r := range s.Roles {
		for i := range r.Cells {
			c := &r.Cells[i]
			for _, ids := range [][]string{c.Barred, c.Blocking} {
				for j := range ids {
					ids[j] = "lent"
				}
			}
			clear(c.Passes)
			*c = signoff.Cell{Entry: c.Entry, Standing: signoff.StandsRevoked, By: "lent"}
		}
		*r = signoff.RoleStanding{Role: r.Role, Left: 1, Cells: r.Cells}
	}
}

// What waits for the learner, was put off, is blocked or due before what comes next is among what is kept.
func TestParedKeepsWhatProgressNames(t *testing.T) {
	entry := func(id string) *competency.Entry {
		return &competency.Entry{Competency: &competency.Competency{ID: id}, Required: true}
	}
	put := new(signoff.Record)
	role := &signoff.RoleStanding{Role: &competency.Role{ID: "cook"}, Cells: []signoff.Cell{
		{Entry: entry("put-off"), Open: true, Due: 1, Deferral: put},
		{Entry: entry("later"), Open: true, Due: 9, Rests: put},
		{Entry: entry("next"), Open: true, Due: 5, Standing: signoff.StandsReady, Flags: signoff.Overdue},
		{Entry: entry("expired"), Open: true, Due: 7, Standing: signoff.StandsExpired, Rests: put},
		{Entry: entry("waits"), Standing: signoff.StandsCompetent, Flags: signoff.Unacknowledged, Rests: put},
		{Entry: entry("done"), Standing: signoff.StandsCompetent, Rests: put},
	}}
	all := &signoff.Standings{Learner: &signoff.Learner{ID: "ana"}, Roles: []*signoff.RoleStanding{role}}
	got := report.Views()[0].Pare(signoff.NewRulebook(new(competency.Program), nil), signoff.Moment{}, report.Scope{})(all).Roles[0].Cells
	ids := ""
	for _, c := range got {
		ids += c.Entry.ID + " "
		if c.Rests != nil || c.Deferral == put {
			t.Errorf("%s holds a record", c.Entry.ID)
		}
	}
	if ids != "put-off next expired waits " {
		t.Errorf("kept are %s", ids)
	}
}
