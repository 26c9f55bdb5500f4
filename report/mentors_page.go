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
	found := v.signs(j)
	if len(found.Rows) > 0 {
		found.Lead = v.lead(j)
	} else {
		who.Lead = v.lead(j)
	}
	sections := []Section{found, who, v.rates(j), v.paces(j)}
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

// who is what each mentor did.
func (v mentors) who(j judging) Section {
	s := Section{
		Heading: "What they judged",
		Columns: []Column{
			{Title: "mentor", Wide: true}, {Title: "judgements", Right: true}, {Title: "sign-offs", Right: true}, {Title: "not-yets", Right: true},
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
			Text(v.in.Names.Of(m.id)), amount(len(m.judged)), amount(m.signed), amount(m.notYets), amount(len(m.learners)), amount(len(m.competencies)), Text(besides),
		})
	}
	s.Legend = []string{
		"judgements: sign-offs and observations of so many learners in so many competencies by who recorded them; not-yets are among the observations",
		"besides: those of an outside examiner are among the judgements; what was copied from paper or cannot count is not",
	}
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

// lead says who signs unlike the others, so that nobody has to read a table for it, the furthest from
// colleagues first, and how far they agree with colleagues. By what they do stands in the table below.
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
		name, signs := v.in.Names.Of(m.id), count(len(m.signs), "sign")
		switch {
		case m.unlike():
			unlike = append(unlike, fmt.Sprintf("%s signs unlike the others (%s below).", name, signs), v.agrees(j, m.id))
		case len(m.signs) > 0:
			look = append(look, fmt.Sprintf("%s is worth a look (%s below).", name, signs))
		}
	}
	if named := len(unlike) > 0; !named {
		unlike = []string{v.nobody(j, told)}
		if len(look) == 0 {
			return unlike
		}
	}
	return append(append(unlike, look...), "A sign is a reason to watch beside somebody and no verdict: some let people practise for longer before they judge, and learners differ.")
}

// nobody says that nobody signs unlike the others, or why that cannot be told.
func (v mentors) nobody(j judging, told int) string {
	switch {
	case told > 0 && v.in.Mentor != "":
		return v.in.Names.Of(v.in.Mentor) + " does not sign unlike the others, as far as that can be told"
	case told > 0:
		return fmt.Sprintf("nobody signs unlike the others, as far as %d of %s can be compared", told, count(v.judges(j), "mentor"))
	case j.few():
		return fmt.Sprintf("%s judged, too few to compare mentors: %d are needed", were(j.learners, "learner"), stamp.Learners)
	default:
		return fmt.Sprintf("too little was judged to compare mentors: %d first judgements of a mentor are needed, of %d learners, in competencies that colleagues judged too", stamp.Enough, stamp.Own)
	}
}

// unlike reports whether a mentor signs unlike the others.
func (m *mentoring) unlike() bool {
	return slices.ContainsFunc(m.signs, func(s sign) bool { return s.unlike })
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
		Columns: []Column{{Title: "mentor", Wide: true}, {Title: "sign", Wide: true}, {Title: "what was recorded", Wide: true}, {Title: "colleagues", Wide: true}},
	}
	for _, m := range j.shown {
		for _, sign := range m.signs {
			s.Rows = append(s.Rows, []Cell{Text(v.in.Names.Of(m.id)), Toned(sign.title(), Soon), Text(sign.own), Text(sign.colleagues)})
		}
	}
	return s
}

// rates is who passes how many at first, beside colleagues.
func (v mentors) rates(j judging) Section {
	s := Section{
		Heading: "Passed at first",
		Columns: []Column{
			{Title: "mentor", Wide: true}, {Title: "passed", Right: true}, {Title: "rate", Right: true}, {Title: "interval", Right: true},
			{Title: "compared", Right: true}, {Title: "rate", Right: true}, {Title: "colleagues", Right: true}, {Title: "p", Right: true},
		},
		Chart: v.chart(j),
	}
	few := false
	for _, m := range j.shown {
		b := m.first
		if b.N == 0 {
			continue
		}
		none := Toned("-", Quiet)
		colleagues, p, rate, within, compared := none, none, none, none, none
		if !j.few() {
			rate, within = share(b.Passed, b.N), Text(percents(b.Within))
		}
		if b.Told {
			compared = share(b.Hits, b.Compared)
			colleagues = Cell{Text: percent(b.Expected), Number: hundredths(b.Expected), IsNumber: true, Percent: true}
			p = Text(chance(b.Q))
			if more, fewer := b.Apart(); more || fewer {
				p.Tone, p.Strong = Soon, true
			}
		}
		few = few || !b.Told
		s.Rows = append(s.Rows, []Cell{Text(v.in.Names.Of(m.id)), Text(fmt.Sprintf("%d of %d", b.Passed, b.N)), rate, within, Text(fmt.Sprintf("%d of %d", b.Hits, b.Compared)), compared, colleagues, p})
	}
	s.Legend = []string{
		"passed: first judgements that were competent. A first judgement is the first that a learner got in a competency from anybody; what is judged again later is none",
		"interval: where the rate may well lie (95%), the wider the fewer learners (Wilson)",
		"compared: of these the ones in competencies that colleagues judged too, and their rate",
	}
	if slices.ContainsFunc(j.shown, func(m *mentoring) bool { return m.first.Told }) {
		s.Legend = append(s.Legend,
			"colleagues: what they would pass of those compared, each competency at their rate in it. Who signs unlike the others is no measure for them",
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
			lines = append(lines, fmt.Sprintf("have somebody else observe again some of what %s signed: sojt audit --sample 5 --mentor %s", v.in.Names.Of(m.id), m.id))
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
