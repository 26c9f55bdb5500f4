package signoff

import "sojt/signoff/line"

// signoffType is the record by which a mentor attests that the learner is competent. It cannot be
// without its meaning: a signature always says what it stands for.
var signoffType = Type{Name: Signoff, By: ByMentor, fields: func(r *Record, f *line.Fields) {
	wordingKeys(r, f)
	f.Must().Date("date", &r.Date)
	f.Word("accomplish", &r.Accomplish, accomplishWords[:])
	f.ID("method", &r.Method)
	f.IDs("criteria", &r.Criteria)
	f.Number("level", &r.Level)
	f.Must().Text("meaning", &r.Meaning)
	circumstanceKeys(r, f)
	f.Text("note", &r.Note)
	f.True("late", &r.Late)
	f.Digest("reaffirms", &r.Reaffirms)
}}
