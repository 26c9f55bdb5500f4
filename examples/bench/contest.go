package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// cost is what one run took.
type cost struct {
	wall, cpu time.Duration // cpu is of all threads and of the processes waited for
	peak      int64         // most memory at a time, in bytes; 0 where the system does not say
}

// minus is what one run took over another.
func (c cost) minus(d cost) cost { return cost{c.wall - d.wall, c.cpu - d.cpu, c.peak - d.peak} }

// trial runs something once.
type trial func(context.Context) (cost, error)

// contest is a job beside its yardstick.
type contest struct {
	job, yardstick string
	ours, theirs   trial
	scale          scale
	target, then   float64 // at most; then is the second figure, 0 for none
	absent         string  // why it cannot be run here; "" if it can
	once           bool    // takes so long that one pair has to do
}

// row is a contest as the table of jobs lists it.
func row(job, yardstick string, ours, theirs trial, s scale, target, then float64, absent string) contest {
	return contest{job: job, yardstick: yardstick, ours: ours, theirs: theirs, scale: s, target: target, then: then, absent: absent}
}

// scale makes one figure of a pair.
type scale struct {
	unit   string
	figure func(ours, theirs cost) float64
}

// The scales. On a machine that others use too, times by the clock say little and processor time more.
var (
	byWall   = scale{"of wall time", func(a, b cost) float64 { return over(float64(a.wall), float64(b.wall)) }}
	byCPU    = scale{"of CPU time", func(a, b cost) float64 { return over(float64(a.cpu), float64(b.cpu)) }}
	byPeak   = scale{"of peak memory", func(a, b cost) float64 { return over(float64(a.peak), float64(b.peak)) }}
	byMemory = scale{"MB more", func(a, b cost) float64 { return float64(a.peak-b.peak) / 1e6 }}
	bySize   = scale{"MB", func(a, _ cost) float64 { return float64(a.peak) / 1e6 }}
	byTime   = scale{"ms", func(a, _ cost) float64 { return a.wall.Seconds() * 1e3 }}
)

func over(a, b float64) float64 {
	if b <= 0 {
		return math.Inf(1)
	}
	return a / b
}

// result is a contest as it went.
type result struct {
	contest
	figure       float64 // median of the pairs
	cpu          float64 // the same by processor time
	mine, others cost    // medians, each for itself
	err          error
}

// errAbsent marks what was not run since something it needs is not there.
var errAbsent = errors.New("not run")

// measure runs the two in turns. The first pair fills caches and is not counted.
func (c contest) measure(ctx context.Context, pairs int) result {
	r := result{contest: c}
	if c.absent != "" {
		r.err = fmt.Errorf("%w: %s", errAbsent, c.absent)
		return r
	}
	var ours, theirs []cost
	skipped := 1
	if c.once {
		skipped, pairs = 0, 1
	}
	for i := range pairs + skipped {
		a, err := c.ours(ctx)
		if err != nil {
			r.err = err
			return r
		}
		b := cost{}
		if c.theirs != nil {
			if b, err = c.theirs(ctx); err != nil {
				r.err = fmt.Errorf("%s: %w", c.yardstick, err)
				return r
			}
		}
		if i >= skipped {
			ours, theirs = append(ours, a), append(theirs, b)
		}
	}
	r.figure, r.cpu = pairwise(ours, theirs, c.scale.figure), pairwise(ours, theirs, byCPU.figure)
	r.mine, r.others = middle(ours), middle(theirs)
	return r
}

// pairwise is the median of what a scale makes of each pair.
func pairwise(ours, theirs []cost, figure func(a, b cost) float64) float64 {
	var figures []float64
	for i := range ours {
		figures = append(figures, figure(ours[i], theirs[i]))
	}
	return median(figures)
}

// median of at least one number; of an even count the mean of the two in the middle.
func median(all []float64) float64 {
	slices.Sort(all)
	n := len(all)
	return (all[(n-1)/2] + all[n/2]) / 2
}

// middle is the median of each part by itself.
func middle(all []cost) cost {
	part := func(of func(cost) float64) float64 {
		var figures []float64
		for _, c := range all {
			figures = append(figures, of(c))
		}
		return median(figures)
	}
	return cost{
		wall: time.Duration(part(func(c cost) float64 { return float64(c.wall) })),
		cpu:  time.Duration(part(func(c cost) float64 { return float64(c.cpu) })),
		peak: int64(part(func(c cost) float64 { return float64(c.peak) })),
	}
}

// gross reports whether a figure is beyond twice its target, or is not known though it could be.
func (r result) gross() bool {
	if errors.Is(r.err, errAbsent) {
		return false
	}
	return r.err != nil || r.figure > 2*r.target
}

// verdict says whether the targets are met.
func (r result) verdict() string {
	switch {
	case errors.Is(r.err, errAbsent):
		return "not run"
	case r.err != nil:
		return "failed"
	case r.figure > r.target:
		return "not met"
	case r.then != 0 && r.figure > r.then:
		return "first met"
	default:
		return "met"
	}
}

// head is the head of the table, whose rows results are.
const head = `| job | beside | figure | target | | by CPU time | sojt: wall, CPU, memory | beside: wall, CPU |
|---|---|---|---|---|---|---|---|
`

// String is the row of the table.
func (r result) String() string {
	target := "≤ " + number(r.target)
	if r.then != 0 {
		target += ", then " + number(r.then)
	}
	yardstick := cell(r.yardstick)
	if r.err != nil {
		return fmt.Sprintf("| %s | %s | | %s %s | %s | | %s | |\n", r.job, yardstick, target, r.scale.unit, r.verdict(), cell(r.err.Error()))
	}
	cpu, others := "", ""
	if r.theirs != nil {
		cpu, others = number(r.cpu), seconds(r.others.wall)+", "+seconds(r.others.cpu)
	}
	mine := seconds(r.mine.wall) + ", " + seconds(r.mine.cpu)
	if strings.Contains(r.job, "memory") { // of others it says what this program held when it started them (peak)
		mine += fmt.Sprintf(", %.0f MB", float64(r.mine.peak)/1e6)
	}
	return fmt.Sprintf("| %s | %s | %s | %s %s | %s | %s | %s | %s |\n", r.job, yardstick,
		number(r.figure), target, r.scale.unit, r.verdict(), cpu, mine, others)
}

// cell is a text as a cell of the table.
func cell(s string) string { return strings.NewReplacer("|", `\|`, "\n", " ").Replace(s) }

// number is a figure with as many decimals as say something.
func number(x float64) string {
	switch {
	case math.IsInf(x, 0) || math.IsNaN(x):
		return "?"
	case math.Abs(x) >= 20:
		return fmt.Sprintf("%.0f", x)
	case math.Abs(x) >= 0.1:
		return fmt.Sprintf("%.2f", x)
	default:
		return fmt.Sprintf("%.2g", x)
	}
}

func seconds(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%.1f ms", d.Seconds()*1e3)
	}
	return fmt.Sprintf("%.2f s", d.Seconds())
}
