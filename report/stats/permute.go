package stats

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// The permutations drawn where not all are tried: at most so many, and no more once so many of them were as
// far out as what is seen.
const (
	mostDrawn = 9999
	enough    = 100
	tryAll    = 9 // cases: 362,880 permutations
)

// SpearmanP is the two-sided p-value of Spearman's correlation by permutation: how often, if the two had
// nothing to do with each other, it would be as far from 0 as it is. Up to nine cases all permutations are
// tried. Of more they are drawn, from a seed that follows from the data, and p is (b+1)/(m+1) for b of m as
// far out (Davison and Hinkley, Bootstrap Methods and their Application, 1997, 4.3), so never 0; drawing
// ends early once 100 are, and p is then 100/m (Besag and Clifford, Sequential Monte Carlo p-values, 1991).
// It is not ok where there is no correlation.
func SpearmanP(x, y []float64) (p float64, ok bool) {
	cases := newPairs(x, y)
	if _, ok := cases.rho(); !ok {
		return 1, false
	}
	a, b := make([]int, len(x)), make([]int, len(x))
	for i := range cases.x {
		a[i], b[i] = cases.a[cases.x[i]], cases.b[cases.y[i]]
	}
	seen := abs(dot(a, b))
	if len(a) <= tryAll {
		return allPermutations(a, b, seen), true
	}
	random := seeded(cases.x, cases.y)
	return drawn(func() bool {
		random.Shuffle(len(b), func(i, j int) { b[i], b[j] = b[j], b[i] })
		return abs(dot(a, b)) >= seen
	}), true
}

// drawn is the p-value of a test by chance, where once says whether one more drawing is as far out.
func drawn(once func() bool) float64 {
	out := 0
	for m := 1; m <= mostDrawn; m++ {
		if once() {
			out++
		}
		if out == enough {
			return float64(out) / float64(m)
		}
	}
	return float64(out+1) / float64(mostDrawn+1)
}

// allPermutations is the share of all orders of b that are as far out.
func allPermutations(a, b []int, seen int) float64 {
	all, out := 0, 0
	var try func(k, sum int)
	try = func(k, sum int) {
		if k == len(a) {
			all++
			if abs(sum) >= seen {
				out++
			}
			return
		}
		for i := k; i < len(b); i++ {
			b[k], b[i] = b[i], b[k]
			try(k+1, sum+a[k]*b[k])
			b[k], b[i] = b[i], b[k]
		}
	}
	try(0, 0)
	return float64(out) / float64(all)
}

// seeded is randomness that follows from numbers: the same for the same, on every machine.
func seeded[T int | float64](numbers ...[]T) *rand.Rand {
	hash := fnv.New64a()
	var bytes [8]byte
	for _, list := range numbers {
		for _, x := range list {
			binary.LittleEndian.PutUint64(bytes[:], math.Float64bits(float64(x)))
			hash.Write(bytes[:])
		}
		hash.Write([]byte{'/'})
	}
	return rand.New(rand.NewPCG(hash.Sum64(), uint64(len(numbers))))
}

func dot(a, b []int) int {
	sum := 0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func abs(n int) int { return max(n, -n) }
