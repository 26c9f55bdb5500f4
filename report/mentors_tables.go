package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"sojt/report/stamp"
	"sojt/report/stats"
)

// paces is how sign-offs follow each other.
func (v mentors) paces(j judging) Section {
	s := Section{
		Heading: "When they sign",
		Columns: []Column{
			{Title: "mentor", Wide: true}, {Title: "sign-offs", Right: true}, {Title: "sittings", Right: true}, {Title: "median gap", Right: true}, {Title: "shortest", Right: true},
			{Title: "in a minute", Right: true}, {Title: "late", Right: true}, {Title: "share", Right: true}, {Title: "busiest day"}, {Title: "on it", Right: true}, {Title: "share", Right: true},
		},
		Legend: []string{
			"sitting: what was recorded in one go. Gaps lie between one sitting with a sign-off and the next",
			"in a minute: of the sign-offs with every criterion ticked those that came within a minute of the judgement before in another sitting",
			"late: recorded longer after the work was seen than policy.late_after. Late and on the busiest day are so many of the sign-offs, and their share",
		},
	}
	for _, m := range j.shown {
		if m.signed == 0 {
			continue
		}
		p := m.pace
		median, shortest := Toned("-", Quiet), Toned("-", Quiet)
		if middle, ok := stats.Median(p.minutes); ok {
			median, shortest = Text(lasting(middle)), Text(lasting(slices.Min(p.minutes)))
		}
		s.Rows = append(s.Rows, []Cell{
			Text(v.in.Names.Of(m.id)), amount(m.signed), amount(p.sittings), median, shortest,
			Text(fmt.Sprintf("%d of %d", p.quick, p.criteria)), amount(p.late), share(p.late, m.signed), {Text: v.in.day(p.busiest), Date: p.busiest}, amount(p.most), share(p.most, m.signed),
		})
	}
	return s
}

// lasting writes minutes for the eye.
func lasting(minutes float64) string {
	switch {
	case minutes < 1:
		return fmt.Sprintf("%d s", int(math.Round(60*minutes)))
	case minutes < 120:
		return fmt.Sprintf("%d min", int(minutes))
	case minutes < 48*60:
		return fmt.Sprintf("%d h", int(minutes/60))
	}
	return count(int(minutes/(24*60)), "day")
}

// levels is how often each mentor gave each level of a scale, beside colleagues.
func (v mentors) levels(j judging, scale string) Section {
	s := Section{Heading: "Levels given on the scale " + scale, Columns: []Column{{Title: "mentor", Wide: true}, {Title: "rated", Right: true}}}
	few, told := false, false
	for _, l := range v.given(j) {
		if l.scale.ID != scale {
			continue
		}
		row := []Cell{Text(v.in.Names.Of(l.mentor)), amount(l.n)}
		for _, level := range l.scale.Levels {
			if len(s.Columns) < len(l.scale.Levels)+2 {
				s.Columns = append(s.Columns, Column{Title: fmt.Sprintf("%d %s", level.ID, level.Name), Right: true})
			}
			words := fmt.Sprint(l.given[level.ID])
			if l.told {
				words = fmt.Sprintf("%s  %s (%s)", words, percent(float64(l.given[level.ID])/float64(l.n)), percent(l.expected[level.ID]))
			}
			row = append(row, Text(words))
		}
		few, told = few || !l.told, told || l.told
		s.Rows = append(s.Rows, row)
	}
	if s.Legend = []string{"rated: judgements that gave a level of this scale; below each level so many of them"}; told {
		s.Legend = append(s.Legend, "in brackets: the share that colleagues would give on the same competencies (their rates competency by competency)")
	}
	if few {
		s.Legend = append(s.Legend, fmt.Sprintf("without a share: too few to compare (%d learners and %d levels on either side are needed)", stamp.Learners, stamp.Enough))
	}
	return s
}

// pairs is how far those who judged the same agree: first those with somebody who signs unlike the others, then
// who did so most often.
func (v mentors) pairs(j judging) Section {
	s := Section{
		Heading: "Judged by two or more",
		Columns: []Column{{Title: "mentors", Wide: true}, {Title: "times", Right: true}, {Title: "learners", Right: true}, {Title: "agreed", Right: true}, {Title: "share", Right: true}, {Title: "kappa", Right: true}},
		Legend: []string{
			"times: how often both judged the same work, which is one learner in one competency on one day or the next with nothing shown or practised in between; the second may have known what the first wrote",
			fmt.Sprintf("kappa: agreement beyond what chance gives, 1 for always and 0 for no more than chance (Cohen; Fleiss for more than two); from %d learners on, and where each of two gave both outcomes", stamp.Learners),
		},
	}
	add := func(who string, p *pair) {
		kappa, ok := p.kappa()
		s.Rows = append(s.Rows, []Cell{Text(who), amount(p.n), amount(len(p.learners)), amount(p.agreed), share(p.agreed, p.n), dash(known(kappa, ok, 2))})
	}
	if j.agreed.all.n == 0 {
		return s
	}
	add("any two or more (agreed: all of them)", &j.agreed.all)
	if j.agreed.panel.n > 0 {
		add("three or more", &j.agreed.panel)
	}
	pairs := slices.SortedStableFunc(slices.Values(v.ownPairs(j)), func(a, b *pair) int {
		return cmp.Or(one(j.unlike(b))-one(j.unlike(a)), b.n-a.n)
	})
	if over := len(pairs) - longest; over > 1 {
		pairs = pairs[:longest]
		s.Legend = append([]string{fmt.Sprintf("%d more pairs: sojt report mentors --format csv", over)}, s.Legend...)
	}
	for _, p := range pairs {
		add(v.in.Names.Of(p.mentors[0])+" and "+v.in.Names.Of(p.mentors[1]), p)
	}
	return s
}

// unlike reports whether one of two signs unlike the others.
func (j judging) unlike(p *pair) bool {
	return slices.ContainsFunc(j.all, func(m *mentoring) bool { return m.unlike() && slices.Contains(p.mentors[:], m.id) })
}
