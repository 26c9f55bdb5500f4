package signoff

import "sojt/signoff/line"

var waiverWords = [...]string{PriorLearning, Equivalent, Deferral, NotApplicable}

// waiveType is granted instead of a sign-off. A deferral cannot be without its end; the others may
// have one.
var waiveType = Type{Name: Waive, By: ByCoordinator, fields: func(r *Record, f *line.Fields) {
	f.Must().ID("role", &r.Role)
	f.Must().Competency("competency", &r.Competency)
	f.Must().Word("kind", &r.Kind, waiverWords[:])
	f.Must().Date("date", &r.Date)
	f.MustIf(r.Kind == Deferral, "a deferral says until when").Date("until", &r.Until)
	checkUntil(r, f)
	f.Must().Text("reason", &r.Reason)
	f.Evidence("evidence", &r.Evidence)
}}

func checkUntil(r *Record, f *line.Fields) {
	f.Check(r.Until == 0 || r.Until >= r.Date, line.Type, `"until" is before "date"`, "the last good day is the day itself or later")
}
