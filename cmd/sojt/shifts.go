package main

import (
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/report/audit"
)

// readShifts reads a roster: a csv file with the columns learner, date and role, which may name a
// competency too and be headed so; a row without a date is about the day that is given, and has to have one
// where none is. Rosters come out of other programs, so what else stands in them is not read. What is
// wrong in it is given with its place, and then there are no shifts.
func readShifts(a *app, name string, program *competency.Program, day calendar.Date) ([]audit.Shift, diag.List, error) {
	file := csvFile{
		name: name, columns: []string{"learner", "role", "date"}, needed: []string{"learner", "role"}, what: "shifts", others: true,
		also: map[string]string{"employee": "learner", "person": "learner", "competency": "role", "target": "role", "day": "date"},
	}
	if day == 0 {
		file.needed = file.columns
	}
	rows, problems, err := file.read(a)
	if err != nil {
		return nil, nil, err
	}
	known := targets(program)
	shifts := []audit.Shift{}
	for _, row := range rows {
		s := audit.Shift{Learner: row.values["learner"], Target: row.values["role"], Pos: row.place}
		if row.values["date"] == "" {
			s.Date = day
		} else if s.Date, err = calendar.Parse(row.values["date"]); err != nil {
			problems.Errorf("E-CSV", row.place, "date is %q, %v", row.values["date"], err)
		}
		if !slices.Contains(known, s.Target) {
			hint := "name a role or a competency of the program"
			if near := nearest(s.Target, known); near != "" {
				hint = "did you mean " + near + "?"
			}
			problems.Errorf("E-CSV", row.place, "there is no role or competency %q", s.Target).Hint = hint
		}
		shifts = append(shifts, s)
	}
	if len(problems) > 0 {
		problems.Sort()
		return nil, problems, nil
	}
	return shifts, nil, nil
}

// targets lists all that somebody can be rostered for: roles, then competencies.
func targets(program *competency.Program) []string {
	var roles, competencies []string
	for _, r := range program.Roles {
		roles = append(roles, r.ID)
		for _, e := range r.Entries {
			competencies = append(competencies, e.ID)
		}
	}
	return append(roles, distinct(competencies)...)
}
