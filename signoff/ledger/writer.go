package ledger

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"sojt/signoff/disk"
	"sojt/signoff/git"
)

// Writer is the road to disk: every command that writes hands it a Batch (INTEGRITY 4).
//
//	w := &ledger.Writer{Root: root, Repo: repo, Committer: repo, Command: "signoff"}
//	err := w.Check(ctx, paths, definitions) // before reading and judging
//	receipt, err := w.Write(ctx, batch)
//
// Errors: a StateError is a state of the clone in which nothing is begun, a WriteError says what
// became of a write that did not come to its end, a disk.LockedError who held the lock; what
// Recheck returned and the errors of disk and git come as they are. All but Recheck's are the
// world's refusals. An error that is context.Canceled is an interruption.
type Writer struct {
	Root      *disk.Root
	Repo      *git.Repo
	Committer Committer // the Repo, but in tests
	NoCommit  bool      // append and sync only
	Command   string    // for those who wait: "signoff"
	// Note is told what does not stop the write but should be known, and for whom one waits; it
	// goes to stderr. Nil: nobody is told.
	Note func(text string)
	// Pause waits for a time or until ctx ends; nil is a timer.
	Pause func(ctx context.Context, d time.Duration) error
	// Now gives the time, for the age of a lock file.
	Now func() time.Time

	begun *begun // what the next Check need not ask any more
	known bool   // that git knows who commits
}

// Committer commits the named paths of the program as they are on disk, and nothing else.
type Committer interface {
	Commit(ctx context.Context, message string, paths ...string) error
}

// Check refuses the states in which Write would not begin, so that nobody is asked anything in
// vain, and tells the notes. paths are the learner files to be written, definitions as in Batch.
// A clone without an identity is refused here.
func (w *Writer) Check(ctx context.Context, paths, definitions []string) error {
	defer func() { w.begun = nil }() // what it found is of now
	defer w.Begin(ctx)()
	if err := w.identified(ctx); err != nil {
		return err
	}
	attributes := begin(func() ([][]string, error) { return w.attributes(ctx, paths) })
	blobs, err := w.states(ctx, paths, definitions)
	if err != nil {
		_, _ = attributes()
		return err
	}
	for i, name := range paths {
		data, err := w.Root.ReadFile(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := w.content(name, data, blobs[i]); err != nil {
			return err
		}
	}
	return w.notes(ctx, paths, attributes)
}

// Write does the batch: all of it is in HEAD and on disk when it returns without an error, or on
// disk alone with NoCommit. Otherwise the files, the index and HEAD are as they were, or the
// WriteError says what they are.
func (w *Writer) Write(ctx context.Context, b *Batch) (*Receipt, error) {
	b.check()
	if err := w.identified(ctx); err != nil {
		return nil, err
	}
	lock, err := w.Lock(ctx)
	if err != nil {
		return nil, err
	}
	defer lock.Unlock()
	blobs, err := w.states(ctx, b.paths(), b.Definitions)
	if err != nil {
		return nil, err
	}
	if len(b.Texts) > 0 && !w.NoCommit { // git may look at other folders than those of a sign-off
		if err := w.Repo.OrdinaryBeneath("."); err != nil {
			return nil, err
		}
	}
	pass := &pass{Writer: w, batch: b}
	defer pass.close()
	return pass.run(ctx, blobs)
}

// Lock takes the lock that lets one process at a time write in the clone, waiting for it as Write does.
func (w *Writer) Lock(ctx context.Context) (*disk.Lock, error) {
	return disk.Exclusive(ctx, filepath.Join(w.Repo.Common, disk.LockName), w.Command, w.waiting())
}

// Shared takes the lock beside other readers, so that no half write is read; where that cannot be
// had within 2 s one reads without. The lock given may be nil, and Unlock takes that.
func Shared(ctx context.Context, repo *git.Repo) (*disk.Lock, error) {
	return disk.Shared(ctx, filepath.Join(repo.Common, disk.LockName), disk.Waiting{})
}

// Wait pauses as the writer does.
func (w *Writer) Wait(ctx context.Context, d time.Duration) error { return w.pause(ctx, d) }

func (w *Writer) waiting() disk.Waiting {
	return disk.Waiting{Pause: w.Pause, Tell: func(holder string) { w.note("waiting for " + holder) }}
}

func (w *Writer) note(text string) {
	if w.Note != nil {
		w.Note(text)
	}
}

func (w *Writer) pause(ctx context.Context, d time.Duration) error {
	if w.Pause != nil {
		return w.Pause(ctx, d)
	}
	return disk.Pause(ctx, d)
}
