package stats

import "math"

// Stratum is one part of a comparison between one and others who did the same: Hits of N, and of the others
// OtherHits of OtherN.
type Stratum struct{ Hits, N, OtherHits, OtherN int }

func (s Stratum) table() table {
	return table{s.N, s.Hits + s.OtherHits, s.N + s.OtherN}
}

// Expected is how many hits the one would have at the rates of the others, stratum by stratum, and of how
// many: indirect standardisation (Rothman, Greenland and Lash, Modern Epidemiology, 3rd edition 2008,
// chapter 4). What no other did is left out, since nothing is known of their rate.
func Expected(strata []Stratum) (hits float64, n int) {
	for _, s := range strata {
		if s.OtherN > 0 {
			hits += float64(s.N) * float64(s.OtherHits) / float64(s.OtherN)
			n += s.N
		}
	}
	return hits, n
}

// Stratified is the two-sided p-value for whether the one has more or fewer hits than the others, each
// stratum for itself, all margins given: the exact test of Mantel-Haenszel (Gart, Point and Interval
// Estimation of the Common Odds Ratio, 1970), with the tables that are no likelier than the one seen, as
// in Fisher.
//
// With an inflation above 1, by which the variance of the hits is larger than chance makes it since the
// trials of one cluster go together, it is no less than that of Student's distribution with that variance
// and a degree of freedom less than there are clusters.
func Stratified(strata []Stratum, inflation float64, clusters int) float64 {
	seen, chances := 0, sums{chances: []float64{1}}
	mean, variance := 0.0, 0.0
	for _, s := range strata {
		if s.N == 0 || s.OtherN == 0 {
			continue
		}
		t := s.table()
		seen += s.Hits
		chances = chances.plus(t)
		share := float64(t.hits) / float64(t.all)
		mean += float64(t.drawn) * share
		variance += float64(t.drawn) * share * (1 - share) * float64(t.all-t.drawn) / float64(t.all-1)
	}
	p := chances.unlikely(seen)
	if inflation <= 1 || variance <= 0 || clusters < 2 {
		return p
	}
	far := math.Abs(float64(seen)-mean) / math.Sqrt(inflation*variance)
	return max(p, tTails(far, float64(clusters-1)))
}

// StratifiedNone is the chance that none of the hits would fall on the one, each stratum for itself, all
// margins given; whatever the one had.
func StratifiedNone(strata []Stratum) float64 {
	p := 1.0
	for _, s := range strata {
		p *= s.table().chanceOf(0)
	}
	return p
}

// sums is the distribution of a sum: the chance of first, first + 1, and so on.
type sums struct {
	first   int
	chances []float64
}

// least is the chance below which the ends of a distribution are cut: far less than any p-value that is
// told from another.
const least = 1e-20

// plus adds a stratum, independent of those before.
func (d sums) plus(t table) sums {
	one := sums{first: t.fewest()}
	for x := one.first; x <= min(t.drawn, t.hits); x++ {
		one.chances = append(one.chances, t.chance(x))
	}
	one = one.trimmed()
	all := make([]float64, len(d.chances)+len(one.chances)-1)
	for i, p := range d.chances {
		for j, q := range one.chances {
			all[i+j] += p * q
		}
	}
	return sums{d.first + one.first, all}.trimmed()
}

func (d sums) trimmed() sums {
	for len(d.chances) > 1 && d.chances[0] < least {
		d.first, d.chances = d.first+1, d.chances[1:]
	}
	for n := len(d.chances); n > 1 && d.chances[n-1] < least; n = len(d.chances) {
		d.chances = d.chances[:n-1]
	}
	return d
}

// unlikely is the chance of all sums that are no likelier than one.
func (d sums) unlikely(x int) float64 {
	seen := least
	if at := x - d.first; at >= 0 && at < len(d.chances) {
		seen = d.chances[at] * (1 + 1e-7)
	}
	p := 0.0
	for _, chance := range d.chances {
		if chance <= seen {
			p += chance
		}
	}
	return min(p, 1)
}

// chanceOf is chance, 0 for what the margins do not allow.
func (t table) chanceOf(x int) float64 {
	if x < t.fewest() || x > min(t.drawn, t.hits) {
		return 0
	}
	return t.chance(x)
}
