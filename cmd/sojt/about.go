package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// competency finds the competency a person named. One that the learner's roles do not have is
// looked for in the whole program: if it is there, the rules refuse it, else it is a usage error.
func (d *desk) competency(id string) (*competency.Competency, error) {
	if c := d.program.Competency(id); c != nil {
		return c, nil
	}
	all := competency.RoleNames(d.files)
	whole, problems := competency.LoadRoles(d.files, all...) // another role's problems are no answer to a slip of the pen
	if whole.Competency(id) == nil {
		if unread := d.unread(problems); len(unread) > 0 {
			return nil, unread
		}
		return nil, unknown("competency", id, competencies(whole), "sojt status LEARNER lists a learner's")
	}
	if err := d.define(all...); err != nil {
		return nil, err
	}
	return d.program.Competency(id), nil
}

// unread picks out what the system did not let be read, the folder of the roles included: what was not
// found may stand there.
func (d *desk) unread(problems diag.List) diag.List {
	if _, err := fs.ReadDir(d.files, "roles"); err != nil {
		_, problems = competency.Load(d.files)
	}
	return slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Code != competency.CodeUnread })
}

// role loads a role a person named, which need not be one the learner is in: that is for the rules
// to refuse.
func (d *desk) role(id string) error {
	if err := d.define(id); err != nil {
		return err
	}
	if d.program.Role(id) == nil {
		names := competency.RoleNames(d.files)
		return unknown("role", id, names, choices(names)+"; sojt init ROLE makes one")
	}
	return nil
}

// competencies lists the ids of a program's competencies, in the order of its roles.
func competencies(p *competency.Program) []string {
	var ids []string
	for _, r := range p.Roles {
		for _, e := range r.Entries {
			if !slices.Contains(ids, e.ID) {
				ids = append(ids, e.ID)
			}
		}
	}
	return ids
}

// roleFor is the role a record belongs to: the one named, else the learner's earliest open
// enrolment that has the competency. With neither, any role that has it is named, and the rules
// refuse it.
func (d *desk) roleFor(learner, named string, c *competency.Competency, day calendar.Date) (string, error) {
	if named != "" {
		return named, d.role(named)
	}
	if role := d.standings(learner, day).RoleFor(c.ID); role != "" {
		return role, nil
	}
	for _, r := range d.program.Roles {
		if r.Entry(c.ID) != nil {
			return r.ID, nil
		}
	}
	return "", usagef("add it to a role with `use`", "no role has %s", c.ID)
}

// dateOr reads a date flag; today where it is absent.
func (d *desk) dateOr(flag, value string) (calendar.Date, error) {
	day, err := parseDate(flag, value)
	return cmp.Or(day, d.today), err
}

// recordOf finds a record of a learner by its id or the beginning of one.
func recordOf(l *signoff.Learner, id string) (*signoff.Record, error) {
	if len(id) < ledger.ShortestID {
		return nil, usagef("sojt log lists them", "%q is too short for a record's id: write at least %d characters", id, ledger.ShortestID)
	}
	var found []*signoff.Record
	for _, r := range signoff.Once(l.Records) {
		if strings.HasPrefix(r.ID, id) {
			found = append(found, r)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, usagef("sojt log lists the records", "there is no record %q", id)
	default:
		return nil, usagef(fmt.Sprintf("the first two are %s and %s", found[0].ID, found[1].ID), "%q could be %d records", id, len(found))
	}
}
