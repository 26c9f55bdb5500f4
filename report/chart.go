package report

// Chart is a section's figures as a picture, for formats that can draw one. It never says more than the
// rows of its section, which every format shows.
type Chart struct {
	Kind   ChartKind
	Title  string
	Unit   string   // of the values: "sign-offs", "days", "%"
	X      []string // what stands along the axis: months, ids, names
	Series []Series
}

// Series is one line, or one set of bars or ranges, of a chart.
type Series struct {
	Name   string
	Points []Point // beside X of the chart
}

// Point is a value, with its interval where it has one. What is not Known is a gap, not zero.
type Point struct {
	Value     float64
	Low, High float64 // an interval where Low < High
	Known     bool
}

// ChartKind is how a chart is drawn.
type ChartKind uint8

// The kinds.
const (
	Lines  ChartKind = iota // along time
	Bars                    // amounts beside each other
	Ranges                  // a value with its interval a row, such as rates and correlations
)
