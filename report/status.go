package report

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
)

// detailed is how many next steps are shown with criteria; of the rest what presses is shown with what is
// missing and the command, and the others take a line each.
const detailed = 5

type status struct {
	in     *Input
	reader string // the id of the learner who reads it; "" where it is somebody else
}

// NewStatus makes the view of one learner (or of the few that the filter lets through): the steps
// that are open with their criteria and resources, who can sign, how long others took, what is done and
// what comes later (SPEC 4).
func NewStatus(in *Input) View { return status{in: in} }

// NewOwnStatus is the status for a learner who reads it: of what a mentor does next, it says what the
// learner can do to get there.
func NewOwnStatus(in *Input, reader string) View { return status{in, reader} }

// Rows has one row a learner, role and competency. next is the act that is due: signoff, request,
// observe, practice, prerequisite, renew, acknowledge, or "" when nothing is; signers are those who can
// do it where it is a mentor's turn, else those who could sign in the end.
func (v status) Rows() Rows {
	columns := []string{
		"learner", "role", "competency", "standing", "flags", "due", "days_late", "until", "runs", "practice", "minutes", "hours",
		"passes", "next", "signers", "blocking", "requested", "level", "date", "by", "record", "times", "median_days", "median_runs", "signer",
	}
	var rows [][]Value
	for _, s := range v.in.Standings {
		for _, r := range s.Roles {
			for i := range r.Cells {
				c := &r.Cells[i]
				step, t := v.in.bench().Next(s.Learner, r, c), v.in.times(s.Learner, c.Entry.ID)
				rows = append(rows, []Value{
					s.Learner.ID, r.Role.ID, c.Entry.ID, c.Standing.String(), c.Flags.Words(), c.Due.String(), v.in.daysLate(c), c.Until.String(),
					c.Runs, c.Entry.Practice, c.Worked, c.Entry.Hours, len(c.Passes), nextAct(c, step), v.in.signers(s.Learner, r, c, step),
					append([]string{}, c.Blocking...), v.requested(c).String(), c.Level.N, c.Date.String(), c.By, recordID(c.Rests), t.n, t.days, t.runs, v.in.onPaper(c.Rests),
				})
			}
		}
	}
	return v.in.rows("status", columns, rows)
}

// nextAct is the act that takes a cell further; what holds now is renewed.
func nextAct(c *signoff.Cell, step signoff.Step) string {
	if c.Standing.Counts() && judged(step) {
		return "renew"
	}
	return step.Act
}

// judged reports whether a step is a mentor's judgement.
func judged(step signoff.Step) bool {
	return step.Act == signoff.ActSignoff || step.Act == signoff.ActObserve
}

// signers lists who can take the step, where it is a mentor's, else who could sign in the end; never nil.
func (in *Input) signers(l *signoff.Learner, r *signoff.RoleStanding, c *signoff.Cell, step signoff.Step) []string {
	if judged(step) {
		return step.By
	}
	return append([]string{}, in.bench().Signers(l, r, c)...)
}

// daysLate is how many days ago an overdue cell was due; 0 where it is not overdue.
func (in *Input) daysLate(c *signoff.Cell) int {
	if !c.Flags.Has(signoff.Overdue) {
		return 0
	}
	return int(in.Moment.AsOf - c.Due)
}

func (v status) requested(c *signoff.Cell) calendar.Date {
	if c.Request == nil {
		return 0
	}
	return calendar.In(c.Request.At, v.in.Program.Zone)
}

// Page has a section with the learner and role, one with the next steps, and one with the rest.
func (v status) Page() Page {
	var sections []Section
	for _, s := range v.in.Standings {
		for _, r := range s.Roles {
			sections = append(sections, v.role(s.Learner, r)...)
		}
		if open := v.objectives(s); len(open.Rows) > 0 {
			sections = append(sections, open)
		}
	}
	if len(sections) == 0 {
		sections = []Section{{Empty: v.nothing()}}
	}
	return v.in.page(sections, v.in.unread()...)
}

func (v status) nothing() string {
	if id := v.in.Learner; id != "" && len(v.in.People) > 0 {
		return fmt.Sprintf("%s is enrolled in no role: sojt enroll %s ROLE", v.in.Names.Of(id), id)
	}
	return v.in.nobody(v.in.Role)
}

