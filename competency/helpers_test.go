package competency_test

import (
	"slices"

	"sojt/competency/calendar"
	"sojt/competency/diag"
)

// day reads a date that is known to be one.
func day(s string) calendar.Date {
	d, err := calendar.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func codes(problems diag.List) []string {
	var found []string
	for _, p := range problems {
		found = append(found, p.Code)
	}
	return found
}

func contains(list []string, s string) bool { return slices.Contains(list, s) }
