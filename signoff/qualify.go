package signoff

import "sojt/signoff/line"

// qualifyType makes a learner qualified in a role that asks for it, until its last good day where it
// has one.
var qualifyType = Type{Name: Qualify, By: ByCoordinator, fields: func(r *Record, f *line.Fields) {
	f.Must().ID("role", &r.Role)
	f.Must().Date("date", &r.Date)
	f.True("interim", &r.Interim)
	f.Date("until", &r.Until)
	checkUntil(r, f)
	f.Text("note", &r.Note)
}}
