package competency_test

import (
	"bytes"
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

// repeat is strings.Repeat, less often under the race detector.
func repeat(s string, n int) string { return strings.Repeat(s, max(n/share, 2)) }

// Files made to exhaust a reader are refused, each within two seconds.
func TestBombs(t *testing.T) {
	aliases := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'i'; c++ {
		aliases += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(repeat(fmt.Sprintf("*%c, ", c-1), 9), ", "))
	}
	var indents, many strings.Builder
	for i := range 2500 / share {
		indents.WriteString(repeat(" ", i) + "a:\n")
	}
	many.WriteString("role: cook\ntitle: Cook\n")
	for i := range 90_000 / share {
		fmt.Fprintf(&many, "k%d: 1\n", i)
	}
	for name, text := range map[string]string{
		"flow lists":          repeat("[", 4<<20),
		"flow lists closed":   "a: " + repeat("[", 9000) + repeat("]", 9000),
		"flow lists, 100,000": repeat("[", 100_000),
		"flow groups":         repeat("{a: ", 100_000),
		"flow groups bare":    repeat("{", 4<<20),
		"block lists":         repeat("- ", 3000) + "x\n",
		"block lists, long":   repeat("- ", 200_000) + "x\n",
		"indentation":         indents.String(),
		"keys of keys":        repeat("? ", 200_000) + "x\n",
		"colons":              repeat(": ", 290_000) + "x\n",
		"aliases":             aliases,
		"alias to itself":     "a: &x [*x]\n",
		"anchors":             repeat("- &a b\n", 90_000),
		"merge keys":          "a: &a {x: 1}\nb:\n" + repeat("  <<: *a\n", 50_000),
		"huge scalar":         "title: " + repeat("x", 4<<20-10),
		"huge quoted scalar":  `title: "` + repeat("x", 4<<20-20) + `"`,
		"huge escapes":        `title: "` + repeat(`\u0041`, 600_000) + `"`,
		"huge block scalar":   "title: |\n" + repeat("  line of a long text\n", 150_000),
		"huge folded scalar":  "title: >\n" + repeat("  word\n\n", 140_000),
		"huge key":            repeat("k", 4<<20-10) + ": 1",
		"over the limit":      "title: " + repeat("x", 10<<20),
		"unknown keys":        many.String(),
		"one key":             repeat("a: 1\n", 90_000),
		"items":               "role: cook\ncompetencies:\n" + repeat("- b\n", 95_000),
		"items, too many":     "role: cook\ncompetencies:\n" + repeat("- b\n", 200_000),
		"flow items":          "role: cook\ncompetencies: [" + repeat("1,", 290_000) + "]",
		"separators":          "a: [" + repeat("1,", 2_000_000) + "]",
		"documents":           repeat("--- a\n", 100_000),
		"document ends":       repeat("...\n", 100_000),
		"directives":          repeat("%YAML 1.1\n", 100_000),
		"comments":            repeat("# x\n", 280_000),
		"blank lines":         repeat("\n", 290_000) + "a: 1",
		"tabs":                repeat("\ta: 1\n", 100_000),
		"open quotes":         repeat("a: \"x\n", 35_000),
		"quotes":              repeat("\"\" ", 80_000),
		"single quotes":       "a: '" + repeat("''", 2_000_000) + "'",
		"brackets broken":     repeat("a: [b\n", 35_000),
		"broken late":         repeat("a: b\n", 50_000) + "c: d: e\n",
		"long bad line":       "a: " + repeat("b: ", 80_000),
		"tags":                repeat("- !!str a\n", 90_000),
		"tag long":            "a: !" + repeat("x", 1<<20) + " b",
		"carriage returns":    repeat("a: 1\r", 90_000),
		"control characters":  repeat("\x01", 4<<20-10),
		"conflict marks":      repeat("<<<<<<< a\n", 250_000),
		"criteria":            "role: cook\ntitle: Cook\ncompetencies:\n- id: a\n  title: A\n  criteria:\n" + repeat("  - {id: a, text: b}\n", 14_000),
		"competencies":        "role: cook\ntitle: Cook\ncompetencies:\n" + repeat("- {id: a, title: A, requires: [a, b, c]}\n", 9_000),
	} {
		t.Run(name, func(t *testing.T) {
			problems, took := examine(t, map[string]string{"roles/cook.yaml": text})
			if took > patience {
				t.Errorf("%s took %s", name, took)
			} else {
				t.Logf("%s: %s, %d problems", name, took.Round(time.Millisecond), len(problems))
			}
			if share == 1 && problems.Errors() == 0 && name != "comments" {
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
		for i := range 10_000 / share {
			fmt.Fprintf(&b, "- {id: m%d, name: M, email: m%d@x, departments: [kitchen], coordinator: true", i, i)
			if shared {
				fmt.Fprintf(&b, ", keys: [{key: %q}]", keyLine("ssh-ed25519", bytes.Repeat([]byte{7}, 32)))
			}
			b.WriteString("}\n")
		}
		problems, took := examine(t, map[string]string{"mentors.yaml": b.String()})
		if took > patience {
			t.Errorf("it took %s", took)
		}
		if want := map[bool]int{false: 0, true: 10_000/share - 1}[shared]; problems.Errors() != want {
			t.Errorf("%d errors, want %d", problems.Errors(), want)
		}
	}
}

// A chain of prerequisites as long as a file allows is walked, not recursed into without end.
func TestLongChains(t *testing.T) {
	var b strings.Builder
	b.WriteString("role: cook\ntitle: Cook\ninterviews: [{who: A}]\ndepartment: kitchen\ncompetencies:\n")
	const n = 8000 / share
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
