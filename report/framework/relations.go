package framework

import (
	"strings"

	"sojt/competency"
	"sojt/report/iri"
)

// relations adds what competencies have to do with one another, with outside frameworks, and with levels.
func (t *teller) relations() {
	for _, c := range t.told {
		for _, before := range c.Requires {
			t.between(c, "precedes", before, c.ID)
		}
		for _, old := range c.Replaces {
			t.between(c, "replacedBy", old.ID, c.ID)
		}
		for _, a := range c.Align {
			if a.URL != "" {
				title := strings.TrimSpace(a.Framework + " " + a.Code)
				t.relate(c.Pos.File, "isRelatedTo", t.link(c.ID), Link{title, iri.UUID(a.URL), a.URL})
			}
		}
		if c.Scale != nil {
			t.relate(c.Pos.File, "hasSkillLevel", t.link(c.ID), t.level(c.Scale, c.level))
		}
	}
}

// between relates two competencies, where both are in the package.
func (t *teller) between(c told, relation, from, to string) {
	if a, b := t.link(from), t.link(to); t.known[a.Identifier] && t.known[b.Identifier] {
		t.relate(c.Pos.File, relation, a, b)
	}
}

// link points at a competency.
func (t *teller) link(id string) Link {
	l := Link{id, iri.UUID(t.fixed.Competency(id)), t.o.Base.Competency(id)}
	if c := t.program.Competency(id); c != nil {
		l.Title = c.Title
	}
	return l
}

// level points at a level of a scale.
func (t *teller) level(s *competency.Scale, id int) Link {
	title := s.ID
	if n := s.Rank(id); n >= 0 && s.Levels[n].Name != "" {
		title = s.Levels[n].Name
	}
	return Link{title, iri.UUID(t.fixed.Level(s.ID, id)), t.o.Base.Level(s.ID, id)}
}

// scales adds the scales by which competencies of the package are rated.
func (t *teller) scales() {
	used := map[*competency.Scale]bool{}
	for _, c := range t.told {
		used[c.Scale] = true
	}
	for _, s := range t.program.Scales {
		if used[s] {
			t.out.Rubrics = append(t.out.Rubrics, t.rubric(s))
		}
	}
}

func (t *teller) rubric(s *competency.Scale) Rubric {
	r := Rubric{Thing: t.thing(settings, func(b iri.Base) string { return b.Scale(s.ID) }), Title: s.ID}
	only := RubricCriterion{
		Thing: t.thing(settings, func(b iri.Base) string { return b.Scale(s.ID) + "/levels" }), RubricID: r.Identifier,
	}
	for n, l := range s.Levels {
		only.Levels = append(only.Levels, RubricLevel{
			Thing:   t.thing(settings, func(b iri.Base) string { return b.Level(s.ID, l.ID) }),
			Quality: l.Name, Description: l.Means, Score: l.ID, Position: n + 1, CriterionID: only.Identifier,
		})
	}
	r.Criteria = []RubricCriterion{only}
	return r
}
