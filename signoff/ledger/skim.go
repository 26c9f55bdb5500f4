package ledger

import (
	"context"
	"iter"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
)

// Skim is Each for those who keep nothing of what they are given: a learner and its records are lent, and
// are other learners' as soon as the function returns. worker is called once for each worker, which gives a
// function room of its own; that function is called for one learner after the other. Its strings stay as they
// are, but a part of one keeps the whole file in memory: clone what is kept. The header's are short.
func Skim[T any](ctx context.Context, l *Ledger, program *competency.Program, entries []Entry,
	worker func() func(*signoff.Learner, diag.List) (T, error)) iter.Seq2[T, error] {
	return each(ctx, l, program, entries, func() func(*file) (T, error) {
		f := worker()
		return func(file *file) (T, error) { return f(file.learner, file.problems) }
	})
}
