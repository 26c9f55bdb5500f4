package report

import (
	"cmp"
	"fmt"
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
)

// Why something waits, as the rows of an inbox say it.
const (
	waitsRequest  = "request"     // the learner asked for the sign-off
	waitsReady    = "ready"       // practice and prerequisites are there
	waitsEvidence = "evidence"    // some of the passes are there
	waitsLevel    = "level"       // signed off at a lower level or done in a lesser way than the role asks
	waitsRetest   = "retest"      // not yet, and the day of the next try has come, or was left open
	waitsRenewal  = "renewal"     // it can be renewed, or it ended
	waitsReworded = "reworded"    // the sign-off is for another wording
	waitsRevoked  = "revoked"     // it was taken back
	waitsQualify  = "qualify"     // all is in place, and a coordinator has the last word
	waitsInterim  = "interim"     // all but what is deferred is, or an interim qualification ends
	waitsDeferral = "deferral"    // a deferral ends, or ran out
	waitsAck      = "acknowledge" // the learner's countersignature
	waitsAsking   = "ask"         // the learner may ask for the sign-off
)

// Inbox is what waits for one person: as a mentor what the rules would let them judge now, as a
// coordinator whom to qualify and which deferrals end, as a learner what to acknowledge and ask for;
// what has waited longest first (SPEC 4).
type Inbox struct {
	in     *Input
	person string
	items  []waiting

	// Show is how many the page shows; 0 is all. Rows are always all of them.
	Show int
	// Columns is how wide the screen is; 0 is as wide as it takes. On a narrow one the command for each
	// stands beneath it.
	Columns int
}

// waiting is one thing that waits. Without a cell it is about the role as a whole.
type waiting struct {
	learner *signoff.Learner
	role    *signoff.RoleStanding
	cell    *signoff.Cell
	why     string
	since   calendar.Date
	act     string
	line    string // the command without what is asked for on a terminal
}

// NewInbox gathers what waits for somebody, by id.
func NewInbox(in *Input, person string) *Inbox {
	b := &Inbox{in: in, person: person}
	for _, s := range in.Standings {
		for _, r := range s.Roles {
			if r.Left == 0 {
				b.gather(s, r)
			}
		}
	}
	slices.SortStableFunc(b.items, func(x, y waiting) int {
		return cmp.Or(cmp.Compare(x.since, y.since), cmp.Compare(x.due(), y.due()))
	})
	return b
}

// Count is how many things wait.
func (b *Inbox) Count() int { return len(b.items) }

func (b *Inbox) gather(s *signoff.Standings, r *signoff.RoleStanding) {
	own := s.Learner.ID == b.person
	adopted := r.Role.Status == competency.Adopted // nothing is qualified or waived in another
	coordinates := !own && adopted && slices.Contains(b.in.bench().Coordinators(s.Learner, r.Role.ID), b.person)
	if coordinates {
		b.qualification(s.Learner, r)
	}
	fresh := b.firstFresh(r)
	for i := range r.Cells {
		c := &r.Cells[i]
		w := waiting{learner: s.Learner, role: r, cell: c}
		switch {
		case own:
			b.own(w)
		case b.judged(s, w, c == fresh):
		case coordinates:
			b.deferral(w)
		}
	}
}

func (b *Inbox) put(w waiting, why string, since calendar.Date, act, line string) {
	w.why, w.since, w.act, w.line = why, min(cmp.Or(since, w.role.Start), b.in.Moment.AsOf), act, line
	b.items = append(b.items, w)
}

// qualification is what only a coordinator can end: all is in place and nobody has said so, or what was
// said ends.
func (b *Inbox) qualification(l *signoff.Learner, r *signoff.RoleStanding) {
	if r.Role.Qualify == "" {
		return
	}
	w, line := waiting{learner: l, role: r}, fmt.Sprintf("sojt qualify %s %s", l.ID, r.Role.ID)
	until := calendar.Date(0)
	if r.Qualifying != nil {
		until = r.Qualifying.Until
	}
	switch {
	case r.InPlace != 0 && !r.Qualified:
		b.put(w, waitsQualify, r.InPlace, "qualify", line)
	case r.Qualified && b.in.soon(until):
		b.put(w, waitsQualify, b.opens(until), "qualify", line)
	case r.Interim && b.in.soon(until):
		b.put(w, waitsInterim, b.opens(until), "status", "sojt status "+l.ID)
	case r.ButFor && !r.Interim:
		b.put(w, waitsInterim, max(r.LastSeen, r.Start), "qualify", line+" --interim")
	}
}

func (b *Inbox) opens(until calendar.Date) calendar.Date {
	return until.Sub(b.in.Program.Policy.DueSoon)
}

func (b *Inbox) deferral(w waiting) {
	line := "sojt status " + w.learner.ID
	switch c := w.cell; {
	case !c.Open:
	case c.Deferral != nil && b.in.soon(c.Deferral.Until):
		b.put(w, waitsDeferral, b.opens(c.Deferral.Until), "status", line)
	case c.RanOut != nil:
		b.put(w, waitsDeferral, c.RanOut.Until+1, "status", line)
	}
}

// own is what waits for a learner that nobody else can do. What to practise, status tells.
func (b *Inbox) own(w waiting) {
	switch step := b.in.bench().Next(w.learner, w.role, w.cell); step.Act {
	case signoff.ActAcknowledge:
		b.put(w, waitsAck, w.cell.Date, step.Act, fmt.Sprintf("sojt acknowledge %s %s", w.learner.ID, recordID(w.cell.Rests)))
	case signoff.ActRequest:
		if w.cell.Ready != 0 {
			b.put(w, waitsAsking, w.cell.Ready, step.Act, fmt.Sprintf("sojt request %s %s", w.learner.ID, w.cell.Entry.ID))
		}
	}
}

// due is when a thing is due, what has no day last.
func (w *waiting) due() calendar.Date {
	if w.cell == nil {
		return orLast(0)
	}
	return orLast(asked(w.cell))
}

// asked is the day by which a competency is to be in place, or no date: nobody has to be in time with what is
// optional, or not chosen, as the view of days has it.
func asked(c *signoff.Cell) calendar.Date {
	if !c.Open {
		return 0
	}
	return c.Due
}
