package verify

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// BenchmarkAll verifies learners of many records each; every one is judged by what was known then,
// so the cost of a learner grows with the square of the records.
func BenchmarkAll(b *testing.B) {
	for _, size := range []struct{ learners, records int }{{1000, 10}, {100, 100}, {3, 1000}} {
		b.Run(fmt.Sprintf("%dx%d", size.learners, size.records), func(b *testing.B) {
			w := newWorld(b)
			delete(w.headers, "mia")
			for i := range size.learners {
				id := fmt.Sprintf("p%d", i)
				var lines strings.Builder
				fmt.Fprintf(&lines, "learner %s department=kitchen\n2026-01-10 cleo enroll cook\nX: 2026-01-11 ana signoff wash\n", id)
				for n := range size.records - 2 {
					fmt.Fprintf(&lines, "X: %s %s practice cut prev=X\n", calendar.Of(2026, 1, 12)+calendar.Date(n%100), id)
				}
				w.add(lines.String())
			}
			l := ledger.Open(w.files(nil))
			book := signoff.NewRulebook(w.program, nil)
			for b.Loop() {
				result, err := (&Case{Ledger: l, Book: book, Now: now}).All(context.Background())
				if err != nil || result.Checked.Records != size.learners*size.records {
					b.Fatal(result.Checked, err)
				}
			}
			b.ReportMetric(float64(b.N*size.learners*size.records)/b.Elapsed().Seconds(), "records/s")
		})
	}
}
