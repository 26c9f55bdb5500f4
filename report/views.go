package report

// Kind is a row of the table of views, which `report`, help and completion read.
type Kind struct {
	Name        string
	Description string // one line, lower case
	New         func(in *Input) View
}

// Views lists the views of `report`, the default first.
func Views() []Kind {
	return []Kind{
		{"progress", "learners by role: done of required, what is next, due and overdue", newProgress},
		{"matrix", "learners by competencies: a letter or level each, and how many are competent", newMatrix},
	}
}
