package ledger

import (
	"context"
	"iter"
	"runtime"

	"golang.org/x/sync/errgroup"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
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
	return each(ctx, l, program, entries, func() func(*file) (T, error) {
		return func(file *file) (T, error) { return f(file.learner, file.problems) }
	})
}

// outcome is a result on its way.
type outcome[T any] struct {
	value T
	err   error
}

// task is one learner to read, and where the result is awaited.
type task[T any] struct {
	entry Entry
	done  chan outcome[T]
}

func each[T any](ctx context.Context, l *Ledger, program *competency.Program, entries []Entry, worker func() func(*file) (T, error)) iter.Seq2[T, error] {
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
			return hand(ctx, entries, tasks, order)
		})
		for range workers {
			group.Go(func() error {
				room, f := newRoom(), worker()
				for t := range tasks {
					t.done <- work(l, program, t.entry, room, f)
				}
				return nil
			})
		}
		take(ctx, order, yield)
	}
}

// hand gives out the entries, each into the queue of results first, so that order is kept and no
// worker runs too far ahead.
func hand[T any](ctx context.Context, entries []Entry, tasks, order chan<- task[T]) error {
	for _, e := range entries {
		t := task[T]{entry: e, done: make(chan outcome[T], 1)}
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

func work[T any](l *Ledger, program *competency.Program, e Entry, room *room, f func(*file) (T, error)) outcome[T] {
	read, err := l.read(e, program, room)
	if err != nil {
		return outcome[T]{err: err}
	}
	value, err := f(read)
	return outcome[T]{value, err}
}

// take yields the results as they come due.
func take[T any](ctx context.Context, order <-chan task[T], yield func(T, error) bool) {
	for t := range order {
		select {
		case o := <-t.done:
			if !yield(o.value, o.err) {
				return
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
