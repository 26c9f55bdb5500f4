package xapi

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/iri"
	"sojt/signoff"
	"sojt/signoff/line"
)

// kitchen is a program of one role, with theo enrolled, and the records of theo that follow.
func kitchen(t *testing.T, policy string, records ...*signoff.Record) world {
	t.Helper()
	p, problems := competency.Load(fstest.MapFS{
		"sojt.yaml": {Data: []byte("format: 1\nprogram: k3v9\nname: Kitchen\nzone: Europe/Madrid\npolicy: {" + policy + "}\n" +
			"scales: [{id: trust, levels: [{id: 0, name: Watches}, {id: 5, name: Helps}, {id: 7, name: Alone, pass: true}]}]\n")},
		"roles/cook.yaml": {Data: []byte("role: cook\ntitle: Cook\ncompetencies:\n  - {id: knife, title: Cuts, scale: trust, criteria: [{id: grip, text: Holds it}]}\n  - {id: grill, title: Grills}\n")},
		"mentors.yaml":    {Data: []byte("mentors: [{id: ana, name: Ana Ruiz, email: ana@harbor.example, coordinator: true}, {id: old, name: Old, until: 2026-01-31}]\n")},
	})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	all := append([]*signoff.Record{{Type: signoff.Enroll, Role: "cook", Start: calendar.Of(2026, 1, 1)}}, records...)
	at := time.Date(2026, 2, 1, 10, 0, 0, 0, time.UTC)
	for i, r := range all {
		r.ID, r.Digest, r.Program, r.Learner = fmt.Sprintf("01KAAAAAAAAAAAAAAAAAAAAA%02d", i), fmt.Sprint("digest ", i), p.ID, "theo"
		if r.By == "" {
			r.By = "ana"
		}
		if r.At.IsZero() {
			r.At = at.Add(time.Duration(i) * 24 * time.Hour)
		}
		if r.Date == 0 && r.Competency != "" {
			r.Date = calendar.In(r.At, p.Zone)
		}
	}
	return world{p, []*signoff.Learner{{ID: "theo", Name: "Theo", Email: "theo@harbor.example", Records: all}}}
}

// digest is that of the n-th record after the enrolment.
func digest(n int) string { return fmt.Sprint("digest ", n) }

func signed(level int) *signoff.Record {
	return &signoff.Record{Type: signoff.Signoff, Role: "cook", Competency: "knife", Revision: 1, Level: line.N(level)}
}

// TestRevocationsOfRevocations: with each one more, what had been voided holds again or no more; no voiding
// statement is ever voided, and the loss by an incident comes and goes with it.
func TestRevocationsOfRevocations(t *testing.T) {
	for _, trigger := range []string{"error", "incident"} {
		for n := range 7 {
			records := []*signoff.Record{signed(7)}
			for i := range n {
				r := &signoff.Record{Type: signoff.Revoke, Ref: digest(i + 1)}
				if i == 0 {
					r.Trigger = trigger
				}
				records = append(records, r)
			}
			w := kitchen(t, "", records...)
			all, left := w.export(t, report.Scope{}, Options{})
			if len(left) > 0 {
				t.Errorf("left out: %v", left)
			}
			void, verb, holds := map[string]bool{}, map[string]string{}, map[string]int{}
			for _, s := range all {
				if verb[s.ID] = s.Verb.ID; s.Verb.ID == voided.ID {
					void[s.Object.ID] = true
					if verb[s.Object.ID] == "" || verb[s.Object.ID] == voided.ID {
						t.Errorf("%d revocations: %q is voided", n, verb[s.Object.ID])
					}
				}
			}
			for _, s := range all {
				if !void[s.ID] {
					holds[s.Verb.ID]++
				}
			}
			lost := 0
			if trigger == "incident" {
				lost = n % 2
			}
			if holds[achieved.ID] != 1-n%2 || holds[revoked.ID] != lost {
				t.Errorf("%s, %d revocations: %d achieved and %d revoked hold", trigger, n, holds[achieved.ID], holds[revoked.ID])
			}
			if got := store(all, "theo", w.input(report.Scope{}), "knife"); got != (n%2 == 0) {
				t.Errorf("%s, %d revocations: a store says %t", trigger, n, got)
			}
		}
	}
}

