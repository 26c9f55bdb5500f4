package git

import (
	"context"
	"time"
)

// LastChanges says when definition files of the program became what a revision has: the time, by the
// committer's clock, of the newest commit that gave the file its content and took it from no parent. A file
// that the revision does not have is not among them. In a shallow clone it may be the commit where the
// history was cut.
func (r *Repo) LastChanges(ctx context.Context, revision string, paths []string) (map[string]time.Time, error) {
	blobs, err := r.Blobs(ctx, revision, paths...)
	if err != nil {
		return nil, err
	}
	wanted := map[string]string{} // path from the top to the path that was given
	content := map[string]string{}
	for i, full := range r.fulls(paths) {
		if blobs[i].Found {
			wanted[full], content[full] = paths[i], blobs[i].ID
		}
	}
	times := map[string]time.Time{}
	commit, differs := "", map[string]int{}
	for e, err := range r.Edges(ctx, Walk{Revision: revision, Definitions: true}) {
		switch {
		case err != nil:
			return nil, err
		case len(wanted) == 0:
			return times, nil
		case e.Commit != commit: // edges of one commit come together
			commit, differs = e.Commit, map[string]int{}
		}
		for _, c := range e.Changes {
			if path, ok := wanted[c.Path]; ok && c.New.ID == content[c.Path] {
				if differs[c.Path]++; differs[c.Path] >= len(e.Parents) || e.Cut {
					times[path] = e.Committed
					delete(wanted, c.Path)
				}
			}
		}
	}
	return times, nil
}
