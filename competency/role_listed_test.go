package competency_test

import (
	"strings"
	"testing"

	"sojt/competency"
)

// list is a role's list with what it takes to be merged.
func list(versions []competency.RoleVersion, items ...competency.Listed) *competency.RoleList {
	l := &competency.RoleList{
		Role: "porter", Source: "list.csv", List: items, Taken: func(id string) bool { return id == "pots" }, Today: day("2026-11-22"),
		Versions: func() ([]competency.RoleVersion, error) { return versions, nil },
	}
	if len(versions) > 0 {
		l.Now = versions[len(versions)-1].Text
	}
	return l
}

func merged(t *testing.T, l *competency.RoleList) (string, *competency.Listing) {
	t.Helper()
	out, problems, err := l.Merge()
	if out == nil {
		t.Fatalf("not merged: %v %v", problems, err)
	}
	return string(out.Text), out
}

func items() []competency.Listed {
	return []competency.Listed{
		{Code: "1.1", Title: "Washes: by hand", Group: "1 Pots", Criteria: []string{"No grease, by the light", "Dry in 2 min"}, References: []string{"Card 7"}},
		{Code: "P-2", Title: "Stacks", Critical: true},
		{Title: "Pots", Optional: true},
		{Title: "Sweeps the floor of the whole kitchen and of the yard behind it"},
	}
}

func TestRoleListed(t *testing.T) {
	l := list(nil, items()...)
	l.Title = "Porter"
	text, out := merged(t, l)
	_, body, _ := strings.Cut(text, "role: ")
	want := `porter
title: Porter

competencies:
  - id: porter-1-1
    title: "Washes: by hand"
    group: "1 Pots"
    code: "1.1"
    references:
      - {title: "Card 7"}
    criteria:
      - {id: no-grease-by-the-light, text: "No grease, by the light"}
      - {id: dry-in-2-min, text: "Dry in 2 min"}

  - id: p-2
    title: Stacks
    code: P-2
    critical: true

  - id: porter-pots
    title: Pots
    required: false

  - id: sweeps-the-floor-of-the-whole-kitchen
    title: Sweeps the floor of the whole kitchen and of the yard behind it
`
	if body != want || out.Added != 4 {
		t.Errorf("%d added\n%s", out.Added, body)
	}
	again, out := merged(t, list([]competency.RoleVersion{{Text: []byte(text), Imported: true}}, items()...))
	if again != text || out.Same != 4 {
		t.Errorf("the same list again: %+v\n%s", out, again)
	}
}

// TestRoleListedAgain goes through three imports with a hand between them.
func TestRoleListedAgain(t *testing.T) {
	l := list(nil, items()...)
	l.Title = "Porter"
	first, _ := merged(t, l)
	hand := strings.NewReplacer(
		"title: Stacks", "title: Stacks plates  # as we say\n    why: They fall.",
		"  - id: porter-pots", "  # by hand\n  - id: mop\n    title: Mops\n\n  - id: porter-pots",
	).Replace(first)
	versions := []competency.RoleVersion{{Text: []byte(first), Imported: true}, {Text: []byte(hand)}}
	next := items()
	next[0].Title, next[0].Criteria = "Washes by hand", []string{"No grease, by the lamp", "Dry in 2 min"}
	next[0].References = append(next[0].References, "Card 8")
	next[1].Title, next[1].Group = "Stacks the plates", "2 Plates"
	next = append(next[:3], competency.Listed{Code: "9", Title: "New"})
	second, out := merged(t, list(versions, next...))
	for _, x := range []string{
		"id: porter-1-1\n    title: \"Washes by hand\"\n", "{id: no-grease-by-the-light, text: \"No grease, by the lamp\"}", "{title: \"Card 8\"}",
		"title: Stacks plates  # as we say\n    why: They fall.\n", "group: \"2 Plates\"", "  # by hand\n  - id: mop\n    title: Mops\n\n",
		"yard behind it\n    retired: 2026-11-22\n", "\n\n  - id: porter-9\n    title: New\n",
	} {
		if !strings.Contains(second, x) {
			t.Errorf("no %q in\n%s", x, second)
		}
	}
	if out.Added != 1 || out.Updated != 2 || out.Same != 1 || out.Retired != 1 || out.Own != 1 || len(out.Kept) != 1 || !strings.Contains(out.Kept[0], "p-2: title is as a person wrote it") {
		t.Errorf("counted %+v", out)
	}
	versions = append(versions, competency.RoleVersion{Text: []byte(second), Imported: true})
	third, out := merged(t, list(versions, next...))
	if third != second || out.Added+out.Updated+out.Retired != 0 {
		t.Errorf("the third time: %+v\n%s", out, third)
	}
	right := list(versions, next...)
	right.Replace = true
	if text, out := merged(t, right); !strings.Contains(text, "title: \"Stacks the plates\"  # as we say") || out.Updated != 1 || out.Retired != 1 {
		t.Errorf("the list is right: %d changed, %d retired, kept %q\n%s", out.Updated, out.Retired, out.Kept, text)
	}
	back, out := merged(t, list(versions, append(next, items()[3])...))
	if back != second || len(out.Kept) != 2 || !strings.Contains(out.Kept[1], "is retired on 2026-11-22 and listed again") {
		t.Errorf("listed again: %+v", out)
	}
}

// TestRoleListedByNobody brings a list to a role that no import wrote: all of it is a person's.
func TestRoleListedByNobody(t *testing.T) {
	text := "role: porter\ntitle: Porter\ncompetencies:\n  - {id: stack, title: Stacks, code: P-2, critical: false}\n  - {id: mop, title: Mops}\n"
	got, out := merged(t, list([]competency.RoleVersion{{Text: []byte(text)}}, items()...))
	for line := range strings.Lines(text) {
		if !strings.Contains(got, line) {
			t.Errorf("no %q in\n%s", line, got)
		}
	}
	if !strings.HasSuffix(got, "{id: mop, title: Mops}\n") || out.Added != 3 || out.Own != 1 || len(out.Kept) != 1 || !strings.Contains(out.Kept[0], "stack: critical is as a person wrote it") {
		t.Errorf("%+v\n%s", out, got)
	}
}
