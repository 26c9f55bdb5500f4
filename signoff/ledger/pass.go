package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"sojt/signoff/disk"
	"sojt/signoff/git"
)

// pass is one run of the write path, with the lock held.
type pass struct {
	*Writer
	batch   *Batch
	items   []item // sorted by path
	mending bool   // whatever the files hold; see Mend
}

// run is the pass from the look at the files to the commit; the blobs are the files as HEAD has
// them, sorted by path, and nil for a pass that mends.
func (p *pass) run(ctx context.Context, blobs []git.Blob) (*Receipt, error) {
	if err := p.open(blobs); err != nil {
		return nil, p.giveUp(ctx, err)
	}
	if err := p.put(); err != nil {
		return nil, p.giveUp(ctx, err)
	}
	if p.NoCommit {
		return p.receipt(), nil
	}
	return p.commit(ctx)
}

// item is one file of the pass.
type item struct {
	path   string
	seen   Seen
	text   *Text   // a whole file, or
	append *Append // records
	edit   *disk.Edit
}

// open opens the files that are there and looks at what they hold, has the batch judged again if
// one of them is not what was seen, and only then makes the new ones. The blobs are the files as
// HEAD has them, sorted by path.
func (p *pass) open(blobs []git.Blob) error {
	for i := range p.batch.Appends {
		a := &p.batch.Appends[i]
		p.items = append(p.items, item{path: a.Path, seen: a.Seen, append: a})
	}
	for i := range p.batch.Texts {
		t := &p.batch.Texts[i]
		p.items = append(p.items, item{path: t.Path, seen: t.Seen, text: t})
	}
	slices.SortFunc(p.items, func(a, b item) int { return strings.Compare(a.path, b.path) })
	moved := ""
	for i := range p.items {
		it := &p.items[i]
		var blob git.Blob
		if !p.mending {
			blob = blobs[i]
		}
		now, err := p.look(it, blob)
		if err != nil {
			return err
		}
		if now != it.seen {
			moved = it.path
		}
	}
	if moved != "" {
		if err := p.recheck(moved); err != nil {
			return err
		}
	}
	return p.create()
}

// look opens a file, if it is there, and refuses what it holds where that is not to be added to.
func (p *pass) look(it *item, blob git.Blob) (Seen, error) {
	edit, err := p.Root.Edit(it.path)
	missing := errors.Is(err, fs.ErrNotExist)
	if err != nil && !missing {
		return Seen{}, err
	}
	var data []byte
	now := Seen{}
	if !missing {
		it.edit, data, now = edit, edit.Before, See(edit.Before)
	}
	if p.mending {
		return now, nil
	}
	return now, p.content(it.path, data, blob)
}

func (p *pass) recheck(moved string) error {
	if p.batch.Recheck == nil {
		return &StateError{State: Moved, Path: moved, Text: "it changed while this command was at work", Hint: "run the command again"}
	}
	return p.batch.Recheck()
}

func (p *pass) create() (err error) {
	for i := range p.items {
		it := &p.items[i]
		switch {
		case it.edit == nil && it.append != nil && it.append.Header == "":
			return &StateError{State: Moved, Path: it.path, Text: "it is gone", Hint: "run the command again"}
		case it.edit == nil:
			if it.edit, err = p.Root.Create(it.path); err != nil {
				return err
			}
		}
	}
	return nil
}

// put writes every file, then syncs every file.
func (p *pass) put() error {
	for i := range p.items {
		if err := p.items[i].write(); err != nil {
			return err
		}
	}
	for i := range p.items {
		if err := p.items[i].edit.Sync(); err != nil {
			return err
		}
	}
	return nil
}

func (it *item) write() error {
	switch {
	case it.append != nil:
		return it.edit.Append(it.append.bytes(!it.edit.New))
	case it.edit.New:
		return it.edit.Append([]byte(it.text.Data))
	case bytes.Equal(it.edit.Before, []byte(it.text.Data)):
		return nil
	default:
		return it.edit.Replace([]byte(it.text.Data))
	}
}

// commit hands the files to git, makes the commit durable, and believes HEAD alone.
func (p *pass) commit(ctx context.Context) (*Receipt, error) {
	if err := ctx.Err(); err != nil {
		return nil, p.giveUp(ctx, err)
	}
	settled := context.WithoutCancel(ctx) // once git has run, HEAD is asked and things are put right
	if err := p.tryCommit(ctx); err != nil {
		head, held, asked := p.held(settled)
		switch {
		case asked != nil:
			return nil, p.halted(Unknown, "", errors.Join(err, asked))
		case !held:
			return nil, p.restore(ctx, err)
		}
		if unstaged := p.Repo.Unstage(settled, p.batch.paths()...); unstaged != nil {
			return nil, p.halted(CommittedNotIndexed, head.Commit, errors.Join(err, unstaged))
		}
	}
	return p.landed(settled)
}

