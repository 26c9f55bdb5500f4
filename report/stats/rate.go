package stats

import "math"

// Wilson is the interval of a rate of hits among n: the score interval of Wilson, Probable Inference, the
// Law of Succession, and Statistical Inference, 1927, which stays within 0 and 1 and holds its confidence
// for few and for rare cases (method 3 of Newcombe 1998). Of none it is everything, 0 to 1.
func Wilson(hits, n int) Interval {
	if n <= 0 {
		return Interval{0, 1}
	}
	return score(float64(hits)/float64(n), float64(n))
}

// score is Wilson's interval of a rate p among size.
func score(p, size float64) Interval {
	middle := 2*size*p + z*z
	spread := z * math.Sqrt(z*z+4*size*p*(1-p))
	within := Interval{(middle - spread) / (2 * (size + z*z)), (middle + spread) / (2 * (size + z*z))}
	if p == 0 {
		within.Low = 0 // not the rounding of it
	}
	if p == 1 {
		within.High = 1
	}
	return within
}

// WilsonOver is Wilson's interval of a rate over cases that come several from one learner, who may be good
// or bad at all of them: hits[i] of n[i] from each. Their number counts for as many independent ones as
// the spread between learners leaves, never more than there are (Rao and Scott, A Simple Method for the
// Analysis of Clustered Binary Data, 1992); where all or none are hits, which shows no spread, for as many
// as there are learners. With one case each it is Wilson's interval.
func WilsonOver(hits, n []int) Interval {
	all, good, learners := 0, 0, 0.0
	for i := range n {
		all, good = all+n[i], good+hits[i]
		if n[i] > 0 {
			learners++
		}
	}
	if all == 0 {
		return Interval{0, 1}
	}
	p := float64(good) / float64(all)
	if good == 0 || good == all || learners < 2 || int(learners) == all {
		return score(p, learners)
	}
	apart := 0.0
	for i := range n {
		d := float64(hits[i]) - p*float64(n[i])
		apart += d * d
	}
	apart *= learners / (learners - 1)
	return score(p, float64(all)/max(1, apart/(float64(all)*p*(1-p))))
}

// Newcombe is the interval of the difference between two rates, that of the first less that of the second:
// method 10 of Newcombe, Interval Estimation for the Difference Between Independent Proportions, 1998, made
// of the two Wilson intervals. It is not ok where either is of none.
func Newcombe(hits1, n1, hits2, n2 int) (Interval, bool) {
	if n1 <= 0 || n2 <= 0 {
		return Interval{}, false
	}
	p1, p2 := float64(hits1)/float64(n1), float64(hits2)/float64(n2)
	w1, w2 := Wilson(hits1, n1), Wilson(hits2, n2)
	return Interval{
		p1 - p2 - math.Hypot(p1-w1.Low, w2.High-p2),
		p1 - p2 + math.Hypot(w1.High-p1, p2-w2.Low),
	}, true
}
