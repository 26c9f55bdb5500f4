package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"time"
)

// grower is a job that is run in ever larger programs.
type grower struct {
	job  string
	unit string // what it grows with
	in   func(size) trial
	of   func(size) int // how many units there are
}

// point is what a job took in a program of one size.
type point struct {
	size
	units int
	cost
	err error
}

// exponent says how CPU time grew from one point to the next: 1 is with what there is to do, 2 with its
// square, and below 1 where what has to be done once still counts.
func exponent(from, to point) float64 {
	return math.Log(float64(to.cpu)/float64(from.cpu)) / math.Log(float64(to.units)/float64(from.units))
}

// linear is the largest exponent that goes for linear: caches that no longer hold everything, and a garbage
// collector with more to look at, cost a little more a record.
const linear = 1.15

// growers are the jobs whose growth is shown, each with what it should grow with.
func (w *world) growers() []grower {
	records := func(s size) int { return s.learners * s.records }
	learners := func(s size) int { return s.learners }
	sojt := func(args ...string) func(size) trial {
		return func(s size) trial { return w.run(s, args...) }
	}
	return []grower{
		{"report", "records", sojt("report", "--format", "csv", "--as-of", asOf), records},
		{"report matrix", "records", sojt("report", "matrix", "--format", "csv", "--as-of", asOf), records},
		{"report due", "records", sojt("report", "due", "--format", "csv", "--as-of", asOf), records},
		{"validate", "records", sojt("validate"), records},
		{"verify, nothing remembered", "records", func(s size) trial { return w.forget(w.run(s, "verify", "--history=skip")) }, records},
		{"verify again", "records", sojt("verify", "--history=skip"), records},
		{"signoff", "learners", func(s size) trial { return w.signer(s).signoff }, learners},
		{"completion of a learner", "learners", sojt("__complete", "status", "a"), learners},
	}
}

// sizes are those of a curve: learners by ten, with a tenth of the records and with all of them.
func (o options) sizes() [][]size {
	var curves [][]size
	for _, records := range []int{o.records / 10, o.records} {
		var curve []size
		for _, learners := range []int{o.learners / 10, o.learners, o.learners * 10} {
			curve = append(curve, size{learners: learners, records: records})
		}
		curves = append(curves, curve)
	}
	var roles []size
	for _, n := range []int{10, 100, 1000} {
		roles = append(roles, size{learners: o.learners / 10, records: o.records, roles: n})
	}
	return append(curves, roles)
}

const growthHead = `| job | learners × records | roles | wall | CPU | memory | a unit | growth |
|---|---|---|---|---|---|---|---|
`

// grow runs each job in programs of each size and writes the curves. A step that grows by more than what
// there is to do is marked.
func (w *world) grow(ctx context.Context, out io.Writer) error {
	fmt.Fprint(out, growthHead)
	for _, g := range w.growers() {
		if !w.wants(g.job) {
			continue
		}
		for _, curve := range w.sizes() {
			var before *point
			for _, s := range curve {
				fmt.Fprintf(w.stderr, "%s: %s ...\n", g.job, s)
				p := point{size: s, units: g.of(s)}
				p.cost, p.err = again(ctx, g.in(s), w.pairs)
				if err := ctx.Err(); err != nil {
					return err
				}
				fmt.Fprint(out, g.row(before, p))
				before = &p
			}
		}
	}
	return nil
}

// again is the median of some runs, after one that is not counted.
func again(ctx context.Context, t trial, runs int) (cost, error) {
	var all []cost
	for i := range runs + 1 {
		c, err := t(ctx)
		if err != nil {
			return c, err
		}
		if i > 0 {
			all = append(all, c)
		}
	}
	return middle(all), nil
}

func (g grower) row(before *point, p point) string {
	roles := max(p.roles, 1)
	if p.err != nil {
		return fmt.Sprintf("| %s | %d × %d | %d | | | | | %s |\n", g.job, p.learners, p.records, roles, cell(p.err.Error()))
	}
	growth := ""
	if before != nil && before.err == nil {
		switch {
		case p.units == before.units:
			growth = fmt.Sprintf("%s of the CPU time before", number(over(float64(p.cpu), float64(before.cpu))))
		default:
			e := exponent(*before, p)
			growth = fmt.Sprintf("%s to the power of %.2f", g.unit, e)
			if e > linear {
				growth += ", more than linear"
			}
		}
	}
	return fmt.Sprintf("| %s | %d × %d | %d | %s | %s | %.0f MB | %s | %s |\n", g.job, p.learners, p.records, roles,
		seconds(p.wall), seconds(p.cpu), float64(p.peak)/1e6, each(p.cpu, p.units), growth)
}

// each is the time of one unit.
func each(all time.Duration, units int) string {
	return fmt.Sprintf("%.2f µs", float64(all.Nanoseconds())/1e3/float64(units))
}
