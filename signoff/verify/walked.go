package verify

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"

	"sojt/signoff/git"
	"sojt/signoff/history"
)

// Walked is what Read found at a commit of a whole clone in which nothing was lost, so that a later
// Read need not walk what leads there again (INTEGRITY 6 "Cost"). It is for the same program, in the
// same folder of the same clone.
type Walked struct {
	Commit  string // full object id
	Commits int    // that lead to it, with itself
	History *history.History
}

// Walked gives what a later Read may go on from; nil where that has to walk all.
func (p *Past) Walked(commit string) *Walked {
	if p == nil || !p.Whole || !p.History.Sound() {
		return nil
	}
	return &Walked{Commit: commit, Commits: p.Commits, History: p.History}
}

// Encode gives bytes for DecodeWalked.
func (w *Walked) Encode() []byte {
	out := append([]byte(w.Commit), '\n')
	out = binary.AppendUvarint(out, uint64(w.Commits))
	return append(out, w.History.Encode()...)
}

// DecodeWalked reads what Encode wrote.
func DecodeWalked(data []byte) (*Walked, error) {
	commit, rest, ok := strings.Cut(string(data), "\n")
	commits, n := binary.Uvarint([]byte(rest[:min(len(rest), binary.MaxVarintLen64)]))
	if !ok || n <= 0 || commits > math.MaxInt32 {
		return nil, errors.New("verify: these are not the bytes of a walk")
	}
	h, err := history.Decode([]byte(rest[n:]))
	if err != nil {
		return nil, err
	}
	return &Walked{Commit: commit, Commits: int(commits), History: h}, nil
}

// resume goes on from the known commit, and reports whether that gives what walking all would. It has
// to lie on the commit's first-parent line: records landed there as they did before. Whatever stands in
// the way, walking all says.
func (from Source) resume(ctx context.Context, p *Past, blobs *git.Reader, q history.Question) bool {
	known := from.Known
	var err error
	if q.FirstParents, err = from.Repo.FirstParents(ctx, from.Commit, known.Commit); err != nil {
		return false
	}
	at, err := from.Repo.Resolve(ctx, fmt.Sprintf("%s~%d", from.Commit, len(q.FirstParents)))
	if err != nil || at != known.Commit {
		return false
	}
	later, err := from.Repo.Count(ctx, from.Commit, known.Commit)
	if err != nil {
		return false
	}
	h, err := history.Resume(known.History, from.edges(ctx, known.Commit), blobs.Blob, q)
	if err != nil || h == nil {
		return false
	}
	p.History, p.Commits = h, known.Commits+later
	return true
}
