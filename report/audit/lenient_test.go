package audit

import (
	"math"
	"testing"

	"sojt/report/stats"
)

// The lady tasting tea: of four cups with milk first and four with tea first she named all right, for
// which Fisher gives 1 in 70 (The Design of Experiments, 1935, chapter II): a table with a zero.
func TestNoneAtAllIsFishersExactTest(t *testing.T) {
	if p := stats.FisherFewer(0, 4, 4, 0); math.Abs(p-1.0/70) > 1e-12 {
		t.Errorf("the lady: %v", p)
	}
	for _, c := range []struct {
		n, others, no int
		want          float64
	}{
		{20, 80, 0, 1},                // colleagues give none either: nothing is shown
		{1, 1, 1, 0.5},                // one of two, drawn at random
		{20, 20, 5, 15504.0 / 658008}, // C(20,5) of C(40,5)
		{20, 0, 0, 1},                 // no colleague at all
	} {
		if got := stats.FisherFewer(0, c.n, c.no, c.others-c.no); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("none of %d against %d of %d is %v, want %v", c.n, c.no, c.others, got, c.want)
		}
	}
	// by the rule of three, sixty without one leave a rate of 5 percent in doubt: 0.95^60 < 5%
	if math.Pow(1-3.0/without, without) >= 0.05 {
		t.Error("sixty judgements do not rule 5 percent out")
	}
}
