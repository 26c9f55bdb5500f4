package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
)

// Question asks whether a learner was qualified in a role, or competent in a competency, at the
// moment of the standings.
type Question struct {
	Learner    string
	Target     string             // a role or competency of the program
	Moment     signoff.Moment     // the day in question
	Standings  *signoff.Standings // of that moment; nil: no such learner file
	Problems   diag.List          // what verifying the learner's records found
	NotChecked []string           // checks that could not be made, "N-CODE: what (why)"; they are listed and change nothing
}

// Qualified is the view behind the gate: for each question yes or no, what is missing and why, and
// the records that the answer relies on (SPEC 4, 6).
type Qualified struct {
	in      *Input
	answers []answer

	// Brief leaves it at one row an answer, and on the page at the first that is missing.
	Brief bool
}

type answer struct {
	Question
	zone    *time.Location
	role    *signoff.RoleStanding // nil: never enrolled in a role that has it
	cells   []*signoff.Cell       // what is asked for
	whole   bool                  // asked about a role
	yes     bool
	missing []string
	relied  []*signoff.Record
}

// NewQualified answers the questions, in their order.
func NewQualified(in *Input, questions []Question) *Qualified {
	q := &Qualified{in: in}
	for _, ask := range questions {
		q.answers = append(q.answers, q.answer(ask))
	}
	return q
}

// Holds reports whether every answer is yes; with no question it is.
func (q *Qualified) Holds() bool {
	return !slices.ContainsFunc(q.answers, func(a answer) bool { return !a.yes })
}

func (q *Qualified) answer(ask Question) answer {
	a := answer{Question: ask, zone: q.in.Program.Zone, whole: q.in.Program.Role(ask.Target) != nil}
	if a.whole {
		q.askRole(&a)
	} else {
		q.askCompetency(&a)
	}
	if len(a.missing) > 0 {
		a.yes = false
	}
	for _, p := range a.against() {
		a.yes, a.missing = false, append(a.missing, "verify: "+p.Message)
	}
	return a
}

func (q *Qualified) askRole(a *answer) {
	if a.Standings != nil {
		a.role = a.Standings.Role(a.Target)
	}
	if a.role == nil {
		a.missing = []string{fmt.Sprintf("not enrolled in %s on that day", a.Target)}
		return
	}
	r := a.role
	a.yes = r.Qualified
	if r.Left != 0 {
		a.missing = append(a.missing, "left "+r.Left.Human())
	}
	for i := range r.Cells {
		c := &r.Cells[i]
		if !c.Asked {
			continue
		}
		a.cells = append(a.cells, c)
		if c.Standing.Counts() && c.Rests != nil {
			a.relied = append(a.relied, c.Rests)
		}
		if why := q.lacks(c); why != "" {
			a.missing = append(a.missing, c.Entry.ID+": "+why)
		}
	}
	if r.Qualifying != nil {
		a.relied = append(a.relied, r.Qualifying)
	}
	switch {
	case r.Interim:
		a.missing = append(a.missing, "an interim qualification only, "+q.in.until(r.InterimTo))
	case !r.Qualified && len(a.missing) == 0:
		a.missing = []string{fmt.Sprintf("a coordinator has not qualified yet: sojt qualify %s %s", a.Learner, a.Target)}
	}
}

// lacks says what a competency that the role asks for is short of, or "".
func (q *Qualified) lacks(c *signoff.Cell) string {
	switch {
	case c.Standing.Counts() && c.Flags.Has(signoff.Unacknowledged):
		return "the sign-off is not acknowledged"
	case !c.Open:
		return ""
	}
	text := standingText(c.Standing)
	if c.Until != 0 && (c.Standing == signoff.StandsExpired || c.Standing == signoff.StandsLapsed) {
		text += ", good until " + c.Until.Human()
	}
	if c.Deferral != nil {
		text += ", deferred until " + c.Deferral.Until.Human()
	}
	if c.Flags.Has(signoff.Unauthorised) {
		text += ", signed without authority"
	}
	if c.Entry.Choice != "" {
		text += ", one of the choice " + c.Entry.Choice
	}
	return text
}