// TestAnIncidentEndsEarlierSignoffs too, where an error lets them stand again (SPEC 6).
func TestAnIncidentEndsEarlierSignoffs(t *testing.T) {
	for trigger, stands := range map[string]bool{"incident": false, "error": true, "": true} {
		w := kitchen(t, "", signed(7), signed(7), &signoff.Record{Type: signoff.Revoke, Ref: digest(2), Trigger: trigger, Date: calendar.Of(2026, 2, 4)})
		all, _ := w.export(t, report.Scope{}, Options{})
		if got := store(all, "theo", w.input(report.Scope{}), "knife"); got != stands {
			t.Errorf("%q: a store says %t", trigger, got)
		}
	}
}

// TestOrderOfADay: of what was seen on one day the later record decides, also where it was entered afterwards
// (SPEC 6).
func TestOrderOfADay(t *testing.T) {
	first, second := time.Date(2026, 3, 1, 15, 0, 0, 0, time.UTC), time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	for _, signedLater := range []bool{true, false} {
		yes, no := signed(7), &signoff.Record{Type: signoff.Observation, Role: "cook", Competency: "knife", Revision: 1, Outcome: "not-yet"}
		records := []*signoff.Record{yes, no}
		if signedLater {
			records = []*signoff.Record{no, yes}
		}
		for i, at := range []time.Time{first, second} {
			records[i].At, records[i].Date = at, calendar.Of(2026, 3, 1)
		}
		w := kitchen(t, "", records...)
		all, _ := w.export(t, report.Scope{}, Options{})
		if got := store(all, "theo", w.input(report.Scope{}), "knife"); got != signedLater {
			t.Errorf("signed later is %t, and a store says %t", signedLater, got)
		}
	}
}

