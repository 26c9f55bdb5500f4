package audit

import (
	"slices"

	"sojt/competency"
	"sojt/signoff"
)

// gather notes who is there, and who of them is let through by the filter.
func (c *Case) gather() {
	c.records, c.fit = map[*signoff.Learner][]*signoff.Record{}, map[dayOf]bool{}
	c.bench = c.In.Book.Bench(c.In.Moment)
	c.shown, c.everybody = map[string]bool{}, map[string]*signoff.Learner{}
	for _, l := range c.Whole.People {
		c.everybody[l.ID] = l
	}
	for _, l := range c.In.People {
		c.shown[l.ID] = true
	}
}

// shows applies the filter to what was found: by its learner, else by its mentor, and by its role and
// competency.
func (c *Case) shows(f *Finding) bool {
	filter := c.In.Filter
	switch {
	case f.Learner != "" && !c.shown[f.Learner] && (c.everybody[f.Learner] != nil || filter.Learner != "" && filter.Learner != f.Learner):
		return false
	case f.Learner == "" && filter.Learner != "":
		return false
	case f.Learner == "" && filter.Mentor != "" && f.Mentor != filter.Mentor:
		return false
	case f.Learner == "" && filter.Department != "" && !c.reaches(f):
		return false
	}
	return c.about(f)
}

// about reports whether a finding is about the role, tag and group of the filter.
func (c *Case) about(f *Finding) bool {
	filter := c.In.Filter
	known := c.In.Program.Competency(f.Competency)
	if filter.Role != "" && f.Role != filter.Role {
		role := c.In.Program.Role(filter.Role)
		if f.Role != "" || f.Competency != "" && role.Entry(f.Competency) == nil {
			return false
		}
	}
	if filter.Tag != "" && (known == nil || !slices.Contains(known.Tags, filter.Tag)) {
		return false
	}
	return filter.Group == "" || known != nil && known.Group == filter.Group
}

// reaches reports whether a finding about no learner is one of the department of the filter: by its
// role, else by where its mentor may sign.
func (c *Case) reaches(f *Finding) bool {
	p, department := c.In.Program, c.In.Filter.Department
	if role := p.Role(f.Role); role != nil {
		return p.Beneath(role.Department, department)
	}
	return slices.ContainsFunc(p.Designations(f.Mentor), func(d *competency.Mentor) bool {
		return p.InDepartment(d, department)
	})
}
