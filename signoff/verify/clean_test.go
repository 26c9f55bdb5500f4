package verify

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"sojt/signoff"
)

// usualLife is a learner with records of every type, as sojt writes them, some of them by two clones
// that git merged.
const usualLife = `
ME-E: 2026-01-10 cleo enroll cook
      2026-01-10 cleo key KEY-ME
      2026-01-11 ana trained wash
      2026-01-11 ME practice wash with=ana
      2026-01-12 ME request wash
ME-W: 2026-01-13 ana signoff wash
      2026-01-13 ME acknowledge ME-W
      2026-01-14 ME practice cut
      2026-01-15 ben practice cut
      2026-01-15 ben observation cut not-yet
      2026-01-16 ME note
      2026-01-17 ana signoff cut
      2026-01-20 cleo waive fry deferral until=2026-09-01
      2026-01-21 ana observation fry competent
      2026-01-22 ben signoff fry late=true at=2026-02-02T09:00:00
      2026-02-03 cleo pause cook
      2026-02-20 cleo resume cook
ME-T: 2026-02-21 ben transcribe toast date=2026-01-30
      2026-02-27 emil practice wash
ME-A: 2026-03-01 ana observation bake competent prev=ME-T
ME-B: 2026-03-01 ben note prev=ME-T
      2026-03-02 ben signoff bake reaffirms=ME-T prev=ME-A,ME-B
ME-N: 2026-03-03 cleo note
ME-R: 2026-03-04 cleo revoke ME-N
      2026-03-04 cleo revoke ME-R
      2026-03-05 cleo qualify cook
      2026-03-06 cleo leave cook
      2026-04-01 cleo enroll cook
`

// TestCleanProgramHasNoFinding is the other half of planted defects: what sojt writes, several
// learners with every record type and what two clones did at the same time, is clean.
func TestCleanProgramHasNoFinding(t *testing.T) {
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 1))
		w := newWorld(t)
		for _, id := range []string{"ina", "joe", "kim", "lou"} {
			w.add("learner " + id + " department=kitchen").add(strings.ReplaceAll(usualLife, "ME", id))
		}
		delete(w.headers, "mia")
		files := w.files(func(lines []string) {
			random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		})
		for _, name := range signoff.KnownTypes() {
			if !slices.ContainsFunc(w.records["ina"], func(r *signoff.Record) bool { return r.Type == name }) {
				t.Fatalf("no record of type %s", name)
			}
		}
		result := w.verify(files)
		if len(result.Problems) > 0 {
			t.Fatalf("seed %d:\n%s", seed, report(result.Problems))
		}
		want := Checked{Learners: 4, Records: 0}
		for _, records := range w.records {
			want.Records += len(records)
		}
		if result.Checked != want {
			t.Errorf("checked %+v, expected %+v", result.Checked, want)
		}
	}
}
