package stats

import "math"

// Wilson is the interval of a rate of hits among n: the score interval of Wilson, Probable Inference, the
// Law of Succession, and Statistical Inference, 1927, which stays within 0 and 1 and holds its confidence
// for few and for rare cases (method 3 of Newcombe 1998). Of none it is everything, 0 to 1.
func Wilson(hits, n int) Interval {
	if n <= 0 {
		return Interval{0, 1}
	}
	size, p := float64(n), float64(hits)/float64(n)
	middle := 2*size*p + z*z
	spread := z * math.Sqrt(z*z+4*size*p*(1-p))
	within := Interval{(middle - spread) / (2 * (size + z*z)), (middle + spread) / (2 * (size + z*z))}
	if hits == 0 {
		within.Low = 0 // not the rounding of it
	}
	if hits == n {
		within.High = 1
	}
	return within
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
