package html

import (
	"cmp"
	"math"
	"slices"
)

const (
	linesHigh = 300.0
	below     = 34.0 // for the labels of the axis
)

// lines draws each series along X, with gaps where nothing is known, and its name at its end.
func (p pen) lines() (draw func(), wide, high int) {
	low, most, whole := extent(p.c.Series)
	steps := ticks(low, most, whole)
	y := scale{steps[0], steps[len(steps)-1], linesHigh - below, 12}
	labels := make([]string, len(steps))
	for i, v := range steps {
		labels[i] = figure(v)
	}
	left, right := room(labels)+12, room(p.names())+40
	plot := max(across-left-right, 300)
	x := func(i int) float64 {
		if len(p.c.X) == 1 {
			return left + plot/2
		}
		return left + 8 + (plot-16)*float64(i)/float64(len(p.c.X)-1)
	}
	return func() {
		for i, v := range steps {
			p.line(left, y.of(v), left+plot, y.of(v), "grid")
			p.label(left-6, y.of(v)+4, "end", labels[i])
		}
		p.along(x, plot)
		for i := range p.c.Series {
			p.series(i, x, y)
		}
		p.namesAtEnd(left+plot+10, y)
	}, int(math.Ceil(left + plot + right)), int(linesHigh)
}

// along labels the axis, as many as fit, the last one always.
func (p pen) along(x func(int) float64, plot float64) {
	every := int(math.Ceil(float64(len(p.c.X)) * (room(p.c.X) + 12) / plot))
	for i := len(p.c.X) - 1; i >= 0; i -= max(1, every) {
		p.line(x(i), linesHigh-below, x(i), linesHigh-below+4, "axis")
		p.label(x(i), linesHigh-below+18, "mid", p.c.X[i])
	}
}

// series draws one line, its intervals and its markers.
func (p pen) series(n int, x func(int) float64, y scale) {
	points := p.c.Series[n].Points
	path, open := "", false
	for i := range min(len(points), len(p.c.X)) {
		if !points[i].Known {
			open = false
			continue
		}
		step := "M"
		if open {
			step = "L"
		}
		path, open = path+step+px(x(i))+" "+px(y.of(points[i].Value)), true
		if points[i].Low < points[i].High {
			p.line(x(i), y.of(points[i].Low), x(i), y.of(points[i].High), spaced("range", kind(n)))
		}
	}
	if path != "" {
		p.w.void("path", class(spaced("line", kind(n))), a("d", path))
	}
	for i := range min(len(points), len(p.c.X)) {
		if points[i].Known {
			p.mark(n, x(i), y.of(points[i].Value))
		}
	}
}

// namesAtEnd writes each series' name level with its last point, moved apart where they would touch.
func (p pen) namesAtEnd(x float64, y scale) {
	type end struct {
		series int
		at     float64
	}
	var ends []end
	for n, s := range p.c.Series {
		for i := min(len(s.Points), len(p.c.X)) - 1; i >= 0; i-- {
			if s.Points[i].Known {
				ends = append(ends, end{n, y.of(s.Points[i].Value)})
				break
			}
		}
	}
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.at, b.at) })
	floor := linesHigh - below - lineHigh*float64(len(ends)-1) // that the last one still stands above the axis
	next := 12.0
	for i, e := range ends {
		at := max(next, min(e.at, floor+lineHigh*float64(i)))
		p.mark(e.series, x+4, at)
		p.label(x+14, at+4, "start", p.c.Series[e.series].Name)
		next = at + lineHigh
	}
}
