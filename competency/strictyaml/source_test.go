package strictyaml_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sojt/competency/strictyaml"
)

func read(t rapid.TB, text string) *strictyaml.Source {
	s, problems := strictyaml.Read("f", []byte(text))
	if s == nil || problems.Errors() > 0 {
		t.Fatalf("%v of\n%s", problems, text)
	}
	return s
}

func person(id string) *strictyaml.Node {
	n := &strictyaml.Node{Kind: strictyaml.Mapping}
	n.Add("id", strictyaml.Scalar(id))
	n.Add("name", strictyaml.Scalar("Ana Ruiz"))
	n.Add("coordinator", strictyaml.Yes())
	n.Add("signs", strictyaml.Scalars([]string{"grill", "set/x"}))
	n.Add("from", strictyaml.Scalar("2026-03-01"))
	n.Add("keys", &strictyaml.Node{Kind: strictyaml.List, Items: []*strictyaml.Node{aKey("k 1")}})
	return n
}

func aKey(text string) *strictyaml.Node {
	n := &strictyaml.Node{Kind: strictyaml.Mapping}
	n.Add("key", strictyaml.Scalar(text))
	n.Add("from", strictyaml.Scalar("2026-03-01"))
	return n
}

const asBlock = `id: ana
name: Ana Ruiz
coordinator: true
signs: [grill, set/x]
from: 2026-03-01
keys:
  - {key: "k 1", from: 2026-03-01}
`

const asFlow = `{id: ana, name: "Ana Ruiz", coordinator: true, signs: [grill, set/x], from: 2026-03-01, keys: [{key: "k 1", from: 2026-03-01}]}`

// block indents asBlock, with a dash before it.
func block(column, gap int) string {
	blanks := strings.Repeat(" ", column+gap)
	text := blanks + strings.ReplaceAll(strings.TrimSuffix(asBlock, "\n"), "\n", "\n"+blanks) + "\n"
	return strings.Repeat(" ", column) + "-" + text[column+1:]
}

func TestAppend(t *testing.T) {
	for name, c := range map[string]struct{ before, after string }{
		"empty":                   {"", "mentors:\n" + block(2, 2)},
		"comments alone":          {"# who\n\n# and why\n", "# who\n\n# and why\nmentors:\n" + block(2, 2)},
		"comments, no line end":   {"# who", "# who\nmentors:\n" + block(2, 2)},
		"nothing under the key":   {"mentors: # nobody\n# yet\n", "mentors: # nobody\n" + block(2, 2) + "# yet\n"},
		"empty list":              {"mentors: []\n", "mentors:\n" + block(2, 2)},
		"empty list and comment":  {"mentors: [ ]  # nobody\n# yet\n", "mentors:  # nobody\n" + block(2, 2) + "# yet\n"},
		"another key":             {"x: 1\n# end\n", "x: 1\n# end\nmentors:\n" + block(2, 2)},
		"below":                   {"mentors:\n  - id: x\n    n: 1\n", "mentors:\n  - id: x\n    n: 1\n" + block(2, 2)},
		"at the edge":             {"mentors:\n- id: x\n", "mentors:\n- id: x\n" + block(0, 2)},
		"at the edge, more below": {"mentors:\n- id: x\nother: 1\n", "mentors:\n- id: x\n" + block(0, 2) + "other: 1\n"},
		"wide":                    {"mentors:\n  -   id: x\n", "mentors:\n  -   id: x\n" + block(2, 4)},
		"dash alone":              {"mentors:\n  -\n    id: x\n", "mentors:\n  -\n    id: x\n" + block(2, 2)},
		"no line end":             {"mentors:\n  - id: x", "mentors:\n  - id: x\n" + block(2, 2)},
		"its comments":            {"mentors:\n  - id: x\n    # a\n   # b\n  # c\n# d\n", "mentors:\n  - id: x\n    # a\n   # b\n" + block(2, 2) + "  # c\n# d\n"},
		"text that looks alike":   {"mentors:\n  - id: x\n    t: |\n      a\n\n      # b\n\n# c\n", "mentors:\n  - id: x\n    t: |\n      a\n\n      # b\n" + block(2, 2) + "\n# c\n"},
		"items on a line":         {"mentors:\n  - {id: x}\n  - {id: y} # z\n", "mentors:\n  - {id: x}\n  - {id: y} # z\n  - " + asFlow + "\n"},
		"brackets":                {"mentors: [{id: x}] # z\n", "mentors: [{id: x}, " + asFlow + "] # z\n"},
		"brackets, comma":         {"mentors: [{id: x},]\n", "mentors: [{id: x}, " + asFlow + "]\n"},
		"brackets below":          {"mentors: [\n  {id: x}, # y\n  {id: z} # a\n]\n", "mentors: [\n  {id: x}, # y\n  {id: z}, # a\n  " + asFlow + "\n]\n"},
		"brackets below, comma":   {"mentors: [\n  {id: z}, # a\n  # b\n]\n", "mentors: [\n  {id: z}, # a\n  " + asFlow + ",\n  # b\n]\n"},
		"bracket behind":          {"mentors: [\n  {id: z}]\n", "mentors: [\n  {id: z},\n  " + asFlow + "]\n"},
		"brackets in text":        {"mentors: [{id: \"]}\\\"\", n: 'it''s]', p: O'Brien}]\n", "mentors: [{id: \"]}\\\"\", n: 'it''s]', p: O'Brien}, " + asFlow + "]\n"},
		"all in brackets":         {"{mentors: []}\n", "{mentors: [" + asFlow + "]}\n"},
		"comment in the brackets": {"mentors: [ # nobody ]\n]\n", "mentors: [" + asFlow + " # nobody ]\n]\n"},
		"CRLF":                    {"mentors:\r\n  - id: x\r\n# y\r\n", "mentors:\r\n  - id: x\r\n" + strings.ReplaceAll(block(2, 2), "\n", "\r\n") + "# y\r\n"},
		"byte order mark":         {"\ufeffmentors: []\n", "\ufeffmentors:\n" + block(2, 2)},
		"wide letters":            {"mentors: [{id: \"ñ→日本𝄞\"}] # ñ\n", "mentors: [{id: \"ñ→日本𝄞\"}, " + asFlow + "] # ñ\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := read(t, c.before)
			got, problem := s.Append(s.Root, "mentors", person("ana"))
			if problem != nil || string(got) != c.after {
				t.Errorf("%v\n%s\nexpected\n%s", problem, got, c.after)
			}
		})
	}
}

