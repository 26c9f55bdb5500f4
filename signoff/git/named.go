package git

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrAmbiguous is a name that could mean more than one thing.
var ErrAmbiguous = errors.New("it could mean more than one thing")

// Named is Resolve for a name on which trust rests. Of what a name could mean git takes one, a tag
// before a branch and both before the branch of a remote, so that whoever can push a tag called
// origin/main could stand in for that branch. Such a name is ErrAmbiguous, wrapped with what it could
// mean; a ref's full name never is.
func (r *Repo) Named(ctx context.Context, revision string) (string, error) {
	commit, err := r.Resolve(ctx, revision)
	if err != nil {
		return "", err
	}
	name := revision // without what may follow it: main~2, main@{1}, main^{commit}
	for _, after := range []string{"~", "^", ":", "@{"} {
		name, _, _ = strings.Cut(name, after)
	}
	means, err := r.means(ctx, name)
	if err != nil {
		return "", err
	}
	if len(means) > 1 {
		return "", fmt.Errorf("%q: %w: %s", revision, ErrAmbiguous, strings.Join(means, ", "))
	}
	return commit, nil
}

// means lists what a name could mean. A name that begins as the branches of a remote do could be one
// of them, even where it was not fetched; hexadecimal digits could be a commit.
func (r *Repo) means(ctx context.Context, name string) ([]string, error) {
	if name == "" || name == "HEAD" || strings.HasPrefix(name, "refs/") || isObject(name) {
		return nil, nil
	}
	branch := "refs/remotes/" + name
	candidates := []string{"refs/" + name, "refs/tags/" + name, "refs/heads/" + name, branch, branch + "/HEAD"}
	out, err := r.read(ctx, nil, "for-each-ref", append([]string{"--format=%(refname)", "--"}, candidates...)...)
	if err != nil {
		return nil, err
	}
	means := slices.DeleteFunc(strings.Fields(string(out)), func(ref string) bool { return !slices.Contains(candidates, ref) })
	if len(means) == 0 {
		return nil, nil
	}
	if remote, _, ok := strings.Cut(name, "/"); ok && !slices.Contains(means, branch) {
		url, err := r.config(ctx, "remote."+remote+".url")
		if err != nil {
			return nil, err
		}
		if url != "" {
			means = append(means, branch+", which was not fetched")
		}
	}
	const shortest = 4 // of what git takes for the beginning of an id
	if len(name) >= shortest && strings.Trim(name, "0123456789abcdef") == "" {
		out, err := r.read(ctx, nil, "rev-parse", "--disambiguate="+name)
		if err != nil {
			return nil, err
		}
		means = append(means, strings.Fields(string(out))...)
	}
	return means, nil
}
