package report

import (
	"fmt"
	"maps"
	"slices"

	"sojt/competency/calendar"
	"sojt/report/stamp"
	"sojt/report/stats"
	"sojt/signoff"
)

// together is within how many days two judgements of one learner in one competency are of the same thing: on
// that day or the next. What is judged later may have been learned since, above all after a not-yet, which
// says what comes next.
const together = 1

// seenTwice is one learner in one competency as two mentors or more judged it within that time, with nothing
// shown or practised in between, nor a retest day come: each by the first of their judgements.
type seenTwice struct {
	learner  string
	mentors  []string
	outcomes []bool // beside mentors: competent
	first    calendar.Date
	retest   calendar.Date // of a not-yet among them: from then on it is another run
}

// agreement is how far mentors who judged the same came to the same.
type agreement struct {
	pairs []*pair // by the ids of the two
	panel pair    // where three or more judged
	all   pair    // where any two or more did
}

// pair is two mentors, or all who judged together, and what they judged.
type pair struct {
	mentors  [2]string
	n        int // runs that both, or all of them, judged
	agreed   int
	learners map[string]bool
	table    [2][2]int // competent and not-yet of the first by those of the second
	counts   [][]int   // of more than two: competent and not-yet a case
}

// kappa is agreement beyond chance, where there is enough to tell. Where one of two gave one outcome only it
// is 0 whatever the other one gave, which says nothing of them.
func (p *pair) kappa() (float64, bool) {
	switch {
	case len(p.learners) < stamp.Learners:
		return 0, false
	case p.counts != nil:
		return stats.Fleiss(p.counts)
	case p.onlyOne():
		return 0, false
	}
	return stats.Cohen([][]int{p.table[0][:], p.table[1][:]})
}

// onlyOne reports whether one of two gave one outcome only.
func (p *pair) onlyOne() bool {
	t := p.table
	return t[0][0]+t[0][1] == 0 || t[1][0]+t[1][1] == 0 || t[0][0]+t[1][0] == 0 || t[0][1]+t[1][1] == 0
}

// agreement gathers what was judged by two or more.
func (v mentors) agreement() agreement {
	found := agreement{panel: pair{learners: map[string]bool{}}, all: pair{learners: map[string]bool{}}}
	by := map[[2]string]*pair{}
	for _, s := range v.in.everybody {
		if !v.in.admits(s) {
			continue
		}
		for id, records := range s.Told() {
			for _, c := range v.cases(s, id, records) {
				if found.all.judge(c); len(c.mentors) > 2 {
					found.panel.judge(c)
				}
				for i, a := range c.mentors {
					for j := i + 1; j < len(c.mentors); j++ {
						pairOf(by, a, c.mentors[j]).add(c, i, j)
					}
				}
			}
		}
	}
	for _, p := range by {
		found.pairs = append(found.pairs, p)
	}
	slices.SortFunc(found.pairs, func(a, b *pair) int { return slices.Compare(a.mentors[:], b.mentors[:]) })
	return found
}

// ownPairs are the pairs that are shown: all, or those of the mentor of the filter.
func (v mentors) ownPairs(j judging) []*pair {
	return slices.DeleteFunc(slices.Clone(j.agreed.pairs), func(p *pair) bool {
		return v.in.Mentor != "" && !slices.Contains(p.mentors[:], v.in.Mentor)
	})
}

// with parts what a mentor and a colleague judged from what two others did: pair by pair, so that what three
// judged counts for each two of them.
func (a agreement) with(mentor string) (own, others pair) {
	own, others = pair{learners: map[string]bool{}}, pair{learners: map[string]bool{}}
	for _, p := range a.pairs {
		sum := &others
		if slices.Contains(p.mentors[:], mentor) {
			sum = &own
		}
		sum.n, sum.agreed = sum.n+p.n, sum.agreed+p.agreed
		maps.Copy(sum.learners, p.learners)
	}
	return own, others
}

// agrees says in a sentence how a mentor agrees with colleagues, beside how these agree with each other: in
// counts, and as rates where there are learners enough to compare them.
func (v mentors) agrees(j judging, mentor string) string {
	name := v.in.Names.Of(mentor)
	own, others := j.agreed.with(mentor)
	if own.n == 0 {
		return fmt.Sprintf("No colleague judged the same work as %s, so it is not known whether they agree.", name)
	}
	enough := min(len(own.learners), len(others.learners)) >= stamp.Learners
	of := func(p pair) string {
		words := fmt.Sprintf("%d of %s", p.agreed, count(p.n, "time"))
		if enough {
			words += " (" + percent(float64(p.agreed)/float64(p.n)) + ")"
		}
		return words
	}
	words := fmt.Sprintf("%s and a colleague judged the same work and agreed %s", name, of(own))
	if others.n > 0 {
		words += ", two others (pair by pair) " + of(others)
	}
	if !enough {
		words += fmt.Sprintf(". That is of %s, too few to compare: %d are needed", count(min(len(own.learners), len(others.learners)), "learner"), stamp.Learners)
	}
	return words + "."
}

// cases finds what two or more judged among the records of one competency, in order of effect.
func (v mentors) cases(s *signoff.Standings, id string, records []*signoff.Record) []*seenTwice {
	var all []*seenTwice
	var open *seenTwice
	for _, r := range records {
		switch {
		case r.Competency != id:
		case r.Type == signoff.Trained, r.Type == signoff.Practice:
			open = nil
		case (r.Type == signoff.Observation || r.Type == signoff.Signoff) && v.in.fits(s, r):
			if open == nil || r.Date > open.first+together || open.retest != 0 && r.Date >= open.retest {
				open = &seenTwice{learner: r.Learner, first: r.Date}
				all = append(all, open)
			}
			if !slices.Contains(open.mentors, r.By) {
				open.mentors, open.outcomes = append(open.mentors, r.By), append(open.outcomes, r.Outcome != signoff.NotYetOutcome)
			}
			if r.Retest != 0 {
				open.retest = r.Retest
			}
		}
	}
	return slices.DeleteFunc(all, func(c *seenTwice) bool { return len(c.mentors) < 2 })
}

func pairOf(by map[[2]string]*pair, a, b string) *pair {
	key := [2]string{min(a, b), max(a, b)}
	if by[key] == nil {
		by[key] = &pair{mentors: key, learners: map[string]bool{}}
	}
	return by[key]
}

// add counts a case for the two whose places are given.
func (p *pair) add(c *seenTwice, i, j int) {
	if c.mentors[i] != p.mentors[0] {
		i, j = j, i
	}
	p.n++
	p.learners[c.learner] = true
	p.table[no(c.outcomes[i])][no(c.outcomes[j])]++
	if c.outcomes[i] == c.outcomes[j] {
		p.agreed++
	}
}

// judge counts a case whoever judged it.
func (p *pair) judge(c *seenTwice) {
	counts := []int{0, 0}
	for _, passed := range c.outcomes {
		counts[no(passed)]++
	}
	p.n++
	p.learners[c.learner] = true
	p.counts = append(p.counts, counts)
	if counts[0] == 0 || counts[1] == 0 {
		p.agreed++
	}
}

// no is the place of an outcome in a table.
func no(passed bool) int {
	if passed {
		return 0
	}
	return 1
}
