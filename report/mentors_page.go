package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"sojt/report/stamp"
)

// Page says first who signs unlike the others, then what it is made of.
func (v mentors) Page() Page {
	j := v.gather()
	who := v.who(j)
	if len(who.Rows) == 0 {
		return v.in.page([]Section{{Empty: v.nothing(j)}}, v.in.unread()...)
	}
	sections := []Section{who, v.signs(j), v.rates(j), v.paces(j)}
	for _, scale := range v.in.scales() {
		if s := v.levels(j, scale.ID); len(s.Rows) > 0 {
			sections = append(sections, s)
		}
	}
	if s := v.pairs(j); len(s.Rows) > 0 {
		sections = append(sections, s)
	}
	sections = slices.DeleteFunc(sections, func(s Section) bool { return len(s.Rows) == 0 })
	return v.in.page(sections, append(v.footer(j), v.in.unread()...)...)
}

// who is what each mentor did, with what the rest of the page comes to above it.
func (v mentors) who(j judging) Section {
	s := Section{
		Heading: "Mentors", Lead: v.lead(j),
		Columns: []Column{
			{Title: "mentor", Wide: true}, {Title: "signed", Right: true}, {Title: "not yet", Right: true}, {Title: "judged", Right: true},
			{Title: "learners", Right: true}, {Title: "competencies", Right: true}, {Title: "besides", Wide: true},
		},
	}
	var quiet []string
	for _, m := range j.shown {
		besides := m.besides()
		if len(m.judged) == 0 && besides == "" {
			quiet = append(quiet, v.in.Names.Of(m.id))
			continue
		}
		s.Rows = append(s.Rows, []Cell{
			Text(v.in.Names.Of(m.id)), amount(m.signed), amount(m.notYets), amount(len(m.judged)), amount(len(m.learners)), amount(len(m.competencies)), Text(besides),
		})
	}
	s.Legend = []string{"judged: sign-offs and observations, by who recorded them; what cannot count or was copied from paper stands under besides"}
	if len(quiet) > 0 {
		s.Legend = append(s.Legend, "nothing judged: "+strings.Join(quiet, ", "))
	}
	return s
}

// besides says what stands beside a mentor's judgements.
func (m *mentoring) besides() string {
	var words []string
	for _, x := range []struct {
		n    int
		what string
	}{
		{m.outside, "by an outside examiner"}, {m.transcribed, "copied from paper"}, {m.revoked, "revoked"}, {m.unauthorised, "unauthorised"},
	} {
		if x.n > 0 {
			words = append(words, fmt.Sprintf("%d %s", x.n, x.what))
		}
	}
	return strings.Join(words, ", ")
}

// lead says who signs unlike the others, and why, so that nobody has to read a table for it; the furthest
// from colleagues first.
func (v mentors) lead(j judging) []string {
	var unlike, look []string
	told := 0
	furthest := slices.SortedStableFunc(slices.Values(j.shown), func(a, b *mentoring) int {
		return cmp.Compare(math.Abs(b.first.Rate()-b.first.Expected), math.Abs(a.first.Rate()-a.first.Expected))
	})
	for _, m := range furthest {
		if m.first.Told {
			told++
		}
		var why, other []string
		for _, s := range m.signs {
			if s.unlike {
				why = append(why, s.why)
			} else {
				other = append(other, s.why)
			}
		}
		name := v.in.Names.Of(m.id)
		switch {
		case len(why) > 0:
			unlike = append(unlike, fmt.Sprintf("%s signs unlike the others: %s.", name, strings.Join(append(why, other...), "; ")))
		case len(other) > 0:
			look = append(look, fmt.Sprintf("%s is worth a look: %s.", name, strings.Join(other, "; ")))
		}
	}
	named := len(unlike) > 0
	switch {
	case named:
	case told > 0 && v.in.Mentor != "":
		unlike = []string{v.in.Names.Of(v.in.Mentor) + " does not sign unlike the others, as far as that can be told"}
	case told > 0:
		unlike = []string{fmt.Sprintf("nobody signs unlike the others, as far as %d of %s can be compared", told, count(v.judges(j), "mentor"))}
	case j.few():
		unlike = []string{fmt.Sprintf("%s judged, too few to compare mentors: %d are needed", were(j.learners, "learner"), stamp.Learners)}
	default:
		unlike = []string{fmt.Sprintf("too little was judged to compare mentors: %d first judgements of a mentor are needed, of %d learners, in competencies that colleagues judged too", stamp.Enough, stamp.Own)}
	}
	if all := append(unlike, look...); len(look) > 0 || named {
		return append(all, "That is a reason to watch beside them and no verdict: good teachers send people late, and learners differ.")
	}
	return unlike
}

func were(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " was"
	}
	return fmt.Sprintf("%d %ss were", n, noun)
}

// judges is how many of those shown judged anything.
func (v mentors) judges(j judging) int {
	n := 0
	for _, m := range j.shown {
		if len(m.judged) > 0 {
			n++
		}
	}
	return n
}

