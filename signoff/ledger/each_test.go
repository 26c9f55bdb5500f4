package ledger

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

func many(t testing.TB, n int) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for i := range n {
		id := fmt.Sprintf("learner-%04d", n-i)
		texts[fmt.Sprintf("learners/%02d/%s.yaml", i%7, id)], _ = learnerFile(t, id, uint64(i), 2)
	}
	return texts
}

func TestEachGivesAllInOrder(t *testing.T) {
	p, l := load(t, program(t)), Open(files(many(t, 300)))
	var got []string
	for id, err := range Each(context.Background(), l, p, nil, func(learner *signoff.Learner, problems diag.List) (string, error) {
		if len(learner.Records) != 2 || len(sound(problems)) > 0 {
			return "", fmt.Errorf("%s: %d records, %s", learner.ID, len(learner.Records), rendered(problems))
		}
		return learner.ID, nil
	}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, id)
	}
	if len(got) != 300 || !slices.IsSorted(got) {
		t.Errorf("%d learners, in order: %v", len(got), slices.IsSorted(got))
	}
	entries, _, _ := l.Entries()
	some := []Entry{entries[7], entries[3]}
	got = nil
	for id, err := range Each(context.Background(), l, p, some, func(learner *signoff.Learner, _ diag.List) (string, error) { return learner.ID, nil }) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, id)
	}
	if !slices.Equal(got, []string{some[0].ID, some[1].ID}) {
		t.Errorf("asked for %v, got %v", some, got)
	}
}

// Results wait for whoever takes them, but only a few: however slowly they are taken, no more
// learners are in memory.
func TestEachDoesNotRunAhead(t *testing.T) {
	p, l := load(t, program(t)), Open(files(many(t, 400)))
	var read, most atomic.Int64
	taken := int64(0)
	for range Each(context.Background(), l, p, nil, func(*signoff.Learner, diag.List) (struct{}, error) {
		read.Add(1)
		return struct{}{}, nil
	}) {
		taken++
		for range 20 {
			runtime.Gosched()
		}
		most.Store(max(most.Load(), read.Load()-taken))
	}
	if limit := int64(runtime.GOMAXPROCS(0)*(ahead+1) + 1); taken != 400 || most.Load() > limit {
		t.Errorf("%d taken, up to %d ahead, expected at most %d", taken, most.Load(), limit)
	}
}

func TestEachErrorBelongsToOneLearner(t *testing.T) {
	p, l := load(t, program(t)), Open(files(many(t, 50)))
	odd := errors.New("odd")
	n, bad := 0, 0
	for _, err := range Each(context.Background(), l, p, nil, func(learner *signoff.Learner, _ diag.List) (int, error) {
		if learner.ID == "learner-0020" {
			return 0, odd
		}
		return 1, nil
	}) {
		n++
		if err != nil {
			bad++
		}
	}
	if n != 50 || bad != 1 {
		t.Errorf("%d results, %d errors", n, bad)
	}
}

// Whoever stops early leaves no worker behind, and a context that ends is told.
func TestEachStops(t *testing.T) {
	p, l := load(t, program(t)), Open(files(many(t, 200)))
	before := runtime.NumGoroutine()
	n := 0
	for range Each(context.Background(), l, p, nil, func(*signoff.Learner, diag.List) (int, error) { return 0, nil }) {
		if n++; n == 5 {
			break
		}
	}
	for until := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(until) { // whose work is done may still be on its way out
			t.Fatalf("%d goroutines before, %d after", before, runtime.NumGoroutine())
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	n = 0
	var last error
	for _, err := range Each(ctx, l, p, nil, func(*signoff.Learner, diag.List) (int, error) { return 0, nil }) {
		if n++; n == 5 {
			stop()
		}
		last = err
	}
	if n >= 200 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d results, the last with %v", n, last)
	}
	if _, err := l.Check(ctx, p, day); !errors.Is(err, context.Canceled) {
		t.Errorf("a check that was stopped says %v", err)
	}
}

// BenchmarkEach reads 200 sound files of 100 records.
func BenchmarkEach(b *testing.B) {
	texts, size := practicing(b)
	p, l := load(b, program(b)), Open(files(texts))
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for n, err := range Each(context.Background(), l, p, nil, func(_ *signoff.Learner, problems diag.List) (int, error) { return len(problems), nil }) {
			if err != nil || n > 0 {
				b.Fatal(n, err)
			}
		}
	}
}

// practicing is 200 files of people who did nothing but practise, and their size in bytes.
func practicing(b *testing.B) (texts map[string]string, size int64) {
	texts = map[string]string{}
	for i := range 200 {
		id := fmt.Sprintf("learner-%04d", i)
		name := "learners/" + id + ".yaml"
		texts[name] = practiced(b, id, uint64(i), 100)
		size += int64(len(texts[name]))
	}
	return texts, size
}

// practiced is the file of somebody who did nothing but practise.
func practiced(b *testing.B, id string, seed uint64, n int) string {
	g := testkit.New(seed)
	g.Program, g.Learner = "harbor-kitchen", id
	var text strings.Builder
	fmt.Fprintf(&text, "learner: %s\nrecords:\n", id)
	for range n {
		r := g.Of(signoff.Practice)
		r.Competency, r.Prev = "knife-safety", nil
		if err := r.Seal(); err != nil {
			b.Fatal(err)
		}
		object, err := r.Line()
		if err != nil {
			b.Fatal(err)
		}
		text.WriteString(line.Bullet + object + "\n")
	}
	return text.String()
}
