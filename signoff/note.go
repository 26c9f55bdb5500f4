package signoff

import "sojt/signoff/line"

// The kinds of a note that reports speak of by themselves.
const (
	KindObjective      = "objective"
	KindAccomplishment = "accomplishment"
)

var noteWords = [...]string{"feedback", "reflection", KindObjective, KindAccomplishment, "coaching"}

// NoteKinds lists the words of a note's kind.
func NoteKinds() []string { return append([]string(nil), noteWords[:]...) }

// noteType is what people tell each other. "record" is what it answers; with "done" it closes that
// record, so "done" does not stand without "record".
var noteType = Type{Name: Note, By: ByAnyone, fields: func(r *Record, f *line.Fields) {
	f.Must().Word("kind", &r.Kind, noteWords[:])
	f.Competency("competency", &r.Competency)
	f.Digest("record", &r.Ref)
	f.Must().Text("text", &r.Text)
	f.Date("due", &r.Due)
	f.True("done", &r.Done)
	f.Check(!r.Done || r.Ref != "", line.Type, `"done" stands without "record"`, "name the record that is done")
}}
