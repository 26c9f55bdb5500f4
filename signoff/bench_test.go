package signoff

import (
	"fmt"
	"strings"
	"testing"
)

// someCook is a learner with a hundred records in a role of thirty competencies.
func someCook(t testing.TB) *world {
	var list strings.Builder
	for i := range 30 {
		fmt.Fprintf(&list, "  - {id: c%d, title: C%d, renew: 1y, practice: 1, due: 30d}\n", i, i)
	}
	w := newWorld(t, list.String())
	w.add(enrolled)
	for i := range 99 {
		switch c := fmt.Sprintf("c%d", i/3); i % 3 {
		case 0:
			w.add("2026-01-06 mia practice " + c)
		case 1:
			w.add("2026-01-07 ana observation " + c)
		default:
			w.add("2026-01-08 ben signoff " + c)
		}
	}
	return w
}

func BenchmarkFold(b *testing.B) {
	w := someCook(b)
	m := Moment{AsOf: w.day("2026-03-01")}
	b.ReportAllocs()
	for b.Loop() {
		w.book.Fold(w.learner("mia"), m)
	}
}

func BenchmarkFoldLent(b *testing.B) {
	w := someCook(b)
	m, folder := Moment{AsOf: w.day("2026-03-01")}, w.book.Folder()
	b.ReportAllocs()
	for b.Loop() {
		folder.Fold(w.learner("mia"), m)
	}
}

func BenchmarkJudge(b *testing.B) {
	w := someCook(b)
	r := w.records("2026-03-01 ana signoff c7")[0]
	b.ReportAllocs()
	for b.Loop() {
		w.book.Judge(w.learner("mia"), r)
	}
}
