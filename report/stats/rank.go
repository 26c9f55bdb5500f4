package stats

import (
	"cmp"
	"math"
	"slices"
)

// Spearman is the correlation of the ranks of two numbers of each case, from -1 to 1: Spearman, The Proof
// and Measurement of Association between Two Things, 1904, with the mean rank for those that are equal
// (Kendall, Rank Correlation Methods, 1948, chapter 3). It is not ok for fewer than two cases, or where all
// have the same of either number. x and y are beside each other.
func Spearman(x, y []float64) (rho float64, ok bool) {
	return newPairs(x, y).rho()
}

// pairs are cases with two numbers each, as far as ranks know them. The order in which they are given
// makes no difference, and all sums are of whole numbers, so that what is drawn and compared is the same
// on every machine.
type pairs struct {
	x, y []int // of each case, which of the distinct numbers it has, from 0 for the smallest
	a, b []int // by distinct number: twice the rank, less the mean of that; both come to 0 over the cases
}

func newPairs(x, y []float64) pairs {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(x[i], x[j]), cmp.Compare(y[i], y[j])) })
	p := pairs{x: places(x, order), y: places(y, order)}
	p.a, p.b = ranks(p.x), ranks(p.y)
	return p
}

// places gives for each case, in an order, which of the distinct numbers it has.
func places(x []float64, order []int) []int {
	distinct := slices.Compact(slices.Sorted(slices.Values(x)))
	all := make([]int, len(order))
	for i, at := range order {
		all[i], _ = slices.BinarySearch(distinct, x[at])
	}
	return all
}

// ranks gives twice the middle rank of each distinct number, less n+1, which is what that is on average.
func ranks(places []int) []int {
	var counts []int
	for _, k := range places {
		for k >= len(counts) {
			counts = append(counts, 0)
		}
		counts[k]++
	}
	rank(counts, len(places))
	return counts
}

// rank turns how many of n cases have each distinct number into their ranks, as ranks gives them.
func rank(counts []int, n int) {
	below := 0
	for k, c := range counts {
		counts[k] = 2*below + c - n // 2*(below + (c+1)/2) - (n+1)
		below += c
	}
}

func (p pairs) rho() (float64, bool) {
	ab, aa, bb := 0, 0, 0
	for i := range p.x {
		a, b := p.a[p.x[i]], p.b[p.y[i]]
		ab, aa, bb = ab+a*b, aa+a*a, bb+b*b
	}
	return correlation(ab, aa, bb)
}

func correlation(ab, aa, bb int) (float64, bool) {
	if aa == 0 || bb == 0 {
		return 0, false
	}
	return float64(ab) / math.Sqrt(float64(aa)*float64(bb)), true
}
