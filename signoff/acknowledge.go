package signoff

import "sojt/signoff/line"

// acknowledgeType is the learner's countersignature of the sign-off with the digest "record".
var acknowledgeType = Type{Name: Acknowledge, By: ByLearner, fields: func(r *Record, f *line.Fields) {
	f.Must().Digest("record", &r.Ref)
	f.Text("note", &r.Note)
}}
