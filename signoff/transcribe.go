package signoff

import "sojt/signoff/line"

// transcribeType is a record copied from paper or an older system. It cannot be without the
// document's hash; "dated" keeps the paper's own words where its date was partial.
var transcribeType = Type{Name: Transcribe, By: ByMentorOrCoordinator, fields: func(r *Record, f *line.Fields) {
	f.Must().ID("role", &r.Role)
	f.Must().Competency("competency", &r.Competency)
	f.Must().Count("revision", &r.Revision)
	f.Must().Date("date", &r.Date)
	f.Text("dated", &r.Dated)
	f.Must().Text("signer", &r.Signer)
	f.Must().Source("source", &r.Source)
	f.Must().Word("outcome", &r.Outcome, outcomeWords[:])
	f.Word("accomplish", &r.Accomplish, accomplishWords[:])
	f.Number("level", &r.Level)
	f.Text("note", &r.Note)
}}
