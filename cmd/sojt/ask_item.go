package main

import (
	"fmt"
	"slices"
	"strings"

	"sojt/cmd/sojt/terminal"
	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/text"
	"sojt/signoff"
)

// judging is what a mentor is asked about one learner and one competency: what is known beforehand, and the
// answers so far, which are the options that the command line has flags for. It knows no terminal, file or
// clock. next gives the question that comes next, take an answer to it.
type judging struct {
	learner, name string // id, and what people say
	mentor        string // name of who acts
	c             *competency.Competency
	asked         int           // level that the role asks for
	day           calendar.Date // the work was seen
	retest        calendar.Date // that is suggested
	before        []terminal.Note
	there         func(evidence string) error // why it cannot be named as evidence; nil takes all
	key, act      string                      // the sentence on what signs it, and what a yes does
	step, steps   int                         // of the first question here, and of how many
	which         string                      // of several records, such as "record 1 of 2, theo-brandt grill"

	judged
	history []judged                   // before each answer, for those that are taken back
	earlier map[string]terminal.Answer // by title of the question: what was answered or typed there before
}

// judged is what was answered.
type judged struct {
	o     signoffOptions
	known []string // questions that are answered, or whose answer was on the command line
	left  bool     // out, by a no at the last look
}

// part is a question of a judging: its name, its step, when it is asked, how it reads, and what an answer
// does. What take gives is why it is asked again.
type part struct {
	name  string
	step  int
	wants func(*judging) bool
	ask   func(*judging) terminal.Question
	take  func(*judging, terminal.Answer) string
}

// parts are the questions in their order. The steps are those of SPEC 5.
func parts() []part {
	always := func(*judging) bool { return true }
	notYet := func(j *judging) bool { return j.o.notYet }
	parts := []part{
		{"criteria", 0, always, (*judging).askCriteria, (*judging).takeCriteria},
		{"level", 1, (*judging).wantsLevel, (*judging).askLevel, (*judging).takeLevel},
		{"errors", 1, func(j *judging) bool { return j.o.notYet && len(j.c.Errors) > 0 }, (*judging).askErrors, (*judging).takeErrors},
		{"note", 1, notYet, (*judging).askMissing, takeText("what was missing has to be said", func(o *signoffOptions) *string { return &o.note })},
		{"action", 1, notYet, (*judging).askAction, takeText("what comes before the retest has to be said", func(o *signoffOptions) *string { return &o.action })},
		{"retest", 1, notYet, (*judging).askRetest, (*judging).takeRetest},
	}
	parts = append(parts, captures()...)
	return append(parts,
		part{"note", 1, always, (*judging).askNote, takeText("", func(o *signoffOptions) *string { return &o.note })},
		part{"last", 2, always, (*judging).askLast, (*judging).takeLast})
}

// next is the part that is asked next, nil once all is answered.
func (j *judging) next() *part {
	for _, p := range parts() {
		if !slices.Contains(j.known, p.name) && p.wants(j) {
			return &p
		}
	}
	return nil
}

// question is how a part is asked.
func (j *judging) question(p *part) terminal.Question {
	q := p.ask(j)
	j.recall(&q)
	q.Step = strings.TrimSuffix(fmt.Sprintf("step %d of %d, %s", j.step+p.step, j.steps, j.which), ", ")
	q.Check = func(a terminal.Answer) string {
		try := *j
		return try.answer(p, a)
	}
	return q
}

// keep remembers what was answered or typed, for when somebody goes back. The last look is always anew.
func (j *judging) keep(q terminal.Question, a terminal.Answer) {
	if q.Keep || a.Back && q.Kind == terminal.One {
		return
	}
	if j.earlier == nil {
		j.earlier = map[string]terminal.Answer{}
	}
	j.earlier[q.Title] = a
}

// recall has a question begin with what was answered or typed before.
func (j *judging) recall(q *terminal.Question) {
	if a, there := j.earlier[q.Title]; there {
		q.Typed, q.Ticked = a.Text, a.Items
	}
}

