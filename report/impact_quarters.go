package report

import (
	"slices"

	"sojt/report/stats"
)

// trait is something that learners did, in the best and in the worst quarter of performers.
type trait struct {
	name       string
	decimals   int
	n          [2]int // learners of whom it is known, best and worst
	median     [2]float64
	difference float64
	within     stats.Interval
	ok         bool
}

// compare sets the best quarter of performers beside the worst, in what they did.
func (f *field) compare() {
	if len(f.performers) < enoughLearners {
		return
	}
	sorted := slices.SortedFunc(slices.Values(f.performers), func(a, b *performer) int {
		switch {
		case a.good > b.good:
			return -1
		case a.good < b.good:
			return 1
		}
		return 0
	})
	// whoever is as good as the last of a quarter is in it
	n := len(sorted)
	best, worst := n/4, n-n/4
	for best < n && sorted[best].good == sorted[best-1].good {
		best++
	}
	for worst > 0 && sorted[worst-1].good == sorted[worst].good {
		worst--
	}
	if best > n/2 || n-worst > n/2 {
		return
	}
	f.quarter = [2]int{best, n - worst}
	for _, what := range traitNames() {
		t := &trait{name: what.name, decimals: what.decimals}
		var sides [2][]float64
		for side, people := range [2][]*performer{sorted[:best], sorted[worst:]} {
			for _, p := range people {
				if x, ok := what.of(p); ok {
					sides[side] = append(sides[side], x)
				}
			}
			t.n[side] = len(sides[side])
			t.median[side], _ = stats.Median(sides[side])
		}
		if t.ok = min(t.n[0], t.n[1]) >= fewestEither; t.ok {
			t.difference, t.within, t.ok = stats.MedianDifference(sides[0], sides[1])
		}
		f.traits = append(f.traits, t)
	}
	f.byMethod(sorted[:best], sorted[worst:])
}

// feature is a figure of what a learner did; not ok where it is not known.
type feature struct {
	name     string
	decimals int
	of       func(p *performer) (float64, bool)
}

// traitNames are what performers are compared in. All are one figure a learner.
func traitNames() []feature {
	over := func(figure func(j *journey) (float64, bool)) func(p *performer) (float64, bool) {
		return func(p *performer) (float64, bool) {
			var all []float64
			for _, j := range p.ways {
				if x, ok := figure(j); ok {
					all = append(all, x)
				}
			}
			return stats.Median(all)
		}
	}
	different := func(of func(j *journey) []string) func(p *performer) (float64, bool) {
		return func(p *performer) (float64, bool) {
			var all []string
			for _, j := range p.ways {
				all = append(all, of(j)...)
			}
			all = slices.DeleteFunc(sortedSet(all), func(name string) bool { return name == "" })
			return float64(len(all)), len(p.ways) > 0
		}
	}
	return []feature{
		{"days in the role", 0, func(p *performer) (float64, bool) { return float64(p.s.Moment.AsOf - p.r.Start), p.r.Left == 0 }},
		{"competencies signed", 1, func(p *performer) (float64, bool) {
			n := 0
			for _, j := range p.ways {
				n += int(truth(j.signed()))
			}
			return float64(n), true
		}},
		{"runs a competency", 1, over(func(j *journey) (float64, bool) { return float64(j.Runs), j.signed() })},
		{"days to competence", 1, over(func(j *journey) (float64, bool) { n, ok := j.days(); return float64(n), ok })},
		{"first passes, % of theirs", 0, func(p *performer) (float64, bool) {
			judged, passed := 0.0, 0.0
			for _, j := range p.ways {
				judged, passed = judged+truth(j.First != nil), passed+truth(j.passed())
			}
			return 100 * passed / max(judged, 1), judged > 0
		}},
		{"different mentors", 1, different(func(j *journey) []string { return j.Mentors })},
		{"different methods", 1, different(func(j *journey) []string { return j.Methods })},
	}
}

// byMethod adds how much of either quarter's practised competencies each method was used for.
func (f *field) byMethod(best, worst []*performer) {
	var methods []string
	for _, p := range append(slices.Clone(best), worst...) {
		for _, j := range p.ways {
			methods = append(methods, j.by()...)
		}
	}
	for _, name := range slices.DeleteFunc(sortedSet(methods), func(m string) bool { return m == "" }) {
		t := &trait{name: name + ", % of practised"}
		var sides [2][]float64
		for side, people := range [2][]*performer{best, worst} {
			for _, p := range people {
				practised, by := 0.0, 0.0
				for _, j := range p.ways {
					if used := j.by(); used[0] != "" {
						practised, by = practised+1, by+truth(slices.Contains(used, name))
					}
				}
				if practised > 0 {
					sides[side] = append(sides[side], 100*by/practised)
				}
			}
			t.n[side] = len(sides[side])
			t.median[side], _ = stats.Median(sides[side])
		}
		if t.ok = min(t.n[0], t.n[1]) >= fewestEither; t.ok {
			t.difference, t.within, t.ok = stats.MedianDifference(sides[0], sides[1])
		}
		f.traits = append(f.traits, t)
	}
}

// apart reports whether the interval of a difference leaves 0 out.
func (t *trait) apart() bool { return t.ok && (t.within.Low > 0 || t.within.High < 0) }
