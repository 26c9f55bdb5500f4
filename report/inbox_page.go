package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sojt/competency/text"
	"sojt/signoff"
)

// Rows has one row a thing that waits. why is request, ready, evidence, level, retest, renewal, reworded,
// revoked, qualify, interim, deferral, acknowledge or ask; next is the act and command what to type for
// it, with the flags that status gives; competency is "" where it is about the role.
func (b *Inbox) Rows() Rows {
	columns := []string{
		"person", "learner", "role", "competency", "why", "since", "days", "standing", "flags", "due", "until", "to", "next", "command",
	}
	var rows [][]Value
	for i := range b.items {
		w := &b.items[i]
		competency, standing, flags, due, until, to := "", "", []string{}, "", "", ""
		if c := w.cell; c != nil {
			competency, standing, flags, due, until = c.Entry.ID, c.Standing.String(), c.Flags.Words(), asked(c).String(), c.Until.String()
			if c.Request != nil {
				to = c.Request.To
			}
		}
		rows = append(rows, []Value{
			b.person, w.learner.ID, w.role.Role.ID, competency, w.why, w.since.String(), b.days(w), standing, flags, due, until, to, w.act, b.command(w),
		})
	}
	return b.in.rows("inbox", columns, rows)
}

func (b *Inbox) days(w *waiting) int { return int(b.in.Moment.AsOf - w.since) }

// command is the line with the flags that make it whole without a question.
func (b *Inbox) command(w *waiting) string {
	if w.cell == nil || w.act != signoff.ActSignoff && w.act != signoff.ActObserve {
		return w.line
	}
	step := b.in.bench().Next(w.learner, w.role, w.cell)
	if w.act == signoff.ActObserve {
		return w.line + " --outcome competent" + asAsked(w.cell, step)
	}
	return w.line + asAsked(w.cell, step)
}

// Page is one list, with the command for each thing, which is wrapped on no screen of 60 columns or more.
func (b *Inbox) Page() Page {
	shown := b.items
	if b.Show > 0 && len(shown) > b.Show {
		shown = shown[:b.Show]
	}
	s := Section{
		Heading: "Waiting for " + b.in.Names.Of(b.person),
		Columns: []Column{{Title: "days", Right: true}, {Title: "who and what", Wide: true}, {Title: "next"}},
		Empty:   b.nothing(),
	}
	narrow := b.narrow(shown)
	if narrow {
		s.Columns = s.Columns[:2]
	}
	for i := range shown {
		w := &shown[i]
		days, what := b.days(w), b.words(w)
		who := b.in.Names.Of(w.learner.ID) + ": "
		what.Text, what.Full = who+what.Text, who+b.subject(w)+", "+what.Text
		row := []Cell{{Text: fmt.Sprint(days), Number: days, IsNumber: true}, what, Text(w.line)}
		if narrow {
			row[1].Text += "\n" + w.line
			row[1].Full += "\n" + w.line
		}
		s.Rows = append(s.Rows, row[:len(s.Columns)])
	}
	s.Fold(-1, -1, func(i int) string { return b.in.Names.Of(shown[i].learner.ID) }, func(rows []int) string {
		return fmt.Sprintf("%s, the first for %s", count(len(rows), "thing"), count(b.days(&shown[rows[0]]), "day"))
	})
	return b.in.page([]Section{s}, append(b.footer(len(shown)), b.in.unread()...)...)
}

// narrow reports whether the commands leave too little room beside them for who and what.
func (b *Inbox) narrow(shown []waiting) bool {
	const room = len("days") + 2 + 20 + 2
	return b.Columns > 0 && slices.ContainsFunc(shown, func(w waiting) bool { return room+len(w.line) > b.Columns })
}

// subject is what waits: a competency by its title, or the role.
func (b *Inbox) subject(w *waiting) string {
	if w.cell == nil {
		return cmp.Or(text.Fold(w.role.Role.Title), w.role.Role.ID)
	}
	return entitled(w.cell.Entry)
}

// words says why something waits.
func (b *Inbox) words(w *waiting) Cell {
	text, tone := w.why, Plain
	switch c := w.cell; w.why {
	case waitsEvidence:
		text = fmt.Sprintf("%d of %d passes", len(c.Passes), c.Entry.Evidence.Passes)
	case waitsRenewal:
		if text, tone = "renewal by "+b.in.day(c.Until), Soon; !c.Standing.Counts() {
			text, tone = c.Standing.String(), Bad
		}
	case waitsQualify:
		text = "to qualify"
	case waitsRequest:
		if text = "request"; c.Request.To == b.person {
			text = "request of you"
		}
	case waitsDeferral:
		if text, tone = "deferral ran out", Bad; c.Deferral != nil {
			text, tone = "deferred to "+b.in.day(c.Deferral.Until), Soon
		}
	}
	if w.cell != nil && w.cell.Flags.Has(signoff.Overdue) {
		text, tone = text+", overdue", Bad
	}
	return Cell{Text: text, Tone: tone}
}

// nothing says why an inbox is empty.
func (b *Inbox) nothing() string {
	name := b.in.Names.Of(b.person)
	learner := b.learns()
	switch why := b.in.bench().Bars(b.person); {
	case b.in.Filter != Filter{}:
		return fmt.Sprintf("nothing that fits the filter waits for %s", name)
	case why == "":
		return fmt.Sprintf("nothing waits for %s to sign", name)
	case learner:
		return fmt.Sprintf("nothing waits for %s; what comes next: sojt status %s", name, b.person)
	default:
		return fmt.Sprintf("nothing waits: %s %s", name, why)
	}
}

func (b *Inbox) learns() bool {
	for _, s := range b.in.Standings {
		if s.Learner.ID == b.person {
			return true
		}
	}
	return false
}

// footer counts what is not shown, what waits for others, and points to one's own training.
func (b *Inbox) footer(shown int) []string {
	var lines []string
	if n := len(b.items); shown < n {
		lines = append(lines, fmt.Sprintf("%d of %d, what has waited longest.  All: sojt inbox --all", shown, n))
	} else if n > 0 {
		lines = append(lines, count(n, "thing")+", what has waited longest first")
	}
	if n := b.unacknowledged(); n > 0 {
		lines = append(lines, fmt.Sprintf("%s of %s still to be acknowledged by the learner", count(n, "sign-off"), b.in.Names.Of(b.person)))
	}
	if b.learns() && len(b.items) > 0 {
		lines = append(lines, "own training: sojt status "+b.person)
	}
	return lines
}

// unacknowledged counts the sign-offs of the person that their learners have yet to acknowledge.
func (b *Inbox) unacknowledged() int {
	records := map[string]bool{}
	for _, s := range b.in.Standings {
		for _, r := range s.Roles {
			for _, c := range r.Cells {
				if c.By == b.person && c.Standing.Counts() && c.Flags.Has(signoff.Unacknowledged) {
					records[strings.Join([]string{s.Learner.ID, recordID(c.Rests)}, " ")] = true
				}
			}
		}
	}
	return len(records)
}
