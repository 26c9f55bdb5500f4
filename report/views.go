package report

import "sojt/signoff"

// Kind is a row of the table of views, which `report`, help and completion read.
type Kind struct {
	Name        string
	Description string // one line, lower case
	New         func(in *Input) View
	Between     bool // Since and Until of the filter narrow it

	pare func(in *Input, s *signoff.Standings) *signoff.Standings // what it looks at of a learner; nil: all records
}

// Views lists the views of `report`, the default first.
func Views() []Kind {
	all := []Kind{
		{"progress", "learners by role: done of required, what is next, due and overdue", newProgress, false, pareForProgress},
		{"matrix", "learners by competencies: a letter or level each, and how many are competent", newMatrix, false, pareForMatrix},
		{"due", "what is overdue, due, expired or ends soon, in order, and who can sign it", newDue, true, pareForDue},
		{"coverage", "competencies: how many are competent today, and who can sign", newCoverage, false, pareForCoverage},
		{"trend", "months: sign-offs, not-yets, who is qualified, how long it took, who is stalled", newTrend, true, nil},
		{"needs", "resources: who needs which now, and what nobody named one for", newNeeds, false, pareForNeeds},
		{"goals", "goals: what serves each, and how far the learners are with it", newGoals, false, pareForGoals},
		{"methods", "practice methods: learners, first passes, days and runs, and against others in the same competencies", newMethods, true, nil},
		{"mentors", "mentors: how much they signed, beside colleagues on the same competencies, and who agrees", newMentors, true, nil},
		{"impact", "results on the job: which competencies go with them, and what the best do otherwise", newImpact, true, nil},
		{"errors", "mistakes that were seen and criteria not met, the most frequent first", newErrors, true, nil},
	}
	for i, k := range all {
		all[i].New = func(in *Input) View { return entitles{k.New(in), k} }
	}
	return all
}

// entitles is a view whose page says which view it is, and what it shows.
type entitles struct {
	View
	kind Kind
}

func (v entitles) Page() Page {
	p := v.View.Page()
	p.View, p.About = v.kind.Name, "Shows "+v.kind.Description+"."
	return p
}
