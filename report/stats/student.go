package stats

import "math"

// tTails is the chance that Student's t (Student, The Probable Error of a Mean, 1908) is as far from 0 as
// given, on either side: the incomplete beta function at n/(n+t*t).
func tTails(t, degrees float64) float64 {
	return betaBelow(degrees/(degrees+t*t), degrees/2, 0.5)
}

// tReach is the t beyond which 5 percent lie, on both sides together.
func tReach(degrees float64) float64 {
	low, high := 0.0, 1.0
	for tTails(high, degrees) > 0.05 {
		high *= 2
	}
	for range 60 {
		if middle := (low + high) / 2; tTails(middle, degrees) > 0.05 {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// betaBelow is the regularized incomplete beta function, by the continued fraction 8.17.22 of the NIST
// Digital Library of Mathematical Functions, from the inside out.
func betaBelow(x, a, b float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	case x > (a+1)/(a+b+2):
		return 1 - betaBelow(1-x, b, a)
	}
	fraction := 1.0
	for m := 200.0; m >= 1; m-- {
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		odd := -(a + m - 1) * (a + b + m - 1) * x / ((a + 2*m - 2) * (a + 2*m - 1))
		fraction = 1 + odd/(1+even/fraction)
	}
	whole, _ := math.Lgamma(a + b)
	left, _ := math.Lgamma(a)
	right, _ := math.Lgamma(b)
	return math.Exp(whole-left-right+a*math.Log(x)+b*math.Log1p(-x)) / a / fraction
}
