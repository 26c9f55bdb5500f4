package stats

import "math"

// FisherFewer is the chance that of a+b drawn from all a+b+c+d alike no more than a would be hits, of
// which there are a+c: the one-sided p-value of Fisher's exact test (The Design of Experiments, 1935,
// chapter II) for the table
//
//	hits  a  c
//	none  b  d
//
// with the one who may have too few hits on the left. It is 1 where nothing could be told.
func FisherFewer(a, b, c, d int) float64 {
	t := table{a + b, a + c, a + b + c + d}
	p := 0.0
	for x := t.fewest(); x <= a; x++ {
		p += t.chance(x)
	}
	return min(p, 1)
}

// Fisher is the two-sided p-value for the same table: of all tables with its margins, the chance of those
// that are no likelier than it is (Irwin 1935; the rule that R and scipy follow).
func Fisher(a, b, c, d int) float64 {
	t := table{a + b, a + c, a + b + c + d}
	seen := t.chance(a) * (1 + 1e-7) // tables as likely as this one count, whatever the last digit says
	p := 0.0
	for x := t.fewest(); x <= min(t.drawn, t.hits); x++ {
		if chance := t.chance(x); chance <= seen {
			p += chance
		}
	}
	return min(p, 1)
}

// table is the margins of a table of two by two.
type table struct{ drawn, hits, all int }

// fewest is the smallest number of hits that the margins allow among those drawn.
func (t table) fewest() int { return max(0, t.drawn+t.hits-t.all) }

// chance is that of exactly x hits among those drawn: the hypergeometric distribution.
func (t table) chance(x int) float64 {
	return math.Exp(choose(t.hits, x) + choose(t.all-t.hits, t.drawn-x) - choose(t.all, t.drawn))
}

// choose is the logarithm of the number of ways to take k of n.
func choose(n, k int) float64 {
	all, _ := math.Lgamma(float64(n + 1))
	taken, _ := math.Lgamma(float64(k + 1))
	left, _ := math.Lgamma(float64(n - k + 1))
	return all - taken - left
}
