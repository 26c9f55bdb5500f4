package report

import (
	"cmp"
	"fmt"
	"math"

	"sojt/competency/calendar"
	"sojt/report/stats"
	"sojt/signoff"
)

// Rows has, for each metric of a role, one row a competency (kind rating) and one a trait of the best and
// worst quarter of performers (kind quarter). high and low are those rated high and the others, or the
// quarters; medians are those of the metric, or of the trait. Below 20 learners, or 5 on either side, the
// figures that compare are "".
func (v impact) Rows() Rows {
	columns := []string{
		"role", "metric", "kind", "competency", "trait", "learners", "high_is", "high", "low", "high_median", "low_median", "difference", "difference_low", "difference_high",
		"rho", "rho_low", "rho_high", "p", "p_adjusted", "comparisons",
	}
	var rows [][]Value
	for _, f := range v.fields {
		for _, a := range f.ratings {
			low, high := span(a.within, a.ok, 2)
			rhoLow, rhoHigh := span(a.reach, a.ok, 2)
			rows = append(rows, []Value{
				f.role.ID, f.metric.ID, "rating", a.entry.ID, "", a.learners, a.high, a.n[0], a.n[1], known(a.median[0], a.ok, 2), known(a.median[1], a.ok, 2),
				known(a.difference, a.ok, 2), low, high, known(a.rho, a.ok, 2), rhoLow, rhoHigh, known(a.p, a.ok, 4), known(a.q, a.ok, 4), v.compared,
			})
		}
		for _, t := range f.traits {
			low, high := span(t.within, t.ok, 2)
			rows = append(rows, []Value{
				f.role.ID, f.metric.ID, "quarter", "", t.name, len(f.performers), "best quarter", t.n[0], t.n[1], known(t.median[0], t.ok, 2), known(t.median[1], t.ok, 2),
				known(t.difference, t.ok, 2), low, high, "", "", "", "", "", v.compared,
			})
		}
	}
	return v.in.rows("impact", columns, rows)
}

// Page has two tables a metric and role: competencies against it, and the best beside the worst.
func (v impact) Page() Page {
	var sections []Section
	for _, f := range v.fields {
		sections = append(sections, v.rated(f))
		if len(f.performers) >= enoughLearners {
			sections = append(sections, v.quarters(f))
		} else if len(f.performers) > 0 {
			sections = append(sections, v.listed(f))
		}
	}
	if len(sections) == 0 {
		sections = []Section{{Empty: v.nothing()}}
	}
	return v.in.page(sections, v.in.unread()...)
}

func (v impact) nothing() string {
	switch {
	case len(v.in.Program.Metrics) == 0:
		return "no metric is defined: write what results on the job you measure under metrics: in sojt.yaml"
	case len(v.in.Standings) == 0:
		return v.in.nobody(v.in.Role)
	}
	return "no metric of the program is one of these roles"
}

func (f *field) title() string {
	unit := f.metric.Better + " is better"
	if f.metric.Unit != "" {
		unit = f.metric.Unit + ", " + unit
	}
	return fmt.Sprintf("%s: %s (%s)", heading(f.role), cmp.Or(f.metric.Title, f.metric.ID), unit)
}

