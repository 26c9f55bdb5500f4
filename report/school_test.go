package report_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"sojt/report/results"
)

// school makes programs of any number of learners who learn, for what views say of how they do: by two
// methods, from three mentors, some better than others. What works is planted, or nothing is.
type school struct {
	learners int
	seed     uint64
	works    float64 // how much more often a first judgement passes after practice by simulation, up to 0.5
	grill    float64 // how much of the metric hangs on being signed off in grill, in its standard deviations
	one      bool    // ana judges all
	left     bool    // the last learner has left
}

const schoolDefinitions = `
-- sojt.yaml --
format: 1
program: house-k3v9
name: House
metrics:
  - {id: output, title: Output, unit: plates, better: higher}
  - {id: waste, title: Waste, unit: kg, better: lower, roles: [cook]}
-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - {id: grill, title: Grills}
  - {id: plate, title: Plates}
  - {id: wash, title: Washes}
  - {id: knife, title: Cuts}
`

// house makes it, with everybody's results by metric.
func (s school) house(t *testing.T) (*house, map[string][]results.Result) {
	t.Helper()
	h := newHouse(t, schoolDefinitions)
	found := map[string][]results.Result{}
	random := rand.New(rand.NewPCG(s.seed, uint64(s.learners)))
	start := day("2026-02-01")
	for i := range s.learners {
		id := fmt.Sprintf("l%04d", i)
		var lines strings.Builder
		fmt.Fprintf(&lines, "%s dana enroll cook\n", start)
		good := random.Float64() / 2
		grills := false
		for _, c := range []string{"grill", "plate", "wash", "knife"} {
			d := start + 5
			mentor := []string{"ana", "per", "rui"}[random.IntN(3)]
			if s.one {
				mentor = "ana"
			}
			method, chance := "hands-on", 0.25+good
			if random.IntN(2) == 0 {
				method, chance = "simulation", chance+s.works
			}
			for range 1 + random.IntN(4) {
				fmt.Fprintf(&lines, "%s %s practice %s method=%s\n", d, id, c, method)
				d++
			}
			for random.Float64() > chance {
				fmt.Fprintf(&lines, "%s %s observation %s outcome=not-yet\n", d, mentor, c)
				d += 3
			}
			if random.IntN(3) > 0 {
				fmt.Fprintf(&lines, "%s %s signoff %s\n", d, mentor, c)
				grills = grills || c == "grill"
			}
		}
		if s.left && i == s.learners-1 {
			fmt.Fprintf(&lines, "2026-06-01 dana leave cook\n")
		}
		h.person(id, lines.String())
		planted, own, other := 0.0, random.NormFloat64(), random.NormFloat64()
		if grills {
			planted = s.grill
		}
		for month := range 3 {
			d := day(fmt.Sprintf("2026-0%d-15", 6+month))
			for i, value := range []float64{50 + 5*(planted+own), 9 + 2*other} {
				metric := []string{"output", "waste"}[i]
				found[metric] = append(found[metric], results.Result{Learner: id, Date: d, Value: strconv.FormatFloat(value+random.Float64(), 'f', 3, 64)})
			}
		}
	}
	return h, found
}
