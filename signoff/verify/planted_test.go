package verify

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"sojt/competency/diag"
)

// base is a learner of whom nothing is wrong.
const base = `
E: 2026-01-10 cleo enroll cook
W: 2026-01-13 ana signoff wash
P: 2026-01-14 mia practice cut
Q: 2026-01-14 mia practice cut
`

const ned = "\nlearner ned department=kitchen\nNE: 2026-01-10 cleo enroll cook\n"

// benToo makes Ben a coordinator beside Cleo.
var benToo = []string{"name: Ben,", "name: Ben, coordinator: true,"}

// planted is one defect and all that verify must say of it: code and the name of the record, sorted.
// Lines follow those of base.
type planted struct {
	name    string
	lines   string
	want    string
	changes []string          // in the definitions: old, new, ...
	rewrite map[string]string // in mia's file: old to new
	base    string            // instead of base
}

var defects = []planted{
	// What reading finds passes through.
	{name: "a line that is not canonical", rewrite: map[string]string{`"type":"practice",`: `"type": "practice",`}, want: "E-CANON, E-PREV Q"},
	{name: "an unknown type", rewrite: map[string]string{`"type":"practice",`: `"type":"practise",`}, want: "E-PREV Q, E-TYPE"},
	{name: "a line that is no record", rewrite: map[string]string{"records:\n": "records:\n\n"}, want: "E-FORM"},
	{name: "an edited line", rewrite: map[string]string{`"date":"2026-01-14"`: `"date":"2026-01-13"`}, want: "E-PREV Q"},
	{name: "one id, two contents", lines: "A: 2026-01-15 ana note\nB: 2026-01-15 ana trained cut same=A prev=W", want: "E-DUPID A, E-DUPID B"},
	{name: "a record of another program", lines: "S: 2026-01-15 ana note program=other", want: "E-PLACE S"},
	{name: "what it was written after is gone", lines: "S: 2026-01-15 ana note prev=LOST", want: "E-PREV S"},
	{name: "what it speaks of is gone", lines: "S: 2026-01-15 cleo revoke LOST", want: "E-REF S"},
	{name: "a role that is not there", lines: "S: 2026-01-15 ana signoff cut role=chef", want: "E-REFERENCE S"},
	{name: "a competency that is not there, by a stranger", lines: "S: 2026-01-15 zoe practice flambe", want: "E-AUTHORITY S, E-REFERENCE S"},
	{name: "a competency that is not there, tomorrow", lines: "S: 2026-01-15 mia practice flambe date=2026-01-16", want: "E-REFERENCE S, E-RULE-9 S"},
	{name: "a criterion that is not there", lines: "S: 2026-01-15 ana signoff cut criteria=size,speed", want: "E-REFERENCE S"},

	// Time.
	{name: "made in the future", lines: "S: 2026-06-02 ana note", want: "E-TIME S"},
	{name: "at the edge of the clocks", lines: "S: 2026-06-01 ana note at=2026-06-01T09:05:00", want: ""},
	{name: "a second past the edge", lines: "S: 2026-06-01 ana note at=2026-06-01T09:05:01", want: "E-TIME S"},
	{name: "more than a day before what it was written after", lines: "A: 2026-02-10 ana note\nS: 2026-02-09 ana note at=2026-02-09T12:00:00", want: "W-TIME S"},
	{name: "less than a day before it", lines: "A: 2026-02-10 ana note at=2026-02-10T12:00:00\nS: 2026-02-09 ana note at=2026-02-09T12:00:00", want: ""},

	// References.
	{name: "acknowledged: no sign-off", lines: "S: 2026-01-20 mia acknowledge P", want: "E-REF S"},
	{name: "reaffirmed: another competency", lines: "S: 2026-01-20 ana signoff cut reaffirms=W", want: "E-REF S"},
	{name: "reaffirmed: no sign-off", lines: "S: 2026-01-20 ana signoff cut reaffirms=P", want: "E-REF S"},
	{name: "reaffirmed: what this one replaces", lines: "T: 2026-01-20 ana signoff toast\nS: 2026-01-21 ben signoff bake reaffirms=T", want: ""},
	{name: "reaffirmed: what this one replaces without carrying it", lines: "T: 2026-01-20 ana signoff grill\nS: 2026-01-21 ben signoff bake reaffirms=T", want: "E-REF S"},
	{name: "it speaks of what came later", lines: "A: 2026-02-10 ana note\nS: 2026-02-10 cleo revoke A at=2026-02-10T11:50:00", want: "E-REF S"},
	{name: "clocks a little apart", lines: "A: 2026-02-10 ana note\nS: 2026-02-10 cleo revoke A at=2026-02-10T11:58:00", want: ""},
	{name: "a revocation of their own, by no coordinator", lines: "A: 2026-02-10 ana note\nR: 2026-02-10 ana revoke A\nS: 2026-02-10 ana revoke R", want: "E-AUTHORITY S"},
	{name: "a revocation of another's, by no coordinator", lines: "A: 2026-02-10 ben note\nR: 2026-02-10 ben revoke A\nS: 2026-02-10 ana revoke R", want: "E-AUTHORITY S"},

	// Authority.
	{name: "nobody of this program", lines: "S: 2026-01-20 zoe practice cut", want: "E-AUTHORITY S"},
	{name: "a mentor who is no coordinator", lines: "S: 2026-01-20 ana pause cook", want: "E-AUTHORITY S"},
	{name: "a mentor whose designation ended", lines: "S: 2026-03-01 emil signoff cut", want: "E-AUTHORITY S"},
	{name: "a coordinator of another department", lines: "S: 2026-01-20 dora waive fry equivalent", want: "E-AUTHORITY S"},
	{name: "a mentor of another department", lines: "S: 2026-01-20 dora signoff cut", want: "E-AUTHORITY S"},
	{name: "an override by a mentor", lines: "S: 2026-01-20 ana signoff cut override=because", want: "E-AUTHORITY S"},
	{name: "an acknowledgement by the mentor", lines: "S: 2026-01-20 ana acknowledge W", want: "E-AUTHORITY S"},

	// The rules.
	{name: "1: not enrolled", lines: "learner ned department=kitchen\nS: 2026-01-20 ana signoff wash", want: "E-RULE-1 S"},
	{name: "1: paused", lines: "2026-02-01 cleo pause cook\nS: 2026-02-02 ana signoff cut", want: "E-RULE-1 S"},
	{name: "1: left", lines: "2026-02-01 cleo leave cook\nS: 2026-02-02 mia practice wash", want: "E-RULE-1 S"},
	{name: "1: enrolled already", lines: "S: 2026-02-01 cleo enroll cook", want: "E-RULE-1 S"},
	{name: "2: a draft role", lines: "2026-02-01 cleo enroll porter\nS: 2026-02-02 ana signoff carry role=porter", want: "E-RULE-2 S"},
	{name: "2: a retired competency", lines: "S: 2026-05-01 ana signoff toast", want: "E-RULE-2 S"},
	{name: "2: a role that was retired some day", lines: "A: 2026-02-01 cleo enroll waiter\nS: 2026-02-02 ana signoff pour role=waiter\nT: 2026-02-03 ana trained pour",
		want: "N-RULE A, N-RULE S, N-RULE T"},
	{name: "2: a competency of it that was retired before", lines: "A: 2026-02-01 cleo enroll waiter\nS: 2026-02-02 ana signoff tray role=waiter", want: "E-RULE-2 S, E-RULE-2 S, N-RULE A"},
	{name: "2: a draft, by a record that names no role", lines: "2026-02-01 cleo enroll porter\nS: 2026-02-02 ana trained carry", want: "E-RULE-2 S"},
	{name: "4: for oneself", lines: "learner cleo department=kitchen\n2026-01-10 cleo enroll cook\nS: 2026-01-11 cleo waive wash equivalent", want: "E-RULE-4 S"},
	{name: "4: one email", lines: "learner ned department=kitchen email=Cleo@bistro.example\n2026-01-10 cleo enroll cook\nS: 2026-01-11 cleo signoff wash",
		want: "E-RULE-4 S, E-SHARED"},
	{name: "4: one email, two learners", lines: "learner ned department=kitchen email=one@bistro.example\n2026-01-10 cleo enroll cook\n" +
		"learner oda department=kitchen email=One@bistro.example\n2026-01-10 cleo enroll cook", want: "E-SHARED"},
	{name: "5: prerequisite and practice", lines: ned + "S: 2026-01-20 ana signoff cut", want: "E-RULE-5 S, E-RULE-5 S"},
	{name: "6: a criterion not met", lines: "S: 2026-01-20 ana signoff cut criteria=", want: "E-RULE-6 S"},
	{name: "6: below the level", lines: "S: 2026-01-20 ana signoff cut level=1", want: "E-RULE-6 S"},
	{name: "6: only simulated", lines: "S: 2026-01-20 ana signoff cut accomplish=simulate", want: "E-RULE-6 S"},
	{name: "7: one pass of two", lines: "S: 2026-01-20 ana signoff fry", want: "E-RULE-7 S, E-RULE-7 S"},
	{name: "8: who trained certifies", lines: "2026-01-20 ana trained bake\nS: 2026-01-21 ana signoff bake", want: "E-RULE-8 S"},
	{name: "9: a field is missing", lines: "S: 2026-01-20 ana signoff cut equipment=", want: "E-RULE-9 S"},
	{name: "9: seen in the future", lines: "S: 2026-01-20 ana signoff cut date=2026-01-21", want: "E-RULE-9 S"},
	{name: "9: seen too long ago", lines: "S: 2026-03-20 ana signoff cut date=2026-01-21 late=true", want: "E-RULE-9 S"},
	{name: "9: with a coordinator's override", lines: "S: 2026-03-20 cleo signoff cut date=2026-01-21 late=true override=ill sign=cleo", want: ""},
	{name: "9: with an override that nobody signed", lines: "S: 2026-03-20 cleo signoff cut date=2026-01-21 late=true override=ill", want: "E-RULE-9 S"},
	{name: "9: with an override that nobody signed, revoked", lines: "S: 2026-03-20 cleo signoff cut date=2026-01-21 late=true override=ill\n2026-03-21 cleo revoke S", want: "W-REVOKED S"},
	{name: "9: with an override by a coordinator who had no key", changes: []string{`, keys: [{key: "KEY-cleo"}]`, ""},
		lines: "S: 2026-03-20 cleo signoff cut date=2026-01-21 late=true override=ill", want: ""},
	{name: "9: with an override by a coordinator who had no key yet", changes: []string{`{key: "KEY-cleo"}`, `{key: "KEY-cleo", from: 2026-03-21}`},
		lines: "S: 2026-03-20 cleo signoff cut date=2026-01-21 late=true override=ill", want: ""},
	{name: "9: with an override by a coordinator whose key had ended", changes: []string{`{key: "KEY-cleo"}`, `{key: "KEY-cleo", until: 2026-03-19}`},
		lines: "S: 2026-03-20 cleo signoff cut date=2026-01-21 late=true override=ill", want: ""},
	{name: "9: with an override signed by another's key", lines: "S: 2026-03-20 cleo signoff cut date=2026-01-21 late=true override=ill sign=ana", want: "E-KEY S"},
	{name: "5 and 7: with overrides that nobody signed", lines: ned + "S: 2026-01-20 cleo signoff cut override=ill\nT: 2026-01-21 cleo signoff fry override=ill",
		want: "E-RULE-5 S, E-RULE-5 S, E-RULE-7 T, E-RULE-7 T"},
	{name: "an override of nothing that nobody signed", lines: "S: 2026-01-20 cleo signoff cut override=ill", want: ""},
	{name: "10: competent already", lines: "S: 2026-01-20 ana signoff wash", want: "E-RULE-10 S"},
	{name: "5: qualified too soon", lines: "S: 2026-01-20 cleo qualify cook", want: "E-RULE-5 S"},

	// What the author could not know.
	{name: "two clones sign the same", lines: "A: 2026-02-01 ana signoff cut prev=Q\nB: 2026-02-01 ben signoff cut prev=Q", want: "W-CONCURRENT B"},
	{name: "the passes went with the other sign-off", lines: "O: 2026-01-20 ana observation fry competent\nA: 2026-02-01 ana signoff fry prev=O\nB: 2026-02-01 ben signoff fry prev=O",
		want: "W-CONCURRENT B, W-CONCURRENT B, W-CONCURRENT B"},
	{name: "enrolment from another clone", lines: "A: 2026-02-01 ana signoff cut prev=W", want: ""},
	{name: "the same hand in two clones", lines: "A: 2026-02-01 ana signoff cut prev=Q\nB: 2026-02-01 ana signoff cut prev=Q", want: "E-RULE-10 B"},
	{name: "one after the other", lines: "A: 2026-02-01 ana signoff cut\nN: 2026-02-01 ben note\nB: 2026-02-01 ben signoff cut", want: "E-RULE-10 B"},
	{name: "written after nothing", lines: "A: 2026-02-01 ana signoff cut\nB: 2026-02-01 ben signoff cut prev=none", want: "E-RULE-10 B"},
	{name: "a pause from another clone", lines: "A: 2026-02-01 cleo pause cook\nB: 2026-02-02 ana signoff cut prev=Q", want: "W-CONCURRENT B"},
	{name: "a leave from another clone", lines: "A: 2026-02-01 cleo leave cook\nB: 2026-02-02 mia practice cut prev=Q", want: "W-CONCURRENT B"},
	{name: "a revocation from another clone", lines: "A: 2026-02-01 cleo revoke W\nB: 2026-02-02 ana signoff cut prev=Q", want: "W-CONCURRENT B"},
	{name: "a not-yet from another clone", lines: "A: 2026-02-01 ben observation wash not-yet\nB: 2026-02-02 ana signoff cut prev=Q", want: "W-CONCURRENT B"},
	{name: "a transcription from another clone", lines: ned + "A: 2026-02-01 ben transcribe wash prev=NE\nB: 2026-02-02 ana signoff wash prev=NE", want: "W-CONCURRENT B"},
	{name: "enrolled again and paused in another clone", lines: "L: 2026-01-20 cleo leave cook\n2026-01-21 cleo enroll cook\n2026-01-22 cleo pause cook\nB: 2026-02-02 ana signoff cut prev=L",
		want: "W-CONCURRENT B"},
	{name: "a prerequisite signed and revoked in another clone", lines: ned + "P: 2026-01-11 ned practice cut\nR: 2026-01-11 ned practice cut\nA: 2026-02-01 ana signoff wash\n2026-02-01 cleo revoke A\nB: 2026-02-02 ben signoff cut prev=R",
		want: "W-CONCURRENT B"},
	{name: "that, and what nobody did", lines: ned + "A: 2026-02-01 ana signoff wash\n2026-02-01 cleo revoke A\nB: 2026-02-02 ben signoff cut prev=A", want: "E-RULE-5 B, W-CONCURRENT B"},
	{name: "known by what it speaks of", lines: "A: 2026-02-01 ana signoff cut prev=Q\nC: 2026-02-01 mia acknowledge A prev=Q\nB: 2026-02-02 ben signoff cut prev=C", want: "E-RULE-10 B"},
	{name: "two clones enrol", changes: benToo, lines: "learner ned department=kitchen\nA: 2026-02-01 cleo enroll cook prev=none\nB: 2026-02-01 ben enroll cook prev=none",
		want: "W-CONCURRENT B"},
	{name: "two clones resume", changes: benToo, lines: "A: 2026-02-01 cleo pause cook\nB: 2026-02-02 cleo resume cook\nC: 2026-02-02 ben resume cook prev=A", want: "W-CONCURRENT C"},
	{name: "nobody's authority comes of another clone", lines: "A: 2026-02-01 cleo pause cook\nB: 2026-02-02 dora signoff cut prev=Q", want: "E-AUTHORITY B, W-CONCURRENT B"},

	// Lateness and wording.
	{name: "late without the flag", lines: "S: 2026-01-25 ana signoff cut date=2026-01-17", want: "W-LATE S"},
	{name: "the flag without being late", lines: "S: 2026-01-24 ana signoff cut date=2026-01-17 late=true", want: "W-LATE S"},
	{name: "the evidence of an older revision", lines: "S: 2026-01-20 ana signoff fry revision=1 wording=1", want: "N-RULE S, N-RULE S"},
	{name: "the evidence of an older revision that was worded alike", lines: "S: 2026-01-20 ana signoff fry revision=1", want: "N-RULE S, N-RULE S"},
	{name: "the prerequisites of an older wording", lines: ned + "S: 2026-01-20 ana signoff cut wording=1", want: "N-RULE S, N-RULE S"},
	{name: "the fields of an older wording", lines: "S: 2026-01-20 ana signoff cut wording=1 equipment=", want: "N-RULE S"},
	{name: "an older wording, competent already", lines: "S: 2026-01-20 ana signoff wash wording=1", want: "E-RULE-10 S"},
	{name: "a prerequisite reworded since", lines: ned + `2026-01-12 ana signoff wash wording=1
		2026-01-12 ana practice cut
		2026-01-12 ana practice cut
		S: 2026-01-20 ana signoff cut
		T: 2026-01-21 cleo qualify cook`, want: "N-RULE S, N-RULE T"},
	{name: "a prerequisite reworded before", changes: []string{"title: Washes,", "title: Washes, revision: 2, revised: 2026-01-15,"},
		lines: ned + `2026-01-12 ana signoff wash wording=1 revision=1
		2026-01-12 ana practice cut
		2026-01-12 ana practice cut
		R: 2026-01-14 ana signoff cut
		S: 2026-01-20 ben signoff cut reaffirms=R`, want: "E-RULE-5 S"},
	{name: "a prerequisite reworded without a revision", changes: []string{"title: Washes,", "title: Washes, revision: 2, revised: 2026-01-05,"},
		lines: ned + `2026-01-12 ana signoff wash wording=1
		2026-01-12 ana practice cut
		2026-01-12 ana practice cut
		S: 2026-01-20 ana signoff cut`, want: "N-RULE S"},
	{name: "something else reworded since", lines: ned + `2026-01-11 ana observation fry competent
		2026-01-12 ana signoff fry wording=1
		2026-01-12 ana practice cut
		2026-01-12 ana practice cut
		S: 2026-01-20 ana signoff cut`, want: "E-RULE-5 S"},
	{name: "a prerequisite signed too late", lines: ned + `2026-01-12 ana practice cut
		2026-01-12 ana practice cut
		S: 2026-01-20 ana signoff cut
		2026-01-21 ana signoff wash wording=1`, want: "E-RULE-5 S"},
	{name: "the author of an older revision", lines: "O: 2026-01-19 ana observation fry competent\nS: 2026-03-20 emil signoff fry wording=1", want: "E-AUTHORITY S"},
	{name: "an editorial wording", lines: "S: 2026-01-20 ana signoff fry wording=e", want: "E-RULE-7 S, E-RULE-7 S"},

	// Revocations mend what broke a rule, if they stand.
	{name: "revoked by its author", lines: "B: 2026-01-20 ana signoff cut criteria=\n2026-01-21 ana revoke B", want: "W-REVOKED B"},
	{name: "authority that was not, revoked", lines: "B: 2026-01-20 ana pause cook\n2026-01-21 cleo revoke B", want: "W-REVOKED B"},
	{name: "revoked by somebody who may not", lines: "B: 2026-01-20 ana signoff cut criteria=\nR: 2026-01-21 ben revoke B", want: "E-AUTHORITY R, E-RULE-6 B"},
	{name: "the revocation is revoked", lines: "B: 2026-01-20 ana signoff cut criteria=\nR: 2026-01-21 ana revoke B\n2026-01-22 cleo revoke R", want: "E-RULE-6 B"},
	{name: "and that one too", lines: "B: 2026-01-20 ana signoff cut criteria=\nR: 2026-01-21 ana revoke B\nV: 2026-01-22 cleo revoke R\n2026-01-23 cleo revoke V", want: "W-REVOKED B"},
	{name: "what is not a rule is not mended", lines: "S: 2026-01-20 mia acknowledge P\n2026-01-21 cleo revoke S", want: "E-REF S"},

	// Between people.
	{name: "one id for two learners", lines: ned + "A: 2026-02-01 ana note\nlearner mia\nB: 2026-02-01 ana note same=A", want: "E-DUPID A, E-DUPID B"},
	{name: "a mentor's key", lines: "S: 2026-02-01 cleo key AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f", want: "E-KEY S"},
	{name: "a mentor's key, revoked", lines: "S: 2026-02-01 cleo key AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n2026-02-01 cleo revoke S", want: ""},
	{name: "a mentor's own key", lines: "learner ana department=kitchen\n2026-01-10 cleo enroll cook\n2026-02-01 cleo key AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f", want: ""},
	{name: "one key for two learners", lines: "A: 2026-02-01 cleo key KEY-mia" + ned + "B: 2026-02-01 cleo key KEY-mia", want: "E-KEY B"},
}

func TestPlantedDefectsAreFound(t *testing.T) {
	for _, d := range slices.Concat(defects, keyDefects) {
		t.Run(d.name, func(t *testing.T) {
			w := newWorld(t, d.changes...).add(cmp.Or(d.base, base)).add(d.lines)
			files := w.files(func(lines []string) {})
			file := files["learners/mia.yaml"]
			for old, new := range d.rewrite {
				text := strings.Replace(string(file.Data), old, new, 1)
				if text == string(file.Data) {
					t.Fatalf("%q is not in the file", old)
				}
				file.Data = []byte(text)
			}
			result := w.verify(files)
			got := w.shown(result.Problems)
			slices.Sort(got)
			if strings.Join(got, ", ") != d.want {
				t.Errorf("checker is broken: found %q, expected %q\n%s", got, d.want, report(result.Problems))
			}
			for _, p := range result.Problems {
				if p.Severity == diag.Error && p.Hint == "" {
					t.Errorf("%s has no hint: %s", p.Code, p.Message)
				}
			}
		})
	}
}
