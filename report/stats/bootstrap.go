package stats

import (
	"math/rand/v2"
	"slices"
)

// resamples is how often cases are drawn anew for an interval: 2.5 percent of the figures lie below the
// 25th of them and above the 975th.
const resamples = 999

// SpearmanInterval is the interval of Spearman's correlation by the percentile bootstrap over cases (Efron,
// Better Bootstrap Confidence Intervals, 1987, section 2; Davison and Hinkley 1997, 5.3): cases are drawn
// with their two numbers together. Drawing follows from the data. It is not ok where there is no
// correlation, or where too often there is none among those drawn.
func SpearmanInterval(x, y []float64) (Interval, bool) {
	p := newPairs(x, y)
	if _, ok := p.rho(); !ok {
		return Interval{}, false
	}
	random := seeded(p.x, p.y)
	picked := make([]int, len(p.x))
	a, b := make([]int, len(p.a)), make([]int, len(p.b))
	return percentiles(func() (float64, bool) {
		clear(a)
		clear(b)
		for i := range picked {
			at := random.IntN(len(picked))
			picked[i] = at
			a[p.x[at]]++
			b[p.y[at]]++
		}
		return p.again(picked, a, b)
	})
}

// again is the correlation of some of the cases, of which a and b count the distinct numbers.
func (p pairs) again(picked, a, b []int) (float64, bool) {
	aa, bb := spread(a, len(picked)), spread(b, len(picked))
	ab := 0
	for _, at := range picked {
		ab += a[p.x[at]] * b[p.y[at]]
	}
	return correlation(ab, aa, bb)
}

// spread turns counts into ranks, and gives the sum of their squares over the cases.
func spread(counts []int, n int) int {
	sum, below := 0, 0
	for k, c := range counts {
		r := 2*below + c - n
		sum += c * r * r
		below += c
		counts[k] = r
	}
	return sum
}

// MedianDifference is the median of the first less that of the second, with its interval by the percentile
// bootstrap over the cases of either (Davison and Hinkley 1997, 3.2 and 5.3). It is not ok of none.
func MedianDifference(x, y []float64) (difference float64, within Interval, ok bool) {
	if len(x) == 0 || len(y) == 0 {
		return 0, Interval{}, false
	}
	x, y = slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y))
	random := seeded(x, y)
	one, other := make([]int, len(x)), make([]int, len(y))
	within, ok = percentiles(func() (float64, bool) {
		return redrawn(random, x, one) - redrawn(random, y, other), true
	})
	return quantile(x, 0.5) - quantile(y, 0.5), within, ok
}

// redrawn is the median of as many drawn from sorted numbers; counts has room for them.
func redrawn(random *rand.Rand, sorted []float64, counts []int) float64 {
	clear(counts)
	n := len(sorted)
	for range n {
		counts[random.IntN(n)]++
	}
	low, seen := -1, 0
	for i, c := range counts {
		seen += c
		if low < 0 && seen > (n-1)/2 {
			low = i
		}
		if seen > n/2 {
			return (sorted[low] + sorted[i]) / 2
		}
	}
	return sorted[n-1]
}

// percentiles is where the middle 95 percent of a figure lie that is drawn anew; where it is undefined for
// one in ten or more there is none.
func percentiles(figure func() (float64, bool)) (Interval, bool) {
	var all []float64
	for range resamples {
		if x, ok := figure(); ok {
			all = append(all, x)
		}
	}
	if len(all) < resamples*9/10 {
		return Interval{}, false
	}
	slices.Sort(all)
	cut := (len(all)+1)/40 - 1
	return Interval{all[cut], all[len(all)-1-cut]}, true
}
