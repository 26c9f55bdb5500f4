package verify

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"sojt/competency"
	"sojt/signoff"
	"sojt/signoff/testkit"
)

// TestEnough: what is left out of a learner for speed changes no judgement.
func TestEnough(t *testing.T) {
	for seed := range uint64(8) {
		g := testkit.New(seed)
		files := fstest.MapFS{}
		for name, text := range g.Definitions() {
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
		p, _ := competency.Load(files)
		book := signoff.NewRulebook(p, nil)
		refused := 0
		for _, l := range g.People(p, 3, 60) {
			s := (&Case{Book: book, Now: now}).prepare().examine(l, nil)
			for _, r := range s.records {
				want := book.Judge(l, r)
				refused += len(want)
				if diff := cmp.Diff(want, book.Judge(s.enough(l, r), r)); diff != "" {
					t.Fatalf("seed %d, %s %s: %s", seed, r.Type, r.ID, diff)
				}
			}
		}
		if refused == 0 {
			t.Fatalf("seed %d: nothing was refused, so nothing was compared", seed)
		}
	}
}
