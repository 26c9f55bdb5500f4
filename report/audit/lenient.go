package audit

import (
	"fmt"
	"maps"

	"sojt/competency/calendar"
	"sojt/report/stats"
	"sojt/signoff"
)

// The threshold of everybody-passes. Somebody who never gives a not-yet is found where chance hardly
// explains it: by Fisher's exact test, one-sided, against what colleagues gave in the same competencies
// in the same year, at 5 percent shared out among the mentors tested (Bonferroni); or, where colleagues
// give none either, from sixty judgements on, since by the rule of three (Hanley and Lippman-Hand,
// JAMA 1983;249:1743) their own rate is then below 5 percent with 95 percent confidence. Below twenty
// judgements nothing is said.
const (
	enough  = 20
	without = 60
	chance  = 0.05
)

// tally counts one mentor's judgements of a year, by competency.
type tally struct {
	all, no map[string]int
}

func lenient(c *Case) []Finding {
	by := c.judgements()
	tested := 0
	for _, t := range by {
		if sum(t.all) >= enough {
			tested++
		}
	}
	var found []Finding
	for mentor, t := range by {
		n := sum(t.all)
		if n < enough || sum(t.no) > 0 {
			continue
		}
		others, no := 0, 0
		for colleague, other := range by {
			for id := range t.all {
				if colleague != mentor {
					others, no = others+other.all[id], no+other.no[id]
				}
			}
		}
		if stats.FisherFewer(0, n, no, others-no) >= chance/float64(tested) && n < without {
			continue
		}
		found = append(found, Finding{
			Mentor: mentor, Date: c.today(),
			Why: fmt.Sprintf("%s: %d judgements in a year and no not-yet; colleagues in the same competencies: %d in %d",
				c.name(mentor), n, no, others),
			Next: "let somebody else observe beside them: sojt log --mentor " + mentor,
		})
	}
	return found
}

// judgements counts observations and sign-offs of the year before the audit, of everybody: each is a
// run that was watched, or says so. Transcriptions were judged by somebody else.
func (c *Case) judgements() map[string]*tally {
	since := c.today().Sub(calendar.Period{N: 1, Unit: calendar.Years})
	by := map[string]*tally{}
	for _, s := range c.Whole.Standings {
		for _, r := range c.valid(s) {
			if r.Type != signoff.Observation && r.Type != signoff.Signoff || r.By == r.Learner || c.day(r) <= since {
				continue
			}
			if by[r.By] == nil {
				by[r.By] = &tally{map[string]int{}, map[string]int{}}
			}
			by[r.By].all[r.Competency]++
			if r.Outcome == signoff.NotYetOutcome {
				by[r.By].no[r.Competency]++
			}
		}
	}
	return by
}

func sum(counts map[string]int) int {
	total := 0
	for n := range maps.Values(counts) {
		total += n
	}
	return total
}
