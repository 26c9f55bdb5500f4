package report

import (
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report/results"
	"sojt/report/stats"
	"sojt/signoff"
)

// impact is the view of which competencies matter for results on the job: for each metric of a role, how
// those do who are signed off or rated high, and what the best performers did otherwise than the worst.
type impact struct {
	in       *Input
	fields   []*field
	compared int // correlations made together
}

// field is one metric of one role.
type field struct {
	role       *competency.Role
	metric     *competency.Metric
	enrolled   int
	performers []*performer // who has results, by learner
	ratings    []*rating    // in the order of the role
	traits     []*trait
	quarter    [2]int // how many are in the best and in the worst quarter; 0: there is none
}

// performer is a learner in a role with results.
type performer struct {
	s           *signoff.Standings
	r           *signoff.RoleStanding
	ways        []*journey
	results     int
	first, last calendar.Date // of the results
	value       float64       // the median of the results
	good        float64       // the same, higher for better
}

// rating is a competency against a metric.
type rating struct {
	entry      *competency.Entry
	learners   int
	high       string // who counts as rated high: "signed", or a level
	n          [2]int // rated high, and others
	median     [2]float64
	difference float64 // of the medians
	within     stats.Interval
	rho        float64 // above 0: rated higher goes with better results
	reach      stats.Interval
	p, q       float64 // q is p adjusted
	ok         bool    // enough learners, and some on either side
}

func newImpact(in *Input) View {
	v := impact{in: in}
	ways := map[string][]*journey{}
	for _, j := range in.journeys() {
		ways[j.Learner.ID] = append(ways[j.Learner.ID], j)
	}
	for _, role := range in.Program.Roles {
		for i := range in.Program.Metrics {
			m := &in.Program.Metrics[i]
			if len(m.Roles) > 0 && !slices.Contains(m.Roles, role.ID) || in.Role != "" && in.Role != role.ID {
				continue
			}
			f := &field{role: role, metric: m}
			f.gather(in, ways)
			if f.enrolled > 0 {
				f.rate(in)
				f.compare()
				v.fields = append(v.fields, f)
			}
		}
	}
	v.adjust()
	return v
}

// gather finds who has results: those from the start in the role to the day of the report, in the days asked
// for.
func (f *field) gather(in *Input, ways map[string][]*journey) {
	values := map[string][]results.Result{}
	for _, r := range in.Results[f.metric.ID] {
		if in.between(r.Date) && r.Date <= in.Moment.AsOf {
			values[r.Learner] = append(values[r.Learner], r)
		}
	}
	for _, s := range in.members(f.role.ID) {
		r := s.role
		f.enrolled++
		p := &performer{s: s.Standings, r: r}
		var own []float64
		for _, x := range values[s.Learner.ID] {
			if x.Date >= r.Start {
				own = append(own, x.Float())
				p.took(x.Date)
			}
		}
		var ok bool
		if p.value, ok = stats.Median(own); !ok {
			continue
		}
		p.good = p.value
		if f.metric.Better == "lower" {
			p.good = -p.value
		}
		for _, j := range ways[s.Learner.ID] {
			if f.role.Entry(j.Entry.ID) != nil {
				p.ways = append(p.ways, j)
			}
		}
		f.performers = append(f.performers, p)
	}
}

// took counts a result.
func (p *performer) took(day calendar.Date) {
	if p.results++; p.first == 0 || day < p.first {
		p.first = day
	}
	p.last = max(p.last, day)
}

// signedAs is how high a cell is rated: 0 not signed off yet, 1 and above by level, 1 where there are none;
// not ok where it is not asked for or was waived, so that nobody saw it. What was signed off and has expired
// since, or been reworded, was seen.
func signedAs(c *signoff.Cell) (float64, bool) {
	switch c.Standing {
	case signoff.StandsWaived:
		return 0, false
	case signoff.StandsCompetent, signoff.StandsSuspect, signoff.StandsExpired, signoff.StandsLapsed:
		if c.Entry.Scale == nil {
			return 1, true
		}
		return float64(1 + max(0, c.Entry.Scale.Rank(c.Level.N))), true
	}
	return 0, c.Asked
}

// rate sets each competency of the role against the metric.
func (f *field) rate(in *Input) {
	for _, e := range f.role.Entries {
		if !in.covers(e.Competency) {
			continue
		}
		a := &rating{entry: e}
		var x, good, value []float64
		for _, p := range f.performers {
			if c := p.r.Cell(e.ID); c != nil {
				if rated, ok := signedAs(c); ok {
					x, good, value = append(x, rated), append(good, p.good), append(value, p.value)
				}
			}
		}
		a.learners = len(x)
		if a.split(x, value); a.learners > 0 {
			f.ratings = append(f.ratings, a)
		}
		if a.ok = a.learners >= enoughLearners && min(a.n[0], a.n[1]) >= fewestEither; !a.ok {
			continue
		}
		var rho, p bool
		a.rho, rho = stats.Spearman(x, good)
		a.p, p = stats.SpearmanP(x, good)
		var reach bool
		a.reach, reach = stats.SpearmanInterval(x, good)
		a.ok = rho && p && reach
	}
}

// split parts those who are rated high from the others, as evenly as the ratings let, and gives the median of
// either in the metric.
func (a *rating) split(x, value []float64) {
	distinct := slices.Compact(slices.Sorted(slices.Values(x)))
	if len(distinct) == 0 {
		return
	}
	cut := distinct[len(distinct)-1]
	count := func(from float64) int {
		n := 0
		for _, rated := range x {
			n += int(truth(rated >= from))
		}
		return n
	}
	uneven := func(from float64) int { n := 2*count(from) - len(x); return max(n, -n) }
	for _, from := range distinct[1:] {
		if uneven(from) < uneven(cut) {
			cut = from
		}
	}
	if len(distinct) == 1 && cut == 0 {
		cut = 1 // nobody is signed off yet
	}
	a.high = "signed"
	if s := a.entry.Scale; s != nil && slices.ContainsFunc(distinct, func(rated float64) bool { return rated > 0 && rated < cut }) {
		a.high = s.Levels[int(cut)-1].Name + " or above"
	}
	var sides [2][]float64
	for i, rated := range x {
		side := int(truth(rated < cut))
		sides[side] = append(sides[side], value[i])
	}
	for side, values := range sides {
		a.n[side] = len(values)
		a.median[side], _ = stats.Median(values)
	}
	a.difference, a.within, _ = stats.MedianDifference(sides[0], sides[1])
}

// adjust adjusts the p-values of all correlations together.
func (v *impact) adjust() {
	var p []float64
	var made []*rating
	for _, f := range v.fields {
		for _, a := range f.ratings {
			if a.ok {
				p, made = append(p, a.p), append(made, a)
			}
		}
	}
	for i, q := range stats.BenjaminiHochberg(p) {
		made[i].q = q
	}
	v.compared = len(made)
}

func (a *rating) found() bool { return a.ok && a.q <= foundBelow }