// The list of an entry, and a value in it.
func TestAppendBeneath(t *testing.T) {
	const k = `{key: "k 2", from: 2026-03-01}`
	for name, c := range map[string]struct{ before, after string }{
		"absent":               {"m:\n  - id: x\n    n: 1 # y\n\n  - id: z\n", "m:\n  - id: x\n    n: 1 # y\n    keys:\n      - " + k + "\n\n  - id: z\n"},
		"absent, last":         {"m:\n- id: x\n", "m:\n- id: x\n  keys:\n    - " + k + "\n"},
		"absent, in brackets":  {"m:\n  - {id: x} # y\n", "m:\n  - {id: x, keys: [" + k + "]} # y\n"},
		"empty":                {"m:\n  - id: x\n    keys: []\n    n: 1\n", "m:\n  - id: x\n    keys:\n      - " + k + "\n    n: 1\n"},
		"in brackets":          {"m:\n  - id: x\n    keys: [{key: a b}]\n", "m:\n  - id: x\n    keys: [{key: a b}, " + k + "]\n"},
		"below":                {"m:\n  - id: x\n    keys:\n      - {key: a b} # c\n      # d\n    n: 1\n", "m:\n  - id: x\n    keys:\n      - {key: a b} # c\n      - " + k + "\n      # d\n    n: 1\n"},
		"below, at its edge":   {"m:\n  - id: x\n    keys:\n    - key: a b\n    n: 1\n", "m:\n  - id: x\n    keys:\n    - key: a b\n    - key: k 2\n      from: 2026-03-01\n    n: 1\n"},
		"first of two entries": {"m:\n  - id: x\n    keys:\n      - {key: a}\n  # next\n  - id: y\n", "m:\n  - id: x\n    keys:\n      - {key: a}\n      - " + k + "\n  # next\n  - id: y\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := read(t, c.before)
			got, problem := s.Append(s.Root.Get("m").Item(0), "keys", aKey("k 2"))
			if problem != nil || string(got) != c.after {
				t.Errorf("%v\n%s\nexpected\n%s", problem, got, c.after)
			}
		})
	}
}

