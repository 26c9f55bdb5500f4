package strictyaml_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
)

// everything has a key of each kind.
type everything struct {
	line, text, id, competency, word string
	texts, ids, competencies, words  []string
	number                           int
	truth                            bool
	day                              calendar.Date
	instant                          time.Time
	period, none, or                 calendar.Period
	inner                            struct{ a int }
	group                            []item
	tree                             []everything
}

type item struct{ id, other string }

func walk(k *strictyaml.Keys, e *everything) {
	k.Line("line", &e.line, "one line").Need("a line")
	k.Text("text", &e.text, "some lines")
	k.Texts("texts", &e.texts, "several")
	k.ID("id", &e.id, "an id")
	k.IDs("ids", &e.ids, "ids")
	k.Competency("competency", &e.competency, "one")
	k.Competencies("competencies", &e.competencies, "several")
	k.Word("word", &e.word, []string{"red", "green"}, "a colour")
	k.Words("words", &e.words, []string{"red", "green"}, "colours")
	k.Number("number", &e.number, 1, 9, "a digit")
	k.Truth("truth", &e.truth, "so or not")
	k.Day("day", &e.day, "a day")
	k.Instant("instant", &e.instant, "an instant")
	k.Period("period", &e.period, "a while")
	k.PeriodOrNone("none", &e.none, "a while, or none")
	k.PeriodOr("or", &e.or, "a while, or more", func(k *strictyaml.Keys) { k.Period("every", &e.or, "a while").Need("1y") })
	k.Mapping("inner", "a group", func(k *strictyaml.Keys) { k.Number("a", &e.inner.a, 0, strictyaml.MaxNumber, "a number") })
	strictyaml.Choice(k, "group", "item", "things", &e.group, func(n *strictyaml.Node) int {
		if n.Has("other") {
			return 1
		}
		return 0
	}, func(k *strictyaml.Keys, i *item) { k.ID("id", &i.id, "its id").Need("x") },
		func(k *strictyaml.Keys, i *item) { k.ID("other", &i.other, "another").Need("y") })
	strictyaml.Again(k, "tree", "branch", "the same beneath", &e.tree, walk)
}

func decode(text string) (everything, diag.List) {
	var e everything
	node, problems := strictyaml.Parse("file.yaml", []byte(text))
	strictyaml.Walk(node, "thing", &problems, func(k *strictyaml.Keys) { walk(k, &e) })
	return e, problems
}

func TestWalkReadsEachKind(t *testing.T) {
	e, problems := decode(`
line: " Sen\u0303al "
text: |
  two
  lines
texts: [a, "2", '']
id: ana
ids: [a, b]
competency: set/id
competencies: [x, y/z]
word: green
words: [red]
number: 9
truth: true
day: 2024-02-29
instant: 2026-10-02T23:59:59Z
period: 6mo
none: none
or: {every: 2y}
inner:
  a: 2147483647
group:
  - id: a
  - other: b
tree: [{line: deeper, tree: [{line: deepest}]}]
`)
	if len(problems) != 1 || problems[0].Pos != (diag.Pos{File: "file.yaml", Line: 6, Column: 17}) {
		t.Errorf("only the empty text is wrong: %v", problems)
	}
	day, _ := calendar.Parse("2024-02-29")
	want := everything{
		line: "Señal", text: "two\nlines", texts: []string{"a", "2", ""}, id: "ana", ids: []string{"a", "b"}, competency: "set/id",
		competencies: []string{"x", "y/z"}, word: "green", words: []string{"red"}, number: 9, truth: true, day: day,
		instant: time.Date(2026, 10, 2, 23, 59, 59, 0, time.UTC), period: calendar.Period{N: 6, Unit: calendar.Months},
		or: calendar.Period{N: 2, Unit: calendar.Years}, group: []item{{id: "a"}, {other: "b"}},
	}
	want.inner.a = 2147483647
	want.tree = []everything{{line: "deeper", tree: []everything{{line: "deepest"}}}}
	if fmt.Sprintf("%+v", e) != fmt.Sprintf("%+v", want) {
		t.Errorf("read\n%+v, want\n%+v", e, want)
	}
}

