package git

import (
	"context"
	"errors"
	"strings"
)

// What keeps a clone and its remote apart. They come wrapped with git's own words; ask with
// errors.Is.
var (
	ErrNoBranch    = errors.New("the remote has no such branch")
	ErrMoved       = errors.New("the remote's branch moved meanwhile")
	ErrRefused     = errors.New("the remote refused what was sent")
	ErrNoLogin     = errors.New("the remote did not let you in")
	ErrNoRemote    = errors.New("the remote was not found")
	ErrUnreachable = errors.New("the remote could not be reached")
)

// said is what git says, in the C locale, when it cannot talk to a remote, the most telling first.
var said = []struct {
	text string
	err  error
}{
	{"couldn't find remote ref", ErrNoBranch},
	{"Authentication failed", ErrNoLogin},
	{"Permission denied", ErrNoLogin},
	{"terminal prompts disabled", ErrNoLogin},
	{"could not read Username", ErrNoLogin},
	{"could not read Password", ErrNoLogin},
	{"Host key verification failed", ErrNoLogin},
	{"error: 401", ErrNoLogin},
	{"error: 403", ErrNoLogin},
	{"Could not resolve host", ErrUnreachable},
	{"Could not connect", ErrUnreachable},
	{"Failed to connect", ErrUnreachable},
	{"Connection refused", ErrUnreachable},
	{"Connection timed out", ErrUnreachable},
	{"Connection reset", ErrUnreachable},
	{"Connection closed", ErrUnreachable},
	{"Network is unreachable", ErrUnreachable},
	{"Operation timed out", ErrUnreachable},
	{"No route to host", ErrUnreachable},
	{"not found", ErrNoRemote},
	{"does not appear to be a git repository", ErrNoRemote},
	{"does not exist", ErrNoRemote},
	{"Could not read from remote repository", ErrUnreachable},
	{"unable to access", ErrUnreachable},
}

// networked puts one of the list above beside git's refusal. An interruption stays one.
func networked(ctx context.Context, err error) error {
	var failed *Error
	if err == nil || ctx.Err() != nil || !errors.As(err, &failed) {
		return err
	}
	for _, s := range said {
		if strings.Contains(failed.Stderr, s.text) {
			return &remoteError{s.err, err}
		}
	}
	return &remoteError{ErrUnreachable, err}
}

// remoteError is a plain sentence with git's refusal behind it.
type remoteError struct{ what, err error }

func (e *remoteError) Error() string   { return e.what.Error() + ": " + e.err.Error() }
func (e *remoteError) Unwrap() []error { return []error{e.what, e.err} }

// Fetch gets the upstream's branch and gives its tip. Neither the branch nor the work tree changes.
// ErrNoBranch: the remote has no such branch, as a new one has none.
func (r *Repo) Fetch(ctx context.Context, u Upstream) (tip string, err error) {
	_, err = r.write(ctx, nil, "fetch", "--quiet", "--no-tags", "--no-prune", "--no-write-fetch-head", "--no-recurse-submodules",
		"--end-of-options", u.Remote, "+"+u.Ref+":"+u.fetched())
	if err != nil {
		return "", networked(ctx, err)
	}
	return r.resolve(ctx, u.fetched())
}

// Push makes the upstream's branch a commit, never by force. ErrMoved: the branch has other work by
// now, or somebody else is at it; ErrRefused: whoever looks after the remote does not allow it.
func (r *Repo) Push(ctx context.Context, u Upstream, commit string) error {
	out, err := r.write(ctx, nil, "push", "--porcelain", "--no-recurse-submodules", "--no-follow-tags", "--end-of-options", u.Remote, commit+":"+u.Ref)
	if err == nil {
		return nil
	}
	for line := range strings.Lines(string(out)) {
		if flag, rest, _ := strings.Cut(line, "\t"); flag == "!" {
			return &remoteError{rejection(rest), err}
		}
	}
	return networked(ctx, err)
}

// rejection says why a ref was not taken, by what git writes of it:
// "<from>:<to>\t[remote rejected] (pre-receive hook declined)". Two pushes at the very same time
// meet in the remote's locks.
func rejection(status string) error {
	for _, text := range []string{"fetch first", "non-fast-forward", "stale info", "cannot lock ref", "failed to update ref", "failed to lock", "incorrect old value", "reference already exists"} {
		if strings.Contains(status, text) {
			return ErrMoved
		}
	}
	return ErrRefused
}
