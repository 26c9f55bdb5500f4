package competency_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sojt/competency"
	"sojt/competency/diag"
)

// rows are listed competencies of lines "code title", in the heading that ends a line after " | ".
func rows(lines ...string) []competency.Listed {
	var all []competency.Listed
	for i, line := range lines {
		line, group, _ := strings.Cut(line, " | ")
		code, title, _ := strings.Cut(line, " ")
		all = append(all, competency.Listed{Code: code, Title: title, Group: group, Criteria: []string{title + " well"}, Place: diag.Pos{File: "list.csv", Line: i + 2}})
	}
	return all
}

var entryLines = regexp.MustCompile(`(?m)^  - id: "?([^"\n]*)"?\n    title: "?([^"\n]*?)"?(?:  #.*)?\n(?:    group: .*\n)?(?:    code: "?([^"\n]*)"?\n)?((?:    .*\n|      .*\n)*)`)

// entriesOf are the entries of a role's file as "id: code title", sorted, with ! before those that are retired.
func entriesOf(text string) string {
	var all []string
	for _, e := range entryLines.FindAllStringSubmatch(text, -1) {
		retired := ""
		if strings.Contains(e[4], "retired:") {
			retired = "!"
		}
		all = append(all, fmt.Sprintf("%s%s: %s %s", retired, e[1], e[3], e[2]))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// TestRenumbered holds that people stay competent in what was seen, whatever numbers the list gives it: no id
// takes the words of another.
func TestRenumbered(t *testing.T) {
	first := []string{"B.1 Washes", "B.2 Stacks", "B.3 Dries", "B.4 Mops", "B.5 Locks up"}
	before := "b-1: B.1 Washes\nb-2: B.2 Stacks\nb-3: B.3 Dries\nb-4: B.4 Mops\nb-5: B.5 Locks up"
	for _, x := range []struct {
		name         string
		first, after []string
		hand         map[string]string
		want         string
	}{
		{"a row put in between", first, []string{"B.1 Washes", "B.2 Stacks", "B.3 Scrapes", "B.4 Dries", "B.5 Mops", "B.6 Locks up"}, nil,
			"b-1: B.1 Washes\nb-2: B.2 Stacks\nb-3: B.4 Dries\nb-4: B.5 Mops\nb-5: B.6 Locks up\nporter-b-3: B.3 Scrapes"},
		{"two codes swapped", first, []string{"B.1 Washes", "B.2 Mops", "B.3 Dries", "B.4 stacks.", "B.5 Locks up"}, nil,
			"b-1: B.1 Washes\nb-2: B.4 stacks.\nb-3: B.3 Dries\nb-4: B.2 Mops\nb-5: B.5 Locks up"},
		{"all moved round", first, []string{"B.1 Locks up", "B.2 Washes", "B.3 Stacks", "B.4 Dries", "B.5 Mops"}, nil,
			"b-1: B.2 Washes\nb-2: B.3 Stacks\nb-3: B.4 Dries\nb-4: B.5 Mops\nb-5: B.1 Locks up"},
		{"a row taken out", first, []string{"B.1 Washes", "B.2 Dries", "B.3 Mops", "B.4 Locks up"}, nil,
			"!b-2: B.2 Stacks\nb-1: B.1 Washes\nb-3: B.2 Dries\nb-4: B.3 Mops\nb-5: B.4 Locks up"},
		{"other words under one code", first, []string{"B.1 Washes", "B.2 Stacks plates", "B.3 Dries", "B.4 Mops", "B.5 Locks up"}, nil,
			strings.Replace(before, "Stacks", "Stacks plates", 1)},
		{"a title that a person wrote", first, []string{"B.1 Washes", "B.2 Scrapes", "B.3 Stacks", "B.4 Dries", "B.5 Mops", "B.6 Locks up"}, map[string]string{"title: Stacks": "title: Piles up"},
			"b-1: B.1 Washes\nb-2: B.3 Piles up\nb-3: B.4 Dries\nb-4: B.5 Mops\nb-5: B.6 Locks up\nporter-b-2: B.2 Scrapes"},
		{"one title in several headings", []string{"1.1 Cleans | 1 Pots", "1.2 Dries | 1 Pots", "2.1 Cleans | 2 Floors"}, []string{"1.1 Opens | 1 Doors", "2.1 Cleans | 2 Pots", "2.2 Dries | 2 Pots", "3.1 Cleans | 3 Floors"}, nil,
			"porter-1-1-2: 1.1 Opens\nporter-1-1: 2.1 Cleans\nporter-1-2: 2.2 Dries\nporter-2-1: 3.1 Cleans"},
	} {
		l := list(nil, rows(x.first...)...)
		l.Title = "Porter"
		made, _ := merged(t, l)
		versions := []competency.RoleVersion{{Text: []byte(made), Imported: true}}
		for _, from := range slices.Sorted(maps.Keys(x.hand)) {
			versions = append(versions, competency.RoleVersion{Text: []byte(strings.Replace(made, from, x.hand[from], 1))})
		}
		after, _ := merged(t, list(versions, rows(x.after...)...))
		if got := entriesOf(after); got != x.want {
			t.Errorf("%s: got\n%s\nexpected\n%s", x.name, got, x.want)
		}
		versions = append(versions, competency.RoleVersion{Text: []byte(after), Imported: true})
		if again, out := merged(t, list(versions, rows(x.after...)...)); again != after || out.Added+out.Updated+out.Retired != 0 {
			t.Errorf("%s, again: %+v\n%s", x.name, out, again)
		}
	}
}

// TestRenumberedTwice holds that an id made of a code is not that of a later row with the code.
func TestRenumberedTwice(t *testing.T) {
	var versions []competency.RoleVersion
	for _, step := range [][]string{{"B.1 Washes", "B.2 Stacks", "B.3 Dries"}, {"B.1 Stacks", "B.2 Dries"}, {"B.1 Stacks", "B.3 Polishes"}} {
		l := list(versions, rows(step...)...)
		l.Title = "Porter"
		text, _ := merged(t, l)
		versions = append(versions, competency.RoleVersion{Text: []byte(text), Imported: true})
	}
	want := "!b-1: B.1 Washes\n!b-3: B.2 Dries\nb-2: B.1 Stacks\nporter-b-3: B.3 Polishes"
	if got := entriesOf(string(versions[2].Text)); got != want {
		t.Errorf("got\n%s\nexpected\n%s", got, want)
	}
}

// TestRenumberedUnclear refuses what can be meant in two ways, and takes it where the list says the id.
func TestRenumberedUnclear(t *testing.T) {
	for _, x := range []struct {
		name         string
		first, after []string
		says         string
	}{
		{"a title that several have", []string{"1.1 Washes", "1.2 Cleans", "1.3 Cleans"}, []string{"1.1 Washes", "1.2 Dries", "1.3 Cleans", "1.4 Cleans"}, `1.4 "Cleans"`},
		{"moved, or in other words", []string{"1.2 Cleans | Pots", "1.3 Dries | Pots"}, []string{"1.2 Scrubs | Pots", "1.3 Dries | Pots", "5.4 Cleans | Bathroom"}, `5.4 "Cleans"`},
	} {
		l := list(nil, rows(x.first...)...)
		l.Title = "Porter"
		made, _ := merged(t, l)
		l = list([]competency.RoleVersion{{Text: []byte(made), Imported: true}}, rows(x.after...)...)
		out, problems, err := l.Merge()
		if out != nil || err != nil || len(problems) == 0 || !strings.Contains(problems[len(problems)-1].Message, "which entry "+x.says) || !strings.Contains(problems[0].Hint, "porter-1-2") {
			t.Errorf("%s: %v %v", x.name, problems, err)
		}
		l.List[len(l.List)-1].ID = "porter-1-2"
		if text, _ := merged(t, l); !strings.Contains(text, "id: porter-1-2\n    title: Cleans") {
			t.Errorf("%s, with an id:\n%s", x.name, text)
		}
	}
}
