package html

import (
	"math"
	"strings"

	"sojt/report"
)

// bars draws a bar for each value, from zero, with the value behind it. Series in percent have a scale of
// their own, to 100.
func (p pen) bars() (draw func(), wide, high int) {
	left, right := room(p.c.X)+10, 60.0
	plot := max(across-left-right, 240)
	key := p.keyHigh()
	group := lineHigh*float64(len(p.c.Series)) + 8
	return func() {
		p.key(left)
		for i, x := range p.c.X {
			top := key + group*float64(i)
			p.label(left-8, top+group/2, "end", x)
			for n, s := range p.c.Series {
				if i < len(s.Points) && s.Points[i].Known {
					p.bar(n, s.Points[i].Value, p.barScale(n, left, plot), top+lineHigh*float64(n))
				}
			}
		}
		zero := p.barScale(0, left, plot).of(0)
		p.line(zero, key, zero, key+group*float64(len(p.c.X)), "axis")
	}, int(math.Ceil(left + plot + right)), int(key+group*float64(len(p.c.X))) + 4
}

func (p pen) barScale(n int, left, plot float64) scale {
	if percent(p.c.Series[n]) {
		return scale{0, 100, left, left + plot}
	}
	var same []report.Series
	for _, s := range p.c.Series {
		if !percent(s) {
			same = append(same, s)
		}
	}
	low, high, _ := extent(same)
	return scale{low, max(high, low+1), left, left + plot}
}

func percent(s report.Series) bool { return strings.Contains(s.Name, "%") }

func (p pen) bar(n int, v float64, x scale, top float64) {
	from, to := x.of(min(0, v)), x.of(max(0, v))
	p.w.void("rect", class(spaced("bar", kind(n))), a("x", px(from)), a("y", px(top+2)), a("width", px(max(1, to-from))), a("height", px(lineHigh-4)))
	text := figure(v)
	if percent(p.c.Series[n]) {
		text += "%"
	}
	p.label(to+6, top+lineHigh-5, "start", text)
}

// ranges draws a row for each X: the value as a marker, its interval as a line, and both in figures.
func (p pen) ranges() (draw func(), wide, high int) {
	low, most, whole := near(p.c.Series)
	steps := ticks(low, most, whole)
	left, right := room(p.c.X)+24, room(p.figures())+24
	plot := max(across-left-right, 240)
	x := scale{steps[0], steps[len(steps)-1], left, left + plot}
	key := p.keyHigh()
	group := lineHigh*float64(len(p.c.Series)) + 6
	bottom := key + group*float64(len(p.c.X))
	return func() {
		p.key(left)
		for _, v := range steps {
			p.line(x.of(v), key, x.of(v), bottom, "grid")
			p.label(x.of(v), bottom+16, "mid", figure(v))
		}
		if x.from < 0 {
			p.line(x.of(0), key, x.of(0), bottom, "axis")
		}
		for i, name := range p.c.X {
			top := key + group*float64(i)
			p.label(left-8, top+group/2+2, "end", name)
			for n, s := range p.c.Series {
				if i < len(s.Points) && s.Points[i].Known {
					p.interval(n, s.Points[i], x, top+lineHigh*(float64(n)+0.5), left+plot+12)
				}
			}
		}
	}, int(math.Ceil(left + plot + right)), int(bottom) + 24
}

// near is the range of what is drawn by markers: without zero where all lies in its upper half.
func near(series []report.Series) (low, high float64, whole bool) {
	low, high, whole = extent(series)
	least := high
	for _, s := range series {
		for _, p := range s.Points {
			if p.Known {
				if least = min(least, p.Value); p.Low < p.High {
					least = min(least, p.Low)
				}
			}
		}
	}
	if 2*least > high {
		low = least
	}
	return low, high, whole
}

// beside is a value in figures, with its interval.
func beside(point report.Point) string {
	if point.Low < point.High {
		return short(point.Value) + " (" + short(point.Low) + " to " + short(point.High) + ")"
	}
	return short(point.Value)
}

// short writes a value as the tables do: from 10 on as a whole number.
func short(v float64) string {
	if math.Abs(v) >= 10 {
		return figure(math.Round(v))
	}
	return figure(v)
}

// figures are all values of a chart as they stand beside their rows.
func (p pen) figures() []string {
	var all []string
	for _, s := range p.c.Series {
		for _, point := range s.Points {
			if point.Known {
				all = append(all, beside(point))
			}
		}
	}
	return all
}

func (p pen) interval(n int, point report.Point, x scale, y, behind float64) {
	if point.Low < point.High {
		p.line(x.of(point.Low), y, x.of(point.High), y, spaced("range", kind(n)))
	}
	p.mark(n, x.of(point.Value), y)
	p.label(behind, y+4, "start", beside(point))
}

// keyHigh is the height of the line that names the series, where there are several.
func (p pen) keyHigh() float64 {
	if len(p.c.Series) < 2 {
		return 4
	}
	return lineHigh + 8
}

// key names the series by their marks.
func (p pen) key(x float64) {
	if len(p.c.Series) < 2 {
		return
	}
	for n, s := range p.c.Series {
		if p.c.Kind == report.Bars {
			p.w.void("rect", class(spaced("bar", kind(n))), a("x", px(x)), on("y", "3"), on("width", "12"), on("height", "12"))
		} else {
			p.mark(n, x+6, 10)
		}
		p.label(x+16, 14, "start", s.Name)
		x += room([]string{s.Name}) + 40
	}
}
