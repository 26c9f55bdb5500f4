package signoff

import "sojt/signoff/line"

// trainedType says that the work was shown and explained, before practice. "minutes" may be 0 or
// absent.
var trainedType = Type{Name: Trained, By: ByMentor, fields: func(r *Record, f *line.Fields) {
	f.Must().Competency("competency", &r.Competency)
	f.Must().Date("date", &r.Date)
	f.ID("method", &r.Method)
	f.Number("minutes", &r.Minutes)
	f.Text("note", &r.Note)
}}
