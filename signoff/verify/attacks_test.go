package verify

import (
	"slices"
	"strings"
	"testing"

	"sojt/signoff"
	"sojt/signoff/ledger"
)

// attack is a way around a rule: each of its lines may be written, until the last one, S, which asks for
// what the rule keeps. The command is refused by the rules named; where somebody writes the line by hand,
// verify finds what is wanted. Without either the last line is no attack, though it looks like one.
type attack struct {
	name    string
	lines   string
	refused string // names of rules, sorted
	want    string // code and record, sorted, as in planted
}

const cleoTwice = "\nlearner ned department=kitchen email=CLEO@bistro.example\nNE: 2026-01-10 cora enroll cook\n"

// cora is a second coordinator, with an email of her own; a stew takes hours.
var cora = []string{"  - {id: grill,", "  - {id: stew, title: Stews, hours: {min: 30}, required: false}\n  - {id: grill,",
	"\n  - {id: dora,", "\n  - {id: cora, name: Cora, coordinator: true, departments: [kitchen], from: 2026-01-01}\n  - {id: dora,"}

var attacks = []attack{
	// A judgement by something less.
	{name: "a deferral for the prerequisite", refused: "prerequisite", want: "E-RULE-5 S", lines: ned + `2026-01-11 cleo waive wash deferral until=2026-06-01
		2026-01-12 ned practice cut
		2026-01-12 ned practice cut
		S: 2026-01-13 ana signoff cut`},
	{name: "a waiver that ran out for the prerequisite", refused: "prerequisite", want: "E-RULE-5 S", lines: ned + `2026-01-11 cleo waive wash equivalent until=2026-01-20
		2026-01-12 ned practice cut
		2026-01-12 ned practice cut
		S: 2026-01-21 ana signoff cut`},
	{name: "a waiver that its author took back", refused: "prerequisite", want: "E-RULE-5 S", lines: ned + `A: 2026-01-11 cleo waive wash equivalent
		2026-01-12 ned practice cut
		2026-01-12 ned practice cut
		2026-01-12 cleo revoke A
		S: 2026-01-21 ana signoff cut`},
	{name: "a deferral, to be qualified", refused: "complete", want: "E-RULE-5 S", lines: "2026-01-15 cleo waive cut deferral until=2026-06-01\nS: 2026-01-16 cleo qualify cook"},
	{name: "a transcription by the coordinator of another department", refused: "scope", want: "E-AUTHORITY S", lines: "S: 2026-01-15 dora transcribe cut"},
	{name: "a transcription of one's own", refused: "self", want: "E-RULE-4 S", lines: "learner ana department=kitchen\n2026-01-10 cleo enroll cook\nS: 2026-01-11 ana transcribe wash"},
	{name: "practice in place of hours seen by nobody counts for nothing more", lines: "2026-01-15 mia practice cut\nS: 2026-01-16 ana signoff cut"},

	{name: "many hours on one day", refused: "hours", want: "E-RULE-5 S", lines: "2026-01-15 mia practice stew minutes=2000\nS: 2026-01-16 ana signoff stew"},
	{name: "as many on two", lines: "2026-01-14 mia practice stew minutes=1000\n2026-01-15 mia practice stew minutes=1000\nS: 2026-01-16 ana signoff stew"},

	// Oneself, under another id.
	{name: "enrolled by oneself, waived by oneself", refused: "self", want: "E-RULE-4 S", lines: "learner cleo department=kitchen\n2026-01-10 cleo enroll cook\nS: 2026-01-11 cleo waive wash equivalent"},
	{name: "one email: trained", refused: "self", want: "E-RULE-4 S, E-SHARED", lines: cleoTwice + "S: 2026-01-11 cleo trained bake"},
	{name: "one email: practice, which keeps current what a mentor recorded", refused: "self", want: "E-RULE-4 S, E-SHARED", lines: cleoTwice + "S: 2026-01-11 cleo practice bake"},
	{name: "one email: an observation", refused: "self", want: "E-RULE-4 S, E-SHARED", lines: cleoTwice + "S: 2026-01-11 cleo observation fry competent"},
	{name: "one email: a transcription", refused: "self", want: "E-RULE-4 S, E-SHARED", lines: cleoTwice + "S: 2026-01-11 cleo transcribe wash"},
	{name: "one email: a waiver", refused: "self", want: "E-RULE-4 S, E-SHARED", lines: cleoTwice + "S: 2026-01-11 cleo waive wash equivalent"},
	{name: "one email: a not-yet taken back", refused: "self", want: "E-RULE-4 S, E-SHARED", lines: cleoTwice + "A: 2026-01-11 ana observation fry not-yet\nS: 2026-01-11 cleo revoke A"},
	{name: "one email: a key", refused: "self", want: "E-RULE-4 S, E-SHARED", lines: cleoTwice + "S: 2026-01-11 cleo key KEY-ned"},
	{name: "one key: a sign-off", refused: "self", want: "E-KEY K, E-RULE-4 S", lines: ned + "K: 2026-01-11 cleo key KEY-ben\nS: 2026-01-12 ben signoff wash"},
	{name: "one key: a waiver", refused: "self", want: "E-KEY K, E-RULE-4 S", lines: "learner ned department=kitchen\n2026-01-10 cora enroll cook\nK: 2026-01-11 cora key KEY-cleo\nS: 2026-01-12 cleo waive wash equivalent"},
	{name: "practice of one's own", lines: "learner ana department=kitchen\n2026-01-10 cleo enroll cook\nS: 2026-01-11 ana practice bake"},
	{name: "naming a mentor as the one practised with bars nobody", lines: "2026-01-15 mia practice bake with=ana\nS: 2026-01-16 ana signoff bake"},
	{name: "nor does it where the learner is a mentor too", lines: `learner ben department=kitchen
		2026-01-10 cleo enroll cook
		2026-01-15 ben practice bake with=ana
		S: 2026-01-16 ana signoff bake`},

	// What speaks against it is taken back first.
	{name: "one's own training", refused: "certifier", want: "E-RULE-8 S", lines: "A: 2026-01-15 ana trained bake\n2026-01-16 ana revoke A\nS: 2026-01-17 ana signoff bake"},
	{name: "one's own observation", refused: "certifier", want: "E-RULE-8 S", lines: "A: 2026-01-15 ana observation bake competent\n2026-01-16 ana revoke A\nS: 2026-01-17 ana signoff bake"},
	{name: "one's own practice with the learner", refused: "certifier", want: "E-RULE-8 S", lines: "A: 2026-01-15 ana practice bake with=ana\n2026-01-16 ana revoke A\nS: 2026-01-17 ana signoff bake"},
	{name: "a coordinator's own training", refused: "certifier", want: "E-RULE-8 S", lines: "A: 2026-01-15 cleo trained bake\n2026-01-16 cleo revoke A\nS: 2026-01-17 cleo signoff bake"},
	{name: "training that a coordinator takes back", lines: "A: 2026-01-15 ana trained bake\n2026-01-16 cleo revoke A\nS: 2026-01-17 ana signoff bake"},
	{name: "one's own not-yet, to have two in a row", refused: "evidence", want: "E-RULE-7 S",
		lines: "2026-01-15 ben observation fry competent\nA: 2026-01-16 ben observation fry not-yet\n2026-01-17 ben revoke A\nS: 2026-01-18 ana signoff fry"},
	{name: "a not-yet of another's", refused: "scope", want: "E-AUTHORITY S",
		lines: "2026-01-15 ben observation fry competent\nA: 2026-01-16 ben observation fry not-yet\nS: 2026-01-17 ana revoke A"},
	{name: "one's own not-yet, as an incident", refused: "evidence", want: "E-RULE-7 S, E-RULE-7 S",
		lines: "2026-01-15 ben observation fry competent\nA: 2026-01-16 ben observation fry not-yet\n2026-01-17 ben revoke A trigger=incident\nS: 2026-01-18 ana signoff fry"},

	// Another day.
	{name: "a resumption before the pause", refused: "enrolled", want: "E-RULE-1 S", lines: "2026-02-10 cleo pause cook\nS: 2026-02-20 cleo resume cook date=2026-02-05"},
	{name: "a day of the pause, once it is over", refused: "enrolled", want: "E-RULE-1 S", lines: "2026-02-10 cleo pause cook\n2026-02-20 cleo resume cook\nS: 2026-02-20 ana signoff cut date=2026-02-15"},
	{name: "an earlier start, beside the one there is", refused: "enrolled", want: "E-RULE-1 S", lines: "S: 2026-02-01 cleo enroll cook start=2025-06-01"},
	{name: "a day before the start", refused: "date", want: "E-RULE-9 S", lines: ned + "S: 2026-01-12 ana signoff wash date=2026-01-09"},
	{name: "a day on which the practice was not there yet", refused: "practice", want: "E-RULE-5 S", lines: "S: 2026-01-15 ana signoff cut date=2026-01-13"},
	{name: "a day before the not-yet", lines: "2026-01-15 ben observation fry competent\n2026-01-16 ben observation fry not-yet\nS: 2026-01-18 ana signoff fry date=2026-01-15"},
	{name: "tomorrow", refused: "date", want: "E-RULE-9 S", lines: "S: 2026-01-15 ana signoff cut date=2026-01-16"},
	{name: "a revocation of tomorrow", refused: "date", want: "E-RULE-9 S", lines: "S: 2026-01-15 ana revoke W date=2026-01-16"},
	{name: "seen while designated, recorded after", refused: "scope", want: "E-AUTHORITY S", lines: "S: 2026-03-01 emil signoff cut date=2026-02-28"},
	{name: "a renewal that names another sign-off than the one that stands", refused: "already", want: "E-RULE-10 S",
		lines: "A: 2026-01-15 ana signoff bake\nB: 2026-01-20 ben signoff bake reaffirms=A\nS: 2026-01-25 ana signoff bake reaffirms=A"},
}

func TestNoRuleIsPassedBySplittingIt(t *testing.T) {
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			w := newWorld(t, cora...).add(base).add(a.lines)
			if got := w.refused("S"); got != a.refused {
				t.Errorf("the command is refused by %q, expected %q", got, a.refused)
			}
			result := w.verify(w.files(nil))
			got := w.shown(result.Problems)
			slices.Sort(got)
			if strings.Join(got, ", ") != a.want {
				t.Errorf("checker is broken: found %q, expected %q\n%s", got, a.want, report(result.Problems))
			}
		})
	}
}

// refused gives the names of the rules, each once, that say no to a record as the last one of its file,
// as a command would hear it.
func (w *world) refused(name string) string {
	w.t.Helper()
	r := w.named[name]
	all := w.records[r.Learner]
	w.records[r.Learner] = slices.DeleteFunc(slices.Clone(all), func(x *signoff.Record) bool { return x == r })
	files := w.files(nil)
	w.records[r.Learner] = all
	l, _, err := ledger.Open(files).Read(r.Learner, w.program)
	if err != nil {
		w.t.Fatal(err)
	}
	var names []string
	for _, f := range w.judge(files).Book.Judge(l, r) {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", ")
}
