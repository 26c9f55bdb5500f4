package stamp

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

var long = flag.Bool("long", false, "draw 1,000 programs of a kind instead of 100")

// made is how a program is drawn: in each, six mentors see every learner for the first time in each of ten
// competencies of different difficulty.
type made struct {
	learners int
	rate     float64 // at which colleagues pass, on average
	strong   float64 // how far learners differ, in logits; 0: they are all alike
	own      float64 // how often it is the learner's own mentor who judges
	lenient  float64 // how often the first mentor passes what others would not
	seed     int
}

func (k made) runs() []Run {
	r := rand.New(rand.NewPCG(uint64(k.seed), 20261031))
	logit := math.Log(k.rate / (1 - k.rate))
	hard := make([]float64, 10)
	for i := range hard {
		hard[i] = r.NormFloat64() * 0.6
	}
	var runs []Run
	for l := range k.learners {
		able, own := r.NormFloat64()*k.strong, r.IntN(6)
		for c := range hard {
			mentor := own
			if r.Float64() >= k.own {
				mentor = r.IntN(6)
			}
			passed := r.Float64() < 1/(1+math.Exp(-logit-able-hard[c]))
			if mentor == 0 && r.Float64() < k.lenient {
				passed = true
			}
			runs = append(runs, Run{fmt.Sprint("mentor-", mentor), fmt.Sprint("learner-", l), fmt.Sprint("competency-", c), passed})
		}
	}
	return runs
}

// apart tells of many programs in how many the first mentor was found to pass more, and in how many
// anybody else, or the first mentor to pass fewer.
func (k made) apart(programs int) (first, wrong int) {
	for k.seed = range programs {
		mistaken := false
		for id, b := range Compare(k.runs()) {
			more, fewer := b.Apart()
			if id == "mentor-0" && more {
				first++
			} else if more || fewer {
				mistaken = true
			}
		}
		if mistaken {
			wrong++
		}
	}
	return first, wrong
}

func programs() int {
	if *long {
		return 1000
	}
	return 100
}

// Where all are alike somebody is told apart in 5 of 100 programs at most: learners who differ, and who
// each have a mentor of their own, make no mentor stand out.
func TestCompareTellsNobodyApartWhereAllAreAlike(t *testing.T) {
	n := programs()
	allowed := Chance*float64(n) + 3*math.Sqrt(Chance*(1-Chance)*float64(n)) // three standard errors of the count
	for _, k := range []made{
		{learners: 60, rate: 0.7},
		{learners: 60, rate: 0.9},
		{learners: 60, rate: 0.7, own: 1},
		{learners: 60, rate: 0.7, strong: 0.8, own: 0.5},
		{learners: 60, rate: 0.7, strong: 1.2, own: 1},
		{learners: 24, rate: 0.7, strong: 1.2, own: 1},
		{learners: 300, rate: 0.7, strong: 1.2, own: 1},
	} {
		first, wrong := k.apart(n)
		if float64(first+wrong) > allowed {
			t.Errorf("%+v: somebody is told apart in %d of %d programs, %.0f are allowed", k, first+wrong, n, allowed)
		}
		t.Logf("%+v: %d of %d", k, first+wrong, n)
	}
}

// One who passes everybody where others pass 70 percent is found; of those told apart no more than 5 in 100
// are others, who are one or two of two then.
func TestCompareFindsWhoPassesEverybody(t *testing.T) {
	n := programs()
	for _, k := range []made{
		{learners: 60, rate: 0.7, lenient: 1},
		{learners: 60, rate: 0.7, lenient: 1, own: 1},
		{learners: 120, rate: 0.7, lenient: 1, own: 1, strong: 0.8},
		{learners: 300, rate: 0.7, lenient: 0.5, own: 0.5, strong: 0.8},
	} {
		first, wrong := k.apart(n)
		if first < n*95/100 {
			t.Errorf("checker is broken: %+v: found in %d of %d programs", k, first, n)
		}
		if allowed := 0.1*float64(n) + 3*math.Sqrt(0.09*float64(n)); float64(wrong) > allowed {
			t.Errorf("%+v: somebody else is told apart in %d of %d programs, %.0f are allowed", k, wrong, n, allowed)
		}
		t.Logf("%+v: found in %d, and others in %d, of %d", k, first, wrong, n)
	}
}

// Two who differ are both told apart, since neither is the measure of the other; and nobody is whom nothing
// can be said of.
func TestCompareSaysWhatItCannotTell(t *testing.T) {
	var runs []Run
	judge := func(mentor, competency string, learners, passed int) {
		for l := range learners {
			runs = append(runs, Run{mentor, fmt.Sprint("learner-", l), competency, l < passed})
		}
	}
	judge("ana", "grill", 60, 60)
	judge("per", "knife", 60, 20)
	all := Compare(runs)
	if b := all["ana"]; b.Told || b.Compared != 0 || b.N != 60 || b.Passed != 60 {
		t.Errorf("who has no colleague in anything: %+v", b)
	}
	judge("per", "grill", 60, 30)
	all = Compare(runs)
	if more, _ := all["ana"].Apart(); !more {
		t.Errorf("60 of 60 beside 30 of 60: %+v", all["ana"])
	}
	if b := all["per"]; b.Compared != 60 || b.N != 120 || b.Expected != 1 {
		t.Errorf("only what both judged is compared: %+v", b)
	}
	runs = nil
	judge("ana", "grill", 19, 19)
	judge("per", "grill", 19, 1)
	judge("rui", "grill", 19, 1)
	if b := Compare(runs)["ana"]; b.Told {
		t.Errorf("19 learners are compared: %+v", b)
	}
}

// What one learner did in many competencies is no more than one learner: the interval is as wide as that.
func TestCompareCountsLearners(t *testing.T) {
	var each, one []Run
	for i := range 40 {
		passed := i%20 < 10
		each = append(each, Run{"ana", fmt.Sprint("learner-", i), "grill", passed})
		one = append(one, Run{"ana", fmt.Sprint("learner-", i/10), fmt.Sprint("task-", i%10), passed})
	}
	apart, together := Compare(each)["ana"].Within, Compare(one)["ana"].Within
	if math.Abs(apart.Low-0.352) > 0.001 || together.Low > 0.2 || together.High < 0.8 {
		t.Errorf("20 of 40 lies in %v of 40 learners and in %v of 4 who pass all or nothing", apart, together)
	}
}

func TestOneLevel(t *testing.T) {
	give := func(three, four int) Levels {
		l := Levels{}
		for range three {
			l.Add("grill", 3)
		}
		for range four {
			l.Add("grill", 4)
		}
		return l
	}
	by := map[string]Levels{"ana": give(0, 30), "per": give(20, 10), "rui": give(25, 5)}
	got := OneLevel(by)
	if len(got) != 1 || got["ana"].Level != 4 || got["ana"].N != 60 || got["ana"].Other != 45 {
		t.Errorf("checker is broken: who always gives 4: %+v", got)
	}
	by = map[string]Levels{"ana": give(30, 0), "per": give(29, 1), "rui": give(30, 0)}
	if got := OneLevel(by); len(got) > 0 {
		t.Errorf("all give 3, and so does chance: %+v", got)
	}
	if got := OneLevel(map[string]Levels{"ana": give(0, Enough-1), "per": give(100, 1)}); len(got) > 0 {
		t.Errorf("too few: %+v", got)
	}
}
