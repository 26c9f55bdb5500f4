package signoff

import (
	"sojt/signoff/line"
)

var outcomeWords = [...]string{CompetentOutcome, NotYetOutcome}

// accomplishWords are how work can be shown, most demanding first; absent is perform.
var accomplishWords = [...]string{"perform", "simulate", "observe", "discuss"}

// observationType is a mentor's judgement of one run. One that says not-yet cannot be without what
// was seen and what comes next; a retest is not before the day of the observation.
var observationType = Type{Name: Observation, By: ByMentor, fields: func(r *Record, f *line.Fields) {
	wordingKeys(r, f)
	f.Must().Date("date", &r.Date)
	f.Must().Word("outcome", &r.Outcome, outcomeWords[:])
	f.Word("accomplish", &r.Accomplish, accomplishWords[:])
	f.ID("method", &r.Method)
	f.IDs("criteria", &r.Criteria)
	f.IDs("errors", &r.Errors)
	f.Number("level", &r.Level)
	circumstanceKeys(r, f)
	notYet := r.Outcome == NotYetOutcome
	f.MustIf(notYet, "an observation that is not-yet says what was seen").Text("note", &r.Note)
	f.MustIf(notYet, "an observation that is not-yet says what comes next").Text("action", &r.Action)
	f.Date("retest", &r.Retest)
	f.Check(r.Retest == 0 || r.Retest >= r.Date, line.Type, `"retest" is before "date"`, "a retest comes after what was observed")
	f.True("late", &r.Late)
}}

// wordingKeys walks what was judged: a competency of a role, in a revision, as it was worded then.
func wordingKeys(r *Record, f *line.Fields) {
	f.Must().ID("role", &r.Role)
	f.Must().Competency("competency", &r.Competency)
	f.Must().Count("revision", &r.Revision)
	f.Must().SHA256("fingerprint", &r.Fingerprint)
}

// circumstanceKeys walks what observation and sign-off may say about how it was seen.
func circumstanceKeys(r *Record, f *line.Fields) {
	f.Text("equipment", &r.Equipment)
	f.Text("place", &r.Place)
	f.Text("task", &r.Task)
	f.Text("assessor", &r.Assessor)
	f.Evidence("evidence", &r.Evidence)
}
