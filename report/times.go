package report

import "sojt/signoff"

// times is what a competency took those who have it: the medians, and of how many.
type times struct{ n, days, runs int }

// timesOf gathers what a competency took others; of fewer than fewestTimes there is no median.
func timesOf(others []*signoff.Standings, id string) times {
	var days, runs []int
	for _, s := range others {
		if d, n, ok := s.Took(id); ok {
			days, runs = append(days, d), append(runs, n)
		}
	}
	t := times{n: len(days)}
	if t.n >= fewestTimes {
		t.days, t.runs = median(days), median(runs)
	}
	return t
}

// times is what a competency took everybody but one learner.
func (in *Input) times(but *signoff.Learner, id string) times {
	others := make([]*signoff.Standings, 0, len(in.everybody))
	for _, s := range in.everybody {
		if s.Learner.ID != but.ID {
			others = append(others, s)
		}
	}
	return timesOf(others, id)
}

// text says it in words; "" where too few are known.
func (t times) text() string {
	if t.n < fewestTimes {
		return ""
	}
	words := "others took " + count(t.days, "day")
	if t.runs > 0 {
		words += " and " + count(t.runs, "run")
	}
	return words + " (medians of " + count(t.n, "learner") + ")"
}
