package exchange_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"sojt/signoff/git"
)

var long = flag.Bool("long", false, "many more clones and records")

// TestManyClones has clones record and exchange in random order, all at once, against one repository:
// in the end every record is everywhere, once (INTEGRITY 10).
func TestManyClones(t *testing.T) {
	clones, records, most := 5, 10, 3
	if *long {
		clones, records, most = 25, 200, 30
	}
	if testing.Short() {
		clones, records = 3, 3
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	t.Attr("runs", fmt.Sprintf("%d x %d", clones, records))
	origin, all := world(t, clones)
	made := make([][]string, clones)
	again := make([]int, clones)
	var wait sync.WaitGroup
	for i, c := range all {
		wait.Go(func() {
			random := rand.New(rand.NewPCG(seed, uint64(i)))
			for len(made[i]) < records { // a command writes one record, or a few
				var texts []string
				for n := range min(1+random.IntN(most), records-len(made[i])) {
					texts = append(texts, fmt.Sprint(i, " ", len(made[i])+n))
				}
				made[i] = append(made[i], c.records([]string{"sam", "theo"}[random.IntN(2)], texts...)...)
				if random.IntN(3) == 0 {
					again[i] += c.untilDone()
				}
			}
			again[i] += c.untilDone()
		})
	}
	wait.Wait()
	var want []string
	for i := range all {
		want = append(want, made[i]...)
	}
	if len(want) != clones*records {
		t.Fatalf("checker is broken: %d records were made", len(want))
	}
	for i, c := range all { // nobody sends any more: what is over there is taken in
		c.sync()
		c.holds(name(i), want)
		if head, there := c.git("rev-parse", "HEAD"), c.git("--git-dir", origin, "rev-parse", "main"); head != there {
			t.Errorf("clone %d is at %s, the origin at %s", i, head, there)
		}
	}
	t.Logf("given up after ten tries, and begun anew: %v", again)
}

// untilDone exchanges until it is through, and counts how often others were faster ten times.
func (c *clone) untilDone() (again int) {
	for ; ; again++ {
		_, err := c.exchange().Run(context.Background())
		if err == nil {
			return again
		}
		if !errors.Is(err, git.ErrMoved) {
			c.t.Error(err)
			return again
		}
	}
}
