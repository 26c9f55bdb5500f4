package audit

import (
	"slices"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/report"
	"sojt/signoff"
)

// Shift is a line of a roster: somebody works in a role, or does a competency, on a day.
type Shift struct {
	Learner, Target string
	Date            calendar.Date
	Pos             diag.Pos // in the roster
}

// onRoster asks the gate about each line of the roster. An interim qualification that holds on the day
// is one: that is what it is for.
func onRoster(c *Case) []Finding {
	var found []Finding
	for _, shift := range c.Roster {
		if f, bad := c.unfit(shift); bad {
			found = append(found, f)
		}
	}
	return found
}

func (c *Case) unfit(shift Shift) (Finding, bool) {
	ask := report.Question{Learner: shift.Learner, Target: shift.Target, Moment: signoff.Moment{AsOf: shift.Date, KnownAt: c.In.Moment.KnownAt}}
	if l := c.everybody[shift.Learner]; l != nil {
		ask.Standings = c.In.Book.Fold(l, ask.Moment)
		if r := ask.Standings.Role(shift.Target); r != nil && r.Interim {
			return Finding{}, false
		}
	}
	gate := report.NewQualified(c.Whole, []report.Question{ask})
	if gate.Holds() {
		return Finding{}, false
	}
	f := Finding{
		Learner: shift.Learner, Date: shift.Date, Pos: shift.Pos, Why: "not qualified on " + shift.Date.Human() + ": " + missing(gate),
		Next: "sojt qualified " + shift.Learner + " " + shift.Target + " --on " + shift.Date.String(),
	}
	if f.Role = shift.Target; c.In.Program.Role(shift.Target) == nil {
		f.Role, f.Competency = "", shift.Target
	}
	return f, true
}

// missing is what the gate says is missing: that of its first row, which is about the whole.
func missing(gate *report.Qualified) string {
	rows := gate.Rows()
	words, _ := rows.Rows[0][slices.Index(rows.Columns, "missing")].(string)
	return words
}
