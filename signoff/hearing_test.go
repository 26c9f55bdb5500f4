package signoff

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// inTurn compares verdicts on all records of learners, in the order in which turn puts them, with those on each by
// itself, and what the hearing knows at each with what a fold of just the records before it says. It gives the
// first difference, and how many refusals there were.
func inTurn(t *testing.T, spoil func(*Hearing), turn func(c chance, records []*Record)) (differs string, refused int) {
	for seed := range max(seeds()/10, 8) {
		w, people := several(t, seed)
		for _, l := range people {
			hearing := w.book.Hearing(l)
			spoil(hearing)
			records := slices.Clone(l.Records)
			turn(chance{rand.New(rand.NewPCG(seed, 14))}, records)
			for _, r := range records {
				got, want := hearing.Judge(r), w.book.Judge(l, r)
				refused += len(want)
				if d := cmp.Diff(want, got) + knows(w, hearing, l, r); d != "" {
					return fmt.Sprintf("seed %d, %s:\n%s", seed, r.ID, d), refused
				}
			}
		}
	}
	return "", refused
}

// knows says in what a hearing of a record and a fold of those before it differ.
func knows(w *world, hearing *Hearing, l *Learner, r *Record) string {
	before := *l
	before.Records = slices.DeleteFunc(slices.Clone(l.Records), func(o *Record) bool { return recorded(o, r) >= 0 })
	heard := &Standings{Learner: l, Moment: hearing.day.moment, history: &hearing.day}
	hearing.day.standings(heard)
	return cmp.Diff(everything(w, w.book.Fold(&before, hearing.day.moment)), everything(w, heard))
}

// TestHearingSaysTheSame: a record is judged as by itself, whichever was judged before it.
func TestHearingSaysTheSame(t *testing.T) {
	inOrder := func(_ chance, records []*Record) { slices.SortFunc(records, recorded) }
	shuffled := func(c chance, records []*Record) {
		c.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
	}
	for name, turn := range map[string]func(chance, []*Record){"in order": inOrder, "shuffled": shuffled} {
		differs, refused := inTurn(t, func(*Hearing) {}, turn)
		if differs != "" {
			t.Errorf("%s: %s", name, differs)
		}
		if refused < 100 {
			t.Errorf("%s: only %d refusals: the test shows too little", name, refused)
		}
	}
	forgets := func(h *Hearing) { h.all = slices.Delete(h.all, 0, 1) }
	if differs, _ := inTurn(t, forgets, inOrder); differs == "" {
		t.Error("the checker is broken: a hearing that does not know of an enrolment says the same")
	}
}

// BenchmarkHearing judges files of different length, a record at a time: what one takes may not grow with them.
func BenchmarkHearing(b *testing.B) {
	for _, n := range []int{1, 10, 100} {
		w := someCook(b)
		l := w.learner("mia")
		for range n - 1 {
			day := l.Records[len(l.Records)-1].Date + 1
			for i := range 30 {
				w.add(fmt.Sprintf("%s mia practice c%d x2\n%s ben observation c%d", day, i, day, i))
			}
		}
		b.Run(fmt.Sprint(len(l.Records)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				hearing := w.book.Hearing(l)
				for _, r := range l.Records {
					hearing.Judge(r)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(l.Records)), "ns/record")
		})
	}
}