func TestSet(t *testing.T) {
	for name, c := range map[string]struct{ before, after string }{
		"absent":          {"a: 1\nb: 2 # c\n# d\n", "a: 1\nb: 2 # c\n# d\nuntil: 2026-01-02\n"},
		"in brackets":     {"{a: 1, b: 2}\n", "{a: 1, b: 2, until: 2026-01-02}\n"},
		"changed":         {"a: 1\nuntil: 2025-01-01  # c\nb: 2\n", "a: 1\nuntil: 2026-01-02  # c\nb: 2\n"},
		"changed, quoted": {"until: \"2025 # x\" # c\n", "until: 2026-01-02 # c\n"},
		"between":         {"{a: 1, until: 2025-01-01, b: 2}\n", "{a: 1, until: 2026-01-02, b: 2}\n"},
		"last":            {"{a: 1, until: 2025-01-01 }\n", "{a: 1, until: 2026-01-02 }\n"},
		"no line end":     {"until: 2025-01-01", "until: 2026-01-02"},
	} {
		t.Run(name, func(t *testing.T) {
			s := read(t, c.before)
			got, problem := s.Set(s.Root, "until", strictyaml.Scalar("2026-01-02"))
			if problem != nil || string(got) != c.after {
				t.Errorf("%v\n%s\nexpected\n%s", problem, got, c.after)
			}
		})
	}
}

// What cannot be changed without touching what stands around it is left alone, and its place named.
func TestSourceRefuses(t *testing.T) {
	for name, c := range map[string]struct{ text, at string }{
		"text of several lines": {"a: 1\nuntil: one\n  two\n", "f:2:8"},
		"a list":                {"until: [1]\n", "f:1:8"},
		"folded":                {"until: >\n  x\n", "f:1:8"},
		"nothing":               {"a: 1\nuntil: null\n", "f:2:8"},
		"another document end":  {"a: 1\n...\n", "f:1:1"},
	} {
		s := read(t, c.text)
		got, problem := s.Set(s.Root, "until", strictyaml.Scalar("2026-01-02"))
		if got != nil || problem == nil || problem.Pos.String() != c.at || !strings.Contains(problem.Hint, "{until: 2026-01-02}") {
			t.Errorf("%s: %q, %v", name, got, problem)
		}
	}
	s := read(t, "mentors: x\n")
	if got, problem := s.Append(s.Root, "mentors", person("ana")); got != nil || problem == nil || problem.Pos.String() != "f:1:10" {
		t.Errorf("%q, %v", got, problem)
	}
	if s, problems := strictyaml.Read("f", []byte("a: b: c\n")); s != nil || problems.Errors() == 0 {
		t.Error("read what is no YAML")
	}
}

// layout writes a file of entries in ways that people do, with comments and blank lines anywhere.
type layout struct {
	*rapid.T
	out strings.Builder
}

func (l *layout) yes(what string) bool { return rapid.Bool().Draw(l.T, what) }

func (l *layout) noise() {
	for range rapid.IntRange(0, 2).Draw(l.T, "noise") {
		if l.yes("blank") {
			l.out.WriteString("\n")
		} else {
			fmt.Fprintf(&l.out, "%*s# - id: [no, {\n", rapid.IntRange(0, 8).Draw(l.T, "indent"), "")
		}
	}
}

func (l *layout) line(indent int, text string) {
	fmt.Fprintf(&l.out, "%*s%s", indent, "", text)
	if l.yes("trailing") {
		l.out.WriteString("  # it's \"so\" ]}")
	}
	l.out.WriteString("\n")
}

func (l *layout) scalar(s string) string {
	return rapid.SampledFrom([]string{`"` + s + `"`, "'" + s + "'", s}).Draw(l.T, "quotes")
}

func (l *layout) keys(column int) {
	dash := column + rapid.SampledFrom([]int{0, 2}).Draw(l.T, "in")
	switch rapid.IntRange(0, 4).Draw(l.T, "keys") {
	case 0:
		l.line(column, "keys: []")
	case 1:
		l.line(column, "keys: [{key: "+l.scalar("k a")+"}, {key: b, until: 2026-01-01 }]")
	case 2:
		l.line(column, "keys: [")
		l.noise()
		l.line(column+2, "{key: a},")
		l.noise()
		l.line(column+2, "{key: b}"+rapid.SampledFrom([]string{"", ","}).Draw(l.T, "comma"))
		l.noise()
		l.line(column, "]")
	case 3:
		l.line(column, "keys:")
		l.noise()
		l.line(dash, "- {key: "+l.scalar("k a")+", from: 2026-01-01}")
		l.noise()
	case 4:
		l.line(column, "keys:")
		l.line(dash, "- key: "+l.scalar("k a"))
		l.noise()
		l.line(dash+2, "until: "+l.scalar("2026-01-01"))
	}
}

