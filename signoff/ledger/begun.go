package ledger

import (
	"context"
	"slices"
)

// A question to git costs a process, most of which is waiting. Those that do not depend on each other are
// asked at once, and those that need no learner's file before one is read: what is begun here is only when
// a question is asked, never whether.

// begin asks a question and gives what waits for the answer, as often as it is called.
func begin[T any](ask func() (T, error)) func() (T, error) {
	var answer T
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		answer, err = ask()
	}()
	return func() (T, error) {
		<-done
		return answer, err
	}
}

// begun is what a Check asks of git that is the same whatever is to be written.
type begun struct {
	identity    func() (string, error)
	uncommitted func() ([]string, error)
}

// Begin asks what Check will want to know and is the same whatever is to be written, while the caller
// reads. The function it gives ends what is still under way, and belongs behind Check.
func (w *Writer) Begin(ctx context.Context) (end func()) {
	if w.begun != nil {
		return func() {}
	}
	ctx, stop := context.WithCancel(ctx)
	b := &begun{}
	if !w.NoCommit {
		b.identity = begin(func() (string, error) { return w.Repo.Identity(ctx) })
	}
	if w.Note != nil {
		b.uncommitted = begin(func() ([]string, error) { return w.Uncommitted(ctx) })
	}
	w.begun = b
	return func() {
		stop()
		if b.identity != nil {
			_, _ = b.identity()
		}
		if b.uncommitted != nil {
			_, _ = b.uncommitted()
		}
	}
}

// identified refuses a clone in which git does not know who commits. It is asked once: git asks itself when
// it commits, and what it refuses is put back.
func (w *Writer) identified(ctx context.Context) error {
	if w.NoCommit || w.known {
		return nil
	}
	ask := func() (string, error) { return w.Repo.Identity(ctx) }
	if w.begun != nil {
		ask = w.begun.identity
	}
	_, err := ask()
	w.known = err == nil
	return err
}

// others lists the files of other learners that differ from HEAD.
func (w *Writer) others(ctx context.Context, paths []string) ([]string, error) {
	ask := func() ([]string, error) { return w.Uncommitted(ctx) }
	if w.begun != nil {
		ask = w.begun.uncommitted
	}
	changed, err := ask()
	return lacking(slices.Clone(changed), paths), err
}
