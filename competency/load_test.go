package competency_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sojt/competency"
	"sojt/competency/calendar"
)

// opened is a file system that remembers what was opened.
type opened struct {
	fstest.MapFS
	names *[]string
}

func (o opened) Open(name string) (fs.File, error) {
	*o.names = append(*o.names, name)
	return o.MapFS.Open(name)
}

func put(program fstest.MapFS, name, text string) {
	program[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
}

func edit(t *testing.T, program fstest.MapFS, name, old, new string) {
	t.Helper()
	text := string(program[name].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	put(program, name, strings.Replace(text, old, new, 1))
}

func TestLoadRolesReadsOnlyWhatItNeeds(t *testing.T) {
	program := base(t)
	put(program, "roles/waiter.yaml", "role: waiter\nstatus: draft\ntitel: broken\ncompetencies: [")
	put(program, "competencies/safety.yaml", "set: safety\ncompetencies: {}")
	var names []string
	p, problems := competency.LoadRoles(opened{program, &names}, "cook", "nobody", "../sojt")
	if len(problems) > 0 {
		t.Errorf("reported:\n%s", render(problems))
	}
	want := []string{"competencies/hygiene.yaml", "mentors.yaml", "roles/cook.yaml", "sojt.yaml"}
	slices.Sort(names)
	if !slices.Equal(names, want) || !slices.Equal(p.Files, want) {
		t.Errorf("opened %q and says %q, want %q", names, p.Files, want)
	}
	if p.Role("cook") == nil || p.Role("nobody") != nil || p.Role("waiter") != nil {
		t.Error("expected cook, and neither nobody nor waiter")
	}
}

func TestLoadRolesFindsWhatIsNamedElsewhere(t *testing.T) {
	program := base(t)
	put(program, "roles/baker.yaml", "role: baker\ntitel: broken\ncompetencies:\n  - {id: dough, title: Kneads, critera: [], requires: [nowhere], scale: nothing}\n")
	put(program, "roles/aaa.yaml", "role: aaa\ncompetencies: [")
	put(program, "competencies/fire.yaml", "set: fire\ncompetencies: [{id: alarm, title: Calls, zzz: 1}]\n")
	edit(t, program, "roles/cook.yaml", "requires: [hygiene/handwashing]", "requires: [dough, fire/alarm]\n    replaces: [{id: dough}]")
	p, problems := competency.LoadRoles(program, "cook")
	if len(problems) > 0 {
		t.Errorf("reported:\n%s", render(problems))
	}
	for _, id := range []string{"dough", "fire/alarm", "knives", "hygiene/handwashing"} {
		if p.Competency(id) == nil {
			t.Errorf("%s was not found", id)
		}
	}
	if p.Role("baker") != nil {
		t.Error("a role that was only looked into is given as read")
	}
	_, problems = competency.Load(program)
	if problems.Errors() < 6 {
		t.Errorf("Load must report what LoadRoles leaves aside, it has only:\n%s", render(problems))
	}
}

func TestLoadRolesReportsItsOwnFiles(t *testing.T) {
	for name, c := range map[string]struct{ file, old, new, code string }{
		"role":        {"roles/cook.yaml", "title: Line cook", "titel: Line cook", "E-KEY-UNKNOWN"},
		"set":         {"competencies/hygiene.yaml", "why: Hands", "whi: Hands", "E-KEY-UNKNOWN"},
		"mentors":     {"mentors.yaml", "signs: [cook]", "sings: [cook]", "E-KEY-UNKNOWN"},
		"program":     {"sojt.yaml", "zone: Europe/Madrid", "zone: Madrid", "E-ZONE"},
		"requires":    {"roles/cook.yaml", "requires: [hygiene/handwashing]", "requires: [hygiene/hands]", "E-REFERENCE"},
		"plain":       {"roles/cook.yaml", "requires: [hygiene/handwashing]", "requires: [hands]", "E-REFERENCE"},
		"use":         {"roles/cook.yaml", "use: hygiene/handwashing", "use: nowhere/handwashing", "E-REFERENCE"},
		"cycle":       {"roles/cook.yaml", "requires: [hygiene/handwashing]", "requires: [knives]", "E-CYCLE"},
		"mentor_role": {"sojt.yaml", "zone: Europe/Madrid", "policy: {mentor_role: coach}", "E-REFERENCE"},
	} {
		t.Run(name, func(t *testing.T) {
			program := base(t)
			edit(t, program, c.file, c.old, c.new)
			_, problems := competency.LoadRoles(program, "cook")
			if !slices.ContainsFunc(codes(problems), func(code string) bool { return code == c.code }) {
				t.Errorf("wanted %s, reported:\n%s", c.code, render(problems))
			}
		})
	}
}

func TestLoadRolesReadsTheMentorRole(t *testing.T) {
	program := base(t)
	edit(t, program, "sojt.yaml", "zone: Europe/Madrid", "policy: {mentor_role: coach}")
	put(program, "roles/coach.yaml", "role: coach\ntitle: Coach\n")
	p, problems := competency.LoadRoles(program, "cook")
	if len(problems) > 0 || p.Role("coach") == nil {
		t.Errorf("coach is %v, reported:\n%s", p.Role("coach"), render(problems))
	}
}

// LoadRoles does not judge what names a file it did not read, in any of the places that can.
func TestLoadRolesLeavesOtherReferencesAlone(t *testing.T) {
	program := base(t)
	edit(t, program, "roles/cook.yaml", "next: [chef]", "next: [nobody]")
	edit(t, program, "mentors.yaml", "signs: [cook]", "signs: [cook, elsewhere, other/thing]")
	edit(t, program, "sojt.yaml", "roles: [cook]", "roles: [nobody]")
	if _, problems := competency.LoadRoles(program, "cook"); len(problems) > 0 {
		t.Errorf("reported:\n%s", render(problems))
	}
	if _, problems := competency.Load(program); problems.Errors() != 4 {
		t.Errorf("Load judges them all, it has:\n%s", render(problems))
	}
}

func TestEntriesCarryWhatTheRoleAsks(t *testing.T) {
	program := base(t)
	put(program, "competencies/hygiene.yaml", `set: hygiene
title: Hygiene
competencies:
  - {id: handwashing, title: Washes, due: 7d, practice: 2, scale: entrustment, level: 3, required: false}
  - {id: hair, title: Covers hair, scale: entrustment}
  - {id: nails, title: Cuts nails, acknowledge: false}
`)
	put(program, "roles/cook.yaml", `role: cook
title: Line cook
complete_within: 6w
competencies:
  - {use: hygiene/handwashing, due: 1d, practice: 0, required: true, level: 1}
  - {use: hygiene/hair}
  - {use: hygiene/nails}
  - {id: knives, title: Cuts}
choose: [{id: one, n: 1, of: [hygiene/hair, knives]}]
`)
	edit(t, program, "sojt.yaml", "zone: Europe/Madrid", "profile: regulated\npolicy: {due_soon: 2w, late_refuse: none}")
	p, problems := competency.Load(program)
	if problems.Errors() > 0 {
		t.Fatalf("reported:\n%s", render(problems))
	}
	role := p.Role("cook")
	for _, want := range []struct {
		id            string
		used          bool
		due           string
		practice      int
		required, ack bool
		choice        string
		level         int
	}{
		{"hygiene/handwashing", true, "1d", 0, true, true, "", 1},
		{"hygiene/hair", true, "6w", 0, false, true, "one", 2},
		{"hygiene/nails", true, "6w", 0, true, false, "", 0},
		{"knives", false, "6w", 0, false, true, "one", 0},
	} {
		e := role.Entry(want.id)
		if e == nil {
			t.Errorf("%s is missing", want.id)
			continue
		}
		if e.Used != want.used || e.Due.String() != want.due || e.Practice != want.practice || e.Required != want.required ||
			e.Acknowledge != want.ack || e.Choice != want.choice || e.Level != want.level {
			t.Errorf("%s is %+v", want.id, *e)
		}
		if e.Competency != p.Competency(want.id) {
			t.Errorf("%s: the role has another value of it than the program", want.id)
		}
	}
	if c := p.Competency("hygiene/handwashing"); c.Due.String() != "7d" || c.Practice != 2 || c.Level != 3 || c.Required {
		t.Errorf("what the role sets has changed the shared competency: %+v", *c)
	}
	day := func(n int) calendar.Period { return calendar.Period{N: n, Unit: calendar.Days} }
	want := competency.Policy{
		Signatures: "required", MentorHoldsCompetency: true, Acknowledge: true, LateAfter: day(3),
		DueSoon: calendar.Period{N: 2, Unit: calendar.Weeks}, Transcriptions: "show",
	}
	if p.Policy != want {
		t.Errorf("the policy is %+v, want %+v", p.Policy, want)
	}
}

func TestLoadReadsOnlyOrdinaryFiles(t *testing.T) {
	program := base(t)
	program["roles/linked.yaml"] = &fstest.MapFile{Data: []byte("cook.yaml"), Mode: fs.ModeSymlink | 0o777}
	program["mentors.yaml"] = &fstest.MapFile{Mode: fs.ModeNamedPipe | 0o644}
	program["roles/.hidden.yaml"] = &fstest.MapFile{Data: []byte("role: ["), Mode: 0o644}
	program["roles/README.md"] = &fstest.MapFile{Data: []byte("how to"), Mode: 0o644}
	_, problems := competency.Load(program)
	if got := codes(problems); !slices.Equal(got, []string{"E-FILE", "E-FILE"}) {
		t.Errorf("reported:\n%s", render(problems))
	}
}
