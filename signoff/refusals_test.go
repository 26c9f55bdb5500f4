package signoff

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// told is a refusal and what it has to say, as parts of its message or remedy: what would satisfy the rule,
// as of when, and who could do it. Where one of them does not exist the case says why not.
type told struct {
	name, definitions, records, draft string

	satisfies, when, who string
}

const (
	noTime   = "none: it does not depend on the day"
	oneself  = "none: whoever is refused can do it"
	inReview = "none: whoever may change the definitions"
)

const teachers = `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
policy: {mentor_role: teacher, request_first: true, late_refuse: 30d}
-- mentors.yaml --
mentors:
  - {id: ana, name: Ana, from: 2020-01-01}
  - {id: ben, name: Ben, from: 2020-01-01, prepared: {by: Boss, date: 2026-01-01}}
  - {id: cleo, name: Cleo, coordinator: true, from: 2020-01-01, prepared: {by: Boss, date: 2026-01-01}}
-- roles/teacher.yaml --
role: teacher
title: Teacher
competencies: [{id: teaching, title: Teaches}]
-- roles/cook.yaml --
role: cook
title: Cook
qualify: coordinator
competencies: [{id: knife, title: Cuts}]
`

func tellings() []told {
	const asks = "  - {id: knife, title: Cuts, practice: 3, hours: {min: 2}, criteria: [{id: size, text: 3 mm}], capture: [equipment]}"
	const two = "  - {id: wash, title: Washes, renew: 30d}\n  - {id: knife, title: Cuts, requires: [wash], certifier: separate, evidence: {passes: 2, mentors: 2, days: 2, consecutive: true, methods: [seen]}}"
	const scaled = "-- sojt.yaml --\nformat: 1\nprogram: bistro\nname: Bistro\nscales: [{id: stars, levels: [{id: 1, name: One}, {id: 2, name: Two, pass: true}]}]\n" +
		"-- roles/cook.yaml --\nrole: cook\ntitle: Cook\ncompetencies: [{id: knife, title: Cuts, scale: stars, level: 2}]"
	const yearly = "  - {id: knife, title: Cuts, renew: 1y}"
	return []told{
		{"enrolled", knife, "", draftSignoff + " at=2026-01-12", "sojt enroll mia cook", "--start 2026-01-10", ", by Cleo"},
		{"enrolled", knife, enrolled + "2026-01-08 cleo leave cook", draftSignoff, "sojt enroll mia cook", "on 8 Jan 2026", ", by Cleo"},
		{"enrolled", knife, enrolled + "2026-01-08 cleo pause", draftSignoff, "sojt resume mia", "since 8 Jan 2026", ", by Cleo"},
		{"enrolled", knife, enrolled + "2026-01-08 cleo pause\n2026-01-11 cleo resume", draftSignoff + " at=2026-01-12", "--date DATE", "from 8 Jan 2026 to 10 Jan 2026", oneself},
		{"role", strings.Replace(house, "role: cook\n", "role: cook\nstatus: draft\n", 1), enrolled, draftSignoff, "set `status: adopted` in roles/cook.yaml", noTime, inReview},
		{"role", strings.Replace(house, "role: cook\n", "role: cook\nstatus: retired\nnext: [barista]\n", 1), enrolled, draftSignoff, "sojt enroll mia barista", noTime, ", by Cleo"},
		{"role", "  - {id: knife, title: Cuts, retired: 2026-01-10}\n  - {id: cut, title: C, replaces: [{id: knife, carry: full}]}", enrolled, draftSignoff, "cut took its place", "since 10 Jan 2026", oneself},
		{"scope", house, enrolled, "2026-01-10 old signoff knife", "can do this", "until 9 Jan 2026", "Cleo, Ana, Amy or Art"},
		{"scope", house, enrolled, "2026-01-10 new signoff knife", "mentors.yaml, `from:`, and commits it", "from 11 Jan 2026", "Cleo, Ana, Amy or Art"},
		{"scope", house, enrolled, "2026-01-10 carl waive knife", "can do this", noTime, "Cleo or Cora"},
		{"author", house, enrolled, "2026-01-10 ana request knife", "--by mia", noTime, "Mia records this"},
		{"override", house, enrolled, draftSignoff + " override=flood", "can do this", noTime, "Cleo or Cora"},
		{"prepared", teachers, enrolled + "2026-01-06 mia request knife", draftSignoff, "sojt enroll ana teacher, or `prepared:` in mentors.yaml", "on 10 Jan 2026", "Ben or Cleo can do this"},
		{"self", knife, "learner ana department=\n2026-01-05 cleo enroll cook learner=ana", draftSignoff + " learner=ana", "can do this", noTime, "Ben or Cleo"},
		{"prerequisite", two, enrolled, draftSignoff + " method=seen", "sojt signoff mia wash --all-criteria", noTime, oneself},
		{"prerequisite", strings.Replace(two, "30d}", "30d, mentors: [ben]}", 1), enrolled + "2026-01-06 ben signoff wash", "2026-02-06 ana signoff knife method=seen",
			"sojt signoff mia wash", "expired, good until 5 Feb 2026", ", by Ben"},
		{"prerequisite", two, enrolled + "2026-01-12 ana signoff wash", draftSignoff + " at=2026-01-13", "--date 2026-01-12 or later", "in place since 12 Jan 2026, not yet on 10 Jan 2026", oneself},
		{"practice", asks, enrolled + "2026-01-06 mia practice knife", draftSignoff + " at=2026-01-11", "sojt practice mia knife", "1 of 3 runs logged by 10 Jan 2026", oneself},
		{"hours", asks, enrolled + "2026-01-06 mia practice knife minutes=90", draftSignoff + " at=2026-01-11", "sojt practice mia knife --date 2026-01-10 --minutes N", "1 h 30 min of 2 h of practice logged by 10 Jan 2026", oneself},
		{"request", teachers, enrolled, "2026-01-10 ben signoff knife", "sojt request mia knife", noTime, ", by Mia"},
		{"criteria", asks, enrolled, draftSignoff + " criteria=", "sojt observe mia knife --outcome not-yet", noTime, oneself},
		{"level", scaled, enrolled, draftSignoff + " level=1", "sojt observe mia knife --outcome not-yet", noTime, oneself},
		{"accomplish", knife, enrolled, draftSignoff + " accomplish=discuss", "let Mia perform it", noTime, oneself},
		{"evidence", two, enrolled + "2026-01-06 ben observation knife not-yet", draftSignoff, "sojt observe mia knife --outcome competent", "the last one was on 6 Jan 2026", ", by Ben or Cleo"},
		{"evidence", two, enrolled + "2026-01-06 ana signoff knife", "2026-03-10 ana signoff knife", "sojt observe mia knife --outcome competent", "runs up to the sign-off of 6 Jan 2026 do not count", ", by Ben or Cleo"},
		{"certifier", two, enrolled + "2026-01-06 ana trained knife", draftSignoff, "can do this", "on 6 Jan 2026", "Ben or Cleo"},
		{"capture", asks, enrolled, draftSignoff, "--equipment TEXT", noTime, oneself},
		{"date", knife, enrolled, "2026-01-11 ana signoff knife at=2026-01-10", "--date 2026-01-10", "11 Jan 2026", oneself},
		{"date", knife, "2026-01-11 cleo enroll cook at=2026-01-10", draftSignoff, "then sojt enroll mia cook --start 2026-01-10", "on 11 Jan 2026", ", by Cleo"},
		{"late", teachers, enrolled + "2026-01-06 mia request knife", "2026-01-10 ben signoff knife at=2026-03-01", "--override REASON", "until 9 Feb 2026", ", by Cleo"},
		{"already", yearly, enrolled + "2026-01-06 ana signoff knife", draftSignoff, "--renew", "until 6 Jan 2027 -> --renew, if that is meant; the window opens on 7 Dec 2026", oneself},
		{"complete", teachers, enrolled + "2026-01-06 cleo waive knife deferral until=2026-01-09", "2026-01-10 cleo qualify cook", "sojt status mia", "deferral ran out on 9 Jan 2026", oneself},
	}
}