// Each spelling that looks like a value of the kind and is none is refused, and changes nothing.
func TestWalkRefusesWhatOnlyLooksRight(t *testing.T) {
	for key, values := range map[string][]string{
		"number":     {"2.5", "010", "0x9", "1e0", "+3", "3_0", "0", "10", "-1", `"3"`, "three", "0o7", "0b1", ".5", "~", "[3]", "{a: 3}", "3 4", "null", "1:30", "99999999999999999999"},
		"truth":      {"yes", "no", "on", "off", "y", "True", "TRUE", "False", `"true"`, "1", "0", "~", "[true]"},
		"line":       {"2026", "1.10", "true", "~", "null", "[a]", "{a: b}", `""`, `" "`, `"a\nb"`, `"a\u0000b"`, `"\x7f"`, ".inf", "0o7"},
		"text":       {"12", "false", "1.0", "[a]", `""`, `"\e[31m"`},
		"id":         {"1", "Ana", "a b", "-a", "a_b", "ñ", "~", "con", `"a\n"`, "a/b", strings.Repeat("a", 65), "true"},
		"competency": {"a/b/c", "/a", "a/", "A", "1.0"},
		"word":       {"Red", "blue", "1", "~", "[red]", "{red: 1}", `"red "`, "true"},
		"day":        {"2026-02-29", "2026-2-3", "20260203", "2026-02-03T00:00:00Z", "02/03/2026", "today", "2026", "~", "[2026-02-03]"},
		"instant":    {"2026-02-03", "2026-02-03 10:00:00Z", "2026-02-03T10:00:00", "2026-02-03T10:00:00+00:00", "2026-02-03T10:00:00.5Z", "2026-02-30T10:00:00Z", "2026-02-03T24:00:00Z", "2026-02-03T23:59:60Z", "2026-02-03t10:00:00z"},
		"period":     {"30", "0d", "1.5y", "P30D", "30 d", "1m", "none", "~", "-1d", "[1y]", "{every: 1y}"},
		"none":       {"None", "0", "0d", `""`, "~"},
		"or":         {"{}", "{every: 3}", "[1y]", "yearly", "{every: 1y, evry: 2y}"},
		"inner":      {"3", "a", "[a]", "~", "{b: 1}", "{a: -1}"},
		"texts":      {"a", "[1]", "[[a]]", "{a: b}", "[a, ~]"},
		"ids":        {"a", "[A]", "[a, 1]"},
		"words":      {"red", "[blue]"},
		"group":      {"a", "[a]", "{id: a}", "[{}]", "[{id: A}]", "[{other: a, id: b}]"},
		"tree":       {"a", "[a]", "[{}]"},
	} {
		for _, value := range values {
			e, problems := decode("line: x\n" + map[bool]string{true: "", false: "text: x\n"}[key == "text"] + key + ": " + value + "\n")
			switch key {
			case "line":
				_, problems = decode("line: " + value + "\n")
			case "number":
				if e.number != 0 {
					t.Errorf("number: %s is read as %d", value, e.number)
				}
			}
			if problems.Errors() == 0 {
				t.Errorf("%s: %s is taken", key, value)
			}
			for _, p := range problems {
				if p.Hint == "" || p.Pos.Line == 0 || strings.Contains(p.Message, "!!") || strings.Contains(p.Message, "%!") {
					t.Errorf("%s: %s is answered with %+v", key, value, p)
				}
			}
		}
	}
}

func TestDescribe(t *testing.T) {
	keys := strictyaml.Describe(func(k *strictyaml.Keys) { walk(k, new(everything)) })
	var names []string
	for _, key := range keys {
		names = append(names, key.Name)
		if key.Doc == "" || key.Kind == "" {
			t.Errorf("%s has no doc or kind", key.Name)
		}
	}
	want := strings.Fields("line text texts id ids competency competencies word words number truth day instant period none or inner group tree")
	if !slices.Equal(names, want) {
		t.Errorf("described are %q, want %q", names, want)
	}
	find := func(name string) strictyaml.Key { return keys[slices.Index(names, name)] }
	if !find("line").Required || find("text").Required {
		t.Error("line is required, text is not")
	}
	if k := find("number"); k.Min != 1 || k.Max != 9 || k.List {
		t.Errorf("number is described as %+v", k)
	}
	if k := find("words"); !k.List || !slices.Equal(k.Words, []string{"red", "green"}) {
		t.Errorf("words is described as %+v", k)
	}
	if k := find("group"); !k.List || len(k.Shapes) != 2 || k.Shapes[0][0].Name != "id" || k.Shapes[1][0].Name != "other" {
		t.Errorf("group is described as %+v", k)
	}
	if k := find("or"); len(k.Shapes) != 1 || k.Shapes[0][0].Name != "every" || !k.Shapes[0][0].Required {
		t.Errorf("or is described as %+v", k)
	}
	if k := find("tree"); k.Kind != "again" || k.Shapes != nil {
		t.Errorf("tree is described as %+v", k)
	}
}

func TestNodeAnswersForWhatIsAbsent(t *testing.T) {
	node, problems := strictyaml.Parse("f", []byte("a:\n  - b: 1\n  - c\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got := node.Get("a").Item(0).At("b"); got != (diag.Pos{File: "f", Line: 2, Column: 8}) {
		t.Errorf("b stands at %s", got)
	}
	if got := node.Get("a").Item(0).At("z"); got != (diag.Pos{File: "f", Line: 2, Column: 5}) {
		t.Errorf("what z is missing from stands at %s", got)
	}
	if got := node.KeyPlace("a"); got != (diag.Pos{File: "f", Line: 1, Column: 1}) {
		t.Errorf("the key a stands at %s", got)
	}
	if node.Get("a").Item(1).Text() != "c" || node.Get("a").Item(2) != nil || node.Get("a").Item(-1) != nil {
		t.Error("items are not found")
	}
	none := node.Get("nothing")
	if none != nil || none.Get("x").Item(3).Get("y").Text() != "" || none.Has("x") || none.Place() != (diag.Pos{}) || none.At("x") != (diag.Pos{}) || none.KeyPlace("x") != (diag.Pos{}) {
		t.Error("what is absent is somewhere")
	}
}
