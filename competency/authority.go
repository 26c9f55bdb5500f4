package competency

import (
	"slices"

	"sojt/competency/calendar"
)

// Designations gives every entry of a person in mentors.yaml, in file order.
func (p *Program) Designations(id string) []*Mentor {
	var found []*Mentor
	for _, m := range p.Mentors {
		if m.ID == id {
			found = append(found, m)
		}
	}
	return found
}

// Designation gives the entry of a person that covers a day, or nil.
func (p *Program) Designation(id string, day calendar.Date) *Mentor {
	for _, m := range p.Mentors {
		if m.ID == id && m.Covers(day) {
			return m
		}
	}
	return nil
}

// Covers reports whether the designation holds on a day; its last day is inside.
func (m *Mentor) Covers(day calendar.Date) bool {
	return (m.From == 0 || m.From <= day) && (m.Until == 0 || day <= m.Until)
}

// Overlaps reports whether two designations have a day in common.
func (m *Mentor) Overlaps(other *Mentor) bool {
	return (m.Until == 0 || other.From <= m.Until) && (other.Until == 0 || m.From <= other.Until)
}

// Beneath reports whether department d is top or lies beneath it.
func (p *Program) Beneath(d, top string) bool {
	for range len(p.Departments) + 1 { // a bound, should the tree have a cycle
		if d == "" {
			return false
		}
		if d == top {
			return true
		}
		i := slices.IndexFunc(p.Departments, func(x Department) bool { return x.ID == d })
		if i < 0 {
			return false
		}
		d = p.Departments[i].Parent
	}
	return false
}

// InDepartment reports whether the designation reaches a department (the learner's, else the
// role's): it does when one of its departments covers it. Without departments in the program all
// belong to one.
func (p *Program) InDepartment(m *Mentor, department string) bool {
	if len(p.Departments) == 0 {
		return true
	}
	return slices.ContainsFunc(m.Departments, func(top string) bool { return p.Beneath(department, top) })
}

// MaySign reports whether the designation covers a sign-off of a competency in a role for somebody
// of a department: departments and signs must both hold where both are stated, one alone decides,
// and neither covers nothing unless the program has no departments (SPEC 2.3). A competency that
// narrows its mentors is narrowed here too.
func (p *Program) MaySign(m *Mentor, department, role string, c *Competency) bool {
	if len(c.Mentors) > 0 && !slices.Contains(c.Mentors, m.ID) {
		return false
	}
	if len(m.Departments) > 0 && !p.InDepartment(m, department) {
		return false
	}
	if len(m.Signs) > 0 {
		return slices.Contains(m.Signs, role) || slices.Contains(m.Signs, c.ID)
	}
	return len(m.Departments) > 0 || len(p.Departments) == 0
}

// Signers lists the mentors designated on a day who may sign a competency for learners of the role's
// department or one beneath it; of any, where the role names none. By id, each once, in file order.
func (p *Program) Signers(r *Role, c *Competency, day calendar.Date) []string {
	departments := []string{r.Department}
	for _, d := range p.Departments {
		if r.Department == "" || p.Beneath(d.ID, r.Department) {
			departments = append(departments, d.ID)
		}
	}
	var ids []string
	seen := map[string]bool{}
	for _, m := range p.Mentors {
		may := func(department string) bool { return p.MaySign(m, department, r.ID, c) }
		if !seen[m.ID] && m.Covers(day) && slices.ContainsFunc(departments, may) {
			ids, seen[m.ID] = append(ids, m.ID), true
		}
	}
	return ids
}
