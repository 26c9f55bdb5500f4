package stats

import (
	"math"
	"testing"
)

func TestWilsonStaysWithin(t *testing.T) {
	if i := Wilson(0, 0); i != (Interval{0, 1}) {
		t.Errorf("of none: %v", i)
	}
	for n := 1; n <= 60; n++ {
		for hits := 0; hits <= n; hits++ {
			i, p := Wilson(hits, n), float64(hits)/float64(n)
			if i.Low < 0 || i.High > 1 || i.Low > p || i.High < p || i.Low >= i.High {
				t.Errorf("%d of %d: %v", hits, n, i)
			}
		}
	}
	if _, ok := Newcombe(0, 0, 1, 2); ok {
		t.Error("a difference to none")
	}
}

func TestFisherAddsUp(t *testing.T) {
	for _, c := range [][4]int{{0, 0, 0, 0}, {3, 0, 0, 0}, {0, 20, 0, 80}, {0, 20, 5, 0}, {5, 5, 5, 5}, {0, 400, 90, 2000}} {
		fewer, both := FisherFewer(c[0], c[1], c[2], c[3]), Fisher(c[0], c[1], c[2], c[3])
		if math.IsNaN(fewer) || math.IsNaN(both) || fewer < 0 || fewer > 1 || both < 0 || both > 1 {
			t.Errorf("%v: %v and %v", c, fewer, both)
		}
		margins := table{c[0] + c[1], c[0] + c[2], c[0] + c[1] + c[2] + c[3]}
		all := 0.0
		for x := margins.fewest(); x <= min(margins.drawn, margins.hits); x++ {
			all += margins.chance(x)
		}
		if math.Abs(all-1) > 1e-9 {
			t.Errorf("%v: all tables come to %v", c, all)
		}
	}
	if p := Fisher(5, 5, 5, 5); math.Abs(p-1) > 1e-9 {
		t.Errorf("the likeliest table: %v", p)
	}
}

func TestKappaAtItsEdges(t *testing.T) {
	for name, c := range map[string]struct {
		counts [][]int
		want   float64
		ok     bool
	}{
		"none":             {nil, 0, false},
		"one category":     {[][]int{{9}}, 0, false},
		"all in one":       {[][]int{{9, 0}, {0, 0}}, 0, false},
		"perfect":          {[][]int{{5, 0}, {0, 5}}, 1, true},
		"never":            {[][]int{{0, 5}, {5, 0}}, -1, true},
		"as chance has it": {[][]int{{4, 4}, {4, 4}}, 0, true},
	} {
		if kappa, ok := Cohen(c.counts); math.Abs(kappa-c.want) > 1e-12 || ok != c.ok {
			t.Errorf("Cohen, %s: %v %v", name, kappa, ok)
		}
	}
	for name, c := range map[string]struct {
		counts [][]int
		want   float64
		ok     bool
	}{
		"none":                  {nil, 0, false},
		"one judge":             {[][]int{{1, 0}, {0, 1}}, 0, false},
		"all in one":            {[][]int{{3, 0}, {3, 0}}, 0, false},
		"perfect":               {[][]int{{3, 0}, {0, 3}}, 1, true},
		"perfect, unequal":      {[][]int{{3, 0}, {0, 2}}, 1, true},
		"one judge is left out": {[][]int{{3, 0}, {0, 3}, {1, 0}}, 1, true},
	} {
		if kappa, ok := Fleiss(c.counts); math.Abs(kappa-c.want) > 1e-12 || ok != c.ok {
			t.Errorf("Fleiss, %s: %v %v", name, kappa, ok)
		}
	}
}

// Hyndman and Fan 1996, definition 7, worked by hand: the position of q is q(n-1) from the first.
func TestQuantiles(t *testing.T) {
	x := []float64{9, 1, 3, 7}
	for q, want := range map[float64]float64{0: 1, 0.25: 2.5, 0.5: 5, 0.75: 7.5, 1: 9} {
		if got, ok := Quantile(x, q); got != want || !ok {
			t.Errorf("quantile %v is %v, want %v", q, got, want)
		}
	}
	if x[0] != 9 {
		t.Error("the numbers were put in order in place")
	}
	if _, ok := Median(nil); ok {
		t.Error("a median of nothing")
	}
	if m, _ := Median([]float64{4}); m != 4 {
		t.Error("the median of one is itself")
	}
	if len(BenjaminiHochberg(nil)) != 0 {
		t.Error("something of nothing")
	}
}