func (v status) role(l *signoff.Learner, r *signoff.RoleStanding) []Section {
	sections := []Section{{Heading: v.head(l, r)}}
	now, later := v.split(r)
	next := Section{Heading: "Next", Columns: []Column{{}, {Wide: true}}, Empty: v.idle(l, r, later)}
	for i, c := range now {
		step := v.brief(c)
		switch {
		case i < detailed:
			step = v.detail(l, r, c)
		case presses(c):
			step = v.pressing(l, r, c)
		}
		next.Rows = append(next.Rows, []Cell{{Text: c.Entry.ID, Tone: tone(c), Strong: true}, Text(step)})
	}
	for _, c := range v.renewals(l, r) {
		next.Rows = append(next.Rows, []Cell{{Text: c.Entry.ID, Tone: tone(c), Strong: true}, Text(v.renewal(l, r, c))})
	}
	return append(sections, next, v.rest(l, r, later))
}

// head names the learner and the role, and how it stands as a whole.
func (v status) head(l *signoff.Learner, r *signoff.RoleStanding) string {
	parts := []string{v.in.Names.Of(l.ID), r.Role.ID, "started " + r.Start.Human()}
	if l.Supervisor != "" {
		parts = append(parts, "mentor "+v.in.Names.Of(l.Supervisor))
	}
	switch {
	case r.Left != 0:
		parts = append(parts, "left "+r.Left.Human())
	case r.Qualified:
		parts = append(parts, "qualified "+r.Since.Human())
	case r.Interim:
		parts = append(parts, "interim qualified "+v.in.until(r.InterimTo))
	case v.in.inTime(l, r):
		parts = append(parts, "was complete in time, by "+r.DueBy.Human())
	case r.DueBy != 0 && r.DueBy < v.in.Moment.AsOf:
		parts = append(parts, "was to complete by "+r.DueBy.Human())
	case r.DueBy != 0:
		parts = append(parts, "to complete by "+r.DueBy.Human())
	}
	if r.Paused {
		parts = append(parts, "paused")
	}
	return strings.Join(parts, "   ")
}

// split parts what is open into what to do now and what comes later: what has begun, can be signed
// or is overdue is now, and with it the first of what has not begun and can be; the rest is later.
func (v status) split(r *signoff.RoleStanding) (now, later []*signoff.Cell) {
	for _, c := range steps(r) {
		begun := c.Standing != signoff.StandsNone && c.Deferral == nil
		if begun || c.Flags.Has(signoff.Overdue) {
			now = append(now, c)
		} else {
			later = append(later, c)
		}
	}
	if len(later) > 0 && !later[0].Flags.Has(signoff.Blocked) && (later[0].Deferral == nil || len(now) == 0) {
		return append(now, later[0]), later[1:]
	}
	return now, later
}

// renewals lists what is in place and can be renewed, or is about to end: what ends first at the head.
func (v status) renewals(l *signoff.Learner, r *signoff.RoleStanding) []*signoff.Cell {
	var ending []*signoff.Cell
	for i := range r.Cells {
		c := &r.Cells[i]
		if nextAct(c, v.in.bench().Next(l, r, c)) == "renew" {
			ending = append(ending, c)
		}
	}
	slices.SortStableFunc(ending, func(a, b *signoff.Cell) int { return int(orLast(a.Until) - orLast(b.Until)) })
	return ending
}

func (v status) idle(l *signoff.Learner, r *signoff.RoleStanding, later []*signoff.Cell) string {
	switch {
	case r.Left != 0:
		return "nothing: left " + r.Left.Human()
	case len(later) > 0:
		return "nothing can be taken up until a prerequisite is in place"
	case r.Qualified:
		return "nothing: all that the role requires is in place"
	case len(unacknowledged(r)) > 0:
		return "all competencies are in place; sign-offs wait for the learner"
	default:
		return fmt.Sprintf("all competencies are in place; a coordinator qualifies: sojt qualify %s %s", l.ID, r.Role.ID)
	}
}

// anyOf joins names as a sentence does.
func (in *Input) anyOf(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = in.Names.Of(id)
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// criteriaFirst lists criteria with the critical ones in front, as on paper.
func criteriaFirst(all []competency.Criterion) []competency.Criterion {
	rank := func(c competency.Criterion) int {
		if c.Critical {
			return 0
		}
		return 1
	}
	return slices.SortedStableFunc(slices.Values(all), func(a, b competency.Criterion) int { return rank(a) - rank(b) })
}
