package report

import (
	"fmt"
	"strings"

	"sojt/competency/text"
	"sojt/signoff"
)

// rest is what is done, what waits for the learner, what comes later, and the last not-yet.
func (v status) rest(l *signoff.Learner, r *signoff.RoleStanding, later []*signoff.Cell) Section {
	s := Section{Columns: []Column{{}, {Wide: true}}}
	add := func(title string, words []string) {
		if len(words) > 0 {
			s.Rows = append(s.Rows, []Cell{{Text: title, Strong: true}, Text(strings.Join(words, ", "))})
		}
	}
	var done, optional, others, after []string
	var last *signoff.Cell
	for i := range r.Cells {
		c := &r.Cells[i]
		switch {
		case c.Standing.Counts():
			done = append(done, v.doneText(c))
		case r.Left != 0 || c.Open:
		case !c.Entry.Required && c.Entry.Choice == "":
			optional = append(optional, c.Entry.ID)
		default:
			others = append(others, c.Entry.ID)
		}
		if c.LastNo != nil && (last == nil || c.LastNo.Date > last.LastNo.Date) {
			last = c
		}
	}
	for _, c := range later {
		after = append(after, v.laterText(c))
	}
	add("Done", done)
	if ids := unacknowledged(r); len(ids) > 0 {
		add("To acknowledge", []string{strings.Join(ids, ", ") + ": sojt acknowledge " + l.ID})
	}
	add("Later", after)
	add("Optional", optional)
	add("Not asked for", others)
	if last != nil {
		add("Last not yet", []string{v.lastNo(last)})
	}
	return s
}

func (v status) doneText(c *signoff.Cell) string {
	var notes []string
	if c.Standing == signoff.StandsWaived {
		notes = append(notes, "waived")
	}
	if c.Level.Set && c.Entry.Scale != nil {
		notes = append(notes, fmt.Sprintf("level %d", c.Level.N))
	}
	if c.Flags.Has(signoff.Expiring) {
		notes = append(notes, "expires "+v.in.day(c.Until))
	}
	for _, w := range (c.Flags &^ signoff.Expiring).Words() {
		notes = append(notes, w)
	}
	if len(notes) == 0 {
		return c.Entry.ID
	}
	return c.Entry.ID + " (" + strings.Join(notes, ", ") + ")"
}

func (v status) laterText(c *signoff.Cell) string {
	switch {
	case c.Deferral != nil:
		return c.Entry.ID + " (deferred until " + v.in.day(c.Deferral.Until) + ")"
	case len(c.Blocking) > 0:
		return c.Entry.ID + " (after " + strings.Join(c.Blocking, ", ") + ")"
	case c.Due != 0:
		return c.Entry.ID + " (due " + v.in.day(c.Due) + ")"
	default:
		return c.Entry.ID
	}
}

// lastNo says what did not go well the last time, and what came of it.
func (v status) lastNo(c *signoff.Cell) string {
	no := c.LastNo
	words := c.Entry.ID + ", " + v.in.day(no.Date)
	if note := text.Fold(v.in.text(no.Note)); note != "" {
		words += ": \"" + note + "\""
	}
	switch {
	case c.Standing.Counts():
		return words + "; " + c.Standing.String() + " " + v.in.day(c.Date)
	case no.Retest != 0:
		return words + "; retest on " + v.in.day(no.Retest)
	default:
		return words
	}
}
