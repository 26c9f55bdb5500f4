package signoff

import (
	"fmt"
	"strings"
	"time"

	"sojt/competency/calendar"
)

// look answers a question about mia: "DAY COMPETENCY" in role cook, "DAY ROLE/COMPETENCY" where the
// role has such a name, or "DAY ROLE"; "DAY known=DAY ..." by what was recorded until the end of
// that day.
func (w *world) look(question string) string {
	w.t.Helper()
	words := strings.Fields(question)
	m := Moment{AsOf: w.day(words[0])}
	if known, ok := strings.CutPrefix(words[1], "known="); ok {
		m.KnownAt = w.day(known).End(time.UTC)
		words = words[1:]
	}
	s := w.book.Fold(w.learner("mia"), m)
	what := words[1]
	if w.book.Program.Role(what) != nil {
		return showRole(s.Role(what))
	}
	role, id := "cook", what
	if first, rest, ok := strings.Cut(what, "/"); ok && w.book.Program.Role(first) != nil {
		role, id = first, rest
	}
	r := s.Role(role)
	if r == nil {
		return "not enrolled"
	}
	return showCell(r.Cell(id))
}

// showCell writes a cell in one line, leaving out what is not there.
func showCell(c *Cell) string {
	if c == nil {
		return "no such competency"
	}
	text := c.Standing.String()
	if c.Flags != 0 {
		text += " " + fmt.Sprint(c.Flags.Words())
	}
	if c.Until != 0 {
		text += " until " + c.Until.String()
	}
	if c.Due != 0 {
		text += " due " + c.Due.String()
	}
	return text
}

// showRole writes a role's tally in one line: competent+waived/required percent, then what is not
// zero.
func showRole(r *RoleStanding) string {
	if r == nil {
		return "not enrolled"
	}
	t := r.Tally
	text := fmt.Sprintf("%d+%d/%d %d%%", t.Competent, t.Waived, t.Required, t.Percent())
	if t.Optional > 0 {
		text += fmt.Sprintf(" optional %d/%d", t.OptionalDone, t.Optional)
	}
	for _, n := range []struct {
		name string
		n    int
	}{
		{"deferred", t.Deferred}, {"transcribed", t.Transcribed}, {"not-required", t.NotRequired},
		{"overdue", t.Overdue}, {"expiring", t.Expiring},
	} {
		if n.n > 0 {
			text += fmt.Sprintf(" %s %d", n.name, n.n)
		}
	}
	for _, d := range []struct {
		name string
		on   bool
		day  calendar.Date
	}{
		{"paused", r.Paused, 0}, {"left", r.Left != 0, r.Left}, {"by", r.DueBy != 0, r.DueBy},
		{"next", r.NextDue != 0, r.NextDue}, {"qualified", r.Qualified, r.Since},
		{"interim", r.Interim, r.Since}, {"to", r.InterimTo != 0, r.InterimTo},
	} {
		if d.on {
			text += strings.TrimRight(" "+d.name+" "+d.day.String(), " ")
		}
	}
	return text
}