// landed makes the commit durable and confirms that it holds what was written: what HEAD has, what the
// index has and what the commit brought are asked at once.
func (p *pass) landed(ctx context.Context) (*Receipt, error) {
	paths := p.batch.paths()
	asked := begin(func() (git.Brought, error) { return p.Repo.Brought(ctx, "HEAD") })
	index := begin(func() (map[string]git.Entry, error) { return p.Repo.Index(ctx, paths...) })
	head, blobs, unread := p.Repo.At(ctx, paths...)
	brought, err := asked()
	entries, unindexed := index()
	if unread != nil {
		return nil, p.halted(Unknown, head.Commit, unread)
	}
	if err == nil && brought.Commit != head.Commit { // a git that knows nothing of sojt's lock committed in between
		brought, err = p.Repo.Brought(ctx, head.Commit)
	}
	if err == nil {
		err = p.Repo.Sync(head, brought)
	}
	if err != nil {
		return nil, p.halted(CommittedNotSynced, head.Commit, err)
	}
	if err := p.confirm(head.Commit, blobs); err != nil {
		return nil, err
	}
	// A git that could not look at a file for a moment takes it for deleted, and so may leave an index
	// without what it has committed: the next commit by anybody would drop it.
	if unindexed != nil || !indexed(paths, entries, blobs) {
		if err := p.Repo.Unstage(ctx, paths...); err != nil {
			return nil, p.halted(CommittedNotIndexed, head.Commit, err)
		}
	}
	receipt := p.receipt()
	receipt.Committed, receipt.Revision, receipt.Commit = true, head.Commit, brought.Short
	return receipt, nil
}

// halted is the error of a pass that did not come to its end.
func (p *pass) halted(outcome Outcome, commit string, why error) *WriteError {
	return &WriteError{Paths: p.batch.paths(), Outcome: outcome, Commit: commit, Err: why}
}

// tryCommit commits, again and again while another git process holds its locks, for 10 s at most.
func (p *pass) tryCommit(ctx context.Context) error {
	for waited := time.Duration(0); ; waited += gitStep {
		err := p.Committer.Commit(ctx, p.batch.Message(), p.batch.paths()...)
		var failed *git.Error
		if err == nil || !errors.As(err, &failed) || !failed.Locked() || ctx.Err() != nil || waited >= gitWait {
			return err
		}
		if _, held, asked := p.held(ctx); held || asked != nil {
			return err
		}
		if paused := p.pause(ctx, gitStep); paused != nil {
			return errors.Join(err, paused)
		}
	}
}

// held reports whether HEAD holds all that was written.
func (p *pass) held(ctx context.Context) (git.Head, bool, error) {
	head, blobs, err := p.Repo.At(ctx, p.batch.paths()...)
	if err != nil {
		return head, false, err
	}
	for i := range p.items {
		if !p.items[i].in(blobs[i]) {
			return head, false, nil
		}
	}
	return head, true, nil
}

// in reports whether a blob holds the item: every line the file had and every new one, or the text.
func (it *item) in(blob git.Blob) bool {
	if it.text != nil {
		return blob.Found && bytes.Equal(blob.Data, []byte(it.text.Data))
	}
	want := append(records(it.edit.Before), records(it.append.bytes(true))...)
	return blob.Found && len(lacking(want, records(blob.Data))) == 0
}

// confirm looks at the files as HEAD has them. A hook may reword a definition, which is its business;
// records are not reworded.
func (p *pass) confirm(revision string, blobs []git.Blob) error {
	for i := range p.items {
		it := &p.items[i]
		switch {
		case it.in(blobs[i]):
		case it.text != nil && blobs[i].Found:
			p.note(fmt.Sprintf("%s: a hook or filter changed it on its way into the commit", it.path))
		default:
			return &WriteError{Paths: []string{it.path}, Outcome: Rewritten, Commit: revision,
				Err: errors.New("what was committed is not what was written")}
		}
	}
	return nil
}

// receipt counts the lines.
func (p *pass) receipt() *Receipt {
	r := &Receipt{}
	for i := range p.items {
		it := &p.items[i]
		written := Written{Path: it.path}
		if it.append != nil {
			line := bytes.Count(it.edit.Before, []byte("\n")) + 1
			if it.edit.New {
				line += strings.Count(it.append.Header, "\n")
			}
			for range it.append.Lines {
				written.Lines = append(written.Lines, line)
				line++
			}
		}
		r.Files = append(r.Files, written)
	}
	return r
}

func (p *pass) close() {
	for i := range p.items {
		if p.items[i].edit != nil {
			p.items[i].edit.Close()
		}
	}
}
