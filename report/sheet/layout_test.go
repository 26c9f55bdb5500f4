package sheet

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"sojt/report/xlsx"
	"sojt/signoff"
)

// inLayout is a filled-in sheet of one of the layouts.
func inLayout(t *testing.T, id string) Input {
	t.Helper()
	l, ok := Builtin(id)
	if !ok {
		t.Fatalf("no layout %q", id)
	}
	in := filled()
	in.Layout = l
	return in
}

func TestBuiltinLayouts(t *testing.T) {
	want := []string{"sojt", "jqs", "laboratory", "nursing", "task-book"}
	if got := BuiltinNames(); !slices.Equal(got, want) {
		t.Fatalf("layouts are %q", got)
	}
	for _, id := range want {
		data, err := LayoutText(nil, id)
		if err != nil {
			t.Fatal(err)
		}
		if l, problems := ReadLayout(id+".yaml", data); len(problems) > 0 || l.About == "" {
			t.Errorf("%s: %v, about %q", id, problems, l.About)
		}
	}
}

// The layouts beside sojt's own, filled in, as text.
func TestLayoutGoldens(t *testing.T) {
	for _, id := range BuiltinNames()[1:] {
		file := filepath.Join("testdata", id+".txt")
		got := bookText(Build(inLayout(t, id)))
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs (-want +got):\n%s", file, diff)
		}
	}
}

// Every layout fits both papers, leaves the criteria room, says in each row what it was printed from,
// and repeats byte for byte.
func TestLayoutsFit(t *testing.T) {
	for _, id := range BuiltinNames() {
		for _, paper := range []xlsx.Paper{xlsx.A4, xlsx.Letter} {
			in := inLayout(t, id)
			in.Paper = paper
			w := newWriter(in, newPeople(in), nil)
			total := 0.0
			for _, c := range w.columns {
				total += c.Width
				if c.Key == Competency && c.Width < 65*xlsx.Millimetre {
					t.Errorf("%s: criteria have %.0f mm", id, c.Width/xlsx.Millimetre)
				}
			}
			if width := w.print().Width(); total > width || total < width*0.95 {
				t.Errorf("%s: columns take %.0f of %.0f points", id, total, width)
			}
			if rows := entryRows(Build(in).Sheets[0]); len(rows) != 5 {
				t.Errorf("%s: %d rows say what they were printed from", id, len(rows))
			}
			var a, b bytes.Buffer
			if err := errors.Join(Build(in).Write(&a), Build(in).Write(&b)); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
				t.Errorf("%s: two runs differ (%v)", id, err)
			}
		}
	}
}

// Boxes by method show who judged by it and when; where competencies say their methods, the others do
// not apply.
func TestByMethod(t *testing.T) {
	in := inLayout(t, "laboratory")
	knife := in.Role.Entries[1]
	knife.Evidence.Methods = []string{"direct-observation", "blind-sample"}
	for _, r := range in.Learners[0].Learner.Records {
		if r.Type == signoff.Observation && r.Outcome == signoff.CompetentOutcome {
			r.Method = "blind-sample"
		}
	}
	boxes := map[string]string{}
	s := Build(in).Sheets[0]
	var keys []xlsx.Cell
	for r := range s.Rows {
		if r.Hidden {
			keys = r.Cells
		}
	}
	for i, c := range entryRows(s)[knife.ID].Cells {
		if key, ok := strings.CutPrefix(keys[i].Text, ByMethod+":"); ok {
			boxes[key] = c.Text
		}
	}
	want := map[string]string{
		"direct-observation": notRecorded, "results-reporting": notApplicable, "records-review": notApplicable,
		"maintenance-observation": notApplicable, "blind-sample": "PL [2]\n2026-12-05", "problem-solving": notApplicable,
	}
	if diff := cmp.Diff(want, boxes); diff != "" {
		t.Error(diff)
	}
}

// Words of a layout are offered, explained and checked.
func TestChoices(t *testing.T) {
	in := inLayout(t, "nursing")
	in.Results = false
	book := Build(in)
	at := slices.IndexFunc(book.Lists, func(l xlsx.List) bool { return l.Name == "sojt_method" })
	if at < 0 || !slices.Equal(book.Lists[at].Values, []string{"D", "S", "V", "R", "T"}) {
		t.Fatalf("lists are %v", book.Lists)
	}
	if text := asText(book.Sheets[0]); !strings.Contains(text, "[sojt_method]") || !strings.Contains(text, "T written test") {
		t.Error("the words are not offered or not explained")
	}
}

