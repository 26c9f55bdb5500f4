// Package progress carries how far long work has come to whoever looks, in the context: what works knows of no
// terminal, and pays nothing where nobody looks.
package progress

import "context"

// Step is how far work has come. The zero Step is that it ended.
type Step struct {
	Doing string // "reading learners"
	Unit  string // what is counted, where Doing does not say it: "commits"
	Done  int
	Total int // 0: not known
}

// Watch is told of each step, by one goroutine of each piece of work; it returns at once.
type Watch func(Step)

type watchKey struct{}

type doingKey struct{}

// With is a context whose work is watched.
func With(ctx context.Context, w Watch) context.Context { return context.WithValue(ctx, watchKey{}, w) }

// Doing is a context whose work is called something, whatever those who count in it would call it.
func Doing(ctx context.Context, what string) context.Context {
	return context.WithValue(ctx, doingKey{}, what)
}

// Begin says that work of so many parts begins, 0 where that is not known. done is called with how many there
// are by now, end when no more will be.
func Begin(ctx context.Context, doing, unit string, total int) (done func(n int), end func()) {
	watch, _ := ctx.Value(watchKey{}).(Watch)
	if watch == nil {
		return func(int) {}, func() {}
	}
	if own, ok := ctx.Value(doingKey{}).(string); ok {
		doing = own
	}
	s := Step{Doing: doing, Unit: unit, Total: total}
	watch(s)
	return func(n int) { s.Done = n; watch(s) }, func() { watch(Step{}) }
}
