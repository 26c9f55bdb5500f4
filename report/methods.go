package report

import (
	"cmp"
	"slices"
	"strings"

	"sojt/report/stats"
)

// methods is the view of practice methods: how those who learned by each got on, and how that compares with
// others in the same competencies (SPEC 7.1). A journey by several methods counts for each of them.
type methods struct {
	in       *Input
	all      []*method // over all competencies, by name; the one without a name last
	each     []*method // the same a competency
	compared int       // comparisons made together
}

// method is how journeys by a practice method went.
type method struct {
	name, competency string // competency is "" for all
	ways             []*journey
	learners         int
	tells            bool // enough learners for figures: twenty over all methods, five by this one
	passed           int
	rate             stats.Interval
	days, runs       []float64 // of those that were signed and began with something recorded
	against          [3]against
}

// against is a measure of those by a method against those by others only, in the same competencies.
type against struct {
	stats.Comparison
	ok       bool
	adjusted float64
}

// measures are what methods are compared by. The figure is not ok where a journey has none.
var measures = [3]struct {
	name   string
	figure func(j *journey) (float64, bool)
}{
	{"first passes", func(j *journey) (float64, bool) { return truth(j.passed()), j.First != nil }},
	{"days", func(j *journey) (float64, bool) { n, ok := j.days(); return float64(n), ok }},
	{"runs", func(j *journey) (float64, bool) { _, ok := j.days(); return float64(j.Runs), ok }},
}

func newMethods(in *Input) View {
	v := methods{in: in}
	whole, single := map[string]*method{}, map[[2]string]*method{}
	for _, j := range in.journeys() {
		if len(j.Judged) == 0 || j.First == nil || !in.between(j.First.Date) {
			continue // nothing was judged, so nothing is known of how it went
		}
		for _, name := range j.by() {
			key := [2]string{name, j.Entry.ID}
			if whole[name] == nil {
				whole[name] = &method{name: name}
				v.all = append(v.all, whole[name])
			}
			if single[key] == nil {
				single[key] = &method{name: name, competency: j.Entry.ID}
				v.each = append(v.each, single[key])
			}
			whole[name].ways = append(whole[name].ways, j)
			single[key].ways = append(single[key].ways, j)
		}
	}
	order := func(a, b *method) int {
		return cmp.Or(cmp.Compare(truth(a.name == ""), truth(b.name == "")), strings.Compare(a.name, b.name), strings.Compare(a.competency, b.competency))
	}
	slices.SortFunc(v.all, order)
	slices.SortFunc(v.each, order)
	all := v.learners()
	for _, m := range append(slices.Clone(v.all), v.each...) {
		m.sum()
		m.tells = all >= enoughLearners && m.learners >= fewestEither
	}
	v.compare()
	return v
}

// learners is how many the view is of.
func (v methods) learners() int {
	all := map[string]bool{}
	for _, m := range v.all {
		for _, j := range m.ways {
			all[j.Learner.ID] = true
		}
	}
	return len(all)
}

// by lists the methods of a journey that have a name, or "" where none has.
func (j *journey) by() []string {
	named := slices.DeleteFunc(slices.Clone(j.Methods), func(m string) bool { return m == "" })
	if len(named) == 0 {
		return []string{""}
	}
	return named
}

// sum counts the journeys of a method.
func (m *method) sum() {
	learners := map[string]int{}
	var hits, of []int
	for _, j := range m.ways {
		at, ok := learners[j.Learner.ID]
		if !ok {
			at = len(hits)
			learners[j.Learner.ID] = at
			hits, of = append(hits, 0), append(of, 0)
		}
		of[at]++
		if j.passed() {
			hits[at]++
			m.passed++
		}
		if n, ok := j.days(); ok {
			m.days, m.runs = append(m.days, float64(n)), append(m.runs, float64(j.Runs))
		}
	}
	m.learners = len(learners)
	m.rate = stats.WilsonOver(hits, of)
}

// compare sets each method that has a name against the others in the same competencies, and adjusts for
// how many comparisons that makes.
func (v *methods) compare() {
	var p []float64
	var made []*against
	for _, m := range v.all {
		if m.name == "" {
			continue
		}
		for i := range measures {
			a := &m.against[i]
			a.Comparison, a.ok = v.beside(m.name, i)
			if a.ok {
				p, made = append(p, a.P), append(made, a)
			}
		}
	}
	for i, adjusted := range stats.BenjaminiHochberg(p) {
		made[i].adjusted = adjusted
	}
	v.compared = len(made)
}

// beside compares a method with others by one measure, where enough learners can be.
func (v *methods) beside(name string, measure int) (stats.Comparison, bool) {
	var cases []stats.Case
	strata, clusters := map[string]int{}, map[string]int{}
	number := func(of map[string]int, id string) int {
		if _, ok := of[id]; !ok {
			of[id] = len(of)
		}
		return of[id]
	}
	seen := map[*journey]bool{}
	for _, m := range v.all {
		for _, j := range m.ways {
			figure, ok := measures[measure].figure(j)
			if m.name == "" || !ok || seen[j] {
				continue
			}
			seen[j] = true
			cases = append(cases, stats.Case{
				Stratum: number(strata, j.Entry.ID), Cluster: number(clusters, j.Learner.ID),
				With: slices.Contains(j.Methods, name), Figure: figure,
			})
		}
	}
	c, ok := stats.Compare(cases)
	return c, ok && c.Clusters >= enoughLearners && c.With >= fewestEither && c.Without >= fewestEither
}

// fewestEither is how many learners have to be on either side of a comparison of at least enoughLearners.
const fewestEither = 5

// Rows has one row a method, then one a method and competency, with the first judgement in the days asked
// for. rate, the medians and the differences are "" below 20 learners over all methods, and where fewer than 5
// learned by it or, of differences, otherwise; rates are shares of 1.
func (v methods) Rows() Rows {
	columns := []string{
		"method", "competency", "learners", "journeys", "first_passes", "rate", "rate_low", "rate_high", "times", "median_days", "median_runs",
		"others", "difference", "difference_low", "difference_high", "p_adjusted",
		"days_difference", "days_low", "days_high", "days_p_adjusted", "runs_difference", "runs_low", "runs_high", "runs_p_adjusted", "comparisons",
	}
	var rows [][]Value
	for _, m := range append(slices.Clone(v.all), v.each...) {
		low, high := span(m.rate, m.tells, 3)
		row := []Value{m.name, m.competency, m.learners, len(m.ways), m.passed, m.share(), low, high, len(m.days), m.median(m.days), m.median(m.runs), m.against[0].Without}
		for i, decimals := range []int{3, 1, 1} {
			a := m.against[i]
			low, high := span(a.Within, a.ok, decimals)
			row = append(row, known(a.Difference, a.ok, decimals), low, high, known(a.adjusted, a.ok, 4))
		}
		rows = append(rows, append(row, v.compared))
	}
	return v.in.rows("methods", columns, rows)
}

func (m *method) share() string {
	return known(float64(m.passed)/float64(len(m.ways)), m.tells, 3)
}

func (m *method) median(x []float64) string {
	middle, ok := stats.Median(x)
	return known(middle, ok && m.tells && len(x) >= fewestTimes, 1)
}

// title is what a method is called.
func (m *method) title() string {
	if m.name == "" {
		return "none named"
	}
	return m.name
}
