package report

import (
	"fmt"
	"math"
	"strconv"

	"sojt/competency/calendar"
	"sojt/report/stats"
)

// enoughLearners is how many learners a statistic takes that compares or correlates, or that is put beside
// another one to be compared: below it words stand in its place (SPEC 7.1).
const enoughLearners = 20

// foundBelow is what an adjusted p is at most of what is said to be found: of what is found, one in twenty is
// chance, on average (stats.BenjaminiHochberg).
const foundBelow = 0.05

// tooFew says why there is no figure.
func tooFew(learners int) string {
	return fmt.Sprintf("%s, too few to tell: %d are needed", count(learners, "learner"), enoughLearners)
}

// fixed writes a figure with so many decimals; never a zero with a sign.
func fixed(x float64, decimals int) string {
	scale := math.Pow10(decimals)
	if math.Abs(x)*scale < 0.5 {
		x = 0
	}
	return strconv.FormatFloat(x, 'f', decimals, 64)
}

// known writes a figure where there is one.
func known(x float64, ok bool, decimals int) string {
	if !ok {
		return ""
	}
	return fixed(x, decimals)
}

// span writes an interval for rows: its two ends.
func span(i stats.Interval, ok bool, decimals int) (low, high Value) {
	return known(i.Low, ok, decimals), known(i.High, ok, decimals)
}

// chance writes a p-value for the eye: three decimals, or that it is less.
func chance(p float64) string {
	if p < 0.001 {
		return "<0.001"
	}
	return fixed(p, 3)
}

// dash is a cell of a figure, quiet where there is none.
func dash(text string) Cell {
	if text == "" {
		return Toned("-", Quiet)
	}
	return Text(text)
}

func truth(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// hundredths rounds a share to a whole number of a hundred, a half up: 100 only where it is all, and 0 only where
// it is none.
func hundredths(share float64) int {
	const hair = 1e-9 // a share such as 29 of 200 is not a half of a hundredth in binary
	n := int(math.Floor(100*share + 0.5 + hair))
	switch {
	case n == 100 && share < 1-hair:
		return 99
	case n == 0 && share > hair:
		return 1
	}
	return n
}

// percent writes a share of 1 as a percentage.
func percent(x float64) string { return fmt.Sprintf("%d%%", hundredths(x)) }

// percents writes an interval of shares.
func percents(i stats.Interval) string {
	return fmt.Sprintf("%d to %s", hundredths(i.Low), percent(i.High))
}

// between reports whether a day is one of those that --since and --until ask for.
func (in *Input) between(d calendar.Date) bool {
	return d >= in.Since && (in.Until == 0 || d <= in.Until)
}