// rated is the table of competencies against a metric, or the words in its place.
func (v impact) rated(f *field) Section {
	s := Section{Heading: f.title()}
	switch n := len(f.performers); {
	case len(v.in.Results[f.metric.ID]) == 0:
		s.Empty = "no results yet: sojt import metrics FILE --metric " + f.metric.ID
		return s
	case n == 0:
		s.Empty = fmt.Sprintf("none of %s is of a learner shown, from the start in the role to %s", count(len(v.in.Results[f.metric.ID]), "result"), v.in.Moment.AsOf.Human())
		return s
	case n < enoughLearners:
		return v.counted(f, s)
	}
	s.Columns = []Column{
		{Title: "competency"}, {Title: "high", Right: true}, {Title: "median", Right: true}, {Title: "low", Right: true}, {Title: "median", Right: true},
		{Title: "rho", Right: true}, {Title: "95% interval", Right: true}, {Title: "adjusted p", Right: true},
	}
	picture := &Chart{Kind: Ranges, Title: "Rank correlation with " + cmp.Or(f.metric.Title, f.metric.ID), Unit: "rho"}
	points := Series{Name: "rho"}
	few := false
	for _, a := range f.ratings {
		row := []Cell{Text(a.entry.ID), amount(a.n[0]), dash(""), amount(a.n[1]), dash(""), dash(""), dash(""), dash("")}
		if few = few || !a.ok; a.ok {
			row[2], row[4], row[5] = Text(fixed(a.median[0], 1)), Text(fixed(a.median[1], 1)), Text(fixed(a.rho, 2))
			row[6], row[7] = Text(fixed(a.reach.Low, 2)+" to "+fixed(a.reach.High, 2)), Cell{Text: chance(a.q), Strong: a.found()}
			picture.X = append(picture.X, a.entry.ID)
			points.Points = append(points.Points, Point{Value: a.rho, Low: a.reach.Low, High: a.reach.High, Known: true})
		}
		if a.found() {
			s.Lead = append(s.Lead, a.words(f))
		}
		s.Rows = append(s.Rows, row)
	}
	if len(points.Points) > 0 {
		picture.Series = []Series{points}
		s.Chart = picture
	}
	if len(s.Lead) == 0 {
		s.Lead = []string{fmt.Sprintf("no competency goes with it by more than chance explains (%s)", count(v.compared, "comparison"))}
	}
	s.Legend = v.limits(f)
	if few {
		s.Legend = append([]string{fmt.Sprintf("-: fewer than %d learners, or than %d on either side, too few to tell", enoughLearners, fewestEither)}, s.Legend...)
	}
	return s
}

// counted is what there is where learners are too few to compare: whose results there are, and how many of them
// are signed off.
func (v impact) counted(f *field, s Section) Section {
	s.Lead = []string{tooFew(len(f.performers)) + "; until then there are counts alone"}
	s.Columns = []Column{{Title: "competency", Wide: true}, {Title: "high", Right: true}, {Title: "low", Right: true}}
	for _, a := range f.ratings {
		s.Rows = append(s.Rows, []Cell{Text(a.entry.ID), amount(a.n[0]), amount(a.n[1])})
	}
	s.Legend = []string{
		"high: learners with results who are signed off, or of a level and above where there are several; low: the others; who was waived is in neither",
		f.had() + ": " + f.metric.File,
	}
	return s
}

// had says what results were looked at.
func (f *field) had() string {
	n, first, last := 0, calendar.Date(0), calendar.Date(0)
	for _, p := range f.performers {
		n += p.results
		last = max(last, p.last)
		if first == 0 || p.first < first {
			first = p.first
		}
	}
	return fmt.Sprintf("%s of %d of %s in the role, from %s to %s", count(n, "result"), len(f.performers), count(f.enrolled, "learner"), first.Human(), last.Human())
}

// listed is the table of whose results were looked at, where learners are few.
func (v impact) listed(f *field) Section {
	s := Section{
		Heading: "Results: " + cmp.Or(f.metric.Title, f.metric.ID),
		Columns: []Column{{Title: "learner", Wide: true}, {Title: "results", Right: true}, {Title: "median", Right: true}, {Title: "from"}, {Title: "to"}},
	}
	for _, p := range f.performers {
		s.Rows = append(s.Rows, []Cell{v.in.Person(p.s.Learner.ID), amount(p.results), Text(fixed(p.value, 2)), {Text: v.in.day(p.first), Date: p.first}, {Text: v.in.day(p.last), Date: p.last}})
	}
	return s
}

// words says what was found of a competency.
func (a *rating) words(f *field) string {
	better := "better"
	if a.rho < 0 {
		better = "worse"
	}
	return fmt.Sprintf("%s: who is %s does %s, median %s against %s (%s against %d), rho %s", a.entry.ID, a.rated(), better,
		fixed(a.median[0], 1), fixed(a.median[1], 1), count(a.n[0], "learner"), a.n[1], fixed(a.rho, 2))
}

func (a *rating) rated() string {
	if a.high == "signed" {
		return "signed off"
	}
	return "rated " + a.high
}

