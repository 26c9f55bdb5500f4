package stats

import (
	"flag"
	"math"
	"math/rand/v2"
	"testing"
)

var long = flag.Bool("long", false, "the rates of error over many more seeds")

// seeds is over how many made-up programs a rate is taken.
func seeds() int {
	if *long {
		return 1000
	}
	return 60
}

// atMost fails where a rate seen over n seeds is not what is stated, by more than chance explains: three
// standard errors.
func atMost(t *testing.T, what string, hits, n int, stated float64) {
	t.Helper()
	rate := float64(hits) / float64(n)
	t.Logf("%s: %.3f of %d", what, rate, n)
	if rate > stated+3*math.Sqrt(stated*(1-stated)/float64(n)) {
		t.Errorf("%s: %.3f, stated is %.3f at most", what, rate, stated)
	}
}

// Without an effect p is 5 percent or less in 5 percent of cases at most, also with ties, and the interval
// of a correlation there is holds it in 95 percent, give or take 3.
func TestRatesOfSpearman(t *testing.T) {
	for _, n := range []int{20, 60} {
		wrong, ties, missed := 0, 0, 0
		for seed := range seeds() {
			random := rand.New(rand.NewPCG(uint64(seed), uint64(n)))
			x, y := noise(random, n, 0)
			if p, _ := SpearmanP(x, y); p <= 0.05 {
				wrong++
			}
			for i := range x {
				x[i] = float64(int(2 * math.Abs(x[i])))
			}
			if p, ok := SpearmanP(x, y); ok && p <= 0.05 {
				ties++
			}
			x, y = noise(random, n, 0.5)
			truth := 6 / math.Pi * math.Asin(0.5/2) // Pearson 1907
			if i, ok := SpearmanInterval(x, y); !ok || truth < i.Low || truth > i.High {
				missed++
			}
		}
		atMost(t, "false alarms", wrong, seeds(), 0.05)
		atMost(t, "false alarms with ties", ties, seeds(), 0.05)
		atMost(t, "intervals that miss", missed, seeds(), 0.08)
	}
}

func TestRatesOfMedianDifference(t *testing.T) {
	for _, n := range []int{5, 15, 100} {
		missed := 0
		for seed := range seeds() {
			random := rand.New(rand.NewPCG(uint64(seed), uint64(n)))
			x, y := noise(random, n, 0)
			if _, i, ok := MedianDifference(x, y); !ok || i.Low > 0 || i.High < 0 {
				missed++
			}
		}
		atMost(t, "intervals that miss", missed, seeds(), 0.05)
	}
}