func TestRefusalsSayWhatWhenAndWho(t *testing.T) {
	var names []string
	for _, c := range tellings() {
		names = append(names, c.name)
		w := newWorld(t, c.definitions)
		w.add(c.records)
		got := ""
		for line := range strings.Lines(w.judge(c.draft)) {
			if _, rule, _ := strings.Cut(line, " "); strings.HasPrefix(rule, c.name+": ") {
				got += line
			}
		}
		for _, part := range []string{c.satisfies, c.when, c.who} {
			if part != noTime && part != oneself && part != inReview && !strings.Contains(got, part) {
				t.Errorf("%s: %s does not say %q: %q", c.name, c.draft, part, got)
			}
		}
		if got == "" {
			t.Errorf("%s is not refused: %s", c.draft, w.judge(c.draft))
		}
	}
	for _, name := range refusalNames(t) {
		if !slices.Contains(names, name) {
			t.Errorf("nothing says what a refusal by %s has to tell", name)
		}
	}
}

// refusalNames are the names that the sources of the package give to refusals.
func refusalNames(t *testing.T) []string {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		source, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(source, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "refuse" {
				if name, ok := call.Args[0].(*ast.BasicLit); ok {
					word, _ := strconv.Unquote(name.Value)
					names = append(names, word)
				}
			}
			return true
		})
	}
	if len(names) < 30 {
		t.Fatalf("only %d refusals found in the sources", len(names))
	}
	slices.Sort(names)
	return slices.Compact(names)
}
