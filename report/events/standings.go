package events

import (
	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
)

// standingRow is a learner with one competency of one role on a day.
type standingRow struct {
	learner *signoff.Learner
	asOf    calendar.Date
	role    *signoff.RoleStanding
	cell    *signoff.Cell
	unit    string // the learner's department, in the role
	took    line.Int
	runs    line.Int
}

// standingColumns are what SPEC 6 says of a learner and a competency, with what a query groups by. What
// is about the role as a whole stands in each of its rows.
func standingColumns() []column[standingRow] {
	return []column[standingRow]{
		{"as_of", Day, false, "the day of the standing", func(s *standingRow) any { return s.asOf }},
		{"learner", Text, false, "an id", func(s *standingRow) any { return s.learner.ID }},
		{"name", Text, own, "the learner's, of the header", func(s *standingRow) any { return s.learner.Name }},
		{"department", Text, false, "the learner's, else the role's", func(s *standingRow) any { return s.unit }},
		{"supervisor", Text, false, "an id", func(s *standingRow) any { return s.learner.Supervisor }},
		{"role", Text, false, "", func(s *standingRow) any { return s.role.Role.ID }},
		{"role_title", Text, false, "", func(s *standingRow) any { return s.role.Role.Title }},
		{"role_start", Day, false, "of the present enrolment, or of the last one", func(s *standingRow) any { return s.role.Start }},
		{"role_left", Day, false, "null while enrolled", func(s *standingRow) any { return s.role.Left }},
		{"role_paused", Truth, false, "", func(s *standingRow) any { return s.role.Paused }},
		{"role_due", Day, false, "when the role is to be complete", func(s *standingRow) any { return s.role.DueBy }},
		{"role_percent", Number, false, "of what the role requires, in place, rounded down", func(s *standingRow) any { return s.role.Tally.Percent() }},
		{"role_qualified", Truth, false, "finally qualified in the role", func(s *standingRow) any { return s.role.Qualified }},
		{"role_qualified_on", Day, false, "since when", func(s *standingRow) any { return since(s.role) }},
		{"role_seen", Day, false, "the last day anything took effect in the role", func(s *standingRow) any { return s.role.LastSeen }},
		{"competency", Text, false, "", func(s *standingRow) any { return s.cell.Entry.ID }},
		{"title", Text, false, "the competency's", func(s *standingRow) any { return s.cell.Entry.Title }},
		{"group_name", Text, false, "the competency's `group`", func(s *standingRow) any { return s.cell.Entry.Group }},
		{"code", Text, false, "what people call it on paper", func(s *standingRow) any { return s.cell.Entry.Code }},
		{"tags", Text, false, "with a blank between", func(s *standingRow) any { return ids(s.cell.Entry.Tags) }},
		{"critical", Truth, false, "", func(s *standingRow) any { return s.cell.Entry.Critical }},
		{"role_requires", Truth, false, "an adopted role requires it on that day, or lets people choose it: what coverage looks at", func(s *standingRow) any { return requires(s) }},
		{"asked", Truth, false, "asked of this learner on that day: not where it is optional, not applicable, retired or not yet in force", func(s *standingRow) any { return s.cell.Asked }},
		{"open", Truth, false, "asked for, and not in place", func(s *standingRow) any { return s.cell.Open }},
		{"standing", Text, false, "none, practising, ready, requested, not-yet, partial, competent, waived, suspect, expired, lapsed, revoked", func(s *standingRow) any { return s.cell.Standing.String() }},
		{"in_place", Truth, false, "competent or waived", func(s *standingRow) any { return s.cell.Standing.Counts() }},
		{"flags", Text, false, "sorted, with a blank between", func(s *standingRow) any { return ids(s.cell.Flags.Words()) }},
		{"level", Number, false, "reached", func(s *standingRow) any { return s.cell.Level }},
		{"day", Day, false, "of effect of the record it rests on", func(s *standingRow) any { return s.cell.Date }},
		{"judged_by", Text, false, "that record's author, an id; null where that one copied it from paper: records has the signer", func(s *standingRow) any { return judge(s.cell) }},
		{"record", Text, false, "that record's id", func(s *standingRow) any { return resting(s.cell) }},
		{"until", Day, false, "the last good day of what stands", func(s *standingRow) any { return s.cell.Until }},
		{"due", Day, false, "", func(s *standingRow) any { return s.cell.Due }},
		{"ready_on", Day, false, "since when practice, hours and prerequisites are there", func(s *standingRow) any { return s.cell.Ready }},
		{"blocking", Text, false, "prerequisites that are not in place, with a blank between", func(s *standingRow) any { return ids(s.cell.Blocking) }},
		{"practice_runs", Number, false, "", func(s *standingRow) any { return s.cell.Runs }},
		{"practice_minutes", Number, false, "", func(s *standingRow) any { return s.cell.Worked }},
		{"passes", Number, false, "competent observations towards the next sign-off", func(s *standingRow) any { return len(s.cell.Passes) }},
		{"took_days", Number, false, "from the first work on it that was recorded to the first sign-off; null where either is not known", func(s *standingRow) any { return s.took }},
		{"took_runs", Number, false, "practice runs by then", func(s *standingRow) any { return s.runs }},
	}
}

func requires(s *standingRow) bool {
	e := s.cell.Entry
	return s.role.Role.Status == competency.Adopted && (e.Required || e.Choice != "") && (e.Retired == 0 || s.asOf < e.Retired)
}

func since(r *signoff.RoleStanding) calendar.Date {
	if !r.Qualified {
		return 0
	}
	return r.Since
}

func resting(c *signoff.Cell) string {
	if c.Rests == nil {
		return ""
	}
	return c.Rests.ID
}

// standings makes the rows of a learner, by role and in the role's order; of roles that were left too.
func (x Export) standings(l *signoff.Learner, s *signoff.Standings) []standingRow {
	var rows []standingRow
	for _, r := range s.Roles {
		unit := x.Book.Department(l, r.Role.ID)
		for i := range r.Cells {
			row := standingRow{learner: l, asOf: s.Moment.AsOf, role: r, cell: &r.Cells[i], unit: unit}
			if days, runs, ok := s.Took(row.cell.Entry.ID); ok {
				row.took, row.runs = line.N(days), line.N(runs)
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// judge is who judged as a standing says, where that is its record's author.
func judge(c *signoff.Cell) string {
	if c.Rests == nil || c.Rests.Type == signoff.Transcribe {
		return ""
	}
	return c.By
}
