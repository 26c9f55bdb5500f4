package results

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sojt/competency"
)

func TestNumber(t *testing.T) {
	for in, want := range map[string]string{
		"7": "7", "7.50": "7.5", "007": "7", "-0.0": "0", "0.10": "0.1", "-3.25": "-3.25", "7.0": "7", "100": "100", "0": "0", "10.05": "10.05",
		"999999999999999.123456789012345": "999999999999999.123456789012345", "1000000000000000": "",
		"": "", ".5": "", "5.": "", "+1": "", "1e5": "", "1,5": "", "NaN": "", "Inf": "", "0x1": "", "1 000": "", " 1": "", "--1": "", "١": "",
	} {
		if got, ok := Number(in); got != want || ok != (want != "") {
			t.Errorf("Number(%q) is %q %v, want %q", in, got, ok, want)
		}
	}
}

// grammar is what a number looks like, and its parts in their shortest form.
var grammar = regexp.MustCompile(`^(-?)0*(\d{1,15})(?:\.(\d{1,15}?)0*)?$`)

// Every short text, and long ones at the limits, is a number exactly if the grammar has it.
func TestNumberIsItsGrammar(t *testing.T) {
	texts := []string{""}
	for i := 0; i < len(texts) && len(texts[i]) < 6; i++ {
		for _, c := range "-.01x" {
			texts = append(texts, texts[i]+string(c))
		}
	}
	for n := range 40 {
		for _, x := range []string{"0", "1"} {
			long := strings.Repeat(x, n)
			texts = append(texts, long, long+".5", "-"+long+"2", "1."+long, "-0."+long+"3", "00"+long+"."+long+"00")
		}
	}
	numbers := 0
	for _, s := range texts {
		want := ""
		if m := grammar.FindStringSubmatch(s); m != nil {
			want = m[2]
			if m[3] != "" && m[3] != "0" {
				want += "." + m[3]
			}
			if m[1] != "" && want != "0" {
				want = "-" + want
			}
			numbers++
		}
		if got, ok := Number(s); got != want || ok != (want != "") {
			t.Errorf("Number(%q) is %q %v, want %q", s, got, ok, want)
		}
	}
	if numbers < 500 {
		t.Errorf("checker is broken: %d numbers among %d texts", numbers, len(texts))
	}
}

// BenchmarkParse reads the results of 1,000 learners in 12 months.
func BenchmarkParse(b *testing.B) {
	var text strings.Builder
	text.WriteString(Header + "\n")
	for month := 1; month <= 12; month++ {
		for i := range 1000 {
			fmt.Fprintf(&text, "learner-%d,2026-%02d-01,%d.%d\n", i, month, i, month)
		}
	}
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if all, problems := Parse("m", data); len(all) != 12_000 || len(problems) > 0 {
			b.Fatal(len(all), problems)
		}
	}
}

func TestParse(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"empty":        {"", `:1: the first line is "", expected "learner,date,value"`},
		"no header":    {"mia,2026-01-01,3\n", `:1: the first line is "mia,2026-01-01,3", expected "learner,date,value"`},
		"windows":      {Header + "\r\nmia,2026-01-01,3\r\n", ":1: the first line is"},
		"fields":       {Header + "\nmia,2026-01-01\n", `:2: "mia,2026-01-01" has 2 fields`},
		"blank line":   {Header + "\n\nmia,2026-01-01,3\n", `:2: "" has 1 fields`},
		"id":           {Header + "\nMia,2026-01-01,3\n", `:2:1: "Mia" is no id`},
		"day":          {Header + "\nmia,2026-02-30,3\n", `:2:5: the date is "2026-02-30"`},
		"value":        {Header + "\nmia,2026-02-03,3e1\n", `:2:16: the value is "3e1", expected a decimal number`},
		"two values":   {Header + "\nmia,2026-02-03,3\nmia,2026-02-03,4\n", ":3: mia on 2026-02-03 is 4 here, and 3 in line 2"},
		"no UTF-8":     {Header + "\n\xff\n", ": expected UTF-8 text"},
		"a long field": {Header + "\n" + strings.Repeat("x", 100) + ",2026-02-03,4\n", `:2:1: "` + strings.Repeat("x", 60) + `..." is no id`},
	} {
		_, problems := Parse("metrics/m.csv", []byte(c.data))
		if len(problems) != 1 || !strings.HasPrefix(fmt.Sprint(problems[0].Pos, ": ", problems[0].Message), "metrics/m.csv"+c.want) || problems[0].Hint == "" {
			t.Errorf("%s: %+v, want %s", name, problems, c.want)
		}
	}
	all, problems := Parse("m", []byte(Header+"\nzoe,2026-02-03,3\nmia,2026-02-03,4.0\nmia,2026-02-03,4\nmia,2026-01-03,-2\n"))
	if len(problems) > 0 || len(all) != 3 {
		t.Fatalf("%v %v", all, problems)
	}
	want := Header + "\nmia,2026-01-03,-2\nmia,2026-02-03,4\nzoe,2026-02-03,3\n"
	if got := string(Write(all)); got != want {
		t.Errorf("written %q, want %q", got, want)
	}
	slices.Reverse(all)
	if got := string(Write(all)); got != want {
		t.Errorf("in another order %q", got)
	}
}

func TestMerge(t *testing.T) {
	there, _ := Parse("m", []byte(Header+"\nmia,2026-01-03,2\nzoe,2026-02-03,3\n"))
	fresh, _ := Parse("m", []byte(Header+"\nmia,2026-01-03,2\nzoe,2026-02-03,5\nzoe,2026-02-04,6\n"))
	for _, replace := range []bool{false, true} {
		clashes := 0
		all, added, replaced := Merge(there, fresh, func(was, is Result) bool { clashes++; return replace })
		want := map[bool]string{false: "3", true: "5"}[replace]
		if len(all) != 3 || added != 1 || clashes != 1 || replaced != map[bool]int{true: 1}[replace] || all[1].Value != want {
			t.Errorf("replace %v: %v, %d added, %d replaced, %d clashes", replace, all, added, replaced, clashes)
		}
	}
	if there[1].Value != "3" {
		t.Error("what was there was changed in place")
	}
}

// A file that is wrong, and somebody who is no learner, are told; a metric without a file is none.
func TestRead(t *testing.T) {
	p := &competency.Program{Metrics: []competency.Metric{{ID: "a", File: "metrics/a.csv"}, {ID: "b", File: "metrics/b.csv"}, {ID: "c", File: "metrics/c.csv"}}}
	files := fstest.MapFS{
		"metrics/a.csv": {Data: []byte(Header + "\nmia,2026-01-03,2\nold,2026-01-03,2\nold,2026-01-04,2\n")},
		"metrics/b.csv": {Data: []byte(Header + "\nmia,2026-01-03,two\n")},
	}
	all, problems := Read(files, p, func(id string) bool { return id == "mia" })
	if len(all["a"]) != 3 || len(problems) != 2 || problems[0].Code != CodeLearner || problems[0].Pos.Line != 3 || problems[1].Code != CodeForm {
		t.Errorf("%v %v", all, problems)
	}
}