// answer takes an answer to a part, or the one before it back. Where it will not do it gives why, and nothing
// has changed.
func (j *judging) answer(p *part, a terminal.Answer) (remark string) {
	if a.Back {
		if len(j.history) == 0 {
			return "this is the first question here; Ctrl-C ends it, and nothing is written"
		}
		j.judged, j.history = j.history[len(j.history)-1], j.history[:len(j.history)-1]
		return ""
	}
	was := j.judged
	if remark = p.take(j, a); remark != "" {
		j.judged = was
		return remark
	}
	j.known = append(slices.Clip(j.known), p.name)
	j.history = append(j.history, was)
	return ""
}

// given notes what was on the command line, so that it is not asked.
func (j *judging) given() {
	o := &j.o
	for name, is := range map[string]bool{
		"criteria": len(o.criteria) > 0 || o.allCriteria, "level": o.levelled, "errors": len(o.errors) > 0, "note": o.note != "",
		"action": o.action != "", "retest": o.retest != "",
	} {
		if is {
			j.known = append(j.known, name)
		}
	}
	for _, key := range competency.Captures() {
		if field := o.field(key); field != nil && *field != "" || key == "evidence" && len(o.evidence) > 0 {
			j.known = append(j.known, key)
		}
	}
}

// criteria are those of the competency in the order in which they are asked: critical ones first. Where none
// is written down the title is what is judged.
func (j *judging) criteria() []competency.Criterion {
	if len(j.c.Criteria) == 0 {
		return []competency.Criterion{{Text: j.c.Title}}
	}
	return criticalFirst(j.c.Criteria)
}

func criticalFirst(all []competency.Criterion) []competency.Criterion {
	return slices.SortedStableFunc(slices.Values(all), func(a, b competency.Criterion) int {
		switch {
		case a.Critical == b.Critical:
			return 0
		case a.Critical:
			return -1
		default:
			return 1
		}
	})
}

// askCriteria shows the mentor's guide and asks what was met.
func (j *judging) askCriteria() terminal.Question {
	q := terminal.Question{
		Kind: terminal.Ticks, Title: "met", Head: "what was seen of " + j.name, Text: j.guide(),
		Prompt: "numbers that are met, as in 1 3-5; Enter when done:",
	}
	for i, c := range j.criteria() {
		it := terminal.Item{Text: c.Text}
		if c.Critical {
			it.Text = "critical: " + it.Text
		}
		q.Items = append(q.Items, it)
		if c.ID != "" && slices.Contains(j.o.criteria, c.ID) {
			q.Ticked = append(q.Ticked, i)
		}
	}
	return q
}

// guide is what a mentor keeps in mind while watching.
func (j *judging) guide() []terminal.Note {
	c := j.c
	all := []terminal.Note{{Text: c.ID + "  " + c.Title}}
	add := func(label, text string) {
		if text != "" {
			all = append(all, terminal.Note{Label: label, Text: text})
		}
	}
	add("why", c.Why)
	for i, how := range c.How {
		label := ""
		if i == 0 {
			label = "how"
		}
		all = append(all, terminal.Note{Label: orBlank(label), Text: how})
	}
	add("conditions", c.Conditions)
	for i, e := range c.Errors {
		label := ""
		if i == 0 {
			label = "watch for"
		}
		all = append(all, terminal.Note{Label: orBlank(label), Text: e.Text})
	}
	all = append(all, j.before...)
	return append(all, terminal.Note{}, terminal.Note{Text: "Met?  Each of them, without help, by " + j.name})
}

// orBlank keeps a paragraph in the column of those with a label.
func orBlank(label string) string {
	if label == "" {
		return " "
	}
	return label
}

func (j *judging) takeCriteria(a terminal.Answer) string {
	all := j.criteria()
	j.o.criteria, j.o.allCriteria = nil, len(a.Items) == len(all)
	for _, i := range a.Items {
		if id := all[i].ID; id != "" && !j.o.allCriteria {
			j.o.criteria = append(j.o.criteria, id)
		}
	}
	if !j.o.allCriteria {
		j.turn()
	}
	return ""
}

// turn makes it a not-yet.
func (j *judging) turn() {
	j.o.notYet, j.o.outcome = true, signoff.NotYetOutcome
	j.o.renew, j.o.reaffirms, j.o.override = false, "", ""
}

func (j *judging) wantsLevel() bool {
	return j.c.Scale != nil && (!j.o.notYet || j.o.allCriteria)
}

