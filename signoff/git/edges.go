package git

import (
	"bytes"
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

// wants reports whether a path is one of those asked for. Git is not told: it would match every name of
// every folder that changed with each pattern, which costs several times what the walk does, and goes
// into the same folders, since what is asked for may lie in any.
func (w Walk) wants(path []byte) bool {
	name := path[bytes.LastIndexByte(path, '/')+1:]
	in := func(folder string) bool {
		return bytes.HasPrefix(path, []byte(folder[1:])) || bytes.Contains(path, []byte(folder))
	}
	return w.Learners && (string(name) == "learners" || in("/learners/")) ||
		w.Definitions && (string(name) == "sojt.yaml" || string(name) == "mentors.yaml" || in("/roles/") || in("/competencies/"))
}

// Edges gives every commit that leads to a revision, children before their parents and so the revision
// first, with every edge of it that changed such files, one after the other. Nothing is simplified away:
// a merge that took one side's files as they were shows what it dropped of the other's. Where an edge
// changed none of them it is there without changes or, of a merge, not at all; each commit has one.
// Replace refs, grafts and commit-graph files are not believed. After an error there is nothing more.
func (r *Repo) Edges(ctx context.Context, w Walk) iter.Seq2[Edge, error] {
	return func(yield func(Edge, error) bool) {
		args, err := r.walkArgs(ctx, w)
		if err == nil {
			err = r.stream(ctx, "log", args, func(out io.Reader) error {
				cut, err := r.cuts()
				if err != nil {
					return err
				}
				return newEdges(out, w.wants).each(func(e Edge) bool {
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
	head, err := r.commit(ctx, w.Revision)
	if err != nil {
		return nil, err
	}
	args := append(readingOptions(r.Top),
		"-c", "log.diffMerges=separate", "-c", "advice.graftFileDeprecated=false",
		"log", "-O"+os.DevNull, "-m", "--raw", "--root", "--no-renames", "--no-abbrev", "--no-abbrev-commit", "-z", "--format=raw",
		"--topo-order", "--no-follow", "--no-relative", "--ignore-submodules=none",
		"--no-show-signature", "--no-decorate", "--no-notes", "--no-mailmap", "--no-color", "--encoding=none")
	if w.Since != "" {
		since, err := r.commit(ctx, w.Since)
		if err != nil {
			return nil, err
		}
		args = append(args, "^"+since)
	}
	return append(args, head, "--"), nil
}