func (l *layout) entry(dash int) {
	if l.yes("flow") {
		l.line(dash, `- {id: x, name: "A [b] c", keys: [{key: a}]}`)
		return
	}
	l.line(dash, "- id: "+l.scalar("x"))
	l.noise()
	if l.yes("has keys") {
		l.keys(dash + 2)
		l.noise()
	}
	if l.yes("text") {
		fmt.Fprintf(&l.out, "%*swhy: |\n%*sone\n\n%*s# two\n", dash+2, "", dash+4, "", dash+4, "")
	}
	if l.yes("more") {
		l.line(dash+2, "from: 2026-01-01")
	}
}

// draw makes a file; at least it has one entry.
func draw(t *rapid.T) string {
	l := &layout{T: t}
	l.noise()
	l.line(0, "mentors:")
	dash := rapid.SampledFrom([]int{0, 2, 4}).Draw(t, "dash")
	for range rapid.IntRange(1, 3).Draw(t, "entries") {
		l.noise()
		l.entry(dash)
	}
	l.noise()
	text := l.out.String()
	if l.yes("crlf") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if bare := strings.TrimRight(text, "\r\n"); l.yes("no end") && !strings.Contains(bare, "why: |") {
		return bare // a text of several lines that ends without a line end would get one
	}
	return text
}

// TestWhatStandsAroundStays: of all lines there were at most one is another, and the rest stand in
// their order, byte for byte; the new text says what the old one said, and the change.
func TestWhatStandsAroundStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := draw(t)
		s, problems := strictyaml.Read("f", []byte(text))
		if s == nil || problems.Errors() > 0 {
			t.Fatalf("the generator is broken: %v of\n%s", problems, text)
		}
		entries := s.Root.Get("mentors").Items
		entry := rapid.SampledFrom(entries).Draw(t, "entry")
		var got []byte
		problem := problems.Err()
		switch which := rapid.IntRange(0, 2).Draw(t, "which"); {
		case which == 0:
			if after, p := s.Append(s.Root, "mentors", person("ana")); p != nil {
				t.Fatalf("%v of\n%s", p, text)
			} else if got = after; len(read(t, string(got)).Root.Get("mentors").Items) != len(entries)+1 {
				t.Fatalf("no entry more in\n%s", got)
			}
		case which == 1 || entry.Get("keys").Item(0) == nil:
			if after, p := s.Append(entry, "keys", aKey("new 1")); p != nil {
				t.Fatalf("%v of\n%s", p, text)
			} else if got = after; strings.Count(string(got), "new 1") != 1 {
				t.Fatalf("no key more in\n%s", got)
			}
		default:
			if after, p := s.Set(entry.Get("keys").Item(0), "until", strictyaml.Scalar("2027-02-03")); p != nil {
				t.Fatalf("%v of\n%s", p, text)
			} else if got = after; strings.Count(string(got), "2027-02-03") != 1 {
				t.Fatalf("no day in\n%s", got)
			}
		}
		if problem != nil {
			t.Fatal(problem)
		}
		if n := gone(text, string(got)); n > 1 {
			t.Fatalf("%d lines are gone from\n%s\nnow\n%s", n, text, got)
		}
		if !isKept(text, string(got)) {
			t.Fatalf("what stood there is not kept in\n%s\nnow\n%s", text, got)
		}
	})
	if isKept("a # b\n", "a\nc\n") || gone("a\nb\nc\n", "b\na\n") != 2 {
		t.Error("checker is broken")
	}
}

// gone counts the lines of a text that another does not have, in their order.
func gone(before, after string) int {
	if !strings.HasSuffix(before, "\n") { // the last line gets the end that it had not
		before += after[len(strings.TrimRight(after, "\r\n")):]
	}
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	common := make([]int, len(b)+1) // how many lines of a so far stand in the first lines of b
	for _, line := range a {
		above := 0
		for j := range b {
			was := common[j+1]
			if line == b[j] {
				common[j+1] = above + 1
			} else {
				common[j+1] = max(common[j], common[j+1])
			}
			above = was
		}
	}
	return len(a) - common[len(b)]
}

// isKept reports whether all letters stand in the other text too, in their order; of days a digit
// may be another, and the brackets of an empty list may go.
func isKept(before, after string) bool {
	drop := strings.NewReplacer("2026-01-01", "", "'2026-01-01'", "", `"2026-01-01"`, "", " []", "")
	for _, r := range drop.Replace(before) {
		i := strings.IndexRune(after, r)
		if i < 0 {
			return false
		}
		after = after[i:]
		after = strings.TrimPrefix(after, string(r))
	}
	return true
}
