package git

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"time"
)

// Edge is a commit beside one of its parents: what that step changed among the files asked for
// (INTEGRITY 6.13). A commit without parents has one edge, from nothing.
type Edge struct {
	Commit    string    // full object id
	Parents   []string  // all of the commit's parents, whichever this edge goes to
	Nth       int       // the parent of this edge, from 0; 0 for a commit without parents
	Committed time.Time // by the committer's clock, UTC; zero where the commit does not say
	Author    string    // the author's email, as the commit has it
	Cut       bool      // its parents are not in this shallow clone: all that it holds shows as new
	Changes   []Change  // in the order of their paths as bytes
}

// Parent is the commit at the edge's other end; "" for one without parents.
func (e *Edge) Parent() string {
	if e.Nth < len(e.Parents) {
		return e.Parents[e.Nth]
	}
	return ""
}

// Change is what an edge made of one path. Renames are two changes.
type Change struct {
	Path     string // from the work tree's top, whatever bytes it has
	Old, New Version
}

// Version is a path before or after a step.
type Version struct {
	Mode uint32 // as git has it: 0100644 for a file; 0 where there is nothing
	ID   string // of the blob; "" where there is nothing
}

// The modes of git that are no folder's.
const (
	ModeFile   = 0o100644
	ModeScript = 0o100755
	ModeLink   = 0o120000
	ModeModule = 0o160000
)

// IsFile reports whether there is a file's content, executable or not.
func (v Version) IsFile() bool { return v.Mode == ModeFile || v.Mode == ModeScript }

// Walk says which part of the history is walked, and for which files.
type Walk struct {
	Revision    string // from here back
	Since       string // edges of commits that lead to it are left out; "" for none
	Learners    bool   // what stands under any folder called learners, and such a path itself
	Definitions bool   // sojt.yaml, mentors.yaml, roles/ and competencies/ of any folder
}

// pathspecs are glob pathspecs, and fixed ones: nothing that a user wrote is a pattern.
func (w Walk) pathspecs() []string {
	var specs []string
	if w.Learners {
		specs = append(specs, "**/learners", "**/learners/**")
	}
	if w.Definitions {
		specs = append(specs, "**/sojt.yaml", "**/mentors.yaml", "**/roles/**", "**/competencies/**")
	}
	return specs
}

// Edges gives every edge of every commit that leads to a revision and changed such files, children
// before their parents and the edges of one commit together. Nothing is simplified away: a merge
// that took one side's files as they were shows what it dropped of the other's. Replace refs, grafts
// and commit-graph files are not believed. After an error there is nothing more.
func (r *Repo) Edges(ctx context.Context, w Walk) iter.Seq2[Edge, error] {
	return func(yield func(Edge, error) bool) {
		args, err := r.walkArgs(ctx, w)
		if err == nil {
			err = r.stream(ctx, "log", args, func(out io.Reader) error {
				cut, err := r.cuts()
				if err != nil {
					return err
				}
				return newEdges(out).each(func(e Edge) bool {
					e.Cut = cut[e.Commit]
					return yield(e, nil)
				})
			})
		}
		if err != nil && !errors.Is(err, errStopped) {
			yield(Edge{}, err)
		}
	}
}

// walkArgs is the command. What a configuration could change of it is said: log.diffMerges,
// log.showRoot, log.follow, log.decorate, log.abbrevCommit, log.mailmap, notes.displayRef,
// diff.ignoreSubmodules, diff.relative, diff.renames, diff.orderFile, color.diff. A commit may claim
// to be in an encoding that would garble its headers: they are taken as they are.
func (r *Repo) walkArgs(ctx context.Context, w Walk) ([]string, error) {
	head, err := r.Resolve(ctx, w.Revision)
	if err != nil {
		return nil, err
	}
	args := append(globbing(readingOptions(r.Top)),
		"-c", "log.diffMerges=separate", "-c", "advice.graftFileDeprecated=false",
		"log", "-O"+os.DevNull, "-m", "--raw", "--root", "--no-renames", "--no-abbrev", "--no-abbrev-commit", "-z", "--format=raw",
		"--full-history", "--topo-order", "--no-follow", "--no-relative", "--ignore-submodules=none",
		"--no-show-signature", "--no-decorate", "--no-notes", "--no-mailmap", "--no-color", "--encoding=none")
	if w.Since != "" {
		since, err := r.Resolve(ctx, w.Since)
		if err != nil {
			return nil, err
		}
		// without --sparse a merge is left out that differs from a parent which leads to Since only
		args = append(args, "--sparse", "^"+since)
	}
	return append(append(args, head, "--"), w.pathspecs()...), nil
}

// globbing lets pathspecs be patterns.
func globbing(options []string) []string {
	for i, option := range options {
		if option == "--literal-pathspecs" {
			options[i] = "--glob-pathspecs"
		}
	}
	return options
}
