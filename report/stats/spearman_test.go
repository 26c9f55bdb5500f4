package stats

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Siegel, Nonparametric Statistics for the Behavioral Sciences, 1956, 9: twelve students' authoritarianism,
// social status striving, and yielding to a group, of which the last has ties.
var (
	authoritarian = []float64{82, 98, 87, 40, 116, 113, 111, 83, 85, 126, 106, 117}
	striving      = []float64{42, 46, 39, 37, 65, 88, 86, 56, 62, 92, 54, 81}
	yielding      = []float64{0, 0, 1, 1, 3, 4, 5, 6, 7, 8, 8, 12}
)

func TestSpearmanOfSiegel(t *testing.T) {
	rho, ok := Spearman(authoritarian, striving)
	if !ok {
		t.Fatal("no correlation")
	}
	printed(t, "authoritarianism and striving", rho, "0.82")
	// with ties, by the formula given there: squares of ranks 143 and 141.5, of their differences 109.5
	rho, _ = Spearman(striving, yielding)
	if want := (143 + 141.5 - 109.5) / (2 * math.Sqrt(143*141.5)); math.Abs(rho-want) > 1e-12 {
		t.Errorf("striving and yielding: %v, not %v", rho, want)
	}
	if p, _ := SpearmanP(authoritarian, striving); p >= 0.01 {
		t.Errorf("p %v, which is printed as below .01", p)
	}
	if p, _ := SpearmanP(striving, yielding); p >= 0.05 {
		t.Errorf("with ties p %v, which is printed as below .05", p)
	}
}

// Hollander and Wolfe, Nonparametric Statistical Methods, 1973, 8: lightness of nine lots of canned tuna
// and what a panel made of them; the manual of R's cor.test takes it up, which gives rho 0.6, p 0.0968.
func TestSpearmanOfHollanderWolfe(t *testing.T) {
	x := []float64{44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1}
	y := []float64{2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8}
	rho, _ := Spearman(x, y)
	printed(t, "rho", rho, "0.6")
	p, _ := SpearmanP(x, y)
	printed(t, "p", p, "0.0968")
}

// Kendall's table for five cases: of 120 orders 5 have a sum of squares of 2 at most, at either end.
func TestSpearmanOfFive(t *testing.T) {
	p, ok := SpearmanP([]float64{1, 2, 3, 4, 5}, []float64{2, 1, 3, 4, 5})
	if !ok || math.Abs(p-10.0/120) > 1e-12 {
		t.Errorf("p %v, not 10 of 120", p)
	}
}

func TestCorrelationAtItsEdges(t *testing.T) {
	for name, c := range map[string]struct {
		x, y []float64
		rho  float64
		ok   bool
	}{
		"none":       {nil, nil, 0, false},
		"one":        {[]float64{1}, []float64{2}, 0, false},
		"all ties":   {[]float64{1, 1, 1}, []float64{1, 2, 3}, 0, false},
		"ties in y":  {[]float64{1, 2, 3}, []float64{4, 4, 4}, 0, false},
		"perfect":    {[]float64{1, 2, 3, 9}, []float64{2, 4, 8, 9}, 1, true},
		"backwards":  {[]float64{1, 2, 3}, []float64{3, 2, 1}, -1, true},
		"two groups": {[]float64{0, 0, 1, 1}, []float64{5, 5, 7, 7}, 1, true},
	} {
		rho, ok := Spearman(c.x, c.y)
		if rho != c.rho || ok != c.ok {
			t.Errorf("%s: rho %v %v", name, rho, ok)
		}
		if p, ok := SpearmanP(c.x, c.y); ok != c.ok || math.IsNaN(p) || p <= 0 || p > 1 {
			t.Errorf("%s: p %v %v", name, p, ok)
		}
		if i, ok := SpearmanInterval(c.x, c.y); ok && (!c.ok || i.Low > i.High || math.IsNaN(i.Low) || math.IsNaN(i.High)) {
			t.Errorf("%s: interval %v", name, i)
		}
	}
	if _, _, ok := MedianDifference(nil, []float64{1}); ok {
		t.Error("a difference to nothing")
	}
}

// What is said of cases does not depend on their order, and is the same again.
func TestOrderMakesNoDifference(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	x, y := noise(random, 40, 0.4)
	p, _ := SpearmanP(x, y)
	within, _ := SpearmanInterval(x, y)
	_, medians, _ := MedianDifference(x, y)
	random.Shuffle(len(x), func(i, j int) { x[i], x[j], y[i], y[j] = x[j], x[i], y[j], y[i] })
	again, _ := SpearmanP(x, y)
	withinAgain, _ := SpearmanInterval(x, y)
	slices.Reverse(y)
	_, mediansAgain, _ := MedianDifference(x, y)
	if p != again || within != withinAgain || medians != mediansAgain {
		t.Errorf("%v %v %v, then %v %v %v", p, within, medians, again, withinAgain, mediansAgain)
	}
}

// noise gives n cases of two normal numbers with a correlation.
func noise(random *rand.Rand, n int, correlation float64) (x, y []float64) {
	for range n {
		a, b := random.NormFloat64(), random.NormFloat64()
		x, y = append(x, a), append(y, correlation*a+math.Sqrt(1-correlation*correlation)*b)
	}
	return x, y
}