// limits says what the figures are, and what they cannot tell.
func (v impact) limits(f *field) []string {
	lines := []string{
		"high: signed off, or of a level and above where there are several; low: the others, not signed off yet among them; who was waived is in neither. median: of the learners' results, of which each counts with the median of theirs from the start in the role",
		fmt.Sprintf("rho: rank correlation (Spearman), from -1 to 1: 0 where the two have nothing to do with each other, above 0 where rated higher goes with better results; 95%% interval: where it may well lie; p: how often chance alone would make as much (by permutation), adjusted for %s made together (Benjamini-Hochberg): of what is %.2f or less, one in twenty is chance", count(v.compared, "comparison"), foundBelow),
		fmt.Sprintf("%d of %s in the role have results", len(f.performers), count(f.enrolled, "learner")),
		"what goes together need not be cause and effect: who is longer in the role had more time for both, and results from before a sign-off are among them",
	}
	if rho, ok := f.tenure(); ok && math.Abs(rho) >= 0.3 {
		lines[3] += fmt.Sprintf("; here rho of results and days in the role is %s, so much of what is found may be that", fixed(rho, 2))
	}
	if !v.in.IncludeLeft {
		lines = append(lines, "who left is not among them, and who does badly may leave: --left adds them")
	}
	signed, late, most, who := f.signatures()
	if late > 0 {
		lines = append(lines, fmt.Sprintf("%d of %s were entered late, which may have been when the results were known", late, count(signed, "sign-off")))
	}
	if signed > 0 && most*10 >= signed*9 {
		lines = append(lines, fmt.Sprintf("%s made %d of %s: ratings may say more of how one mentor judges than of the learners", v.in.Names.Of(who), most, count(signed, "sign-off")))
	}
	if !v.in.Moment.KnownAt.IsZero() {
		lines = append(lines, "--known-at says nothing of results: their file does not say when they were entered")
	}
	return lines
}

// tenure is the rank correlation of results with days in the role.
func (f *field) tenure() (float64, bool) {
	var days, good []float64
	for _, p := range f.performers {
		days, good = append(days, float64(p.s.Moment.AsOf-p.r.Start)), append(good, p.good)
	}
	return stats.Spearman(days, good)
}

// signatures counts the sign-offs behind the ratings, those entered late, and those of who made the most.
func (f *field) signatures() (signed, late, most int, who string) {
	by := map[string]int{}
	for _, p := range f.performers {
		for i := range p.r.Cells {
			r := p.r.Cells[i].Rests
			if rated, ok := signedAs(&p.r.Cells[i]); !ok || rated == 0 || r == nil || r.Type != signoff.Signoff {
				continue
			}
			signed++
			if r.Late {
				late++
			}
			if by[r.By]++; by[r.By] > most || by[r.By] == most && r.By < who {
				most, who = by[r.By], r.By
			}
		}
	}
	return signed, late, most, who
}

// quarters is the table of what the best and the worst quarter of performers did.
func (v impact) quarters(f *field) Section {
	s := Section{Heading: "What the best quarter did otherwise than the worst: " + cmp.Or(f.metric.Title, f.metric.ID)}
	if len(f.traits) == 0 {
		s.Empty = "too many learners have the same result to tell a best quarter from a worst"
		return s
	}
	s.Columns = []Column{
		{Title: "medians of"}, {Title: fmt.Sprintf("best %d", f.quarter[0]), Right: true}, {Title: fmt.Sprintf("worst %d", f.quarter[1]), Right: true},
		{Title: "difference", Right: true}, {Title: "95% interval", Right: true},
	}
	for _, t := range f.traits {
		row := []Cell{Text(t.name), dash(""), dash(""), dash(""), dash("")}
		if t.ok {
			row = []Cell{Text(t.name), Text(fixed(t.median[0], t.decimals)), Text(fixed(t.median[1], t.decimals)),
				{Text: fixed(t.difference, t.decimals), Strong: t.apart()}, Text(fixed(t.within.Low, t.decimals) + " to " + fixed(t.within.High, t.decimals))}
		}
		s.Rows = append(s.Rows, row)
	}
	s.Legend = []string{
		fmt.Sprintf("each learner counts once, with the median or share of theirs; of these %d intervals one in twenty leaves 0 out by chance: they are hints, not findings", len(f.traits)),
	}
	return s
}
