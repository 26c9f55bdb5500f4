package history

import (
	"context"
	"iter"

	"sojt/signoff/git"
	"sojt/signoff/progress"
)

// Watched gives the same edges, and tells whoever looks how many commits they were of.
func Watched(ctx context.Context, edges iter.Seq2[git.Edge, error]) iter.Seq2[git.Edge, error] {
	return func(yield func(git.Edge, error) bool) {
		done, end := progress.Begin(ctx, "walking the history", "commits", 0)
		defer end()
		commits, last := 0, ""
		for e, err := range edges {
			if e.Commit != last {
				last = e.Commit
				commits++
				done(commits)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}
