package main

import "sojt/competency/diag"

// readPeople reads a csv file of people for enroll: the rows that can be read, and all that is wrong
// with the others, each with its place.
func readPeople(a *app, name string) ([]person, diag.List, error) {
	columns := personColumns()
	rows, problems, err := csvFile{name: name, columns: columns, needed: columns[:2], what: "people"}.read(a)
	var people []person
	for _, row := range rows {
		p := person{place: row.place}
		for column, value := range row.values {
			*p.field(column) = value
		}
		people = append(people, p)
	}
	return people, problems, err
}

func personColumns() []string {
	return []string{"learner", "role", "name", "email", "department", "supervisor", "start"}
}

func (p *person) field(column string) *string {
	switch column {
	case "learner":
		return &p.learner
	case "role":
		return &p.role
	case "name":
		return &p.name
	case "email":
		return &p.email
	case "department":
		return &p.department
	case "supervisor":
		return &p.supervisor
	default:
		return &p.start
	}
}
