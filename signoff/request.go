package signoff

import "sojt/signoff/line"

// requestType asks for a sign-off, of the mentor "to" or of whoever may.
var requestType = Type{Name: Request, By: ByLearner, fields: func(r *Record, f *line.Fields) {
	f.Must().Competency("competency", &r.Competency)
	f.ID("to", &r.To)
	f.Text("note", &r.Note)
}}