// A program's own layout is found, and goes before one that sojt brings.
func TestFindLayout(t *testing.T) {
	data, err := LayoutText(nil, "jqs")
	if err != nil {
		t.Fatal(err)
	}
	mine := strings.NewReplacer("layout: jqs", "layout: ours", "Job qualification standard", "Our card").Replace(string(data))
	program := fstest.MapFS{"layouts/ours.yaml": {Data: []byte(mine)}, "layouts/no id.yaml": {Data: []byte("x")}}
	l, problems, err := FindLayout(program, "ours")
	if err != nil || len(problems) > 0 || l.Title != "Our card" {
		t.Errorf("%v, %v, %q", err, problems, l.Title)
	}
	if l, _, err := FindLayout(program, "jqs"); err != nil || l.ID != "jqs" {
		t.Errorf("jqs: %v, %q", err, l.ID)
	}
	for _, id := range []string{"none", "../jqs", "no id", ""} {
		if _, _, err := FindLayout(program, id); !errors.Is(err, ErrNoLayout) {
			t.Errorf("%q: %v", id, err)
		}
	}
	if got := LayoutNames(program); !slices.Contains(got, "ours") || len(got) != 6 {
		t.Errorf("layouts are %q", got)
	}
	program["layouts/jqs.yaml"] = &fstest.MapFile{Data: []byte("layout: other\n")}
	problems, files := CheckLayouts(program)
	if len(files) != 2 || problems.Errors() == 0 || problems[0].Pos.File != "layouts/jqs.yaml" {
		t.Errorf("%v, %v", files, problems)
	}
}

// Each defect of a layout is found, at its place; one that is missed means that the checker is broken.
func TestLayoutProblems(t *testing.T) {
	good, err := LayoutText(nil, "sojt")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new, want string }{
		{"layout: sojt", "layout: other", `layout is "other", but the file is called sojt.yaml`},
		{"key: flags", "key: flgas", `sojt knows no "flgas" here`},
		{"key: flags", "key: until", `the column "until" stands twice`},
		{"key: flags", "key: by-method", `key is "by-method" and method is ""`},
		{"key: flags", "key: result, method: x", `method is "x"`},
		{"{key: flags,", "{key: flags, choices: [{word: a, means: b}],", `a column "flags" takes no choices`},
		{"title: Flags, width: 150", "title: Flags, width: 1500", "the columns are 3015 tenths of a millimetre wide, at most 2000 fit"},
		{`{key: competency, title: "Competency, criteria, conditions and standard", share: 100}`, "{key: x-mine, title: Mine}", "no column that says what is to be done"},
		{"standard\", share: 100", "standard\", width: 100", "the competency column has a width"},
		{"{key: learner, title: Learner, share: 44}", "{key: leraner, title: Learner}", `sojt knows no "leraner" here`},
		{"{key: learner-id, title: Learner id, share: 18}", "{key: learner, title: Learner}", `"learner" stands twice`},
		{"{key: start, title: Start, share: 14}", strings.Repeat("{key: x-a, title: A}\n      - ", 20) + "{key: x-b, title: B}", "24 boxes stand in one row"},
		{"key: remarks", "key: remakrs", `sojt knows no "remakrs" here`},
		{"key: remarks", "key: final", `the block "final" stands twice`},
		{"key: retest", "key: retset", `sojt knows no "retset" here`},
		{"key: signatures", "key: x-mine", `foot has no block "signatures"`},
		{"rows: 4\n    empty: 2", "beside: 4\n    confirm: [{by: mentor, text: so}]", `the block "remarks" has 1 statements to confirm`},
		{"key: remarks\n", "key: x-more\n    beside: 1\n", ""},
		{"key: initials\n    title: Who the initials are\n    empty: 3", "key: x-own\n    title: Mine", `the block "x-own" has no rows`},
		{"{key: scales, title: Levels}", "{key: text, title: Levels}", `a "text" legend and text do not go together`},
		{"by: authority", "by: king", `"king"`},
		{"title: Sign-off sheet\n", "", "title"},
		{"title: Sign-off sheet\n", "title: Sign-off sheet\ntilte: x\n", `"tilte"`},
	} {
		if !strings.Contains(string(good), c.old) {
			t.Fatalf("nothing to change: %q", c.old)
		}
		_, problems := ReadLayout("layouts/sojt.yaml", []byte(strings.Replace(string(good), c.old, c.new, 1)))
		said := ""
		for _, p := range problems {
			said += p.Pos.String() + " " + p.Message + "\n"
			if p.Pos.Line == 0 || p.Hint == "" {
				t.Errorf("%q has no place or no hint", p.Message)
			}
		}
		if c.want == "" && said != "" || !strings.Contains(said, c.want) {
			t.Errorf("checker is broken: %q gives %q, expected %q", c.new, said, c.want)
		}
	}
}
