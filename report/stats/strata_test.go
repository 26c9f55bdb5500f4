package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Mantel (Chi-Square Tests with One Degree of Freedom, 1963) on penicillin given at once or after an hour
// and a half, as the manual of R prints it for mantelhaen.test(Rabbits, exact = TRUE): S = 16, p = 0.03994.
func TestStratifiedOfMantel(t *testing.T) {
	rabbits := []Stratum{{0, 6, 0, 5}, {3, 6, 0, 6}, {6, 6, 2, 6}, {5, 6, 6, 6}, {2, 2, 5, 5}}
	printed(t, "p", Stratified(rabbits, 1, 0), "0.03994")
}

// Of one stratum the test is Fisher's.
func TestStratifiedOfOneIsFisher(t *testing.T) {
	for _, s := range []Stratum{{3, 4, 1, 4}, {0, 20, 9, 30}, {10, 10, 10, 10}, {7, 30, 60, 100}, {0, 1, 0, 1}} {
		got, want := Stratified([]Stratum{s}, 1, 0), Fisher(s.Hits, s.N-s.Hits, s.OtherHits, s.OtherN-s.OtherHits)
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("%v: %g, Fisher %g", s, got, want)
		}
		if s.Hits == 0 {
			if got, want := StratifiedNone([]Stratum{s}), FisherFewer(0, s.N, s.OtherHits, s.OtherN-s.OtherHits); math.Abs(got-want) > 1e-12 {
				t.Errorf("%v: none %g, Fisher %g", s, got, want)
			}
		}
	}
}

// Worked by hand: 10 at a rate of one half and 20 at one of a tenth are 7; 5 more that nobody else did are
// left out.
func TestExpectedByHand(t *testing.T) {
	hits, n := Expected([]Stratum{{9, 10, 2, 4}, {1, 20, 3, 30}, {5, 5, 0, 0}})
	if math.Abs(hits-7) > 1e-12 || n != 30 {
		t.Errorf("%g of %d, expected 7 of 30", hits, n)
	}
}

// Two of two strata, hits all on the one side: of 6 ways each, one; twice is 1/36, and its mirror image.
func TestStratifiedByHand(t *testing.T) {
	strata := []Stratum{{2, 2, 0, 2}, {2, 2, 0, 2}}
	if got := Stratified(strata, 1, 0); math.Abs(got-2.0/36) > 1e-12 {
		t.Errorf("%g, expected 2 in 36", got)
	}
	if got := StratifiedNone([]Stratum{{0, 2, 2, 0}, {0, 2, 2, 2}}); got != 0 {
		t.Errorf("hits that nobody else can have fall on nobody with chance %g", got)
	}
	if got := StratifiedNone([]Stratum{{0, 2, 2, 2}, {0, 2, 2, 2}}); math.Abs(got-1.0/36) > 1e-12 {
		t.Errorf("none has chance %g, expected 1 in 36", got)
	}
}

// Large strata are told apart as quickly, and what is far off is not likely.
func TestStratifiedOfMany(t *testing.T) {
	var alike, unlike []Stratum
	for range 200 {
		alike, unlike = append(alike, Stratum{350, 500, 1400, 2000}), append(unlike, Stratum{500, 500, 1400, 2000})
	}
	if p := Stratified(alike, 1, 0); p < 0.99 {
		t.Errorf("equal rates have p %g", p)
	}
	if p := Stratified(unlike, 1, 0); p > 1e-12 {
		t.Errorf("100 against 70 percent has p %g", p)
	}
	if p := Stratified(unlike, 1e9, 100); p < 0.9 {
		t.Errorf("with a variance beyond all measure it has p %g", p)
	}
}

// Trials of a known correlation: with probability rho a cluster shares one draw, else each has its own.
func TestIntraclassFindsWhatIsThere(t *testing.T) {
	for _, rho := range []float64{0, 0.1, 0.4, 1} {
		r := rand.New(rand.NewPCG(7, uint64(100*rho)))
		var clusters [][]Trial
		for range 2000 {
			shared := r.Float64() < 0.7
			trials := make([]Trial, 5)
			for i := range trials {
				trials[i] = Trial{0.7, r.Float64() < 0.7}
				if r.Float64() < math.Sqrt(rho) {
					trials[i].Hit = shared
				}
			}
			clusters = append(clusters, trials)
		}
		if got := Intraclass(clusters); math.Abs(got-rho) > 0.03 {
			t.Errorf("rho of %g is found as %g", rho, got)
		}
		if got, want := Inflation(clusters, rho), 1+4*rho; math.Abs(got-want) > 1e-9 {
			t.Errorf("five of a kind inflate by %g, Kish says %g", got, want)
		}
	}
	if got := Intraclass([][]Trial{{{1, true}, {1, true}}, {{0.5, true}}}); got != 0 {
		t.Errorf("nothing to tell from gives %g", got)
	}
}
