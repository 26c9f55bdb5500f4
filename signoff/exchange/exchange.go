package exchange

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"sojt/competency/diag"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// tries is how often a remote that moves meanwhile is tried.
const tries = 10

// Exchange is one clone at one program. Writer says where, waits for the lock, tells notes and knows
// the states in which nothing is written; its Note may be nil.
type Exchange struct {
	Writer *ledger.Writer
	// Check gives the problems of the program in a tree: of its definitions and of all records.
	Check func(ctx context.Context, files fs.FS) (diag.List, error)
	// Jitter gives the pause before a try again, the first one 1.
	Jitter func(try int) time.Duration
	// Begin is told what is begun; an error stops there. Nil: nobody is told.
	Begin  func(Step) error
	DryRun bool // fetch, and say what would come and go
}

// Step is a part of the work, in the order in which they come.
type Step string

// The steps. A dry run ends before Committing; Merging and Committing are left out where a
// fast-forward does, all three with Forwarding where nothing came.
const (
	Fetching   Step = "fetching"
	Merging    Step = "merging"
	Committing Step = "committing the merge"
	Judging    Step = "checking the merge"
	Forwarding Step = "taking in what came"
	Pushing    Step = "sending"
	Done       Step = "done"
)

// run is one exchange under way.
type run struct {
	*Exchange
	repo     *git.Repo
	upstream git.Upstream
	before   string // HEAD when the exchange began
	known    string // the upstream's tip as it was known then, "" for none
	tip      string // as fetched now, "" while the remote has no such branch
	head     string // what is sent
	result   *Result
}

// Run does the exchange. Errors: a ConflictError or a BlockedError is for people to settle, and the clone
// is as it was; a ledger.StateError is a state in which nothing is begun; all others are the world's.
func (x *Exchange) Run(ctx context.Context) (*Result, error) {
	r := &run{Exchange: x, repo: x.Writer.Repo, result: &Result{}}
	if err := r.prepare(ctx); err != nil {
		return nil, err
	}
	for try := 1; ; try++ {
		if err := r.fetch(ctx); err != nil {
			return nil, err
		}
		err := r.join(ctx)
		if err == nil && !x.DryRun {
			err = r.push(ctx)
		}
		if err == nil {
			return r.finish(ctx)
		}
		if !errors.Is(err, git.ErrMoved) {
			return nil, err
		}
		if try == tries {
			return nil, fmt.Errorf("%s moved each of %d times: others are sending too; run sojt sync again in a while. %s: %w", r.upstream, tries, kept, err)
		}
		if err := x.Writer.Wait(ctx, x.Jitter(try)); err != nil {
			return nil, err
		}
	}
}

func (r *run) begin(s Step) error {
	if r.Begin == nil {
		return nil
	}
	return r.Begin(s)
}

// prepare refuses the states in which nothing is begun and finds out where to send to.
func (r *run) prepare(ctx context.Context) error {
	if err := r.resume(ctx); err != nil {
		return err
	}
	head, err := r.ready(ctx)
	if err != nil {
		return err
	}
	r.before = head.Commit
	if r.upstream, err = r.repo.Upstream(ctx, head); errors.Is(err, git.ErrNoUpstream) {
		return r.noUpstream(ctx, head)
	} else if err != nil {
		return err
	}
	r.result.Upstream = r.upstream.String()
	if r.known, err = r.repo.Seen(ctx, r.upstream); err != nil || r.known == "" {
		return err
	}
	return r.repo.See(ctx, r.upstream, r.known) // fetching moves what else remembers it
}

// resume finishes what an exchange that was killed had begun.
func (r *run) resume(ctx context.Context) error {
	unfinished, err := r.repo.Unfinished(ctx)
	if err != nil || !unfinished {
		return err
	}
	if err := r.states(ctx); err != nil {
		return err
	}
	lock, err := r.Writer.Lock(ctx)
	if err != nil {
		return err
	}
	defer lock.Unlock()
	done, err := r.repo.Finish(ctx)
	if done && r.Writer.Note != nil {
		r.Writer.Note("finished what a sync that was cut off had begun")
	}
	if err != nil {
		return fmt.Errorf("a sync that was cut off could not be finished: %w", err)
	}
	return nil
}

// states refuses the states of the clone as a whole.
func (r *run) states(ctx context.Context) error {
	quiet := *r.Writer
	quiet.Note = nil
	return quiet.Check(ctx, nil, nil)
}

// ready refuses the states of INTEGRITY 4, and learner files that are not committed: a merge would
// meet them, and nobody else would get to see them.
func (r *run) ready(ctx context.Context) (git.Head, error) {
	if err := r.states(ctx); err != nil {
		return git.Head{}, err
	}
	head, err := r.repo.Head(ctx)
	if err != nil {
		return head, err
	}
	if head.Commit == "" {
		return head, &ledger.StateError{State: ledger.Differs, Text: "nothing is committed here yet, so there is nothing to send", Hint: `commit the program first: "git add -A", then "git commit"`}
	}
	changed, err := r.Writer.Uncommitted(ctx)
	if err != nil || len(changed) == 0 {
		return head, err
	}
	return head, uncommitted(changed)
}

// fetch gets the upstream's tip.
func (r *run) fetch(ctx context.Context) error {
	if err := r.begin(Fetching); err != nil {
		return err
	}
	tip, err := r.repo.Fetch(ctx, r.upstream)
	if errors.Is(err, git.ErrNoBranch) {
		return r.newBranch(err)
	}
	if err != nil {
		return r.unreached(err)
	}
	r.tip = tip
	if r.known == "" || r.result.Rewritten {
		return nil
	}
	still, err := r.repo.IsAncestor(ctx, r.known, tip)
	r.result.Rewritten = !still
	return err
}

// newBranch is a remote that has not got the branch: it is made by sending, unless it was there before.
func (r *run) newBranch(err error) error {
	if r.known != "" {
		return fmt.Errorf("%s is gone: %s had this branch and has it no more. Ask whoever looks after it; if it has another name now: git branch --set-upstream-to=%s/NAME. %s: %w",
			r.upstream, r.upstream.Remote, r.upstream.Remote, kept, err)
	}
	r.tip = ""
	return nil
}

// push sends what is here and not there.
func (r *run) push(ctx context.Context) error {
	if r.head != r.tip {
		if err := r.begin(Pushing); err != nil {
			return err
		}
		if err := r.repo.Push(ctx, r.upstream, r.head); err != nil {
			return r.unsent(err)
		}
	}
	if err := r.repo.See(ctx, r.upstream, r.head); err != nil {
		return err
	}
	return r.begin(Done)
}
