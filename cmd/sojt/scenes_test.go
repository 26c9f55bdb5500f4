package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// TestScenes plays testdata/scenes: each is a program, and above it what happened over the years, one
// command a line as in the steps of the examples. In between stand expectations, worked out from the
// rules by hand:
//
//	= LEARNER ROLE-OR-COMPETENCY [known DATE]
//	    no          ..2026-03-01
//	    yes         2026-03-02..2027-03-01
//	    no,expired  2027-03-02..
//
// From the first date, or forty days before the end of an interval that begins with none, to forty days
// after the last date every day is asked about, by all that was recorded up to that line, and `qualified --on` is run for the days on which the answer
// changes and those before and after. A word of one interval (interim, a standing or a flag beside yes
// and no) must not hold in another that does not have it. At the end verify has nothing to say but
// what "verify: CODE ..." names.
func TestScenes(t *testing.T) {
	scenes, err := filepath.Glob("testdata/scenes/*.txtar")
	if err != nil || len(scenes) == 0 {
		t.Fatal("no scenes", err)
	}
	for _, file := range scenes {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			playScene(t, file)
		})
	}
}

func playScene(t *testing.T, file string) {
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := &scene{example: emptyExample(t)}
	s.write(filepath.Join(s.dir, ".gitattributes"), "*.yaml text eol=lf\nlearners/** text eol=lf merge=union\n")
	for _, f := range a.Files {
		s.write(filepath.Join(s.dir, f.Name), string(f.Data))
	}
	s.begin()
	for i, l := range strings.Split(string(a.Comment), "\n") {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			s.line(fmt.Sprintf("%s:%d", file, i+1), l)
		}
	}
	s.ask()
	s.verify()
}

// scene is a program that is played, and what is asked of it next.
type scene struct {
	*example
	now      time.Time
	question *expectation
	accepted []string // codes that verify may find
}

// expectation is what is to be answered about a learner, day by day without a gap.
type expectation struct {
	place, learner, target, known string
	spans                         []span
}

type span struct {
	words    []string
	from, to calendar.Date // zero: open
}

func (s *scene) line(place, text string) {
	words := strings.Fields(text)
	at, err := time.Parse(time.RFC3339, words[0])
	switch {
	case err == nil:
		s.ask()
		s.now = at
		s.step(place, text)
	case words[0] == "=" && len(words) >= 3:
		s.ask()
		s.question = &expectation{place: place, learner: words[1], target: words[2]}
		if len(words) == 5 && words[3] == "known" {
			s.question.known = words[4]
		} else if len(words) != 3 {
			s.t.Fatalf("%s: expected = LEARNER TARGET [known DATE]", place)
		}
	case words[0] == "verify:":
		s.accepted = words[1:]
	case s.question != nil && len(words) == 2:
		s.question.add(s.t, place, words[0], words[1])
	default:
		s.t.Fatalf("%s: no step, and no interval of a question", place)
	}
}

// add takes one more interval, which begins where the one before ended.
func (x *expectation) add(t *testing.T, place, words, days string) {
	next := span{words: strings.Split(words, ",")}
	from, to, _ := strings.Cut(days, "..")
	for _, end := range []struct {
		text string
		day  *calendar.Date
	}{{from, &next.from}, {to, &next.to}} {
		if end.text == "" {
			continue
		}
		day, err := calendar.Parse(end.text)
		if err != nil {
			t.Fatalf("%s: %q: %v", place, end.text, err)
		}
		*end.day = day
	}
	n := len(x.spans)
	switch {
	case next.words[0] != "yes" && next.words[0] != "no":
		t.Fatalf("%s: an interval says yes or no first", place)
	case n > 0 && (x.spans[n-1].to == 0 || next.from != x.spans[n-1].to+1):
		t.Fatalf("%s: %s does not begin where the one before ends", place, days)
	case next.to != 0 && next.to < next.from:
		t.Fatalf("%s: %s ends before it begins", place, days)
	}
	x.spans = append(x.spans, next)
}

// ask answers the question that stands, if there is one.
func (s *scene) ask() {
	x := s.question
	if s.question = nil; x == nil {
		return
	}
	n := len(x.spans)
	if n < 2 || x.spans[n-1].to != 0 {
		s.t.Fatalf("%s: it takes two intervals or more, of which the last one is open", x.place)
	}
	book, learner := s.read(x)
	changes := map[calendar.Date]bool{}
	for _, p := range x.spans[1:] {
		for _, d := range []calendar.Date{p.from - 1, p.from, p.from + 1} {
			changes[d] = true
		}
	}
	said := ""
	tell := func(day calendar.Date, how, wrong string) {
		if wrong != "" && wrong != said {
			s.t.Errorf("%s: %s %s on %s: %s %s", x.place, x.learner, x.target, day, how, wrong)
		}
		said = wrong
	}
	first := cmp.Or(x.spans[0].from, x.spans[0].to-40)
	for day := first; day <= x.spans[n-1].from+40; day++ {
		tell(day, "folded", x.wrong(day, s.fold(x, book, learner, day)))
		if changes[day] {
			tell(day, "qualified --on", x.wrong(day, s.gate(x, day)))
		}
	}
}

// wrong says in what an answer is not what is expected of its day; "" where it is.
func (x *expectation) wrong(day calendar.Date, got []string) string {
	i := slices.IndexFunc(x.spans, func(p span) bool { return p.to == 0 || day <= p.to })
	want := x.spans[i].words
	for _, p := range x.spans {
		for _, w := range p.words {
			if slices.Contains(want, w) != slices.Contains(got, w) {
				return fmt.Sprintf("%s, expected %s", got, want)
			}
		}
	}
	return ""
}

