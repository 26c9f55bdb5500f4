package competency_test

import (
	"testing"

	"sojt/competency"
)

// tree is operations with kitchen (with pastry beneath it) and bar, and sales beside it.
var tree = []competency.Department{
	{ID: "operations"}, {ID: "kitchen", Parent: "operations"}, {ID: "pastry", Parent: "kitchen"},
	{ID: "bar", Parent: "operations"}, {ID: "sales"},
}

func TestMaySign(t *testing.T) {
	knives, hands := &competency.Competency{ID: "knives"}, &competency.Competency{ID: "hygiene/hands"}
	narrowed := &competency.Competency{ID: "knives", Mentors: []string{"per"}}
	for name, c := range map[string]struct {
		departments, signs []string
		flat               bool // the program has no departments
		department, role   string
		competency         *competency.Competency
		want               bool
	}{
		"the department":               {departments: []string{"kitchen"}, department: "kitchen", role: "cook", competency: knives, want: true},
		"one above":                    {departments: []string{"operations"}, department: "pastry", role: "cook", competency: knives, want: true},
		"one beneath":                  {departments: []string{"pastry"}, department: "kitchen", role: "cook", competency: knives},
		"one beside":                   {departments: []string{"bar", "sales"}, department: "kitchen", role: "cook", competency: knives},
		"no department of the learner": {departments: []string{"operations"}, role: "cook", competency: knives},
		"an unknown department":        {departments: []string{"operations"}, department: "moon", role: "cook", competency: knives},
		"the role":                     {signs: []string{"cook"}, department: "sales", role: "cook", competency: knives, want: true},
		"the competency":               {signs: []string{"hygiene/hands"}, role: "cook", competency: hands, want: true},
		"another role":                 {signs: []string{"waiter"}, role: "cook", competency: knives},
		"the set is no competency":     {signs: []string{"hygiene"}, role: "cook", competency: hands},
		"both given, both hold":        {departments: []string{"kitchen"}, signs: []string{"knives"}, department: "pastry", role: "cook", competency: knives, want: true},
		"both given, department fails": {departments: []string{"bar"}, signs: []string{"knives"}, department: "pastry", role: "cook", competency: knives},
		"both given, signs fails":      {departments: []string{"kitchen"}, signs: []string{"waiter"}, department: "pastry", role: "cook", competency: knives},
		"neither":                      {department: "kitchen", role: "cook", competency: knives},
		"neither, in a flat program":   {flat: true, role: "cook", competency: knives, want: true},
		"signs in a flat program":      {flat: true, signs: []string{"waiter"}, role: "cook", competency: knives},
		"narrowed to another":          {departments: []string{"operations"}, department: "kitchen", role: "cook", competency: narrowed},
		"narrowed, in a flat program":  {flat: true, role: "cook", competency: narrowed},
	} {
		t.Run(name, func(t *testing.T) {
			p := &competency.Program{Departments: tree}
			if c.flat {
				p.Departments = nil
			}
			m := &competency.Mentor{ID: "ana", Departments: c.departments, Signs: c.signs}
			if got := p.MaySign(m, c.department, c.role, c.competency); got != c.want {
				t.Errorf("may sign: %v, want %v", got, c.want)
			}
			per := &competency.Mentor{ID: "per", Departments: c.departments, Signs: c.signs}
			if narrows := len(c.competency.Mentors) > 0; narrows && !p.MaySign(per, c.department, c.role, c.competency) {
				t.Error("the mentor it is narrowed to may not sign")
			}
		})
	}
}

func TestDesignation(t *testing.T) {
	first := &competency.Mentor{ID: "ana", From: day("2026-01-01"), Until: day("2026-03-31")}
	second := &competency.Mentor{ID: "ana", From: day("2026-05-01")}
	other := &competency.Mentor{ID: "per", Until: day("2026-02-01")}
	p := &competency.Program{Mentors: []*competency.Mentor{first, other, second}}
	for on, want := range map[string]*competency.Mentor{
		"2025-12-31": nil, "2026-01-01": first, "2026-03-31": first, "2026-04-01": nil, "2026-04-30": nil, "2026-05-01": second, "9999-12-31": second,
	} {
		if got := p.Designation("ana", day(on)); got != want {
			t.Errorf("on %s: %v, want %v", on, got, want)
		}
	}
	if p.Designation("per", day("0001-01-01")) != other || p.Designation("per", day("2026-02-02")) != nil {
		t.Error("an open beginning and a last day are not kept")
	}
	if got := p.Designations("ana"); len(got) != 2 || got[0] != first || got[1] != second {
		t.Errorf("the entries of ana are %v", got)
	}
	if p.Designations("nobody") != nil {
		t.Error("nobody is designated")
	}
}

func TestInDepartment(t *testing.T) {
	p := &competency.Program{Departments: tree}
	m := &competency.Mentor{Departments: []string{"kitchen"}}
	for department, want := range map[string]bool{"kitchen": true, "pastry": true, "operations": false, "bar": false, "": false} {
		if got := p.InDepartment(m, department); got != want {
			t.Errorf("%q: %v, want %v", department, got, want)
		}
	}
	if !(&competency.Program{}).InDepartment(m, "anything") {
		t.Error("without departments all belong to one")
	}
	loop := &competency.Program{Departments: []competency.Department{{ID: "a", Parent: "b"}, {ID: "b", Parent: "a"}}}
	if loop.Beneath("a", "c") {
		t.Error("a is beneath c in no tree")
	}
}

func TestReaches(t *testing.T) {
	words := competency.Accomplishments()
	for i, done := range words {
		for j, asked := range words {
			if got := competency.Reaches(done, asked); got != (i <= j) {
				t.Errorf("%s for %s: %v", done, asked, got)
			}
		}
	}
	if !competency.Reaches("", "perform") || competency.Reaches("discuss", "") {
		t.Error("nothing said is perform")
	}
}