func (j *judging) askLevel() terminal.Question {
	q := terminal.Question{Kind: terminal.One, Bare: true, Title: "level", Prompt: "level:"}
	for _, l := range j.c.Scale.Levels {
		it := terminal.Item{Key: fmt.Sprint(l.ID), Text: l.Name, Note: l.Means}
		if l.ID == j.asked {
			it.Note = strings.TrimPrefix(it.Note+"; this is what is asked for", "; ")
		}
		q.Items = append(q.Items, it)
	}
	return q
}

func (j *judging) takeLevel(a terminal.Answer) string {
	s := j.c.Scale
	j.o.level, j.o.levelled = s.Levels[a.Items[0]].ID, true
	if s.Rank(j.o.level) < s.Rank(j.asked) {
		j.turn()
	}
	return ""
}

// because says why it is a not-yet.
func (j *judging) because() string {
	var open []string
	for i, c := range j.criteria() {
		if !j.o.allCriteria && !slices.Contains(j.o.criteria, c.ID) {
			open = append(open, fmt.Sprint(i+1))
		}
	}
	switch {
	case len(open) == 1 && len(j.criteria()) == 1:
		return "it is not met: this will be a not-yet"
	case len(open) == 1:
		return open[0] + " is not met: this will be a not-yet"
	case len(open) > 1:
		return text.Join(open, "and") + " are not met: this will be a not-yet"
	case j.o.levelled && j.c.Scale.Rank(j.o.level) < j.c.Scale.Rank(j.asked):
		return fmt.Sprintf("level %d, and %d is asked for: this will be a not-yet", j.o.level, j.asked)
	default:
		return "this will be a not-yet"
	}
}

func (j *judging) askErrors() terminal.Question {
	q := terminal.Question{
		Kind: terminal.Ticks, None: true, Title: "seen", Text: []terminal.Note{{Text: j.because()}, {Text: "Which of the common mistakes were seen?"}},
		Prompt: "numbers, as in 1 3-5; Enter when done, or for none:",
	}
	for _, e := range j.c.Errors {
		q.Items = append(q.Items, terminal.Item{Text: e.Text})
	}
	return q
}

func (j *judging) takeErrors(a terminal.Answer) string {
	j.o.errors = nil
	for _, i := range a.Items {
		j.o.errors = append(j.o.errors, j.c.Errors[i].ID)
	}
	return ""
}

func (j *judging) askMissing() terminal.Question {
	return terminal.Question{Title: "missing", Text: []terminal.Note{{Text: j.because()}}, Prompt: "what was missing:"}
}

func (j *judging) askAction() terminal.Question {
	return terminal.Question{Title: "action", Text: []terminal.Note{{Text: "What should " + j.name + " do before the retest?"}}, Prompt: "action:"}
}

func (j *judging) askRetest() terminal.Question {
	return terminal.Question{Title: "retest", Prompt: fmt.Sprintf("retest on (%s; - for no date):", j.retest), Empty: j.retest.String()}
}

func (j *judging) takeRetest(a terminal.Answer) string {
	if a.Text == "-" {
		return ""
	}
	day, err := calendar.Parse(a.Text)
	switch {
	case err != nil:
		return fmt.Sprintf("%q: %v", a.Text, err)
	case day < j.day:
		return fmt.Sprintf("%s is before the day this was seen, %s", day.Human(), j.day.Human())
	}
	j.o.retest = a.Text
	return ""
}

func (j *judging) askNote() terminal.Question {
	return terminal.Question{Title: "note", Prompt: "note (Enter for none):"}
}

// mostText is far above what a person writes beside a sign-off, and far below what a record holds.
const mostText = 2000

// takeText takes a line for an option; empty is why not to leave it so, "" where that may be.
func takeText(empty string, option func(*signoffOptions) *string) func(*judging, terminal.Answer) string {
	return func(j *judging, a terminal.Answer) string {
		switch {
		case a.Text == "":
			return empty
		case len(a.Text) > mostText:
			return fmt.Sprintf("that is %d bytes long, expected at most %d", len(a.Text), mostText)
		}
		*option(&j.o) = a.Text
		return ""
	}
}
