package competency

import (
	"maps"
	"slices"
)

// What there is, for "did you mean".

func ids[T any](list []T, id func(T) string) []string {
	found := make([]string, len(list))
	for i, x := range list {
		found[i] = id(x)
	}
	return found
}

func (p *Program) scaleIDs() []string { return ids(p.Scales, func(s *Scale) string { return s.ID }) }
func (p *Program) goalIDs() []string  { return ids(p.Goals, func(g Goal) string { return g.ID }) }
func (p *Program) roleIDs() []string  { return ids(p.Roles, func(r *Role) string { return r.ID }) }

func (p *Program) departmentIDs() []string {
	return ids(p.Departments, func(d Department) string { return d.ID })
}

func (p *Program) mentorIDs() []string {
	found := ids(p.Mentors, func(m *Mentor) string { return m.ID })
	slices.Sort(found)
	return slices.Compact(found)
}

func (p *Program) competencyIDs() []string { return slices.Sorted(maps.Keys(p.competencies)) }
