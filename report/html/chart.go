package html

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"sojt/report"
)

// chart draws a section's figures. Series differ by marker and dash and are named beside their lines, so
// that no colour is needed; title and description say what is there to who does not see it, and the table
// that follows has the same figures.
func (w *writer) chart(c *report.Chart, id string) {
	if c == nil || len(c.X) == 0 || !anyKnown(c) {
		return
	}
	p := pen{w: w, c: c}
	var draw func()
	var wide, high int
	switch c.Kind {
	case report.Bars:
		draw, wide, high = p.bars()
	case report.Ranges:
		draw, wide, high = p.ranges()
	default:
		draw, wide, high = p.lines()
	}
	title := oneLine(c.Title)
	w.el("figure", func() {
		w.el("figcaption", func() {
			if title != w.headed {
				w.people(title)
			} else {
				w.text("as a picture")
			}
			if c.Unit != "" {
				w.text(" (")
				w.people(c.Unit)
				w.text(")")
			}
			if from, _ := axis(c); from > 0 {
				w.text("; the axis begins at " + figure(from) + ", not at 0")
			}
		})
		w.el("div", func() {
			w.el("svg", func() {
				w.words("title", title, a("id", id+"t"))
				w.words("desc", describe(c), a("id", id+"d"))
				draw()
			}, on("xmlns", "http://www.w3.org/2000/svg"), a("viewBox", fmt.Sprintf("0 0 %d %d", wide, high)), a("width", fmt.Sprint(wide)), a("height", fmt.Sprint(high)),
				on("role", "img"), a("aria-labelledby", id+"t "+id+"d"))
		}, class("scroll"), on("role", "region"), on("tabindex", "0"), a("aria-label", "chart: "+title))
	})
	w.newline()
}

func anyKnown(c *report.Chart) bool {
	for _, s := range c.Series {
		for _, p := range s.Points {
			if p.Known {
				return true
			}
		}
	}
	return false
}

// describe says in words what the picture shows: of each series the least, the most and the last.
func describe(c *report.Chart) string {
	var b strings.Builder
	for _, s := range c.Series {
		least, most, last := -1, -1, -1
		for i, p := range s.Points {
			if i >= len(c.X) || !p.Known {
				continue
			}
			if least < 0 || p.Value < s.Points[least].Value {
				least = i
			}
			if most < 0 || p.Value > s.Points[most].Value {
				most = i
			}
			last = i
		}
		if last < 0 {
			fmt.Fprintf(&b, "%s: nothing known. ", s.Name)
			continue
		}
		at := func(i int) string { return figure(s.Points[i].Value) + " at " + c.X[i] }
		fmt.Fprintf(&b, "%s: least %s, most %s", s.Name, at(least), at(most))
		if c.Kind == report.Lines {
			b.WriteString(", last " + at(last))
		}
		b.WriteString(". ")
	}
	if from, to := axis(c); c.Kind != report.Bars {
		fmt.Fprintf(&b, "The axis runs from %s to %s. ", figure(from), figure(to))
	}
	return b.String() + "The table has all figures."
}

// axis is the range of values that a chart shows. Bars always begin at zero.
func axis(c *report.Chart) (from, to float64) {
	low, high, whole := extent(c.Series)
	if c.Kind == report.Ranges {
		low, high, whole = near(c.Series)
	}
	steps := ticks(low, high, whole)
	return steps[0], steps[len(steps)-1]
}

// figure writes a value as short as it is exact enough to read.
func figure(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	digits := 2
	if math.Abs(v) >= 10 {
		digits = 1
	}
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', digits, 64), "0"), ".")
}

// ticks are round values from at most low to at least high: steps of 1, 2 or 5 times a power of ten, whole
// where all values are.
func ticks(low, high float64, whole bool) []float64 {
	const most = 5
	if high <= low {
		high = low + 1
	}
	step := math.Pow(10, math.Floor(math.Log10((high-low)/most)))
	for _, times := range []float64{1, 2, 5, 10} {
		if (high-low)/(step*times) <= most {
			step *= times
			break
		}
	}
	if whole {
		step = max(1, step)
	}
	var all []float64
	for i := math.Floor(low/step + 1e-9); ; i++ {
		all = append(all, i*step)
		if i*step >= high-step*1e-9 {
			return all
		}
	}
}

// extent is the range of a chart's values and intervals, with zero in it, and whether all are whole.
func extent(series []report.Series) (low, high float64, whole bool) {
	whole = true
	for _, s := range series {
		for _, p := range s.Points {
			if !p.Known {
				continue
			}
			low, high = min(low, p.Value), max(high, p.Value)
			if p.Low < p.High {
				low, high = min(low, p.Low), max(high, p.High)
			}
			whole = whole && p.Value == math.Trunc(p.Value)
		}
	}
	return low, high, whole
}

// scale maps a range of values onto a range of pixels.
type scale struct{ from, to, at, end float64 }

func (s scale) of(v float64) float64 {
	return s.at + (v-s.from)/(s.to-s.from)*(s.end-s.at)
}