// TestVerbs goes through what a record can be.
func TestVerbs(t *testing.T) {
	for _, x := range []struct {
		name, policy string
		record       signoff.Record
		verb         Verb // zero: none
		object       string
		why          string
	}{
		{"trained", "", signoff.Record{Type: signoff.Trained, Competency: "knife"}, attended, "competencies/knife", ""},
		{"practice", "", signoff.Record{Type: signoff.Practice, Competency: "knife", By: "theo"}, attempted, "competencies/knife", ""},
		{"request", "", signoff.Record{Type: signoff.Request, Competency: "knife", By: "theo"}, asked, "competencies/knife", ""},
		{"competent", "", signoff.Record{Type: signoff.Observation, Competency: "knife", Outcome: "competent"}, passed, "competencies/knife", ""},
		{"not yet", "", signoff.Record{Type: signoff.Observation, Competency: "knife", Outcome: "not-yet"}, notYet, "competencies/knife", ""},
		{"paper", "", signoff.Record{Type: signoff.Transcribe, Competency: "knife", Outcome: "competent"}, achieved, "competencies/knife", ""},
		{"paper, not yet", "", signoff.Record{Type: signoff.Transcribe, Competency: "knife", Outcome: "not-yet"}, notYet, "competencies/knife", ""},
		{"paper, shown", "transcriptions: show", signoff.Record{Type: signoff.Transcribe, Competency: "knife", Outcome: "competent"}, Verb{}, "", onlyShown},
		{"prior learning", "", signoff.Record{Type: signoff.Waive, Competency: "knife", Kind: signoff.PriorLearning}, waived, "competencies/knife", ""},
		{"equivalent", "", signoff.Record{Type: signoff.Waive, Competency: "knife", Kind: signoff.Equivalent}, waived, "competencies/knife", ""},
		{"deferral", "", signoff.Record{Type: signoff.Waive, Competency: "knife", Kind: signoff.Deferral}, Verb{}, "", nothingMet},
		{"not applicable", "", signoff.Record{Type: signoff.Waive, Competency: "knife", Kind: signoff.NotApplicable}, Verb{}, "", nothingMet},
		{"qualify", "", signoff.Record{Type: signoff.Qualify, Role: "cook"}, satisfied, "roles/cook", ""},
		{"interim", "", signoff.Record{Type: signoff.Qualify, Role: "cook", Interim: true}, Verb{}, "", onlyInterim},
		{"pause of all", "", signoff.Record{Type: signoff.Pause}, suspended, "", ""},
		{"resume", "", signoff.Record{Type: signoff.Resume, Role: "cook"}, resumed, "roles/cook", ""},
		{"leave", "", signoff.Record{Type: signoff.Leave, Role: "cook"}, exited, "roles/cook", ""},
		{"objective", "", signoff.Record{Type: signoff.Note, Kind: "objective", Competency: "knife"}, planned, "competencies/knife", ""},
		{"objective of nothing", "", signoff.Record{Type: signoff.Note, Kind: "objective"}, Verb{}, "", toldBetween},
		{"feedback", "", signoff.Record{Type: signoff.Note, Kind: "feedback", Competency: "knife"}, Verb{}, "", toldBetween},
		{"key", "", signoff.Record{Type: signoff.KeyRecord}, Verb{}, "", noLearning},
		{"acknowledge of nothing", "", signoff.Record{Type: signoff.Acknowledge, Ref: "gone", By: "theo"}, Verb{}, "", speaksOfNone},
		{"revocation of nothing", "", signoff.Record{Type: signoff.Revoke, Ref: "gone"}, Verb{}, "", speaksOfNone},
		{"of a learner by themselves", "", signoff.Record{Type: signoff.Signoff, Competency: "knife", By: "theo"}, Verb{}, "", cannotCount},
		{"by who is none any more", "", signoff.Record{Type: signoff.Signoff, Competency: "knife", By: "old"}, Verb{}, "", cannotCount},
		{"before the start", "", signoff.Record{Type: signoff.Signoff, Competency: "knife", Date: calendar.Of(2025, 12, 31)}, Verb{}, "", cannotCount},
		{"revoked by the learner", "", signoff.Record{Type: signoff.Revoke, Ref: digest(0), By: "theo"}, Verb{}, "", cannotCount},
		{"qualified by nobody", "", signoff.Record{Type: signoff.Qualify, Role: "cook", By: "old"}, Verb{}, "", cannotCount},
	} {
		r := x.record
		all, left := kitchen(t, x.policy, &r).export(t, report.Scope{}, Options{})
		if x.why != "" {
			if len(all) != 1 || len(left) != 1 || left[0] != (Left{x.why, 1}) {
				t.Errorf("%s: %d statements, left out %v", x.name, len(all), left)
			}
			continue
		}
		if len(all) != 2 || len(left) != 0 {
			t.Errorf("%s: %d statements, left out %v", x.name, len(all), left)
			continue
		}
		s, want := all[1], strings.TrimSuffix("https://sojt.invalid/k3v9/"+x.object, "/")
		if s.Verb.ID != x.verb.ID || s.Object.ID != want || s.ID != iri.Record(r.ID, "") {
			t.Errorf("%s: %s %s", x.name, s.Verb.ID, s.Object.ID)
		}
		if own := r.By == "theo" || r.Type == signoff.Transcribe; (s.Context.Instructor == nil) != own {
			t.Errorf("%s: instructor %v", x.name, s.Context.Instructor)
		}
	}
}

// TestReplies are about the statement of what they answer.
func TestReplies(t *testing.T) {
	all, left := kitchen(t, "", signed(7), &signoff.Record{Type: signoff.Acknowledge, Ref: digest(1), By: "theo"},
		&signoff.Record{Type: signoff.Note, Kind: "objective", Competency: "grill"}, &signoff.Record{Type: signoff.Note, Kind: "objective", Ref: digest(3), Done: true},
		&signoff.Record{Type: signoff.Note, Kind: "feedback", Ref: digest(1), Done: true}).export(t, report.Scope{}, Options{})
	if len(all) != 5 || len(left) != 1 {
		t.Fatalf("%d statements, %v", len(all), left)
	}
	for i, about := range map[int]int{2: 1, 4: 3} {
		if s := all[i]; s.Object.ObjectType != statementRef || s.Object.ID != all[about].ID || s.Context.Platform != "" {
			t.Errorf("%s is about %+v", s.Verb.ID, s.Object)
		}
	}
	if all[2].Verb.ID != responded.ID || all[4].Verb.ID != achieved.ID {
		t.Error("other verbs")
	}
}

