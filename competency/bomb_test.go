package competency_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
)

// examine loads and lints a program as validate does, and says how long that took. Every place must
// lie inside its file.
func examine(t testing.TB, files map[string]string) (diag.List, time.Duration) {
	t.Helper()
	program := base(t)
	for name, text := range files {
		put(program, name, text)
	}
	began := spent()
	p, problems := competency.Load(program)
	problems = append(problems, competency.Lint(p, calendar.Of(2026, 11, 21))...)
	took := spent() - began
	_, fewer := competency.LoadRoles(program, "cook")
	inside(t, program, problems)
	inside(t, program, fewer)
	return problems, took
}

// Files made to exhaust a reader are refused, each within two seconds.
func TestBombs(t *testing.T) {
	times := func(s string, n int) string { return strings.Repeat(s, n) }
	aliases := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'i'; c++ {
		aliases += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(times(fmt.Sprintf("*%c, ", c-1), 9), ", "))
	}
	var indents, many strings.Builder
	for i := range 2500 {
		indents.WriteString(times(" ", i) + "a:\n")
	}
	many.WriteString("role: cook\ntitle: Cook\n")
	for i := range 90_000 {
		fmt.Fprintf(&many, "k%d: 1\n", i)
	}
	for name, text := range map[string]string{
		"flow lists":          times("[", 4<<20),
		"flow lists closed":   "a: " + times("[", 9000) + times("]", 9000),
		"flow lists, 100,000": times("[", 100_000),
		"flow groups":         times("{a: ", 100_000),
		"flow groups bare":    times("{", 4<<20),
		"block lists":         times("- ", 3000) + "x\n",
		"block lists, long":   times("- ", 200_000) + "x\n",
		"indentation":         indents.String(),
		"keys of keys":        times("? ", 200_000) + "x\n",
		"colons":              times(": ", 290_000) + "x\n",
		"aliases":             aliases,
		"alias to itself":     "a: &x [*x]\n",
		"anchors":             times("- &a b\n", 90_000),
		"merge keys":          "a: &a {x: 1}\nb:\n" + times("  <<: *a\n", 50_000),
		"huge scalar":         "title: " + times("x", 4<<20-10),
		"huge quoted scalar":  `title: "` + times("x", 4<<20-20) + `"`,
		"huge escapes":        `title: "` + times(`\u0041`, 600_000) + `"`,
		"huge block scalar":   "title: |\n" + times("  line of a long text\n", 150_000),
		"huge folded scalar":  "title: >\n" + times("  word\n\n", 140_000),
		"huge key":            times("k", 4<<20-10) + ": 1",
		"over the limit":      "title: " + times("x", 10<<20),
		"unknown keys":        many.String(),
		"one key":             times("a: 1\n", 90_000),
		"items":               "role: cook\ncompetencies:\n" + times("- b\n", 95_000),
		"items, too many":     "role: cook\ncompetencies:\n" + times("- b\n", 200_000),
		"flow items":          "role: cook\ncompetencies: [" + times("1,", 290_000) + "]",
		"separators":          "a: [" + times("1,", 2_000_000) + "]",
		"documents":           times("--- a\n", 100_000),
		"document ends":       times("...\n", 100_000),
		"directives":          times("%YAML 1.1\n", 100_000),
		"comments":            times("# x\n", 280_000),
		"blank lines":         times("\n", 290_000) + "a: 1",
		"tabs":                times("\ta: 1\n", 100_000),
		"open quotes":         times("a: \"x\n", 35_000),
		"quotes":              times("\"\" ", 80_000),
		"single quotes":       "a: '" + times("''", 2_000_000) + "'",
		"brackets broken":     times("a: [b\n", 35_000),
		"broken late":         times("a: b\n", 50_000) + "c: d: e\n",
		"long bad line":       "a: " + times("b: ", 80_000),
		"tags":                times("- !!str a\n", 90_000),
		"tag long":            "a: !" + times("x", 1<<20) + " b",
		"carriage returns":    times("a: 1\r", 90_000),
		"control characters":  times("\x01", 4<<20-10),
		"conflict marks":      times("<<<<<<< a\n", 250_000),
		"criteria":            "role: cook\ntitle: Cook\ncompetencies:\n- id: a\n  title: A\n  criteria:\n" + times("  - {id: a, text: b}\n", 14_000),
		"competencies":        "role: cook\ntitle: Cook\ncompetencies:\n" + times("- {id: a, title: A, requires: [a, b, c]}\n", 9_000),
	} {
		t.Run(name, func(t *testing.T) {
			problems, took := examine(t, map[string]string{"roles/cook.yaml": text})
			if took > patience {
				t.Errorf("%s took %s", name, took)
			} else {
				t.Logf("%s: %s, %d problems", name, took.Round(time.Millisecond), len(problems))
			}
			if problems.Errors() == 0 && name != "comments" {
				t.Error("nothing is reported")
			}
		})
	}
}

// A program of ten thousand mentors is read in time, sound and with everybody under one key.
func TestManyMentors(t *testing.T) {
	for _, shared := range []bool{false, true} {
		var b strings.Builder
		b.WriteString("mentors:\n")
		for i := range 10_000 {
			fmt.Fprintf(&b, "- {id: m%d, name: M, email: m%d@x, departments: [kitchen], coordinator: true", i, i)
			if shared {
				fmt.Fprintf(&b, ", keys: [{key: %q}]", keyLine("ssh-ed25519", make([]byte, 32)))
			}
			b.WriteString("}\n")
		}
		problems, took := examine(t, map[string]string{"mentors.yaml": b.String()})
		if took > patience {
			t.Errorf("it took %s", took)
		}
		if want := map[bool]int{false: 0, true: 9_999}[shared]; problems.Errors() != want {
			t.Errorf("%d errors, want %d", problems.Errors(), want)
		}
	}
}

// A chain of prerequisites as long as a file allows is walked, not recursed into without end.
func TestLongChains(t *testing.T) {
	var b strings.Builder
	b.WriteString("role: cook\ntitle: Cook\ninterviews: [{who: A}]\ndepartment: kitchen\ncompetencies:\n")
	const n = 8000
	for i := range n {
		fmt.Fprintf(&b, "- {id: c%d, title: A, why: b, requires: [c%d]}\n", i, (i+1)%n)
	}
	problems, took := examine(t, map[string]string{"roles/cook.yaml": b.String()})
	if took > patience {
		t.Errorf("it took %s", took)
	}
	if got := codes(problems); !contains(got, "E-CYCLE") {
		t.Errorf("no cycle is reported among %d problems", len(got))
	}
}
