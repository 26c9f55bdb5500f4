package stamp

import (
	"fmt"
	"math"
	"testing"
	"time"

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
	if math.Pow(1-3.0/Without, Without) >= 0.05 {
		t.Error("sixty judgements do not rule 5 percent out")
	}
}

func tally(all, other map[string]int) Tally { return Tally{all, other} }

func TestLenientLooksAtEachCompetencyForItself(t *testing.T) {
	easy, hard := map[string]int{"easy": 40}, map[string]int{"hard": 40}
	by := map[string]Tally{
		"ana": tally(map[string]int{"easy": 40, "hard": 1}, nil), // what is easy is passed by all
		"per": tally(map[string]int{"easy": 10, "hard": 40}, map[string]int{"hard": 20}),
		"rui": tally(easy, map[string]int{"easy": 1}),
	}
	if got := Lenient(by); len(got) != 0 {
		t.Errorf("who judges what is easy is found: %v", got)
	}
	by["ana"] = tally(hard, nil)
	got, found := Lenient(by)["ana"]
	if !found || got.N != 40 || got.Other != 20 {
		t.Errorf("checker is broken: 40 of 40 where a colleague passes half: %v %v", got, found)
	}
	by["ana"] = tally(map[string]int{"hard": Enough - 1}, nil)
	if got := Lenient(by); len(got) != 0 {
		t.Errorf("found with too few judgements: %v", got)
	}
	if got := Lenient(map[string]Tally{"ana": tally(map[string]int{"own": Without}, nil), "per": tally(map[string]int{"own": Without - 1}, nil)}); len(got) != 1 {
		t.Errorf("of two without any not-yet one has given sixty judgements: %v", got)
	}
}

func TestBursts(t *testing.T) {
	start := time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)
	at := func(minutes ...int) []time.Time {
		var all []time.Time
		for _, m := range minutes {
			all = append(all, start.Add(time.Duration(m)*time.Minute))
		}
		return all
	}
	for _, c := range []struct {
		at   []time.Time
		want string
	}{
		{at(), "[]"},
		{at(0, 1, 2), "[[0 3]]"},
		{at(0, 5, 10), "[[0 3]]"},
		{at(0, 5, 11), "[]"},
		{at(0, 8, 12, 16, 30, 31, 32, 33), "[[1 4] [4 8]]"},
	} {
		if got := fmt.Sprint(Bursts(c.at, 3)); got != c.want {
			t.Errorf("%v: %s, want %s", c.at, got, c.want)
		}
	}
}
