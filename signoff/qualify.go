package signoff

import "sojt/signoff/line"

// qualifyType makes a learner qualified in a role that asks for it. An interim one may end; a final
// one has no end.
var qualifyType = Type{Name: Qualify, By: ByCoordinator, fields: func(r *Record, f *line.Fields) {
	f.Must().ID("role", &r.Role)
	f.Must().Date("date", &r.Date)
	f.True("interim", &r.Interim)
	f.Date("until", &r.Until)
	f.Check(r.Until == 0 || r.Interim, line.Type, `"until" stands in a qualification that is not interim`,
		"only an interim qualification ends by itself")
	checkUntil(r, f)
	f.Text("note", &r.Note)
}}
