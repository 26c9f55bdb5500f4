package audit

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"sojt/competency/diag"
	"sojt/report/stamp"
	"sojt/signoff"
)

// pairChecks compare people with each other; they look at everybody, whatever the filter.
func pairChecks() []*Check {
	return []*Check{
		{
			Name: "self-dealing", Severity: diag.Warning, Acts: true, find: pairs,
			Finds:  "two people who signed for each other",
			Reason: "each had something to lose by saying no",
		},
		{
			Name: "burst-signing", Severity: diag.Warning, Acts: true, find: bursts,
			Finds:  "many sign-offs by one mentor within ten minutes",
			Reason: "nobody watched that much work in that time",
		},
		{
			Name: "everybody-passes", Severity: diag.Warning, find: lenient,
			Finds:  "a mentor who never gave a not-yet in a year, beyond chance",
			Reason: "a judgement that always comes out the same says nothing",
		},
	}
}

// signed is somebody's act for a learner.
type signed struct {
	s *signoff.Standings
	r *signoff.Record
}

// favours reports whether a record says yes to a learner, on the author's word.
func favours(r *signoff.Record) bool {
	switch r.Type {
	case signoff.Signoff, signoff.Waive, signoff.Qualify:
		return true
	case signoff.Observation, signoff.Transcribe:
		return r.Outcome != signoff.NotYetOutcome
	}
	return false
}

// pairs finds two people who each said yes to the other, at least once in the period.
func pairs(c *Case) []Finding {
	latest := map[[2]string]signed{} // by author and learner
	for _, s := range c.Whole.Standings {
		for _, r := range c.valid(s) {
			if pair := [2]string{r.By, r.Learner}; favours(r) && r.By != r.Learner && (latest[pair].r == nil || later(r, latest[pair].r)) {
				latest[pair] = signed{s, r}
			}
		}
	}
	var found []Finding
	for pair, last := range latest {
		back, both := latest[[2]string{pair[1], pair[0]}]
		if !both || !later(last.r, back.r) || !c.within(last.r) {
			continue
		}
		found = append(found, Finding{
			Learner: last.r.Learner, Role: last.r.Role, Competency: last.r.Competency, Mentor: last.r.By, Record: last.r, Date: c.on(last.r),
			Why: fmt.Sprintf("%s signed for %s on %s, and %s for %s on %s", c.name(pair[0]), c.name(pair[1]), c.on(last.r).Human(),
				c.name(pair[1]), c.name(pair[0]), c.on(back.r).Human()),
			Next: "let somebody else see both at work",
		})
	}
	return found
}

// later reports whether a record was made after another, by the order of recording.
func later(a, b *signoff.Record) bool {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Digest, b.Digest)) > 0
}

// bursts finds runs of sign-offs by one mentor within ten minutes.
func bursts(c *Case) []Finding {
	by := map[string][]signed{}
	c.acts(func(s *signoff.Standings, r *signoff.Record) {
		if r.Type == signoff.Signoff {
			by[r.By] = append(by[r.By], signed{s, r})
		}
	})
	var found []Finding
	for mentor, all := range by {
		slices.SortFunc(all, func(a, b signed) int {
			return cmp.Or(a.r.At.Compare(b.r.At), cmp.Compare(a.r.Digest, b.r.Digest))
		})
		at := make([]time.Time, len(all))
		for i, x := range all {
			at[i] = x.r.At
		}
		for _, burst := range stamp.Bursts(at, c.Burst) {
			found = append(found, c.burst(mentor, all[burst[0]:burst[1]]))
		}
	}
	return found
}

func (c *Case) burst(mentor string, all []signed) Finding {
	learners, competencies := map[string]bool{}, map[string]bool{}
	for _, x := range all {
		learners[x.r.Learner], competencies[x.r.Competency] = true, true
	}
	f := Finding{Mentor: mentor, Date: c.on(all[0].r), Record: all[0].r}
	if len(learners) == 1 {
		f.Learner = all[0].r.Learner
	}
	took := all[len(all)-1].r.At.Sub(all[0].r.At)
	f.Why = fmt.Sprintf("%s signed %d times within %s on %s: %s, %s", c.name(mentor), len(all), count(max(1, int(took.Minutes()+0.5)), "minute"),
		c.on(all[0].r).Human(), count(len(learners), "learner"), countOf(len(competencies), "competency", "competencies"))
	f.Next = "ask what was watched, and when: sojt log --mentor " + mentor + " --since " + f.Date.String() + " --until " + f.Date.String()
	return f
}
