package html

import (
	"math"
	"strconv"

	"sojt/report"
	"sojt/report/safe"
)

// pen draws one chart.
type pen struct {
	w *writer
	c *report.Chart
}

// sizes of a chart in pixels, at which its text has the size of the page's.
const (
	across    = 720.0
	letter    = 7.2 // the width of a character, on average
	lineHigh  = 18.0
	mostLabel = 40 // characters of a label that stand there; the table has the rest
)

// kind is the class of a series, which gives it colour and dash.
func kind(series int) name { return [...]name{"c0", "c1", "c2", "c3", "c4", "c5"}[series%6] }

// px writes a coordinate.
func px(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

func (p pen) line(x1, y1, x2, y2 float64, of name) {
	p.w.void("line", class(of), a("x1", px(x1)), a("y1", px(y1)), a("x2", px(x2)), a("y2", px(y2)))
}

func (p pen) label(x, y float64, of name, text string) {
	p.w.words("text", cut(text), class(of), a("x", px(x)), a("y", px(y)))
}

// mark draws the marker of a series: circle, square, triangle, diamond, cross or bar, each filled but the
// cross.
func (p pen) mark(series int, x, y float64) {
	const r = 4.0
	d := ""
	at := func(dx, dy float64) string { return px(x+dx) + " " + px(y+dy) }
	switch series % 6 {
	case 0:
		p.w.void("circle", class(spaced("m", kind(series))), a("cx", px(x)), a("cy", px(y)), a("r", px(r)))
		return
	case 1:
		d = "M" + at(-r, -r) + "L" + at(r, -r) + "L" + at(r, r) + "L" + at(-r, r) + "Z"
	case 2:
		d = "M" + at(0, -r-1) + "L" + at(r+1, r) + "L" + at(-r-1, r) + "Z"
	case 3:
		d = "M" + at(0, -r-1) + "L" + at(r+1, 0) + "L" + at(0, r+1) + "L" + at(-r-1, 0) + "Z"
	case 4:
		d = "M" + at(-r, -r) + "L" + at(r, r) + "M" + at(-r, r) + "L" + at(r, -r)
	default:
		d = "M" + at(-2, -r-1) + "L" + at(2, -r-1) + "L" + at(2, r+1) + "L" + at(-2, r+1) + "Z"
	}
	p.w.void("path", class(spaced("m", kind(series))), a("d", d))
}

// cut shortens a label to what there is room for.
func cut(text string) string {
	text = safe.Text(text)
	runes := []rune(text)
	if len(runes) <= mostLabel {
		return text
	}
	return string(runes[:mostLabel-1]) + "…"
}

// room is the width of the widest of some labels.
func room(labels []string) float64 {
	widest := 0
	for _, l := range labels {
		widest = max(widest, safe.Width(cut(l)))
	}
	return float64(widest) * letter
}

func (p pen) names() []string {
	names := make([]string, len(p.c.Series))
	for i, s := range p.c.Series {
		names[i] = s.Name
	}
	return names
}
