package signoff

import "sojt/signoff/line"

// enrollType puts a learner into a role from the day "start"; a second one after a leave opens a
// new period.
var enrollType = Type{Name: Enroll, By: ByCoordinator, fields: func(r *Record, f *line.Fields) {
	f.Must().ID("role", &r.Role)
	f.Must().Date("start", &r.Start)
	f.Text("reason", &r.Reason)
}}
