package xapi

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"sojt/competency/text"
	"sojt/report"
	"sojt/report/iri"
	"sojt/signoff"
)

// worlds gives every program of the examples, and some that are made up.
func worlds(t *testing.T, test func(*testing.T, world)) {
	for name, w := range examples(t) {
		t.Run(name, func(t *testing.T) { test(t, w) })
	}
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("made ", seed), func(t *testing.T) { test(t, made(t, seed, 4, 60)) })
	}
}

// TestStatementsAreGood: the judge finds nothing, ids are given once, and what is written is the same
// whatever the order of records.
func TestStatementsAreGood(t *testing.T) {
	worlds(t, func(t *testing.T, w world) {
		for _, o := range []Options{{}, {Names: true, Mbox: true}, {V2: true}} {
			all, left := w.export(t, report.Scope{}, o)
			seen := map[string]bool{}
			for i, raw := range sent(t, all) {
				if o.V2 {
					raw = bytes.Replace(raw, []byte(`"version":"2.0.0"`), []byte(`"version":"1.0.0"`), 1)
				}
				if err := judge(raw); err != nil {
					t.Errorf("%v\n%s", err, raw)
				}
				if seen[all[i].ID] {
					t.Errorf("%s is given twice", all[i].ID)
				}
				seen[all[i].ID] = true
			}
			counted(t, w, all, left)
			shuffled := world{program: w.program}
			for _, l := range w.people {
				other := *l
				other.Records = slices.Concat(l.Records, l.Records[:1])
				rand.New(rand.NewPCG(1, 2)).Shuffle(len(other.Records), func(i, j int) {
					other.Records[i], other.Records[j] = other.Records[j], other.Records[i]
				})
				shuffled.people = append(shuffled.people, &other)
			}
			again, _ := shuffled.export(t, report.Scope{}, o)
			if !bytes.Equal(bytesOf(t, all), bytesOf(t, again)) {
				t.Error("another order of lines gives other statements")
			}
		}
	})
}

// counted: every record has a statement or is counted among those that have none.
func counted(t *testing.T, w world, all []Statement, left []Left) {
	t.Helper()
	records, told, without := 0, map[any]bool{}, 0
	for _, l := range w.people {
		records += len(signoff.Once(l.Records))
	}
	for _, s := range all {
		if by, restored := s.Context.Extensions[iri.Extension("restored-by")]; restored {
			told[by] = true
		} else {
			told[s.Context.Extensions[iri.Extension("record")]] = true
		}
	}
	for _, l := range left {
		without += l.N
	}
	if records != len(told)+without || records == 0 {
		t.Errorf("%d records, %d told, %d counted as left out", records, len(told), without)
	}
}

// TestVoiding: what is voided is a statement that is there and voids nothing itself, and nothing is voided
// twice over.
func TestVoiding(t *testing.T) {
	voidings := 0
	worlds(t, func(t *testing.T, w world) {
		all, _ := w.export(t, report.Scope{}, Options{})
		verb := map[string]string{}
		for _, s := range all {
			verb[s.ID] = s.Verb.ID
		}
		for _, s := range all {
			if s.Verb.ID != voided.ID {
				continue
			}
			voidings++
			if of := verb[s.Object.ID]; of == "" || of == voided.ID {
				t.Errorf("%s voids %s, which is %q", s.ID, s.Object.ID, of)
			}
		}
	})
	if voidings < 10 {
		t.Errorf("%d voidings are no test", voidings)
	}
}

// TestWhatAStoreMakesOfIt: by the rule of docs/exchange.md, what a store can know agrees with sojt's standings
// of the examples, where these do not rest on definitions of today.
func TestWhatAStoreMakesOfIt(t *testing.T) {
	compared := map[signoff.Standing]int{}
	for name, w := range examples(t) {
		in := w.input(report.Scope{})
		all, _ := w.export(t, report.Scope{}, Options{})
		for _, l := range w.people {
			for _, role := range in.Book.Fold(l, in.Moment).Roles {
				for _, c := range role.Cells {
					want, clear := map[signoff.Standing]bool{
						signoff.StandsCompetent: true, signoff.StandsExpired: true, signoff.StandsLapsed: true, signoff.StandsSuspect: true,
						signoff.StandsNotYet: false, signoff.StandsRevoked: false,
					}[c.Standing]
					if !clear || len(w.program.Competency(c.Entry.ID).Replaces) > 0 {
						continue
					}
					compared[c.Standing]++
					if got := store(all, l.ID, in, c.Entry.ID); got != want {
						t.Errorf("%s: %s in %s is %s, and a store would say %t", name, l.ID, c.Entry.ID, c.Standing, got)
					}
				}
			}
		}
	}
	if compared[signoff.StandsCompetent]+compared[signoff.StandsExpired] < 50 {
		t.Errorf("compared %v", compared)
	}
}

// store answers from statements alone whether somebody was found competent and it was not taken back.
func store(all []Statement, learner string, in *report.Input, id string) bool {
	base, _ := iri.Of("", in.Program.ID)
	void, latest, competent := map[string]bool{}, "", false
	for _, s := range all {
		if s.Verb.ID == voided.ID {
			void[s.Object.ID] = true
		}
	}
	for _, s := range all {
		about, who := s.Object.ID, s.Actor.Account.Name
		if s.Verb.ID == revoked.ID {
			about, who = s.Context.ContextActivities["grouping"][0].ID, s.Object.Account.Name
		}
		says, counts := map[string]bool{achieved.ID: true, waived.ID: true, revoked.ID: false, notYet.ID: false}[s.Verb.ID]
		if counts && !void[s.ID] && who == learner && about == base.Competency(id) && s.Timestamp >= latest {
			latest, competent = s.Timestamp, says
		}
	}
	return competent
}

// TestNothingSteers: whatever people are called and wrote, the bytes steer no terminal, and say the same.
func TestNothingSteers(t *testing.T) {
	worlds(t, func(t *testing.T, w world) {
		all, _ := w.export(t, report.Scope{}, Options{Names: true})
		for _, r := range string(bytesOf(t, all)) {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028') {
				t.Fatalf("%U is written as it is", r)
			}
		}
		names := map[string]string{}
		for _, l := range w.people {
			names[l.ID] = text.Fold(l.Name)
		}
		for _, s := range all {
			if n := s.Actor.Name; n != "" && !strings.HasPrefix(n, names[s.Actor.Account.Name]) && s.Verb.ID != voided.ID && s.Verb.ID != revoked.ID {
				t.Errorf("%s is called %q", s.Actor.Account.Name, n)
			}
		}
	})
}
