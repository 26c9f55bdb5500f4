package stats

import (
	"cmp"
	"slices"
)

// BenjaminiHochberg adjusts the p-values of comparisons made together, and gives them in the same order:
// who takes those of at most q for effects is wrong in a share q of them at most, on average. It is the
// step-up procedure of Benjamini and Hochberg, Controlling the False Discovery Rate, 1995, which holds for
// independent comparisons and for those that go the same way (Benjamini and Yekutieli 2001).
func BenjaminiHochberg(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(p[a], p[b]), cmp.Compare(a, b)) })
	adjusted := make([]float64, len(p))
	least := 1.0
	for rank := len(order); rank > 0; rank-- {
		i := order[rank-1]
		least = min(least, p[i]*float64(len(p))/float64(rank))
		adjusted[i] = least
	}
	return adjusted
}
