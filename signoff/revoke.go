package signoff

import "sojt/signoff/line"

var triggerWords = [...]string{
	"error", "incident", "near-miss", "unsafe-act", "equipment-change", "workplace-change", "fraud",
}

// Triggers lists the words for why a record is revoked; none at all is like "error".
func Triggers() []string { return append([]string(nil), triggerWords[:]...) }

// revokeType ends the effect of the record with the digest "record" from "date" on.
var revokeType = Type{Name: Revoke, By: ByAuthorOrCoordinator, fields: func(r *Record, f *line.Fields) {
	f.Must().Digest("record", &r.Ref)
	f.Must().Date("date", &r.Date)
	f.Must().Text("reason", &r.Reason)
	f.Word("trigger", &r.Trigger, triggerWords[:])
}}
