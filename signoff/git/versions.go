package git

import (
	"context"
	"slices"
	"strings"
)

// Committed is a commit that changed a file, with the first line of its message.
type Committed struct{ Commit, Subject string }

const mostVersions = "1000"

// Versions lists the commits up to HEAD that changed a file of the program, oldest first; of a very long
// history the newest thousand.
func (r *Repo) Versions(ctx context.Context, path string) ([]Committed, error) {
	out, err := r.read(ctx, nil, "log", "--no-show-signature", "--no-mailmap", "-z", "-n", mostVersions, "--format=%H %s", "--end-of-options", "HEAD", "--", r.full(path))
	if err != nil {
		return nil, err
	}
	var all []Committed
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		if id, subject, ok := strings.Cut(line, " "); ok {
			all = append(all, Committed{id, subject})
		}
	}
	slices.Reverse(all)
	return all, nil
}
