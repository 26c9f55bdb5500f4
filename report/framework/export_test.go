package framework

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"sojt/competency"
	"sojt/report/iri"
)

const kitchen = `
-- sojt.yaml --
format: 1
program: kitchen-k3v9
name: Kitchen
departments: [{id: galley, name: The galley}]
scales: [{id: entrustment, levels: [{id: 1, name: Observes}, {id: 3, name: Indirect, means: "acts alone", pass: true}]}]
-- mentors.yaml --
mentors: [{id: ana, name: Ana Ruiz, departments: [galley], from: 2026-01-01}]
-- competencies/hygiene.yaml --
set: hygiene
title: Hygiene
competencies:
  - {id: hands, title: Washes hands, group: Clean, scale: entrustment, level: 1, criteria: [{id: time, text: At least 20 s, critical: true}]}
  - {id: spare, title: Nobody asks for it, criteria: [{id: a, text: A}]}
-- roles/cook.yaml --
role: cook
title: Cook
summary: Runs a station.
department: galley
competencies:
  - {use: hygiene/hands, level: 3, required: false}
  - id: knife
    title: Cuts to size
    group: Station / Cold
    code: "2.1"
    revision: 2
    revised: 2026-11-01
    replaces: [{id: knives, carry: full}]
    critical: true
    why: A cut stops the line.
    conditions: 20 cm knife
    examples: [carrot, onion]
    references: [{title: Knife card, url: "https://example.com/knife", revision: B}]
    criteria: [{id: grip, text: Claw grip}, {id: size, text: "19 of 20 in size"}]
    requires: [hygiene/hands]
    align: [{framework: "O*NET 18.1", code: "35-2014.00", url: "https://example.com/onet"}, {framework: Ours, code: a1}]
    tags: [station]
  - {id: knives, title: Handles a knife, group: Station, retired: 2026-06-01, criteria: [{id: a, text: A}]}
  - {id: pastry, title: Pastry, criteria: [{id: a, text: A}]}
  - {id: grill, title: Grill, criteria: [{id: a, text: A}]}
choose: [{id: one, n: 1, of: [pastry, grill]}]
-- roles/porter.yaml --
role: porter
title: Porter
status: draft
competencies: [{use: hygiene/hands}, {id: pots, title: Washes pots, required: false, criteria: [{id: a, text: A}]}]
`

func load(t *testing.T, files string) *competency.Program {
	t.Helper()
	all := fstest.MapFS{}
	for _, part := range strings.Split(files, "\n-- ")[1:] {
		name, text, _ := strings.Cut(part, " --\n")
		all[name] = &fstest.MapFile{Data: []byte(text + "\n")}
	}
	p, problems := competency.Load(all)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return p
}

// days are those on which files were last changed.
func days(file string) time.Time {
	day := map[string]int{"sojt.yaml": 1, "competencies/hygiene.yaml": 2, "roles/cook.yaml": 3, "roles/porter.yaml": 4}[file]
	return time.Date(2026, 10, day, 9, 0, 0, 1, time.FixedZone("", 3600))
}

