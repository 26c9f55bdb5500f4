package verify

import (
	"context"
	"errors"
	"strings"

	"sojt/signoff/git"
	"sojt/signoff/history"
)

// Walked is what Read found at a commit of a whole clone in which nothing was lost, so that a later
// Read need not walk what leads there again (INTEGRITY 6 "Cost"). It is for the same program, in the
// same folder of the same clone.
type Walked struct {
	Commit  string // full object id
	History *history.History
}

// Walked gives what a later Read may go on from; nil where that has to walk all.
func (p *Past) Walked(commit string) *Walked {
	if p == nil || !p.Whole || !p.History.Sound() {
		return nil
	}
	return &Walked{Commit: commit, History: p.History}
}

// Encode gives bytes for DecodeWalked.
func (w *Walked) Encode() []byte {
	return append([]byte(w.Commit+"\n"), w.History.Encode()...)
}

// DecodeWalked reads what Encode wrote.
func DecodeWalked(data []byte) (*Walked, error) {
	commit, rest, ok := strings.Cut(string(data), "\n")
	if !ok {
		return nil, errors.New("verify: these are not the bytes of a walk")
	}
	h, err := history.Decode([]byte(rest))
	if err != nil {
		return nil, err
	}
	return &Walked{Commit: commit, History: h}, nil
}

// resume goes on from the known commit, and reports whether that gives what walking all would. It has
// to lie on the commit's first-parent line: records landed there as they did before. Whatever stands in
// the way, walking all says.
func (from Source) resume(ctx context.Context, p *Past, blobs *git.Reader, q history.Question) bool {
	h, err := history.Resume(from.Known.History, from.edges(ctx, from.Known.Commit), blobs.Blob, q)
	if err != nil || h == nil || len(h.FirstParents) == 0 || h.FirstParents[0] != from.Commit {
		return false
	}
	p.History = h
	return true
}
