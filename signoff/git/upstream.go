package git

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// ErrNoUpstream is a branch that is joined to no branch of a remote.
var ErrNoUpstream = errors.New("the branch has no upstream")

// Where the tips of upstreams are kept: as fetched now, and as they were when the two sides were last
// brought together. Other programs move remote-tracking refs whenever they like, and not every clone
// has one for its upstream.
const (
	fetchedRefs = "refs/sojt/fetched/"
	seenRefs    = "refs/sojt/upstream/"
)

// Upstream is the branch of a remote that a branch is joined to.
type Upstream struct {
	Branch string // the local branch, "main"
	Remote string // its name, "origin", or an address
	Ref    string // the branch there, "refs/heads/main"
}

// String names it as people do: "origin/main".
func (u Upstream) String() string {
	return u.Remote + "/" + strings.TrimPrefix(u.Ref, "refs/heads/")
}

func (u Upstream) seen() string    { return seenRefs + u.Branch }
func (u Upstream) fetched() string { return fetchedRefs + u.Branch }

// Upstream gives what the branch is joined to; ErrNoUpstream when it is to nothing, or to a branch of
// this same clone.
func (r *Repo) Upstream(ctx context.Context, h Head) (Upstream, error) {
	u := Upstream{Branch: h.Branch()}
	var err error
	if u.Remote, err = r.Config(ctx, "branch."+u.Branch+".remote"); err != nil {
		return u, err
	}
	if u.Ref, err = r.Config(ctx, "branch."+u.Branch+".merge"); err != nil {
		return u, err
	}
	if u.Remote == "" || u.Remote == "." || !strings.HasPrefix(u.Ref, "refs/heads/") {
		return u, fmt.Errorf("branch %q: %w", u.Branch, ErrNoUpstream)
	}
	if strings.HasPrefix(u.Remote, "-") {
		return u, fmt.Errorf("branch %q: expected a remote's name, got %q", u.Branch, u.Remote)
	}
	return u, nil
}

// Remotes lists the names of the clone's remotes.
func (r *Repo) Remotes(ctx context.Context) ([]string, error) {
	out, err := r.read(ctx, nil, "config", "-z", "--name-only", "--get-regexp", `^remote\..*\.url$`)
	if exited(err, 1) {
		return nil, nil
	}
	var names []string
	for _, key := range split(out) {
		names = append(names, strings.TrimSuffix(strings.TrimPrefix(key, "remote."), ".url"))
	}
	return names, err
}

// Seen gives the upstream's tip as See noted it last, else as the user fetched it last; "" where
// neither ever was.
func (r *Repo) Seen(ctx context.Context, u Upstream) (string, error) {
	id, err := r.resolve(ctx, u.seen())
	if id != "" || err != nil {
		return id, err
	}
	return r.resolve(ctx, "refs/remotes/"+u.String())
}

// See notes the upstream's tip as what the two sides have in common now.
func (r *Repo) See(ctx context.Context, u Upstream, commit string) error {
	_, err := r.write(ctx, nil, "update-ref", u.seen(), commit)
	return err
}

// resolve gives the commit a ref names, "" where there is no such ref.
func (r *Repo) resolve(ctx context.Context, ref string) (string, error) {
	out, err := r.read(ctx, nil, "rev-parse", "--quiet", "--verify", "--end-of-options", ref+"^{commit}")
	if exited(err, 1) {
		return "", nil
	}
	return strings.TrimSuffix(string(out), "\n"), err
}

// Counts gives how many commits each of two has that the other has not.
func (r *Repo) Counts(ctx context.Context, a, b string) (onlyA, onlyB int, err error) {
	out, err := r.read(ctx, nil, "rev-list", "--count", "--left-right", "--end-of-options", a+"..."+b)
	if err != nil {
		return 0, 0, err
	}
	if _, err := fmt.Sscanf(string(out), "%d\t%d", &onlyA, &onlyB); err != nil {
		return 0, 0, fmt.Errorf("git rev-list: expected two counts, got %q", out)
	}
	return onlyA, onlyB, nil
}

// Base gives a best common ancestor of two commits, "" where they have none.
func (r *Repo) Base(ctx context.Context, a, b string) (string, error) {
	out, err := r.read(ctx, nil, "merge-base", a, b)
	if exited(err, 1) {
		return "", nil
	}
	return strings.TrimSuffix(string(out), "\n"), err
}

// LastAuthor names who made the newest of the commits in to and not in from that touch a file; ""
// where none does. The path is from the program's folder, or where outside is set from the work tree's
// top.
func (r *Repo) LastAuthor(ctx context.Context, from, to, path string, outside bool) (string, error) {
	if !outside {
		path = r.full(path)
	}
	out, err := r.read(ctx, nil, "log", "--no-show-signature", "-1", "--format=%an", "--end-of-options", from+".."+to, "--", path)
	return strings.TrimSuffix(string(out), "\n"), err
}
