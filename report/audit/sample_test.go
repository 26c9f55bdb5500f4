package audit_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"sojt/report"
	"sojt/report/audit"
	"sojt/signoff"
)

// staffed is a bed with 24 cooks: ana signed all knives, ben all grills but two, and dee those.
func staffed(t *testing.T) *bed {
	b := newBed(t)
	for i := range 24 {
		id := fmt.Sprintf("cook-%02d", i)
		b.enrol(id, "cook", "2026-10-01")
		b.sign(id, "cook", "knife", "ana", "2026-10-15")
		by := "ben"
		if i%12 == 0 {
			by = "dee"
		}
		b.sign(id, "cook", "grill", by, "2026-10-16")
	}
	return b
}

func draw(b *bed, n, seed int) (lines []string, mentors map[string]int) {
	in, _ := b.inputs(report.Scope{})
	mentors = map[string]int{}
	for _, d := range (audit.Sample{In: in, N: n, Seed: seed}).Draw() {
		lines = append(lines, d.Learner.ID+" "+d.Signed.Competency+" "+d.Signed.By)
		mentors[d.Signed.By]++
	}
	return lines, mentors
}

// The same records and seed draw the same, whatever the order of people and of lines, and repeated lines.
func TestSampleDependsOnRecordsAndSeedAlone(t *testing.T) {
	b := staffed(t)
	want, _ := draw(b, 5, 7)
	if other, _ := draw(b, 5, 8); slices.Equal(want, other) {
		t.Error("checker is broken: another seed draws the same")
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 10 {
		random.Shuffle(len(b.people), func(i, j int) { b.people[i], b.people[j] = b.people[j], b.people[i] })
		for _, l := range b.people {
			random.Shuffle(len(l.Records), func(i, j int) { l.Records[i], l.Records[j] = l.Records[j], l.Records[i] })
		}
		if got, _ := draw(b, 5, 7); !slices.Equal(got, want) {
			t.Fatalf("drew %q, want %q", got, want)
		}
	}
	b.people[0].Records = append(b.people[0].Records, b.people[0].Records...)
	if got, _ := draw(b, 5, 7); !slices.Equal(got, want) {
		t.Errorf("with lines twice drew %q, want %q", got, want)
	}
}

// Of one mentor: only what that mentor signed, for whomever and whoever else recorded something for them, and all
// of it when there are no more.
func TestSampleOfOneMentor(t *testing.T) {
	in, _ := staffed(t).inputs(report.Scope{})
	for mentor, all := range map[string]int{"ana": 26, "ben": 23, "dee": 2} {
		for n, want := range map[int]int{1: 1, 5: min(5, all), 99: all} {
			drawn := audit.Sample{In: in, N: n, Seed: 7, Mentor: mentor}.Draw()
			if len(drawn) != want {
				t.Errorf("%d of %s: %d drawn, want %d", n, mentor, len(drawn), want)
			}
			for _, d := range drawn {
				if d.Signed.By != mentor {
					t.Errorf("checker is broken: drawn of %s: %s's", mentor, d.Signed.By)
				}
			}
		}
	}
}

// Of each mentor in turn: four mentors give one each before any gives two, and who has no more leaves
// the rest to the others; a draw of more than there are draws all, each once.
func TestSampleIsSpreadOverMentors(t *testing.T) {
	b := staffed(t) // ana 26 with zoe's knife and dee's coaching, ben 23, dee 2
	for seed := range 50 {
		for n, most := range map[int]int{1: 1, 3: 1, 5: 2, 6: 2, 8: 3} {
			lines, mentors := draw(b, n, seed)
			if len(lines) != n || len(slices.Compact(slices.Sorted(slices.Values(lines)))) != n {
				t.Fatalf("seed %d: %d drawn: %q", seed, n, lines)
			}
			for id, drawn := range mentors {
				if drawn > most {
					t.Errorf("seed %d: %d of %d are %s's", seed, drawn, n, id)
				}
			}
		}
	}
	lines, mentors := draw(b, 1000, 7)
	if len(lines) != 51 || mentors["ana"] != 26 || mentors["ben"] != 23 || mentors["dee"] != 2 {
		t.Errorf("all are %d: %v", len(lines), mentors)
	}
}

// Each sign-off of a mentor is as likely as any other: over 600 seeds each of ana's 26 comes first about
// 23 times. With 25 degrees of freedom chi-squared is above 52.62 once in a thousand (Pearson's tables);
// the seeds are fixed, so the test gives the same each time.
func TestSampleIsEven(t *testing.T) {
	b := staffed(t)
	in, _ := b.inputs(report.Scope{Filter: report.Filter{}})
	counts := map[string]int{}
	const seeds = 600
	for seed := range seeds {
		for _, d := range (audit.Sample{In: in, N: 3, Seed: seed}).Draw() {
			if d.Signed.By == "ana" {
				counts[d.Signed.ID]++
			}
		}
	}
	expected, chi := float64(seeds)/26, 0.0
	for _, n := range counts {
		chi += (float64(n) - expected) * (float64(n) - expected) / expected
	}
	if len(counts) != 26 || chi > 52.62 {
		t.Errorf("%d of 26 were drawn, chi-squared %.1f", len(counts), chi)
	}
}

// One sign-off more does not change who else is drawn, but for the one that it takes the place of.
func TestSampleChangesLittle(t *testing.T) {
	b := staffed(t)
	before, _ := draw(b, 6, 7)
	b.cook("late-comer")
	after, _ := draw(b, 6, 7)
	changed := 0
	for _, line := range before {
		if !slices.Contains(after, line) {
			changed++
		}
	}
	if changed > 2 { // the newcomer brings two sign-offs
		t.Errorf("%d of 6 changed", changed)
	}
}

func TestSampleLeavesOutWhatCannotBeSeenAgain(t *testing.T) {
	b := newBed(t)
	b.sign("zoe", "cook", "peel", "ana", "2026-08-01") // retired since
	b.cook("gone")                                     // left
	b.add("gone", "cal", "2026-10-20", signoff.Record{Type: signoff.Leave, Date: day("2026-10-20"), Reason: "moved"})
	b.cook("away") // paused
	pause(b, "away", "2026-10-20", "")
	no := b.cook("not")
	b.observe("not", "knife", "cal", "2026-10-21", signoff.NotYetOutcome) // does not stand any more
	b.add("not", "cal", "2026-10-22", signoff.Record{Type: signoff.Revoke, Ref: no.Records[2].Digest, Reason: "typo", Date: day("2026-10-22")})
	lines, _ := draw(b, 100, 7)
	slices.Sort(lines)
	if want := "dee coaching ana, zoe grill ben, zoe knife ana"; strings.Join(lines, ", ") != want {
		t.Errorf("drew %q, want %q", lines, want)
	}
}

// What is typed carries what an observation must carry, and no more.
func TestSampleCommand(t *testing.T) {
	b := newBed(t, func(files map[string]string) {
		files["sojt.yaml"] += "scales: [{id: trust, levels: [{id: 1, name: Watches}, {id: 2, name: Alone, pass: true}, {id: 3, name: Teaches}]}]\n"
		files["roles/pilot.yaml"] = "role: pilot\ntitle: Pilot\ndepartment: kitchen\ncompetencies:\n" +
			"  - {id: drive, title: Drives, scale: trust, level: 2, capture: [equipment, evidence, note], accomplish: simulate}\n"
	})
	b.enrol("pia", "pilot", "2026-10-01")
	r := b.sign("pia", "pilot", "drive", "ana", "2026-10-10", func(r *signoff.Record) { r.Level.N, r.Level.Set, r.Accomplish = 3, true, "simulate" })
	in, _ := b.inputs(report.Scope{Filter: report.Filter{Learner: "pia"}})
	drawn := (audit.Sample{In: in, N: 1}).Draw()
	want := `sojt observe pia drive --outcome competent --all-criteria --level 3 --accomplish simulate --equipment TEXT --evidence FILE --note "spot check of ` + r.ID + `"`
	if got := strings.Join(drawn[0].Command(), " "); got != want {
		t.Errorf("typed is\n%s\nwant\n%s", got, want)
	}
	if got := strings.Join(drawn[0].Able, " "); got != "ben cal dee" {
		t.Errorf("who can is %q", got)
	}
}
