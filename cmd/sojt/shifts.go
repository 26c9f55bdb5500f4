package main

import (
	"maps"
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/report/audit"
	"sojt/report/grid"
)

// readShifts reads a roster: a csv file or workbook with the columns learner, date and role, which may name a
// competency too and be headed so; a row without a date is about the day that is given, and has to have one
// where none is. Rosters come out of other programs, so what else stands in them is not read. What is
// wrong in it is given with its place, and then there are no shifts.
func readShifts(a *app, name string, program *competency.Program, day calendar.Date) ([]audit.Shift, diag.List, error) {
	form := grid.Form{What: "shifts", Fields: []grid.Field{
		{Name: "learner", Also: []string{"employee", "person"}, Needed: true},
		{Name: "role", Also: []string{"competency", "target"}, Needed: true},
		{Name: "date", Also: []string{"day"}, Needed: day == 0},
	}}
	list, _, problems, err := a.readTable(name, "", form)
	if err != nil || list == nil {
		return nil, problems, err
	}
	known := targets(program)
	shifts := []audit.Shift{}
	for _, row := range list.Rows {
		s := audit.Shift{Learner: list.Value(row, "learner"), Target: list.Value(row, "role"), Pos: list.Place(row)}
		if said := list.Value(row, "date"); said == "" {
			s.Date = day
		} else if s.Date, err = calendar.Parse(said); err != nil {
			problems.Errorf(grid.CodeTable, s.Pos, "date is %q, %v", said, err)
		}
		if !known[s.Target] {
			hint := "name a role or a competency of the program"
			if near := nearest(s.Target, slices.Sorted(maps.Keys(known))); near != "" {
				hint = "did you mean " + near + "?"
			}
			problems.Errorf(grid.CodeTable, s.Pos, "there is no role or competency %q", s.Target).Hint = hint
		}
		shifts = append(shifts, s)
	}
	if len(problems) > 0 {
		problems.Sort()
		return nil, problems, nil
	}
	return shifts, nil, nil
}

// targets is all that somebody can be rostered for: roles and competencies.
func targets(program *competency.Program) map[string]bool {
	all := map[string]bool{}
	for _, r := range program.Roles {
		all[r.ID] = true
		for _, e := range r.Entries {
			all[e.ID] = true
		}
	}
	return all
}
