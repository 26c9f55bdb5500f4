package report

import (
	"cmp"
	"slices"
	"strings"

	"sojt/competency/calendar"
)

// Deadline is a row of due for a calendar: a day that matters to somebody, in ids and in words.
type Deadline struct {
	Day                       calendar.Date // the last good one
	What                      string        // due, expires, complete, interim, qualified, objective; whether past or not
	Learner, Role, Competency string        // ids; no competency where the role is meant, no role for an objective
	Record                    string        // the objective's id, or ""
	Summary                   string        // who, what and which, on one line
	Details                   []string      // what else there is to know
}

// Deadlines lists the days of the view due, however far ahead: those that lie between Since and Until of
// the filter, where they are set. What two roles of a learner ask for by one day is there once.
func Deadlines(in *Input) []Deadline {
	v := due{in}
	all := slices.DeleteFunc(v.all(), func(d deadline) bool {
		return d.day < in.Since || in.Until != 0 && d.day > in.Until
	})
	var list []Deadline
	for _, d := range v.once(all) {
		x := Deadline{Day: d.day, What: d.what, Learner: d.learner.ID, Record: recordID(d.objective)}
		if d.role != nil {
			x.Role = d.role.Role.ID
		}
		if d.cell != nil {
			x.Competency = d.cell.Entry.ID
		}
		x.Summary = in.Names.Of(d.learner.ID) + ": " + strings.TrimPrefix(v.subject(d)+", "+d.phrase(), ", ")
		x.Details = v.details(d)
		list = append(list, x)
	}
	return list
}

// phrase says what becomes of the subject on that day.
func (d deadline) phrase() string {
	switch d.what {
	case "complete":
		if d.over {
			return "was to be complete"
		}
		return "to be complete"
	case "interim":
		return "interim qualification ends"
	case "qualified":
		return "qualification ends"
	default:
		return d.word()
	}
}

// subject is what the day is about, by its title where text is shown; "" of an objective without words.
func (v due) subject(d deadline) string {
	switch {
	case d.objective != nil:
		return cmp.Or(v.in.text(d.objective.Text), d.objective.Competency)
	case d.cell != nil:
		return cmp.Or(v.in.text(d.cell.Entry.Title), d.cell.Entry.ID)
	default:
		return cmp.Or(v.in.text(d.role.Role.Title), d.role.Role.ID)
	}
}

// details are the ids, who can act, and the command that shows more.
func (v due) details(d deadline) []string {
	var lines []string
	if d.role != nil {
		lines = append(lines, strings.TrimSuffix("role "+d.role.Role.ID+", "+v.about(d, byIDs), ", "+d.role.Role.ID+" as a whole"))
	}
	if able := v.able(d, byIDs); able != "" && d.cell != nil {
		lines = append(lines, "next: "+able)
	}
	return append(lines, "sojt status "+d.learner.ID)
}
