package ledger

import (
	"bytes"
	"context"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
)

// Mend does a batch of Texts in a clone whose files are in a state that Write refuses: it does not
// judge what they hold. The caller holds the lock and has looked at the clone (INTEGRITY 5). All
// else is as with Write: all or nothing, synced, believed when HEAD has it. A file that is as it
// should be is synced and committed, not written.
func (w *Writer) Mend(ctx context.Context, b *Batch) (*Receipt, error) {
	b.check()
	if err := w.identified(ctx); err != nil {
		return nil, err
	}
	if !w.NoCommit {
		blobs, err := w.Repo.Blobs(ctx, "HEAD", b.Definitions...)
		if err != nil {
			return nil, err
		}
		if err := w.defined(b.Definitions, blobs); err != nil {
			return nil, err
		}
	}
	for _, name := range b.paths() {
		if err := w.place(name); err != nil {
			return nil, err
		}
	}
	pass := &pass{Writer: w, batch: b, mending: true}
	defer pass.close()
	return pass.run(ctx, nil)
}

// Of gives a learner's file as Read does, out of bytes that need not be on disk.
func (l *Ledger) Of(e Entry, data []byte, program *competency.Program) (*signoff.Learner, diag.List, error) {
	f, err := l.scan(e, bytes.NewReader(data), program, newRoom())
	if err != nil {
		return nil, nil, err
	}
	return f.learner, f.problems, nil
}

// IsMarker reports whether a line is one that git leaves where it could not merge.
func IsMarker(line string) bool { return isMarker(line) }

// Lacking gives the strings of want that have does not hold, in their order.
func Lacking(want, have []string) []string { return lacking(want, have) }

// RecordID gives the id that a record line states, whatever else is wrong with it; "" where it
// states none.
func RecordID(line string) string { return statedID(line) }
