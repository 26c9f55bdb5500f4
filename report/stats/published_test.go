package stats

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// printed fails unless a figure comes out as it is printed.
func printed(t *testing.T, what string, got float64, want string) {
	t.Helper()
	digits := len(want) - 1 - slices.Index([]byte(want+"."), '.')
	if is := fmt.Sprintf("%.*f", max(digits, 0), got); is != want {
		t.Errorf("%s is %s, printed %s", what, is, want)
	}
}

// Newcombe, Two-Sided Confidence Intervals for the Single Proportion, 1998, table I, method 3.
func TestWilsonOfNewcombe(t *testing.T) {
	for _, c := range []struct {
		hits, n   int
		low, high string
	}{
		{81, 263, "0.2553", "0.3662"},
		{15, 148, "0.0624", "0.1605"},
		{0, 20, "0.0000", "0.1611"},
		{1, 29, "0.0061", "0.1718"},
	} {
		i := Wilson(c.hits, c.n)
		printed(t, fmt.Sprintf("low of %d/%d", c.hits, c.n), i.Low, c.low)
		printed(t, fmt.Sprintf("high of %d/%d", c.hits, c.n), i.High, c.high)
	}
}

// Newcombe, Interval Estimation for the Difference Between Independent Proportions, 1998, table II,
// method 10.
func TestDifferenceOfNewcombe(t *testing.T) {
	for _, c := range []struct {
		a, m, b, n int
		low, high  string
	}{
		{56, 70, 48, 80, "0.0524", "0.3339"},
		{9, 10, 3, 10, "0.1705", "0.8090"},
		{10, 10, 0, 20, "0.6791", "1.0000"},
		{10, 10, 0, 10, "0.6075", "1.0000"},
	} {
		i, ok := Newcombe(c.a, c.m, c.b, c.n)
		if !ok {
			t.Fatal("no interval")
		}
		printed(t, fmt.Sprintf("low of %d/%d less %d/%d", c.a, c.m, c.b, c.n), i.Low, c.low)
		printed(t, fmt.Sprintf("high of %d/%d less %d/%d", c.a, c.m, c.b, c.n), i.High, c.high)
	}
}

// The lady tasting tea: of eight cups, four with milk first, she names four. All right is 1 in 70, three
// right or better 17 in 70 (Fisher, The Design of Experiments, 1935, chapter II); Agresti, Categorical Data
// Analysis, prints 0.243 and, two-sided, 0.486 for three.
func TestFisherOfTheTea(t *testing.T) {
	if p := FisherFewer(0, 4, 4, 0); math.Abs(p-1.0/70) > 1e-12 {
		t.Errorf("all right: %v, not 1/70", p)
	}
	printed(t, "three right", FisherFewer(1, 3, 3, 1), "0.243")
	printed(t, "three right, two-sided", Fisher(1, 3, 3, 1), "0.486")
	printed(t, "all right, two-sided", Fisher(4, 0, 0, 4), "0.029")
}

// Benjamini and Hochberg, Controlling the False Discovery Rate, 1995, 4.2: fifteen endpoints of a study of
// thrombolysis (Neuhaus and others 1992). At 5 percent the procedure takes the first four.
func TestAdjustedOfBenjaminiHochberg(t *testing.T) {
	p := []float64{
		0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1,
	}
	adjusted := BenjaminiHochberg(p)
	for i, q := range adjusted {
		if found := q <= 0.05; found != (i < 4) {
			t.Errorf("p %v: adjusted %v", p[i], q)
		}
	}
	for i, want := range []string{"0.0015", "0.0030", "0.0095", "0.0356", "0.0603", "0.0639"} {
		printed(t, fmt.Sprint("adjusted of ", p[i]), adjusted[i], want)
	}
	backwards := slices.Clone(p)
	slices.Reverse(backwards)
	again := BenjaminiHochberg(backwards)
	slices.Reverse(again)
	if !slices.Equal(adjusted, again) {
		t.Errorf("another order gives %v, not %v", again, adjusted)
	}
}

// Cohen, A Coefficient of Agreement for Nominal Scales, 1960, table 1: of 200, with po .70 and pc .41,
// kappa .492.
func TestKappaOfCohen(t *testing.T) {
	kappa, ok := Cohen([][]int{{88, 10, 2}, {14, 40, 6}, {18, 10, 12}})
	if !ok {
		t.Fatal("no kappa")
	}
	printed(t, "kappa", kappa, "0.492")
}

// diagnoses are those that six psychiatrists each gave thirty patients: depression, personality disorder,
// schizophrenia, neurosis, other (Fleiss 1971, table 1).
var diagnoses = [][]int{
	{0, 0, 0, 6, 0}, {0, 3, 0, 0, 3}, {0, 1, 4, 0, 1}, {0, 0, 0, 0, 6}, {0, 3, 0, 3, 0}, {2, 0, 4, 0, 0},
	{0, 0, 4, 0, 2}, {2, 0, 3, 1, 0}, {2, 0, 0, 4, 0}, {0, 0, 0, 0, 6}, {1, 0, 0, 5, 0}, {1, 1, 0, 4, 0},
	{0, 3, 3, 0, 0}, {1, 0, 0, 5, 0}, {0, 2, 0, 3, 1}, {0, 0, 5, 0, 1}, {3, 0, 0, 1, 2}, {5, 1, 0, 0, 0},
	{0, 2, 0, 4, 0}, {1, 0, 2, 0, 3}, {0, 0, 0, 0, 6}, {0, 1, 0, 5, 0}, {0, 2, 0, 1, 3}, {2, 0, 0, 4, 0},
	{1, 0, 0, 4, 1}, {0, 5, 0, 1, 0}, {4, 0, 0, 0, 2}, {0, 2, 0, 4, 0}, {1, 0, 5, 0, 0}, {0, 0, 0, 0, 6},
}

// Fleiss, Measuring Nominal Scale Agreement Among Many Raters, 1971: kappa .430 over all, and of each
// category against the rest .245, .245, .520, .471 and .566.
func TestKappaOfFleiss(t *testing.T) {
	kappa, ok := Fleiss(diagnoses)
	if !ok {
		t.Fatal("no kappa")
	}
	printed(t, "kappa", kappa, "0.430")
	for j, want := range []string{"0.245", "0.245", "0.520", "0.471", "0.566"} {
		var against [][]int
		for _, row := range diagnoses {
			against = append(against, []int{row[j], 6 - row[j]})
		}
		kappa, _ := Fleiss(against)
		printed(t, fmt.Sprint("kappa of category ", j+1), kappa, want)
	}
}
