package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Two strata worked by hand: (a*n0 - b*n1)/n over n1*n0/n, Greenland and Robins 1985.
func TestCompareIsMantelHaenszel(t *testing.T) {
	var cases []Case
	add := func(stratum, n, hits int, with bool) {
		for i := range n {
			cases = append(cases, Case{stratum, len(cases), with, one(i < hits)})
		}
	}
	add(0, 10, 8, true)
	add(0, 30, 15, false)
	add(1, 20, 4, true)
	add(1, 20, 2, false)
	add(2, 50, 50, true) // tells nothing: nobody without
	got, ok := Compare(cases)
	want := ((8.0*30-15*10)/40 + (4.0*20-2*20)/40) / (10.0*30/40 + 20.0*20/40)
	if !ok || math.Abs(got.Difference-want) > 1e-12 || got.With != 30 || got.Without != 50 {
		t.Errorf("%+v %v, want %v", got, ok, want)
	}
	if got.Within.Low >= want || got.Within.High <= want || got.P <= 0 || got.P > 1 {
		t.Errorf("%+v", got)
	}
	for name, nothing := range map[string][]Case{
		"none": nil, "all alike": {{0, 0, true, 1}, {0, 1, true, 1}, {0, 2, false, 1}, {0, 3, false, 1}}, "one side": {{0, 0, true, 1}, {0, 1, true, 0}}, "one cluster": {{0, 0, true, 1}, {0, 0, false, 0}},
	} {
		if c, ok := Compare(nothing); ok {
			t.Errorf("%s: %+v", name, c)
		}
	}
	for name, c := range map[string]struct {
		with, without, p float64
	}{"as far apart as can be": {1, 0, 1.0 / 35}, "apart": {3, 7, 1.0 / 35}} {
		var cases []Case
		for i := range 8 {
			cases = append(cases, Case{0, i, i < 4, []float64{c.without, c.with}[int(one(i < 4))]})
		}
		got, ok := Compare(cases)
		if d := c.with - c.without; !ok || got.Difference != d || math.Abs(got.P-c.p) > 1e-9 || got.Within.Low > d || got.Within.High < d || math.IsNaN(got.Within.Low) {
			t.Errorf("%s: %+v %v", name, got, ok)
		}
	}
}

// The t distribution as it is tabulated (Student 1908 and every table since).
func TestT(t *testing.T) {
	for degrees, want := range map[float64]string{1: "12.706", 4: "2.776", 9: "2.262", 19: "2.093", 30: "2.042", 120: "1.980"} {
		printed(t, "t", tReach(degrees), want)
	}
	for _, c := range []struct {
		t, degrees float64
		want       string
	}{{2.093, 19, "0.050"}, {2.861, 19, "0.010"}, {0, 5, "1.000"}, {63.657, 1, "0.010"}, {-2.042, 30, "0.050"}} {
		printed(t, "p", tTails(c.t, c.degrees), c.want)
	}
}

// Where each learner is one case, it is Wilson's interval of as many or fewer; where learners pass all or
// nothing, each counts once.
func TestWilsonOverLearners(t *testing.T) {
	if WilsonOver(nil, nil) != (Interval{0, 1}) {
		t.Error("of none it is everything")
	}
	alone := WilsonOver([]int{1, 1, 0, 0}, []int{1, 1, 1, 1})
	if all := Wilson(2, 4); alone.Low > all.Low || alone.High < all.High {
		t.Errorf("one each: %v, Wilson %v", alone, all)
	}
	if got := WilsonOver([]int{10, 10, 10}, []int{10, 10, 10}); got != Wilson(3, 3) {
		t.Errorf("all of all: %v", got)
	}
	lumped := WilsonOver([]int{10, 0, 10, 0, 10, 0}, []int{10, 10, 10, 10, 10, 10})
	if six := Wilson(3, 6); lumped.Low > six.Low || lumped.High < six.High {
		t.Errorf("all or nothing: %v, Wilson of the learners %v", lumped, six)
	}
}

// Learners who differ, each with several cases, of which some were with something that does nothing: p is
// 5 percent or less in 5 percent at most, the interval of the difference holds 0, and that of the rate the
// rate, in 95 percent, give or take 3.
func TestRatesOfCompare(t *testing.T) {
	for _, learners := range []int{20, 80} {
		wrong, missed, rate := 0, 0, 0
		for seed := range seeds() {
			random := rand.New(rand.NewPCG(uint64(seed), uint64(learners)))
			cases, hits, n := clustered(random, learners)
			got, ok := Compare(cases)
			if got.P <= 0.05 {
				wrong++
			}
			if !ok || got.Within.Low > 0 || got.Within.High < 0 {
				missed++
			}
			if i := WilsonOver(hits, n); i.Low > 0.5 || i.High < 0.5 {
				rate++
			}
		}
		atMost(t, "false alarms", wrong, seeds(), 0.05)
		atMost(t, "intervals that miss", missed, seeds(), 0.08)
		atMost(t, "intervals of the rate that miss", rate, seeds(), 0.08)
	}
}

// clustered makes six cases a learner in as many strata; how good a learner is differs, and so does how
// often what does nothing was with it: of half of them always or never.
func clustered(random *rand.Rand, learners int) (cases []Case, hits, n []int) {
	for l := range learners {
		good, often := random.Float64(), random.Float64()
		if often < 0.5 {
			often = float64(int(often * 4))
		}
		hits, n = append(hits, 0), append(n, 6)
		for stratum := range 6 {
			hit := random.Float64() < good
			cases = append(cases, Case{stratum, l, random.Float64() < often, one(hit)})
			hits[l] += int(one(hit))
		}
	}
	return cases, hits, n
}
