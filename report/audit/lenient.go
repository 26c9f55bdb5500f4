package audit

import (
	"fmt"

	"sojt/competency/calendar"
	"sojt/report/stamp"
	"sojt/signoff"
)

func lenient(c *Case) []Finding {
	by := c.judgements()
	var found []Finding
	for mentor, others := range stamp.Lenient(by) {
		found = append(found, Finding{
			Mentor: mentor, Date: c.today(),
			Why: fmt.Sprintf("%s: %d judgements in a year and no not-yet; colleagues in the same competencies: %d in %d",
				c.name(mentor), by[mentor].N(), others.Other, others.N),
			Next: "let somebody else observe beside them: sojt log --mentor " + mentor,
		})
	}
	return found
}

// judgements counts observations and sign-offs of the year before the audit, of everybody: each is a
// run that was watched, or says so. Transcriptions were judged by somebody else.
func (c *Case) judgements() map[string]stamp.Tally {
	since := c.today().Sub(calendar.Period{N: 1, Unit: calendar.Years})
	by := map[string]stamp.Tally{}
	for _, s := range c.Whole.Standings {
		for _, r := range c.valid(s) {
			if r.Type != signoff.Observation && r.Type != signoff.Signoff || r.By == r.Learner || c.day(r) <= since {
				continue
			}
			if _, there := by[r.By]; !there {
				by[r.By] = stamp.NewTally()
			}
			by[r.By].All[r.Competency]++
			if r.Outcome == signoff.NotYetOutcome {
				by[r.By].Other[r.Competency]++
			}
		}
	}
	return by
}