// shown reports whether a cell is competence: who was let off as not applicable was never judged.
func shown(c *signoff.Cell) bool {
	return c.Standing.Counts() && (c.Rests == nil || c.Rests.Kind != signoff.NotApplicable)
}

// askCompetency looks for the competency in every role of the learner: one where it counts will do.
func (q *Qualified) askCompetency(a *answer) {
	var best *signoff.Cell
	if a.Standings != nil {
		for _, r := range a.Standings.Roles {
			if c := r.Cell(a.Target); c != nil && r.Left == 0 && (best == nil || shown(c) && !shown(best)) {
				a.role, best = r, c
			}
		}
	}
	if best == nil {
		a.missing = []string{fmt.Sprintf("not enrolled on that day in a role that has %s", a.Target)}
		return
	}
	a.cells = []*signoff.Cell{best}
	a.yes = shown(best)
	switch {
	case a.yes && best.Rests != nil:
		a.relied = []*signoff.Record{best.Rests}
	case a.yes:
	case best.Standing.Counts():
		a.missing = []string{"waived as not applicable, so nobody has judged it"}
	default:
		why := standingText(best.Standing)
		if len(best.Blocking) > 0 {
			why += ", after " + strings.Join(best.Blocking, ", ")
		}
		a.missing = []string{why}
	}
}

// Rows answers a question about a role with a row whose competency is "" and then one for each
// competency that is asked for; a question about a competency with one row.
func (q *Qualified) Rows() Rows {
	columns := []string{
		"learner", "role", "competency", "qualified", "standing", "flags", "date", "by", "until", "record",
		"day", "level", "signed", "interim", "missing", "not_checked", "signer",
	}
	var rows [][]Value
	for _, a := range q.answers {
		role, missing, unchecked := "", strings.Join(a.missing, "; "), strings.Join(a.NotChecked, "; ")
		if a.role != nil {
			role = a.role.Role.ID
		}
		if a.whole || len(a.cells) == 0 {
			rows = append(rows, q.wholeRow(a, missing, unchecked))
		}
		for _, c := range a.cells {
			if a.whole && q.Brief {
				break
			}
			in, lacks := a.yes, missing
			if a.whole {
				lacks = q.lacks(c)
				in = c.Standing.Counts() && lacks == ""
			}
			rows = append(rows, []Value{
				a.Learner, role, c.Entry.ID, in, c.Standing.String(), c.Flags.Words(), c.Date.String(), c.By, c.Until.String(), recordID(c.Rests),
				a.Moment.AsOf.String(), c.Level.N, c.Rests != nil && c.Rests.Sig != "", false, lacks, unchecked, q.in.onPaper(c.Rests),
			})
		}
	}
	return q.in.rows("qualified", columns, rows)
}

// wholeRow is the answer itself: since when, by whom, and the last good day of all it relies on.
func (q *Qualified) wholeRow(a answer, missing, unchecked string) []Value {
	role, competency := a.Target, ""
	if !a.whole {
		role, competency = "", a.Target
	}
	since, by, interim, signed := calendar.Date(0), "", false, false
	var qualifying *signoff.Record
	if a.role != nil {
		interim, qualifying = a.role.Interim, a.role.Qualifying
		if a.yes || interim {
			since = a.role.Since
		}
	}
	if qualifying != nil {
		by, signed = qualifying.By, qualifying.Sig != ""
	}
	return []Value{
		a.Learner, role, competency, a.yes, "", []string{}, since.String(), by, a.until().String(), recordID(qualifying),
		a.Moment.AsOf.String(), 0, signed, interim, missing, unchecked, "",
	}
}

// until is the day on which the first of what is relied on ends; no date when nothing does.
func (a *answer) until() calendar.Date {
	var first calendar.Date
	if !a.yes {
		return 0
	}
	sooner := func(d calendar.Date) {
		if d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	for _, c := range a.cells {
		if c.Standing.Counts() {
			sooner(c.Until)
		}
	}
	if a.whole && a.role.Qualifying != nil {
		sooner(a.role.Qualifying.Until)
	}
	return first
}
