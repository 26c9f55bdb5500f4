package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sojt/signoff/disk"
	"sojt/signoff/git"
)

// Outcome is what became of a write that did not come to its end.
type Outcome uint8

// The outcomes, from harmless to what wants a look.
const (
	Restored            Outcome = iota // files, index and HEAD are as they were
	LeftAlone                          // something else changed a file meanwhile; it stays as that left it
	NotRestored                        // a file or the index could not be put back
	CommittedNotIndexed                // in HEAD, but git could not write its index
	CommittedNotSynced                 // in HEAD, but perhaps not on disk after a power cut
	Rewritten                          // committed, but not as written
	Unknown                            // HEAD could not be asked
)

// WriteError says that a write did not come to its end, why, and what things are like now.
type WriteError struct {
	Paths   []string // the files it speaks of
	Outcome Outcome
	Commit  string // the commit that holds something, if any
	Detail  string // what a file left alone holds
	Err     error  // why: git's refusal with its words, the disk's, or the interruption
}

// Error says what things are like, then why.
func (e *WriteError) Error() string {
	return e.outcome() + ": " + e.Err.Error()
}

// Unwrap gives the cause.
func (e *WriteError) Unwrap() error { return e.Err }

func (e *WriteError) outcome() string {
	files := strings.Join(e.Paths, ", ")
	switch e.Outcome {
	case Restored:
		return "nothing was recorded, and " + files + isAre(e.Paths, " is as it was", " are as they were")
	case LeftAlone:
		return fmt.Sprintf("nothing was committed, but something else changed %s meanwhile; left alone, %s", files, e.Detail)
	case NotRestored:
		return fmt.Sprintf("nothing was committed, but %s could not be put back as before (%s); %s", files, e.Detail, hintDoctor)
	case CommittedNotIndexed:
		return fmt.Sprintf(`%s in commit %.12s, but git's index is not: run "sojt doctor --fix" before any other commit`, files+isAre(e.Paths, " is", " are"), e.Commit)
	case CommittedNotSynced:
		return fmt.Sprintf("%s in commit %.12s, but a power cut could still take it back", files+isAre(e.Paths, " is", " are"), e.Commit)
	case Rewritten:
		return fmt.Sprintf(`commit %.12s holds %s without the record as it was written, so a hook rewrote it; look with "git show %[1]s", mend the hook, then see what "sojt validate" says of the file`, e.Commit, files)
	default:
		return fmt.Sprintf(`it is not known whether %s was committed; look with "git log -- %s"`, files, strings.Join(e.Paths, " "))
	}
}

func isAre(paths []string, is, are string) string {
	if len(paths) == 1 {
		return is
	}
	return are
}

// restore puts files and index back after git refused or was interrupted.
func (p *pass) restore(ctx context.Context, why error) error {
	e := p.undo(why)
	settled := context.WithoutCancel(ctx)
	// git may have refused before it staged anything: then the index never changed
	if err := p.Repo.Unstage(settled, p.batch.paths()...); err != nil && e.Outcome == Restored && !p.unstaged(settled) {
		e.Outcome, e.Detail = NotRestored, "still staged: "+err.Error()
	}
	return interrupted(ctx, e)
}

// unstaged reports whether the index has the paths as HEAD has them.
func (p *pass) unstaged(ctx context.Context) bool {
	index, err := p.Repo.Index(ctx, p.batch.paths()...)
	if err != nil {
		return false
	}
	blobs, err := p.Repo.Blobs(ctx, "HEAD", p.batch.paths()...)
	if err != nil {
		return false
	}
	return indexed(p.batch.paths(), index, blobs)
}

// indexed reports whether the index has the paths as a commit has them.
func indexed(paths []string, index map[string]git.Entry, blobs []git.Blob) bool {
	for i, name := range paths {
		if index[name].ID != blobs[i].ID {
			return false
		}
	}
	return true
}

// giveUp puts the files back when git has not been asked yet. Where nothing was begun, why is all
// there is to say.
func (p *pass) giveUp(ctx context.Context, why error) error {
	if !slices.ContainsFunc(p.items, func(it item) bool { return it.edit != nil && it.edit.Begun() }) {
		return why
	}
	return interrupted(ctx, p.undo(why))
}

// interrupted makes sure that an interruption can be told from a refusal: git may have been ended
// by the same Ctrl-C before ctx was.
func interrupted(ctx context.Context, e *WriteError) error {
	if err := ctx.Err(); err != nil && !errors.Is(e.Err, err) {
		e.Err = errors.Join(err, e.Err)
	}
	return e
}

// undo puts every file back and says how that went.
func (p *pass) undo(why error) *WriteError {
	e := p.halted(Restored, "", why)
	for i := range slices.Backward(p.items) {
		it := &p.items[i]
		if it.edit == nil {
			continue
		}
		err := it.edit.Undo()
		var touched *disk.TouchedError
		switch {
		case err == nil:
		case errors.As(err, &touched):
			if e.Outcome == Restored {
				e.Outcome, e.Paths, e.Detail = LeftAlone, []string{it.path}, it.holds(touched.Now)
			}
		default:
			e.Outcome, e.Paths, e.Detail = NotRestored, []string{it.path}, err.Error()
		}
	}
	return e
}

// holds says what a file left alone holds.
func (it *item) holds(now []byte) string {
	switch {
	case now == nil:
		return "it is gone"
	case it.append == nil:
		return fmt.Sprintf("it holds %d bytes", len(now))
	case len(lacking(records(it.append.bytes(true)), records(now))) > 0:
		return "it does not hold the new record as written"
	default:
		return "it holds the new record, uncommitted"
	}
}