// read reads the program as it stands.
func (s *scene) read(x *expectation) (*signoff.Rulebook, *signoff.Learner) {
	files := os.DirFS(s.dir)
	program, problems := competency.Load(files)
	if err := problems.Err(); err != nil {
		s.t.Fatal(err)
	}
	p := &place{ledger: ledger.Open(files), files: files}
	l, _, err := p.ledger.Read(x.learner, program)
	if err != nil {
		s.t.Fatalf("%s: %v", x.place, err)
	}
	return signoff.NewRulebook(program, p.person(program)), l
}

// fold answers without the program: what the gate says when it has found nothing wrong.
func (s *scene) fold(x *expectation, book *signoff.Rulebook, l *signoff.Learner, day calendar.Date) []string {
	m := signoff.Moment{AsOf: day}
	if x.known != "" {
		known, err := calendar.Parse(x.known)
		if err != nil {
			s.t.Fatalf("%s: %v", x.place, err)
		}
		m.KnownAt = known.End(book.Program.Zone)
	}
	standings := book.Fold(l, m)
	in := report.NewInput(book, m, []*signoff.Standings{standings}, report.Scope{IncludeLeft: true})
	rows := report.NewQualified(in, []report.Question{{Learner: x.learner, Target: x.target, Moment: m, Standings: standings}}).Rows()
	first := map[string]any{}
	for i, column := range rows.Columns {
		first[column] = rows.Rows[0][i]
	}
	flags, _ := first["flags"].([]string)
	return answered(first["qualified"] == true, first["interim"] == true, fmt.Sprint(first["standing"]), flags)
}

// gate answers with the program.
func (s *scene) gate(x *expectation, day calendar.Date) []string {
	args := []string{"qualified", x.learner, x.target, "--on", day.String(), "--format", "json"}
	if x.known != "" {
		args = append(args, "--known-at", x.known)
	}
	code, out, said := s.run(s.now, x.place, args...)
	var answer struct {
		Rows []struct {
			Qualified, Interim bool
			Standing           string
			Flags              []string
		}
	}
	if err := json.Unmarshal([]byte(out), &answer); err != nil || len(answer.Rows) == 0 {
		s.t.Fatalf("%s: %v\n%s\n%s", x.place, err, out, said)
	}
	row := answer.Rows[0]
	if row.Qualified != (code == 0) {
		s.t.Errorf("%s: on %s exit code %d and qualified %v", x.place, day, code, row.Qualified)
	}
	return answered(row.Qualified, row.Interim, row.Standing, row.Flags)
}

// answered is an answer as the words that an expectation may name.
func answered(yes, interim bool, standing string, flags []string) []string {
	words := append([]string{"no"}, flags...)
	if yes {
		words[0] = "yes"
	}
	if interim {
		words = append(words, "interim")
	}
	if standing != "" {
		words = append(words, standing)
	}
	return words
}

// verify commits what was recorded, at the scene's time, and lets verify judge all of it again.
func (s *scene) verify() {
	env := append(slices.Clone(s.env), "GIT_AUTHOR_DATE="+s.now.Format(time.RFC3339), "GIT_COMMITTER_DATE="+s.now.Format(time.RFC3339))
	inFolder(s.t, s.dir, env, "add", "-A")
	inFolder(s.t, s.dir, env, "commit", "-q", "-m", "all of it")
	_, out, said := s.run(s.now, s.t.Name(), "verify", "--format", "json")
	var result struct {
		Problems []struct{ Severity, Code, Message, Record string }
	}
	if err := json.Unmarshal([]byte(out), &result); err != nil {
		s.t.Fatalf("%v\n%s\n%s", err, out, said)
	}
	var found []string
	for _, p := range result.Problems {
		if p.Code == "W-AUTHOR" {
			continue // one commit for all: its author is nobody's
		}
		if found = append(found, p.Code); !slices.Contains(s.accepted, p.Code) {
			s.t.Errorf("verify: %s %s: %s", p.Code, p.Record, p.Message)
		}
	}
	for _, code := range s.accepted {
		if !slices.Contains(found, code) {
			s.t.Errorf("verify does not find %s", code)
		}
	}
}

// The checker of scenes sees a day, a word too many and one too few.
func TestScenesAreChecked(t *testing.T) {
	x := &expectation{}
	x.add(t, "here", "no", "..2026-03-01")
	x.add(t, "here", "yes,expiring", "2026-03-02..2026-03-31")
	x.add(t, "here", "no,expired", "2026-04-01..")
	for _, c := range []struct {
		day, got string
		right    bool
	}{
		{"2026-03-01", "no", true}, {"2026-03-01", "yes", false}, {"2026-03-01", "no expired", false}, {"2026-03-01", "no blocked", true},
		{"2026-03-02", "yes expiring", true}, {"2026-03-02", "yes", false}, {"2026-03-02", "no expiring", false},
		{"2026-03-31", "yes expiring", true}, {"2026-03-31", "no expired", false},
		{"2026-04-01", "no expired", true}, {"2026-04-01", "no", false}, {"2029-01-01", "yes", false},
	} {
		day, err := calendar.Parse(c.day)
		if err != nil {
			t.Fatal(err)
		}
		if wrong := x.wrong(day, strings.Fields(c.got)); (wrong == "") != c.right {
			t.Errorf("checker is broken: %s on %s is said to be %q", c.got, c.day, wrong)
		}
	}
}