// TestScoreAndTime: a level's place in its scale, whatever its number, and the time at which work was seen.
func TestScoreAndTime(t *testing.T) {
	for level, want := range map[int]*Score{0: {0, 1, 1, 3}, 5: {0.5, 2, 1, 3}, 7: {1, 3, 1, 3}, 6: nil} {
		all, _ := kitchen(t, "", signed(level)).export(t, report.Scope{}, Options{})
		if got := all[1].Result.Score; !reflect.DeepEqual(got, want) || all[1].Context.Extensions[iri.Extension("level")] != level {
			t.Errorf("level %d: %+v", level, got)
		}
	}
	late := time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC) // the 2nd in Madrid
	for day, want := range map[calendar.Date]string{
		calendar.Of(2026, 3, 2): "2026-03-01T23:30:00Z", calendar.Of(2026, 3, 1): "2026-03-01T22:59:59Z", calendar.Of(2026, 3, 9): "2026-03-01T23:30:00Z",
	} {
		r := signed(7)
		r.At, r.Date = late, day
		all, _ := kitchen(t, "", r).export(t, report.Scope{}, Options{})
		if got := all[1].Timestamp; got != want {
			t.Errorf("seen on %s: %s", day, got)
		}
	}
}

// TestRedaction plants a word in each text of people; none of them, and no name or email, may come out.
func TestRedaction(t *testing.T) {
	const canary = "canary-Zq7"
	w := kitchen(t, "", signed(7))
	r := w.people[0].Records[1]
	planted := 0
	for _, field := range []*string{
		&r.Meaning, &r.Equipment, &r.Place, &r.Task, &r.Assessor, &r.Signer, &r.Dated, &r.Reason, &r.Note, &r.Action, &r.Text, &r.Override, &r.Source.Document, &r.Verified,
	} {
		*field = canary + fmt.Sprint(planted)
		planted++
	}
	r.Evidence = []line.Evidence{{URI: canary, Note: canary}}
	open, _ := w.export(t, report.Scope{}, Options{Names: true, Mbox: true})
	if n := strings.Count(string(bytesOf(t, open)), canary); n < 12 {
		t.Errorf("checker is broken: %d", n)
	}
	for _, o := range []Options{{}, {V2: true}} {
		all, _ := w.export(t, report.Scope{Redact: true}, o)
		for _, word := range []string{canary, "Theo", "Ana", "@"} {
			if strings.Contains(string(bytesOf(t, all)), word) {
				t.Errorf("%s comes out: %s", word, bytesOf(t, all))
			}
		}
	}
	all, _ := w.export(t, report.Scope{}, Options{})
	for _, word := range []string{"Theo", "Ana", "@"} {
		if strings.Contains(string(bytesOf(t, all)), word) {
			t.Errorf("%s comes out unasked", word)
		}
	}
}

// TestMbox takes an address that every store takes, and else the account.
func TestMbox(t *testing.T) {
	for email, mailto := range map[string]bool{
		"theo@harbor.example": true, "t.h+x_y-z@a-b.c.example": true, "": false, "theo": false, "theo@localhost": false,
		"theo@harbor.example\n": false, "a b@harbor.example": false, "a@b@harbor.example": false, "<x>@harbor.example": false, "théo@harbor.example": false,
	} {
		w := kitchen(t, "", signed(7))
		w.people[0].Email = email
		all, _ := w.export(t, report.Scope{}, Options{Mbox: true})
		a := all[1].Actor
		if (a.Mbox == "mailto:"+email) != mailto || (a.Account == nil) != mailto {
			t.Errorf("%q: %+v", email, a)
		}
		if err := judge(sent(t, all)[1]); err != nil {
			t.Errorf("%q: %v", email, err)
		}
	}
}
