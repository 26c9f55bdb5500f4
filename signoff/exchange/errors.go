package exchange

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"sojt/competency/diag"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// kept is what people want to know first when something did not work.
const kept = "What is committed here is safe here"

// ConflictError is what two sides changed differently and only people can settle. The clone is as it
// was.
type ConflictError struct {
	Upstream string
	Items    []Conflict
}

// Conflict is one file of it. Path is relative to the program, or to the repository's top where the
// file is none of the program's.
type Conflict struct {
	Path    string
	Outside bool    // it is none of the program's
	What    string  // "both sides changed it", "deleted here, changed there"
	Places  []Place // where both changed the same lines
	Author  string  // who made the newest change there, "" where it is not known
	Hint    string  // the next step, where it is not to ask the author
}

// Place is where both sides changed the same lines.
type Place struct {
	Line         int    // in the file as it is here; 0: not known
	Key          string // of a learner's header; else ""
	Ours, Theirs []string
}

// Error names the files.
func (e *ConflictError) Error() string {
	var paths []string
	for _, c := range e.Items {
		paths = append(paths, c.Path)
	}
	return fmt.Sprintf("changed here and on %s, differently: %s", e.Upstream, strings.Join(paths, ", "))
}

// BlockedError is that the program would have problems that what is not sent yet brings in. The clone
// is as it was.
type BlockedError struct {
	Upstream string
	Problems diag.List
}

// Error counts them.
func (e *BlockedError) Error() string {
	return fmt.Sprintf("not sent to %s: %d problems that it has not got would come with it", e.Upstream, len(e.Problems))
}

// uncommitted refuses learner files that are not in HEAD as they are on disk.
func uncommitted(paths []string) error {
	e := &ledger.StateError{State: ledger.Differs, Path: paths[0], Text: "what it holds is not committed, so it could not be sent",
		Hint: "sojt doctor --fix commits records that a crash left; what you changed by hand is for you to commit"}
	if n := len(paths); n > 1 {
		e.Text = fmt.Sprintf("this and %d more learner files hold what is not committed, so it could not be sent", n-1)
	}
	return e
}

// noUpstream says how to join the branch to one.
func (r *run) noUpstream(ctx context.Context, head git.Head) error {
	remotes, err := r.repo.Remotes(ctx)
	if err != nil {
		return err
	}
	branch := head.Branch()
	if len(remotes) == 0 {
		return fmt.Errorf("this clone knows no other place to send to. Make an empty repository that all of you can reach, then, once: git remote add origin ADDRESS, and git push -u origin %s", branch)
	}
	return fmt.Errorf("branch %q is not joined to a branch of %s. Once, to send it there: git push -u %s %s; or to join it to one that is there: git branch --set-upstream-to=%s/NAME",
		branch, strings.Join(remotes, " or "), remotes[0], branch, remotes[0])
}

// unreached puts plain words before what git says of a fetch.
func (r *run) unreached(err error) error {
	for _, x := range []struct {
		is   error
		text string
	}{
		{git.ErrNoLogin, "%s did not let you in. Ask whoever looks after it whether you may, and see that git has your key or password"},
		{git.ErrNoRemote, "%s was not found. Look at its address with: git remote -v"},
		{git.ErrUnreachable, "%s could not be reached. Look at the network, then run sojt sync again"},
	} {
		if errors.Is(err, x.is) {
			return fmt.Errorf(x.text+". %s: %w", r.upstream.Remote, kept, quote(err))
		}
	}
	return err
}

// unsent puts plain words before what git says of a push.
func (r *run) unsent(err error) error {
	if errors.Is(err, git.ErrRefused) {
		return fmt.Errorf("%s does not take what was sent: a protected branch, or a check there. Ask whoever looks after it. %s: %w", r.upstream, kept, quote(err))
	}
	if errors.Is(err, git.ErrMoved) {
		return err
	}
	return r.unreached(err)
}

// quote is git's own refusal out of an error.
func quote(err error) error {
	var failed *git.Error
	if errors.As(err, &failed) {
		return failed
	}
	return err
}
