package signoff

import (
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
)

// The acts that take a cell further: what a mentor does, what the learner does, and Prerequisite, which
// is another competency's turn. They are the commands of that name.
const (
	ActSignoff      = "signoff"
	ActObserve      = "observe"
	ActRequest      = "request"
	ActPractice     = "practice"
	ActAcknowledge  = "acknowledge"
	ActPrerequisite = "prerequisite"
)

// Step is what takes a cell further and who could do it on the day of the standings.
type Step struct {
	Act    string        // one of the acts; "" where there is nothing to do, or the learner is paused
	By     []string      // whom the rules let do it, in the order of mentors.yaml; the learner, of what learners do; never nil
	From   calendar.Date // the first day on which By can do it, where that is a later day; else zero
	Method string        // a method that the evidence asks for and that is not among the passes yet; "" for none
}

// Next is the next step in a cell of a learner's role: a sign-off or an observation by those whose
// judgement the rules would take and the evidence still needs, or what has to come before.
func (b *Bench) Next(l *Learner, r *RoleStanding, c *Cell) Step {
	day, adopted := b.moment.AsOf, r.Role.Status == competency.Adopted
	learner := []string{l.ID}
	switch {
	case r.Left != 0 || r.Paused || r.Role.Status == competency.Retired || c.Entry.Retired != 0 && day >= c.Entry.Retired:
		return Step{By: []string{}}
	case c.Standing.Counts() && c.Flags.Has(Unacknowledged):
		return Step{Act: ActAcknowledge, By: learner}
	case c.Standing.Counts() && !c.ending(day), !c.Standing.Counts() && !c.wanted():
		return Step{By: []string{}}
	case c.current() && adopted:
		return Step{Act: ActObserve, By: append([]string{}, b.Judges(l, r.Role.ID, c.Entry.Competency)...)}
	case c.Flags.Has(Blocked):
		return Step{Act: ActPrerequisite, By: []string{}}
	case c.Runs < c.Entry.Practice || c.Worked < 60*c.Entry.Hours:
		return Step{Act: ActPractice, By: learner}
	case !adopted:
		return Step{By: []string{}}
	case b.book.Program.Policy.RequestFirst && c.Request == nil:
		return Step{Act: ActRequest, By: learner}
	}
	return b.judging(l, r, c)
}

// wanted reports whether a cell that does not count is to be taken further: it is asked for, or it is
// optional and has begun, or the learner asks for it.
func (c *Cell) wanted() bool {
	optional := !c.Entry.Required && c.Entry.Choice == "" && c.Standing != StandsNone && (c.Standing != StandsReady || c.Begun())
	return c.Open || c.Request != nil || optional
}

// Begun reports whether anything was recorded in it yet.
func (c *Cell) Begun() bool { return c.Runs > 0 || c.Trained || c.Rests != nil }

// ending reports whether what is in place ends soon, or can be renewed already.
func (c *Cell) ending(day calendar.Date) bool {
	return c.Flags.Has(Expiring) || c.RenewFrom != 0 && c.RenewFrom <= day
}

// current reports whether all that ends what stands is the currency of its last performance, which any
// competent run keeps alive.
func (c *Cell) current() bool {
	return c.Standing == StandsCompetent && c.RenewFrom == 0
}

// judging is the step of those who judge, on the first day on which any of them can.
func (b *Bench) judging(l *Learner, r *RoleStanding, c *Cell) Step {
	today := b.moment.AsOf
	step := Step{By: []string{}, Method: missingMethod(c.Entry.Evidence, c.Passes)}
	judges := b.Judges(l, r.Role.ID, c.Entry.Competency)
	first := max(today, c.RenewFrom)
	for day := first; day <= first+1; day++ {
		for _, act := range []string{ActSignoff, ActObserve} {
			for _, id := range judges {
				if c.takes(id, day) == act {
					step.By = append(step.By, id)
				}
			}
			if len(step.By) > 0 {
				step.Act = act
				if day > today {
					step.From = day
				}
				return step
			}
		}
	}
	step.Act = ActSignoff
	if wanting(c.Entry.Evidence, c.Passes, c.InARow) > 1 {
		step.Act = ActObserve
	}
	return step
}

// takes says which judgement of somebody brings a cell further on a day: the sign-off, if no more
// evidence is asked for; else an observation, if fewer judgements are then wanting; else "".
func (c *Cell) takes(id string, day calendar.Date) string {
	rule := c.Entry.Evidence
	run := &Record{By: id, Date: day, Method: missingMethod(rule, c.Passes)}
	after := wanting(rule, append(slices.Clone(c.Passes), run), c.InARow+1)
	switch {
	case after <= 0 && !slices.Contains(c.Barred, id):
		return ActSignoff
	case after > 0 && after < wanting(rule, c.Passes, c.InARow):
		return ActObserve
	default:
		return ""
	}
}

// wanting is how many more judgements rule 7 asks for at least, the sign-off among them.
func wanting(rule competency.Evidence, passes []*Record, inARow int) int {
	n := max(rule.Passes-len(passes),
		rule.Mentors-distinct(passes, func(r *Record) string { return r.By }),
		rule.Days-distinct(passes, func(r *Record) string { return r.Date.String() }),
		len(missingMethods(rule, passes)))
	if rule.Consecutive {
		n = max(n, rule.Passes-inARow)
	}
	return n
}

// missingMethods lists what the evidence asks for and no pass was judged by.
func missingMethods(rule competency.Evidence, passes []*Record) []string {
	var missing []string
	for _, m := range rule.Methods {
		if !slices.ContainsFunc(passes, func(r *Record) bool { return r.Method == m }) {
			missing = append(missing, m)
		}
	}
	return missing
}

func missingMethod(rule competency.Evidence, passes []*Record) string {
	if missing := missingMethods(rule, passes); len(missing) > 0 {
		return missing[0]
	}
	return ""
}
