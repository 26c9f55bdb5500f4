package main

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"sojt/cmd/sojt/terminal"
	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
)

// TestJudging goes through the questions about one record without a terminal: what is asked in which order, and
// the options that the answers come to.
func TestJudging(t *testing.T) {
	scale := &competency.Scale{ID: "entrustment", Levels: []competency.Level{{ID: 1, Name: "Watches"}, {ID: 2, Name: "Helped"}, {ID: 3, Name: "Alone", Pass: true}}}
	knife := competency.Competency{ID: "knife", Title: "Cuts", Revision: 1, Criteria: []competency.Criterion{{ID: "grip", Text: "Claw grip"}, {ID: "size", Text: "In size", Critical: true}}}
	rated, captured, bare := knife, knife, knife
	rated.Scale, rated.Errors = scale, []competency.Mistake{{ID: "thumb", Text: "Thumb"}}
	captured.Capture, captured.Evidence.Methods = []string{"equipment", "method", "evidence", "note"}, []string{"direct-observation", "record-review"}
	bare.Criteria = nil
	items := func(n ...int) terminal.Answer { return terminal.Answer{Items: n} }
	words := func(s string) terminal.Answer { return terminal.Answer{Text: s} }
	back := terminal.Answer{Back: true}
	for name, c := range map[string]struct {
		c       competency.Competency
		o       signoffOptions
		answers []terminal.Answer
		asked   string // by title; ! after one that will not do
		want    signoffOptions
	}{
		"sign-off": {knife, signoffOptions{}, []terminal.Answer{items(0, 1), words(""), words("yes")}, "met note last look",
			signoffOptions{workOptions: workOptions{allCriteria: true}}},
		"only a yes": {knife, signoffOptions{}, []terminal.Answer{items(0, 1), words("fine"), words("y"), words(""), words("YES")}, "met note last look! last look! last look",
			signoffOptions{workOptions: workOptions{allCriteria: true, note: "fine"}}},
		"given": {rated, signoffOptions{workOptions: workOptions{allCriteria: true, level: 3, levelled: true, note: "n"}}, []terminal.Answer{words("yes")}, "last look",
			signoffOptions{workOptions: workOptions{allCriteria: true, level: 3, levelled: true, note: "n"}}},
		"critical first": {knife, signoffOptions{}, []terminal.Answer{items(0), words("grip"), words("runs"), words("2026-12-01"), words("yes")}, "met missing action retest last look",
			signoffOptions{notYet: true, workOptions: workOptions{criteria: []string{"size"}, outcome: "not-yet", note: "grip", action: "runs", retest: "2026-12-01"}}},
		"none met": {rated, signoffOptions{renew: true}, []terminal.Answer{items(), items(0), words("all"), words("start over"), words("-"), words("yes")}, "met seen missing action retest last look",
			signoffOptions{notYet: true, workOptions: workOptions{outcome: "not-yet", errors: []string{"thumb"}, note: "all", action: "start over"}}},
		"level too low": {rated, signoffOptions{}, []terminal.Answer{items(0, 1), items(1), items(), words(""), words("slow"), words(""), words("a"), words("1 Dec"), words("2026-11-20"), words("2026-11-21"), words("yes")},
			"met level seen missing! missing action! action retest! retest! retest last look",
			signoffOptions{notYet: true, workOptions: workOptions{allCriteria: true, level: 2, levelled: true, outcome: "not-yet", note: "slow", action: "a", retest: "2026-11-21"}}},
		"asked as a not-yet": {knife, signoffOptions{notYet: true, workOptions: workOptions{outcome: "not-yet", action: "a"}}, []terminal.Answer{items(0, 1), words("slow"), words("-"), words("yes")}, "met missing retest last look",
			signoffOptions{notYet: true, workOptions: workOptions{outcome: "not-yet", allCriteria: true, note: "slow", action: "a"}}},
		"taken back": {rated, signoffOptions{}, []terminal.Answer{back, items(0), back, items(0, 1), items(0), back, back, items(0, 1), items(2), words("n"), words("yes")}, "met! met seen met level seen level met level note last look",
			signoffOptions{workOptions: workOptions{allCriteria: true, level: 3, levelled: true, note: "n"}}},
		"captured": {captured, signoffOptions{workOptions: workOptions{equipment: "pan 3"}}, []terminal.Answer{items(0, 1), words(""), words("lost.mp4"), words("film.mp4"), items(1), words(""), words("n"), words("yes")},
			"met evidence! evidence! evidence method note! note last look",
			signoffOptions{workOptions: workOptions{allCriteria: true, equipment: "pan 3", method: "record-review", evidence: []string{"film.mp4"}, note: "n"}}},
		"no criteria": {bare, signoffOptions{}, []terminal.Answer{items(0), words(strings.Repeat("x", mostText+1)), words("x"), words("yes")}, "met note! note last look",
			signoffOptions{workOptions: workOptions{allCriteria: true, note: "x"}}},
	} {
		t.Run(name, func(t *testing.T) {
			day, _ := calendar.Parse("2026-11-21")
			j := &judging{name: "Theo", mentor: "Ana", c: &c.c, asked: 3, day: day, retest: day, step: 3, steps: 5, act: "sign", judged: judged{o: c.o}}
			j.there = func(name string) error {
				if name == "lost.mp4" {
					return errors.New("there is no file")
				}
				return nil
			}
			j.given()
			var asked []string
			left := c.answers
			for p := j.next(); p != nil && len(left) > 0; p = j.next() {
				q := j.question(p)
				title := q.Title
				no := q.Check(left[0])
				if no != "" {
					title += "!"
				}
				if got := j.answer(p, left[0]); got != no {
					t.Errorf("%s: answered %q, foretold %q", q.Title, got, no)
				}
				asked, left = append(asked, title), left[1:]
			}
			if got := strings.Join(asked, " "); got != c.asked || len(left) > 0 || j.next() != nil {
				t.Errorf("asked is %q, expected %q; %d answers are left", got, c.asked, len(left))
			}
			if got, want := optionsText(j.o), optionsText(c.want); got != want {
				t.Errorf("the options are\n%s, expected\n%s", got, want)
			}
		})
	}
}

