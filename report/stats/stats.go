// Package stats is the arithmetic of what reports say about numbers: rates and correlations with their
// intervals, tests, agreement, and the correction for many comparisons. It is pure and knows nothing of
// programs or learners. Each function names the paper it comes from. Where a figure is not defined, such
// as the median of nothing, the function says so by its last result; NaN and infinity are never returned,
// and numbers that are given are finite.
package stats

import (
	"math"
	"slices"
)

// Interval is a range in which a figure lies with 95 percent confidence.
type Interval struct{ Low, High float64 }

// z cuts 2.5 percent off either end of the normal distribution.
const z = 1.959963984540054

// Median is the middle of the numbers, or the mean of the middle two; not ok of none.
func Median(x []float64) (float64, bool) { return Quantile(x, 0.5) }

// Quantile is the number below which a share q of the numbers lies, from 0 to 1, drawn straight between
// neighbours: definition 7 of Hyndman and Fan, Sample Quantiles in Statistical Packages, 1996. It is not
// ok of no numbers.
func Quantile(x []float64, q float64) (float64, bool) {
	if len(x) == 0 {
		return 0, false
	}
	return quantile(slices.Sorted(slices.Values(x)), q), true
}

// quantile is Quantile of sorted numbers, of which there is one at least.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	below := min(max(int(math.Floor(at)), 0), len(sorted)-1)
	above := min(below+1, len(sorted)-1)
	return sorted[below] + (at-float64(below))*(sorted[above]-sorted[below])
}
