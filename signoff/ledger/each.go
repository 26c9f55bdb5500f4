package ledger

import (
	"context"
	"iter"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/progress"
)

// ahead is how many results a worker may be ahead of the one that is being used.
const ahead = 4

// Each reads learners in parallel and gives what f makes of each, in the order of entries; nil
// entries are all, by id. f runs in the worker that read the learner: it gets what Read gives and
// must be safe for concurrent use. An error, of f or of reading, belongs to one learner and does not
// end the others; after the context has ended there is one more pair, with its error. Memory is
// bounded by the number of workers, whatever the number of learners.
func Each[T any](ctx context.Context, l *Ledger, program *competency.Program, entries []Entry,
	f func(*signoff.Learner, diag.List) (T, error)) iter.Seq2[T, error] {
	return inOrder(ctx, l, entries, 1, func() (func(Entry) (T, error), func()) {
		room := newRoom()
		return func(e Entry) (T, error) {
			read, err := l.read(e, program, room)
			if err != nil {
				return *new(T), err
			}
			return f(read.learner, read.problems)
		}, func() {}
	})
}

// outcome is a result on its way.
type outcome[T any] struct {
	value T
	err   error
}

// task is learners to read, and where the results are awaited.
type task[T any] struct {
	entries []Entry
	done    chan []outcome[T]
}

// inOrder does the same to all entries in parallel and gives the results in order. Workers get several at a
// time; worker is called once for each, and gives what it does and how it ends.
func inOrder[T any](ctx context.Context, l *Ledger, entries []Entry, several int, worker func() (do func(Entry) (T, error), end func())) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		if entries == nil {
			all, _, err := l.Entries()
			if err != nil {
				yield(*new(T), err)
				return
			}
			entries = all
		}
		ctx, stop := context.WithCancel(ctx)
		workers := min(runtime.GOMAXPROCS(0), len(entries))
		tasks := make(chan task[T])
		order := make(chan task[T], workers*ahead)
		var group errgroup.Group
		defer group.Wait()
		defer stop()
		group.Go(func() error {
			defer close(tasks)
			defer close(order)
			return hand(ctx, entries, several, tasks, order)
		})
		for range workers {
			group.Go(func() error {
				do, end := worker()
				defer end()
				for t := range tasks {
					t.done <- work(ctx, t.entries, do)
				}
				return nil
			})
		}
		done, finished := progress.Begin(ctx, "reading learners", "", len(entries))
		defer finished()
		taken := 0
		take(ctx, order, func(value T, err error) bool {
			taken++
			done(taken)
			return yield(value, err)
		})
	}
}

// hand gives out the entries, each into the queue of results first, so that order is kept and no
// worker runs too far ahead.
func hand[T any](ctx context.Context, entries []Entry, several int, tasks, order chan<- task[T]) error {
	for some := range slices.Chunk(entries, several) {
		t := task[T]{entries: some, done: make(chan []outcome[T], 1)}
		for _, queue := range []chan<- task[T]{order, tasks} {
			select {
			case queue <- t:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
	return nil
}

func work[T any](ctx context.Context, entries []Entry, do func(Entry) (T, error)) []outcome[T] {
	outcomes := make([]outcome[T], 0, len(entries))
	for _, e := range entries {
		if ctx.Err() != nil {
			break
		}
		value, err := do(e)
		outcomes = append(outcomes, outcome[T]{value, err})
	}
	return outcomes
}

// take yields the results as they come due.
func take[T any](ctx context.Context, order <-chan task[T], yield func(T, error) bool) {
	for t := range order {
		select {
		case outcomes := <-t.done:
			for _, o := range outcomes {
				if !yield(o.value, o.err) {
					return
				}
			}
		case <-ctx.Done():
			yield(*new(T), ctx.Err())
			return
		}
	}
	if err := ctx.Err(); err != nil {
		yield(*new(T), err)
	}
}