// Whoever goes back finds what was answered and typed, and nothing of the last look.
func TestGoingBackKeepsAnswers(t *testing.T) {
	day, _ := calendar.Parse("2026-11-21")
	scale := &competency.Scale{ID: "entrustment", Levels: []competency.Level{{ID: 1, Name: "Watches"}, {ID: 3, Name: "Alone", Pass: true}}}
	c := &competency.Competency{ID: "knife", Title: "Cuts", Revision: 1, Scale: scale, Criteria: []competency.Criterion{{ID: "grip", Text: "Claw grip"}, {ID: "size", Text: "In size"}}}
	j := &judging{name: "Theo", mentor: "Ana", c: c, asked: 3, day: day, retest: day, step: 3, steps: 5, act: "sign"}
	for i, step := range []struct {
		title, typed string
		ticked       []int
		answer       terminal.Answer
	}{
		{"met", "", nil, terminal.Answer{Items: []int{0, 1}}},
		{"level", "", nil, terminal.Answer{Items: []int{1}}},
		{"note", "", nil, terminal.Answer{Back: true, Text: "half a no"}},
		{"level", "", []int{1}, terminal.Answer{Back: true}},
		{"met", "", []int{0, 1}, terminal.Answer{Items: []int{0, 1}}},
		{"level", "", []int{1}, terminal.Answer{Items: []int{1}}},
		{"note", "half a no", nil, terminal.Answer{Text: "half a note"}},
		{"last look", "", nil, terminal.Answer{Back: true, Text: "yes"}},
		{"note", "half a note", nil, terminal.Answer{}},
		{"last look", "", nil, terminal.Answer{Back: true, Text: "ye"}},
		{"note", "", nil, terminal.Answer{Text: "none"}},
		{"last look", "", nil, terminal.Answer{Text: "yes"}},
	} {
		p := j.next()
		q := j.question(p)
		if q.Title != step.title || q.Typed != step.typed || !slices.Equal(q.Ticked, step.ticked) {
			t.Fatalf("step %d: %q begins with %q and %v, expected %q with %q and %v", i, q.Title, q.Typed, q.Ticked, step.title, step.typed, step.ticked)
		}
		j.keep(q, step.answer)
		j.answer(p, step.answer)
	}
	if j.next() != nil || j.o.note != "none" || !j.o.allCriteria || j.o.level != 3 {
		t.Errorf("the options are %+v", j.o)
	}
}