// signs lists what to look at together with whom.
func (v mentors) signs(j judging) Section {
	s := Section{
		Heading: "To look at together",
		Columns: []Column{{Title: "mentor", Wide: true}, {Title: "sign"}, {Title: "what was recorded", Wide: true}},
	}
	for _, m := range j.shown {
		for _, sign := range m.signs {
			s.Rows = append(s.Rows, []Cell{Text(v.in.Names.Of(m.id)), Toned(sign.title(), Soon), Text(sign.why)})
		}
	}
	return s
}

// rates is who passes how many at first, beside colleagues.
func (v mentors) rates(j judging) Section {
	s := Section{
		Heading: "Passed at first",
		Columns: []Column{
			{Title: "mentor", Wide: true}, {Title: "passed", Right: true}, {Title: "of", Right: true}, {Title: "rate", Right: true}, {Title: "95% interval", Right: true},
			{Title: "colleagues", Right: true}, {Title: "compared", Right: true}, {Title: "p", Right: true},
		},
		Chart: v.chart(j),
	}
	few := false
	for _, m := range j.shown {
		b := m.first
		if b.N == 0 {
			continue
		}
		colleagues, p, rate, within := Toned("-", Quiet), Toned("-", Quiet), Toned("-", Quiet), Toned("-", Quiet)
		if !j.few() {
			rate, within = share(b.Passed, b.N), Text(fmt.Sprintf("%d to %d%%", hundredths(b.Within.Low), hundredths(b.Within.High)))
		}
		if b.Told {
			colleagues = Cell{Text: fmt.Sprintf("%d%%", hundredths(b.Expected)), Number: hundredths(b.Expected), IsNumber: true, Percent: true}
			p = Text(chance(b.Q))
			if more, fewer := b.Apart(); more || fewer {
				p.Tone, p.Strong = Soon, true
			}
		}
		few = few || !b.Told
		s.Rows = append(s.Rows, []Cell{Text(v.in.Names.Of(m.id)), amount(b.Passed), amount(b.N), rate, within, colleagues, amount(b.Compared), p})
	}
	s.Legend = []string{
		"passed: first judgements of a learner in a competency that were competent; 95% interval: where the rate may well lie, the wider the fewer learners (Wilson)",
		"compared: how many of these are in competencies that colleagues judged too",
	}
	if slices.ContainsFunc(j.shown, func(m *mentoring) bool { return m.first.Told }) {
		s.Legend = append(s.Legend,
			"colleagues: what they would pass of those compared, each competency at their rate in it; who signs unlike the others is no measure for them",
			fmt.Sprintf("p: how often chance alone would make as much difference if all judged alike, corrected for how many mentors are compared (Mantel-Haenszel, Benjamini-Hochberg). Unlike: p of %.2f or less, and a difference of %d in 100 or more", stamp.Chance, hundredths(stamp.Far)),
			"what it cannot tell: whether a mentor's learners were better prepared",
		)
	}
	if few {
		s.Legend = append(s.Legend, fmt.Sprintf("-: too few to tell (%d first judgements of %d learners are needed and %d learners with colleagues')", stamp.Enough, stamp.Own, stamp.Learners))
	}
	return s
}

// chart draws the rates with their intervals beside those of colleagues.
func (v mentors) chart(j judging) *Chart {
	if j.few() {
		return nil
	}
	c := &Chart{Kind: Ranges, Title: "Passed at first", Unit: "%"}
	own, others := Series{Name: "passed at first"}, Series{Name: "colleagues on the same competencies"}
	for _, m := range j.shown {
		b := m.first
		if b.N == 0 {
			continue
		}
		c.X = append(c.X, v.in.Names.Of(m.id))
		own.Points = append(own.Points, Point{Value: 100 * float64(b.Passed) / float64(b.N), Low: 100 * b.Within.Low, High: 100 * b.Within.High, Known: true})
		others.Points = append(others.Points, Point{Value: 100 * b.Expected, Known: b.Told})
	}
	if len(c.X) == 0 {
		return nil
	}
	c.Series = []Series{own, others}
	return c
}

func (v mentors) footer(j judging) []string {
	n, signed := 0, 0
	for _, m := range j.shown {
		n, signed = n+len(m.judged), signed+m.signed
	}
	lines := []string{fmt.Sprintf("%s and %s of %s by %s.  What was written: sojt log --mentor MENTOR", count(signed, "sign-off"), count(n-signed, "observation"), count(j.learners, "learner"), count(v.judges(j), "mentor"))}
	for _, m := range j.shown {
		if len(m.signs) > 0 {
			lines = append(lines, fmt.Sprintf("have somebody else observe again some of what %s signed, which is in sojt log --mentor %s", v.in.Names.Of(m.id), m.id))
		}
	}
	return lines
}

func (v mentors) nothing(j judging) string {
	switch {
	case v.in.Mentor != "" && len(j.all) > 0 && v.judges(j) == 0:
		return v.in.Names.Of(v.in.Mentor) + " judged nothing that fits the filter"
	case v.in.Filter != Filter{}:
		return "nothing was judged that fits the filter"
	default:
		return "nothing was judged yet: sojt observe LEARNER COMPETENCY"
	}
}
