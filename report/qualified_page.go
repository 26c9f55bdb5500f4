package report

import (
	"fmt"
	"strings"

	"sojt/competency/calendar"
	"sojt/signoff"
)

// Page shows one answer with all that it relies on, several as a list.
func (q *Qualified) Page() Page {
	if len(q.answers) == 1 && !q.Brief {
		return q.in.page(q.proof(q.answers[0]))
	}
	return q.in.page([]Section{q.list()}, q.tally())
}

func (a *answer) word() Cell {
	switch {
	case a.yes:
		return Toned("yes", Good)
	case a.whole && a.role != nil && a.role.Interim:
		return Toned("in the interim", Soon)
	default:
		return Toned("no", Bad)
	}
}

// verdict is the answer in words.
func (a *answer) verdict() string {
	switch {
	case a.whole && a.yes:
		return "qualified"
	case a.whole && a.role != nil && a.role.Interim:
		return "qualified in the interim only"
	case a.whole:
		return "not qualified"
	case a.yes:
		return a.cells[0].Standing.String()
	default:
		return "not competent"
	}
}

func (q *Qualified) proof(a answer) []Section {
	head := []string{q.in.Names.Of(a.Learner), a.Target, a.verdict()}
	if a.Moment.AsOf != q.in.Moment.AsOf {
		head = append(head, "on "+a.Moment.AsOf.Human())
	}
	sections := []Section{{Heading: strings.Join(head, "   ")}}
	list := func(heading string, lines []string, tone Tone) {
		s := Section{Heading: heading, Columns: []Column{{Wide: true}}}
		for _, line := range lines {
			s.Rows = append(s.Rows, []Cell{Toned(line, tone)})
		}
		if len(lines) > 0 {
			sections = append(sections, s)
		}
	}
	list("Missing", a.missing, Bad)
	if len(a.relied) > 0 {
		sections = append(sections, q.reliedOn(a))
	}
	list("Taken back later, so that it no longer counts", q.takenBack(a), Bad)
	if len(a.NotChecked) > 0 {
		list("Not checked", []string{strings.Join(unchecked(a.NotChecked), ", ") + ": sojt verify says more"}, Plain)
	}
	return sections
}

// takenBack says which of the records relied on were revoked with effect after the day in question:
// the answer is right for that day, and somebody should know.
func (q *Qualified) takenBack(a answer) []string {
	var lines []string
	for _, r := range a.relied {
		if x := a.Standings.RevokedLater(r.Digest); x != nil {
			lines = append(lines, fmt.Sprintf("%s, from %s by %s, %s", r.ID, x.Date.Human(), q.in.Names.Of(x.By), x.ID))
		}
	}
	return lines
}

// unchecked names checks in a word each: N-HISTORY is the history.
func unchecked(lines []string) []string {
	words := make([]string, len(lines))
	for i, line := range lines {
		code, _, _ := strings.Cut(line, ":")
		words[i] = strings.ToLower(strings.TrimPrefix(code, "N-"))
	}
	return words
}

// reliedOn lists the records that the answer stands on, and until when each is good.
func (q *Qualified) reliedOn(a answer) Section {
	s := Section{Heading: "Relies on", Columns: []Column{{Title: "competency"}, {Title: "standing", Wide: true}, {Title: "record"}}}
	add := func(what string, r *signoff.Record, until calendar.Date, words ...string) {
		words[0] += " " + r.Effect(q.in.Program.Zone).Human()
		if until != 0 {
			words = append(words, "until "+until.Human())
		}
		words = append(words, "by "+q.in.Judge(r))
		if r.Sig == "" {
			words = append(words, "unsigned")
		} else {
			words = append(words, "signed")
		}
		s.Rows = append(s.Rows, []Cell{Text(what), Text(strings.Join(words, ", ")), Text(r.ID)})
	}
	for _, c := range a.cells {
		if c.Standing.Counts() && c.Rests != nil {
			flags := (c.Flags &^ signoff.Unsigned).Words()
			add(c.Entry.ID, c.Rests, c.Until, append([]string{c.Standing.String()}, flags...)...)
		}
	}
	if a.whole && a.role.Qualifying != nil {
		add(a.Target, a.role.Qualifying, a.role.Qualifying.Until, "qualified")
	}
	return s
}

func (q *Qualified) list() Section {
	s := Section{
		Columns: []Column{{Title: "learner", Wide: true}, {Title: "asked"}, {Title: "day"}, {Title: "qualified"}, {Title: "missing", Wide: true}},
		Empty:   "nobody was asked about",
	}
	for i := range q.answers {
		a := &q.answers[i]
		s.Rows = append(s.Rows, []Cell{
			Text(q.in.Names.Of(a.Learner)), Text(a.Target), {Text: a.Moment.AsOf.Human(), Date: a.Moment.AsOf}, a.word(), Text(q.short(a)),
		})
	}
	return s
}

// short is what is missing, a line each; in brief the first, and where the others are told.
func (q *Qualified) short(a *answer) string {
	if !q.Brief || len(a.missing) < 2 {
		return strings.Join(a.missing, "\n")
	}
	on := ""
	if a.Moment.AsOf != q.in.Moment.AsOf {
		on = " --on " + a.Moment.AsOf.String()
	}
	return fmt.Sprintf("%s\nand %d more: sojt qualified %s %s%s", a.missing[0], len(a.missing)-1, a.Learner, a.Target, on)
}

func (q *Qualified) tally() string {
	yes := 0
	for _, a := range q.answers {
		if a.yes {
			yes++
		}
	}
	return fmt.Sprintf("%d of %d qualified", yes, len(q.answers))
}
