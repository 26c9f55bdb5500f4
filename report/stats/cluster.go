package stats

import "math"

// Trial is one of several that belong together: whether it was a hit, and the rate at which all are.
type Trial struct {
	Rate float64
	Hit  bool
}

// variance is that of the trial by chance alone.
func (t Trial) variance() float64 { return t.Rate * (1 - t.Rate) }

// Intraclass is how far trials that belong together go together beyond their rates, 0 for not at all and 1
// for entirely: the correlation of their standardised residuals within clusters, by moments, as in Liang and
// Zeger, Longitudinal Data Analysis Using Generalized Linear Models, 1986, with an exchangeable working
// correlation. Never below 0; 0 where no cluster has two trials that chance could decide.
func Intraclass(clusters [][]Trial) float64 {
	together, pairs := 0.0, 0.0
	for _, trials := range clusters {
		total, squares, n := 0.0, 0.0, 0.0
		for _, t := range trials {
			if v := t.variance(); v > 0 {
				residual := (hit(t.Hit) - t.Rate) / math.Sqrt(v)
				total, squares, n = total+residual, squares+residual*residual, n+1
			}
		}
		together, pairs = together+total*total-squares, pairs+n*(n-1)
	}
	if pairs == 0 {
		return 0
	}
	return min(max(together/pairs, 0), 1)
}

// Inflation is by how much the variance of the hits of clusters is larger than chance alone makes it, where
// the trials within go together: the design effect of Kish, Survey Sampling, 1965, for trials of different
// rates. It is 1 where they do not, or where chance decides nothing.
func Inflation(clusters [][]Trial, intraclass float64) float64 {
	alone, total := 0.0, 0.0
	for _, trials := range clusters {
		variance, deviation := 0.0, 0.0
		for _, t := range trials {
			variance, deviation = variance+t.variance(), deviation+math.Sqrt(t.variance())
		}
		alone, total = alone+variance, total+variance+intraclass*(deviation*deviation-variance)
	}
	if alone == 0 {
		return 1
	}
	return total / alone
}

func hit(is bool) float64 {
	if is {
		return 1
	}
	return 0
}