func export(t *testing.T, p *competency.Program, role string, base iri.Base) *Package {
	t.Helper()
	out, err := Export(p, p.Role(role), Options{Base: base, Changed: days})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// beneath is who stands beneath whom: type, statement, keywords, dates.
func beneath(p *Package) []string {
	items, children := map[string]Item{}, map[string][]string{}
	for _, i := range p.Items {
		items[i.Identifier] = i
	}
	for _, a := range p.Associations {
		if a.Type == "isChildOf" {
			children[a.Destination.Identifier] = append(children[a.Destination.Identifier], a.Origin.Identifier)
		}
	}
	var all []string
	var tell func(id, indent string)
	tell = func(id, indent string) {
		for _, child := range children[id] {
			i := items[child]
			line := indent + i.Type + " " + i.Statement
			for _, s := range []string{strings.Join(i.Keywords, "+"), i.StatusStart, i.StatusEnd} {
				if s != "" {
					line += " " + s
				}
			}
			all = append(all, line)
			tell(child, indent+"  ")
		}
	}
	tell(p.Document.Identifier, "")
	return all
}

func TestRole(t *testing.T) {
	p := export(t, load(t, kitchen), "cook", "https://example.com/k")
	want := []string{
		"Group Clean",
		"  Competency Washes hands optional",
		"    Criterion At least 20 s critical",
		"Group Station",
		"  Group Cold",
		"    Competency Cuts to size critical+station 2026-11-01",
		"      Criterion Claw grip",
		"      Criterion 19 of 20 in size",
		"  Competency Handles a knife 2026-05-31",
		"    Criterion A",
		"Competency Pastry elective",
		"  Criterion A",
		"Competency Grill elective",
		"  Criterion A",
	}
	if diff := cmp.Diff(want, beneath(p)); diff != "" {
		t.Error(diff)
	}
	if d := p.Document; d.Title != "Cook" || d.Description != "Runs a station." || d.Creator != "Kitchen" || d.AdoptionStatus != "Adopted" ||
		d.URI != "https://example.com/k/roles/cook/framework" || d.Changed != "2026-10-03T08:00:00Z" || !cmp.Equal(d.Subject, []string{"The galley"}) {
		t.Errorf("%+v", d)
	}
	var relations []string
	for _, a := range p.Associations {
		if a.Type != "isChildOf" {
			relations = append(relations, a.Origin.Title+" "+a.Type+" "+a.Destination.Title)
		}
	}
	if diff := cmp.Diff([]string{
		"Washes hands hasSkillLevel Indirect", "Washes hands precedes Cuts to size", "Handles a knife replacedBy Cuts to size", "Cuts to size isRelatedTo O*NET 18.1 35-2014.00",
	}, relations); diff != "" {
		t.Error(diff)
	}
	for _, i := range p.Items {
		if i.Statement == "Cuts to size" && (i.Code != "2.1" || i.Notes != "Why: A cut stops the line.\nConditions: 20 cm knife\nExamples: carrot; onion\nReferences: Knife card B https://example.com/knife") {
			t.Errorf("%+v", i)
		}
		if i.Statement == "Washes hands" && i.Changed != "2026-10-02T08:00:00Z" {
			t.Errorf("%+v", i)
		}
	}
	if r := p.Rubrics; len(r) != 1 || len(r[0].Criteria[0].Levels) != 2 || r[0].Criteria[0].Levels[1].Score != 3 || r[0].Criteria[0].Levels[1].Position != 2 {
		t.Errorf("%+v", r)
	}
}

func TestProgram(t *testing.T) {
	p := export(t, load(t, kitchen), "", "https://example.com/k")
	all := strings.Join(beneath(p), "\n")
	for part, n := range map[string]int{
		"Role Cook": 1, "Role Porter draft": 1, "Set Hygiene": 1, "    Competency Washes hands\n": 2, "\n  Competency Washes hands\n": 1, "Nobody asks": 1, "  Competency Washes pots optional": 1,
	} {
		if got := strings.Count(all, part); got != n {
			t.Errorf("%q stands there %d times, expected %d:\n%s", part, got, n, all)
		}
	}
	once := 0
	for _, i := range p.Items {
		if i.Statement == "Washes hands" {
			once++
		}
	}
	if once != 1 || p.Document.Changed != "2026-10-04T08:00:00Z" {
		t.Errorf("a shared competency is told %d times; %+v", once, p.Document)
	}
}

// TestIdentifiersStay: neither another base nor other words make other identifiers, and a role's own package
// has those of the program's.
func TestIdentifiersStay(t *testing.T) {
	ids := func(p *Package) map[string]bool {
		all := map[string]bool{}
		for _, i := range p.Items {
			all[i.Identifier] = true
		}
		return all
	}
	p := load(t, kitchen)
	program := ids(export(t, p, "", "https://example.com/k"))
	again := ids(export(t, load(t, strings.NewReplacer("Cuts to size", "Slices", "Kitchen", "Galley", "Claw grip", "Grip").Replace(kitchen)), "", "http://localhost:80/x"))
	if diff := cmp.Diff(program, again); diff != "" {
		t.Error(diff)
	}
	for id := range ids(export(t, p, "cook", "https://example.com/k")) {
		if !program[id] {
			t.Errorf("%s is not in the program's", id)
		}
	}
}

var uuid5 = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// judge says what is wrong with how a package hangs together: every item is beneath the document, children
// are counted from 1, what is pointed at is there, nothing has another's identifier.
func judge(p *Package) (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	there, types := map[string]bool{}, map[string]bool{}
	thing := func(t Thing) {
		if !uuid5.MatchString(t.Identifier) || there[t.Identifier] {
			say("%s is no identifier, or another's", t.Identifier)
		}
		if _, err := time.Parse("2006-01-02T15:04:05Z", t.Changed); err != nil {
			say("%s: %v", t.Identifier, err)
		}
		there[t.Identifier] = true
	}
	thing(p.Document.Thing)
	for _, i := range p.ItemTypes {
		thing(i.Thing)
		types[i.Identifier] = true
	}
	for _, r := range p.Rubrics {
		thing(r.Thing)
		for _, c := range r.Criteria {
			thing(c.Thing)
			for _, l := range c.Levels {
				thing(l.Thing)
			}
		}
	}
	above := map[string]string{}
	for _, i := range p.Items {
		thing(i.Thing)
		if !types[i.TypeURI.Identifier] || i.TypeURI.Title != i.Type || i.Statement == "" {
			say("%s: a type that is not listed, or nothing said", i.Identifier)
		}
	}
	count := map[string]int{}
	for _, a := range p.Associations {
		thing(a.Thing)
		if !there[a.Origin.Identifier] || !there[a.Destination.Identifier] && a.Type != "isRelatedTo" {
			say("%s of what is not there", a.Type)
		}
		if a.Type == "isChildOf" {
			count[a.Destination.Identifier]++
			above[a.Origin.Identifier] = a.Destination.Identifier
			if a.Sequence != count[a.Destination.Identifier] {
				say("%s is number %d", a.Origin.Title, a.Sequence)
			}
		}
	}
	for _, i := range p.Items {
		at := i.Identifier
		for n := 0; at != p.Document.Identifier && n < 20; n++ {
			at = above[at]
		}
		if at != p.Document.Identifier {
			say("%s is beneath nothing", i.Statement)
		}
	}
	return wrong
}

func TestExamplesHangTogether(t *testing.T) {
	dirs, _ := filepath.Glob("../../examples/*/sojt.yaml")
	if len(dirs) < 4 {
		t.Fatal(dirs)
	}
	for _, file := range dirs {
		p, problems := competency.Load(os.DirFS(filepath.Dir(file)))
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		roles := []string{""}
		for _, r := range p.Roles {
			roles = append(roles, r.ID)
		}
		for _, role := range roles {
			made := export(t, p, role, "https://example.com/k")
			if wrong := judge(made); len(wrong) > 0 || len(made.Items) < 3 {
				t.Errorf("%s %s: %d items, %q", file, role, len(made.Items), wrong)
			}
			a, err := made.Bytes()
			b, _ := export(t, p, role, "https://example.com/k").Bytes()
			if err != nil || string(a) != string(b) || !json.Valid(a) {
				t.Errorf("%s %s: two exports differ, or are no JSON: %v", file, role, err)
			}
		}
	}
}

// TestJudge plants what judge is there for.
func TestJudge(t *testing.T) {
	p := load(t, kitchen)
	for name, spoil := range map[string]func(*Package){
		"twice":       func(p *Package) { p.Items = append(p.Items, p.Items[0]) },
		"time":        func(p *Package) { p.Document.Changed = "2026-11-01T00:00:00" },
		"orphan":      func(p *Package) { p.Associations = p.Associations[1:] },
		"order":       func(p *Package) { p.Associations[0].Sequence = 7 },
		"type":        func(p *Package) { p.ItemTypes = p.ItemTypes[1:] },
		"unsaid":      func(p *Package) { p.Items[1].Statement = "" },
		"no level":    func(p *Package) { p.Rubrics = nil },
		"no document": func(p *Package) { p.Document.Identifier = p.Items[0].Identifier },
	} {
		made := export(t, p, "cook", "https://example.com/k")
		if wrong := judge(made); len(wrong) > 0 {
			t.Fatal(wrong)
		}
		if spoil(made); len(judge(made)) == 0 {
			t.Errorf("checker is broken: %s", name)
		}
	}
}
