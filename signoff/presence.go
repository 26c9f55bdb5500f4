package signoff

import "sojt/signoff/line"

// pauseType stops due dates from "date" on, in one role or, without "role", in all.
var pauseType = Type{Name: Pause, By: ByCoordinator, fields: func(r *Record, f *line.Fields) {
	f.ID("role", &r.Role)
	f.Must().Date("date", &r.Date)
	f.Must().Text("reason", &r.Reason)
}}

// resumeType ends a pause on "date".
var resumeType = Type{Name: Resume, By: ByCoordinator, fields: func(r *Record, f *line.Fields) {
	f.ID("role", &r.Role)
	f.Must().Date("date", &r.Date)
	f.Text("reason", &r.Reason)
}}

// leaveType ends the enrolment in one role or, without "role", in all.
var leaveType = Type{Name: Leave, By: ByCoordinator, fields: func(r *Record, f *line.Fields) {
	f.ID("role", &r.Role)
	f.Must().Date("date", &r.Date)
	f.Must().Text("reason", &r.Reason)
}}
