package competency_test

import (
	"maps"
	"path/filepath"
	"testing"

	"sojt/competency"
	"sojt/competency/calendar"
)

// FuzzDefinitions gives any bytes as one file of a sound program: nothing panics, every place lies
// inside its file, and reading twice says the same twice.
func FuzzDefinitions(f *testing.F) {
	sound := base(f)
	for i, name := range definitions {
		f.Add(uint8(i), sound[name].Data)
	}
	cases, err := filepath.Glob("testdata/mistakes/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range cases {
		a, err := readArchive(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, p := range a.parts {
			for i, file := range definitions {
				if p.name == file {
					f.Add(uint8(i), []byte(p.data))
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		program := maps.Clone(sound)
		put(program, definitions[int(which)%len(definitions)], string(data))
		p, problems := competency.Load(program)
		lint := competency.Lint(p, calendar.Of(2026, 11, 21))
		inside(t, program, problems)
		inside(t, program, lint)
		for _, problem := range append(problems, lint...) {
			if problem.Code == "" || problem.Message == "" || problem.Hint == "" || problem.Pos.File == "" {
				t.Errorf("a problem without code, message, hint or file: %+v", problem)
			}
		}
		again, twice := competency.Load(program)
		if render(twice) != render(problems) {
			t.Errorf("first:\n%s\nthen:\n%s", render(problems), render(twice))
		}
		if len(problems) == 0 {
			sameWording(t, p, again)
		}
	})
}

func sameWording(t *testing.T, a, b *competency.Program) {
	for _, r := range a.Roles {
		for _, e := range r.Entries {
			if other := b.Competency(e.ID); other == nil || other.Fingerprint != e.Fingerprint {
				t.Errorf("%s is not read twice the same", e.ID)
			}
		}
	}
}