// optionsText is options for comparing; nothing and an empty list are the same.
func optionsText(o signoffOptions) string {
	return strings.Join([]string{
		strings.Join(o.criteria, ","), strings.Join(o.errors, ","), strings.Join(o.evidence, ","), o.outcome, o.accomplish, o.method, o.equipment,
		o.note, o.action, o.retest, string(rune('0' + o.level)), map[bool]string{true: "all"}[o.allCriteria], map[bool]string{true: "levelled"}[o.levelled],
		map[bool]string{true: "not yet"}[o.notYet], map[bool]string{true: "renew"}[o.renew],
	}, "|")
}

// TestEveryCaptureIsAsked: a field that a competency may ask for has a question, so that no record is refused for
// what was never asked.
func TestEveryCaptureIsAsked(t *testing.T) {
	for _, key := range competency.Captures() {
		if !slices.ContainsFunc(parts(), func(p part) bool { return p.name == key }) {
			t.Errorf("nothing asks for %q", key)
		}
	}
	if captures()[0].name == "" {
		t.Error("checker is broken")
	}
}

func TestLearnersWhoWaitLongestComeFirst(t *testing.T) {
	day := func(s string) calendar.Date {
		d, err := calendar.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	q := askLearners([]candidate{
		{id: "a", name: "A"}, {id: "b", name: "B", ready: []string{"x"}, since: day("2026-11-20")}, {id: "c", paused: true},
		{id: "d", ready: []string{"x", "y", "z", "w"}, since: day("2026-11-02")},
	})
	var got []string
	for _, it := range q.Items {
		got = append(got, it.Key+": "+it.Note)
	}
	want := []string{"d: x, y and 2 more ready", "b: x ready", "a: nothing ready", "c: paused"}
	if !slices.Equal(got, want) {
		t.Errorf("the order is %q, expected %q", got, want)
	}
}

// TestLastLookSaysWhatTheRecordMeans.
func TestLastLookSaysWhatTheRecordMeans(t *testing.T) {
	day, _ := calendar.Parse("2026-12-08")
	c := competency.Competency{ID: "knife-safety", Revision: 2, Title: "Cuts vegetables safely to size", Criteria: []competency.Criterion{{ID: "grip", Text: "Claw grip"}, {ID: "size", Text: "In size"}}}
	j := &judging{name: "María López", mentor: "Ana Ruiz", c: &c, day: day, key: "Signed with ssh-ed25519 SHA256:x (agent)", act: "sign"}
	j.o.allCriteria = true
	q := j.askLast()
	var said []string
	for _, n := range q.Text {
		said = append(said, strings.TrimSpace(n.Label+" "+n.Text))
	}
	want := []string{"met Claw grip; In size", "", "I, Ana Ruiz, observed María López on 8 Dec 2026 and found them competent in",
		"knife-safety, revision 2: Cuts vegetables safely to size", "Signed with ssh-ed25519 SHA256:x (agent)"}
	if !slices.Equal(said, want) || q.Prompt != "type yes to sign, no to leave it out:" || !q.Keep {
		t.Errorf("it says %q, %q", said, q.Prompt)
	}
	j.o.allCriteria, j.o.criteria, j.o.notYet, j.o.outcome = false, []string{"grip"}, true, signoff.NotYetOutcome
	text := ""
	for _, n := range j.askLast().Text {
		text += n.Label + " " + n.Text + "\n"
	}
	if !strings.Contains(text, "not yet competent") || !strings.Contains(text, "not met In size") {
		t.Errorf("of a not-yet it says\n%s", text)
	}
}
