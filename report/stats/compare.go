package stats

import "math"

// Case is one figure of a comparison between cases with something and cases without it, among others that
// are like it: of one stratum, such as a competency. Figures of one cluster, such as a learner, may have
// more in common than that. Both are numbered from 0.
type Case struct {
	Stratum, Cluster int
	With             bool
	Figure           float64 // 0 or 1 for a rate
}

// Comparison is how much higher a figure is with something than without, within strata.
type Comparison struct {
	Difference    float64
	Within        Interval
	P             float64 // two-sided
	Clusters      int     // with a case that counts
	With, Without int     // of them, with a case on either side; one may be in both
}

// Compare gives the difference of means between cases with and without, within strata: that of Mantel and
// Haenszel for rates (Greenland and Robins, Estimation of a Common Effect Parameter from Sparse Follow-up
// Data, 1985), which is least squares with a level for each stratum. A stratum in which all are with, or
// all without, tells nothing and does not count. What the cases of a cluster have in common is accounted
// for by leaving out each cluster in turn (the jackknife CV3 of MacKinnon, Nielsen and Webb, Cluster-robust
// Inference: A Guide to Empirical Practice, 2023), with Student's t for one less than there are in effect
// where some weigh more than others (Carter, Schnepel and Steigerwald, Asymptotic Behavior of a t-Test Robust
// to Cluster Heterogeneity, 2017). It is not ok where no stratum counts, or where all hangs on one cluster.
func Compare(cases []Case) (Comparison, bool) {
	byCluster, strata := arrange(cases)
	var all parts
	for _, s := range strata {
		all = all.plus(s, 1)
	}
	found := Comparison{P: 1}
	if all.bottom == 0 {
		return Comparison{}, false
	}
	found.Difference = all.top / all.bottom
	squares, clusters, weights, weights2 := 0.0, 0.0, 0.0, 0.0
	for _, own := range byCluster {
		rest, weight, sides := without(all, strata, own)
		if sides == 0 {
			continue // none of its strata counts
		}
		found.Without, found.With = found.Without+sides&1, found.With+sides>>1
		if rest.bottom < all.bottom*1e-9 {
			return Comparison{}, false
		}
		d := rest.top/rest.bottom - found.Difference
		squares, clusters = squares+d*d, clusters+1
		weights, weights2 = weights+weight, weights2+weight*weight
	}
	found.Clusters = int(clusters)
	degrees := max(1, weights*weights/weights2-1)
	spread := math.Sqrt(squares * (clusters - 1) / clusters)
	if spread <= math.Abs(found.Difference)*1e-9 {
		return found.apart(), found.Difference != 0
	}
	found.P = tTails(found.Difference/spread, degrees)
	reach := tReach(degrees) * spread
	found.Within = Interval{found.Difference - reach, found.Difference + reach}
	return found, true
}

// apart is a comparison in which all with and all without are alike, so that nothing is seen of how far
// they would differ: the clusters alone are counted, by Fisher's test and Newcombe's interval.
func (c Comparison) apart() Comparison {
	c.P = Fisher(c.With, 0, 0, c.Without)
	share, _ := Newcombe(c.With, c.With, 0, c.Without)
	ends := []float64{c.Difference * share.Low, c.Difference * share.High}
	c.Within = Interval{min(ends[0], ends[1]), max(ends[0], ends[1])}
	return c
}

// stratum sums up the cases of one.
type stratum struct{ n, with, figure, both float64 }

func (s stratum) counts() bool { return s.with > 0 && s.with < s.n }

func (s stratum) add(c Case, times float64) stratum {
	m := one(c.With)
	return stratum{s.n + times, s.with + times*m, s.figure + times*c.Figure, s.both + times*m*c.Figure}
}

// parts are what a difference is a quotient of.
type parts struct{ top, bottom float64 }

// plus adds what a stratum contributes, or takes it away with times -1.
func (p parts) plus(s stratum, times float64) parts {
	if !s.counts() {
		return p
	}
	return parts{p.top + times*(s.both-s.with*s.figure/s.n), p.bottom + times*s.with*(1-s.with/s.n)}
}

// arrange sums up the strata, and gives the cases by cluster.
func arrange(cases []Case) (byCluster [][]Case, strata []stratum) {
	for _, c := range cases {
		for c.Cluster >= len(byCluster) {
			byCluster = append(byCluster, nil)
		}
		for c.Stratum >= len(strata) {
			strata = append(strata, stratum{})
		}
		byCluster[c.Cluster] = append(byCluster[c.Cluster], c)
		strata[c.Stratum] = strata[c.Stratum].add(c, 1)
	}
	return byCluster, strata
}

// without is what is left of the sums without a cluster's cases, how much they weigh where they have
// half in common, and on which sides those are that count: 1 without, 2 with, 3 both, 0 none.
func without(all parts, strata []stratum, own []Case) (rest parts, weight float64, sides int) {
	common := 0.0
	less := map[int]stratum{}
	for _, c := range own {
		whole := strata[c.Stratum]
		s, ok := less[c.Stratum]
		if !ok {
			s = whole
		}
		less[c.Stratum] = s.add(c, -1)
		if whole.counts() {
			sides |= 1 << int(one(c.With))
			m := one(c.With) - whole.with/whole.n
			common, weight = common+m, weight+m*m
		}
	}
	for _, c := range own { // in the order of the cases, so that sums are the same every time
		if s, ok := less[c.Stratum]; ok {
			all = all.plus(strata[c.Stratum], -1).plus(s, 1)
			delete(less, c.Stratum)
		}
	}
	return all, weight + common*common, sides
}

func one(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}
