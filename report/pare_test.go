package report_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"sojt/competency"
	"sojt/report"
	"sojt/signoff"
)

// TestParedSaysTheSame: a view that is given only what it asked for shows what it shows of everything.
func TestParedSaysTheSame(t *testing.T) {
	programs := []*population{readPopulation(t, "../examples/kitchen"), readPopulation(t, "../examples/lab")}
	for seed := range uint64(6) {
		programs = append(programs, makePopulation(t, seed))
	}
	pared := 0
	for i, p := range programs {
		random := rand.New(rand.NewPCG(uint64(i), 3))
		for range 4 {
			m := p.moment(random)
			for _, scope := range []report.Scope{
				{}, {IncludeLeft: true, Redact: true}, {Filter: report.Filter{Role: p.program.Roles[0].ID}},
				{Filter: report.Filter{Tag: "station"}}, {Filter: report.Filter{Group: "Safety"}}, {Filter: report.Filter{Mentor: p.program.Mentors[0].ID}},
			} {
				pared += p.pare(t, m, scope)
			}
		}
	}
	if pared == 0 {
		t.Error("no view was given less")
	}
}

// pare compares the views that can be given less, and counts them.
func (p *population) pare(t *testing.T, m signoff.Moment, scope report.Scope) (n int) {
	book := signoff.NewRulebook(p.program, p.find)
	for _, kind := range report.Views() {
		pare := kind.Pare(scope)
		if pare == nil {
			continue
		}
		n++
		var all, some []*signoff.Standings
		for _, l := range p.people {
			s := book.Fold(l, m)
			all, some = append(all, s), append(some, pare(s))
			if held := some[len(some)-1]; len(held.Learner.Records) > 0 {
				t.Errorf("%s: the records of %s are held", kind.Name, l.ID)
			}
		}
		whole, part := kind.New(report.NewInput(book, m, all, scope)), kind.New(report.NewInput(book, m, some, scope))
		place := fmt.Sprintf("%s as of %s, %+v", kind.Name, m.AsOf, scope.Filter)
		if got, want := part.Rows(), whole.Rows(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: rows\n%v\nof everything\n%v", place, got, want)
		}
		if got, want := part.Page(), whole.Page(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: page\n%v\nof everything\n%v", place, got, want)
		}
	}
	return n
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
	got := report.Views()[0].Pare(report.Scope{})(all).Roles[0].Cells
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
