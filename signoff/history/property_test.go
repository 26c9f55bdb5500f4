package history_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"

	"sojt/signoff/git"
)

// histories makes n of them in one repository, and gives their heads.
func histories(t *testing.T, seed uint64, n int, grow func(r *random, i int) *node) (*clone, []*node) {
	c := newClone(t)
	all := map[string]*random{}
	heads := make([]*node, n)
	next := 1
	for i := range n {
		r := newRandom(seed+uint64(i), next)
		heads[i] = grow(r, i)
		next = r.next
		all[fmt.Sprintf("h%d", i)] = r
	}
	c.fill(all)
	return c, heads
}

// batches runs f with seeds, so that no repository holds too many.
func batches(t *testing.T, n int, f func(t *testing.T, seed uint64, n int)) {
	const batch = 100
	for done := 0; done < n; done += batch {
		t.Run(fmt.Sprint(done), func(t *testing.T) { f(t, uint64(done), min(batch, n-done)) })
	}
}

func count(short, whole int) int {
	switch {
	case *long:
		return whole
	case testing.Short():
		return short / 2
	}
	return short
}

func TestCleanHistoriesGiveNothing(t *testing.T) {
	merges := 0
	batches(t, count(200, 10_000), func(t *testing.T, seed uint64, n int) {
		c, heads := histories(t, seed, n, func(r *random, _ int) *node { return r.grow(8 + r.IntN(16)) })
		for i, head := range heads {
			o := newOracle(head)
			for n := range o.all {
				if len(n.parents) > 1 {
					merges++
				}
			}
			if len(o.lost) > 0 {
				t.Fatalf("the generator is broken: a clean history lost %d lines", len(o.lost))
			}
			for _, wrong := range o.misses(c, c.read(head, "", whole)) {
				t.Errorf("history %d: %s", seed+uint64(i), wrong)
			}
		}
	})
	if merges < 25 {
		t.Errorf("only %d merges among the histories", merges)
	}
}

// planted grows a history with one defect of each kind in turn.
func planted(r *random, i int) *node {
	r.grow(4 + r.IntN(8))
	defects[i%len(defects)].plant(r)
	defect := r.heads[0]
	if r.more(r.IntN(10)); !newOracle(r.heads[0]).all[defect] {
		return defect // it was squashed into a history of its own, which never saw what is lost
	}
	return r.heads[0]
}

func TestPlantedDefectsAreFound(t *testing.T) {
	batches(t, count(50, 1000), func(t *testing.T, seed uint64, n int) {
		c, heads := histories(t, 1_000_000+seed, n, planted)
		for i, head := range heads {
			name := defects[i%len(defects)].name
			o := newOracle(head)
			h := c.read(head, "", whole)
			if len(h.Lost)+len(h.Modes) == 0 {
				t.Errorf("history %d: checker is broken: %s was not found", seed+uint64(i), name)
			}
			for _, wrong := range o.misses(c, h) {
				t.Errorf("history %d, %s: %s", seed+uint64(i), name, wrong)
			}
		}
	})
}

// A checker that looks at less must fail the test above, or the test shows nothing.
func TestPlantedDefectsTellCheckersApart(t *testing.T) {
	c, heads := histories(t, 1_000_000, 50, planted)
	for name, check := range map[string]func(*node) checker{
		"no merge edges": func(*node) checker {
			return only(func(e git.Edge) bool { return e.Nth == 0 })
		},
		"the first-parent line": func(head *node) checker {
			var line []string
			for n := head; ; n = n.parents[0] {
				if line = append(line, c.ids[n.mark]); len(n.parents) == 0 {
					return only(func(e git.Edge) bool { return e.Nth == 0 && slices.Contains(line, e.Commit) })
				}
			}
		},
		"no merges": func(*node) checker {
			return only(func(e git.Edge) bool { return len(e.Parents) < 2 })
		},
	} {
		missed := 0
		for _, head := range heads {
			o := newOracle(head)
			h := c.read(head, "", check(head))
			for _, l := range h.Lost {
				delete(o.lost, l.Object)
			}
			if len(o.lost) > 0 {
				missed++
			}
		}
		if missed == 0 {
			t.Errorf("checker is broken: %q finds all that was planted", name)
		}
		t.Logf("%s: misses %d of %d", name, missed, len(heads))
	}
}

func only(keep func(git.Edge) bool) checker {
	return func(edges iter.Seq2[git.Edge, error]) iter.Seq2[git.Edge, error] {
		return func(yield func(git.Edge, error) bool) {
			for e, err := range edges {
				if (err != nil || keep(e)) && !yield(e, err) {
					return
				}
			}
		}
	}
}
