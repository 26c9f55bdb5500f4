package signoff

import "sojt/signoff/line"

// practiceType is one run of the activity before asking for sign-off; "with" names who was there.
var practiceType = Type{Name: Practice, By: ByLearnerOrMentor, fields: func(r *Record, f *line.Fields) {
	f.Must().Competency("competency", &r.Competency)
	f.Must().Date("date", &r.Date)
	f.ID("method", &r.Method)
	f.ID("with", &r.With)
	f.Number("minutes", &r.Minutes)
	f.Text("note", &r.Note)
}}
