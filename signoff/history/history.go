package history

import (
	"fmt"
	"iter"
	"time"

	"sojt/signoff/git"
)

// Question says whose records are asked for, and at which revision.
type Question struct {
	Program string // its id: a program that was moved is followed by it
	Prefix  string // the folder it is in at the revision, from the work tree's top; "" at the top
	// Lines are the records of the revision, each read from the file of its own learner; nil takes those
	// of Standing.
	Lines Lines
	// Before reports of a file of Standing that it stood there as it is where the edges begin: records that
	// stand outside the program only are not looked for in it. Nil: none did.
	Before func(f git.File) bool
	// Standing are the learner files of the revision in whatever folder, so that a record which
	// stands outside the program is found, and what heals a twin; nil leaves that open.
	Standing []git.File
	// Files gives the learner files of a commit, in whatever folder: asked only where a line may stand
	// in a file that an edge did not change. Nil takes what the edges show for all there is.
	Files func(commit string) ([]git.File, error)
	// Leads reports whether one commit lies behind another. Nil: none does.
	Leads func(commit, to string) (bool, error)
}

// Step is an edge of the history: a commit beside one of its parents.
type Step struct {
	Commit    string    // full object id
	Parent    string    // "" for a commit without parents
	Committed time.Time // by the committer's clock; zero where the commit does not say
	Author    string    // the author's email
}

// Loss is a record line that a step dropped.
type Loss struct {
	Step
	Path    string // that held it, in the parent; from the work tree's top
	Blob    string // of that path in the parent
	Object  string // the line without "- "
	Learner string
	Record  string // id
	Digest  string
	Cause   Cause
	Now     string // Edited: the digest of the line of the same id that stands there instead, if it can be read
}

// Cause is what a step did to a record's file.
type Cause uint8

// The causes.
const (
	Dropped   Cause = iota // the line is gone from its file
	Edited                 // another line with its id stands there
	Deleted                // its file is gone
	Irregular              // its file became a link or a submodule
	Elsewhere              // it stands at the revision, in another folder than the program's; Parent is ""
)

// Mode is a step that made of a learner file, or of a folder of them, what it cannot be: executable,
// a link or a submodule.
type Mode struct {
	Step
	Path     string
	Old, New uint32 // as git has them; Old is 0 where there was nothing
}

// Definition is a commit whose definitions are those of none of its parents.
type Definition struct {
	Step
	Paths []string // changed against its first parent
}

// Trace is where a record came from. Where the edges do not go all the way back (git.Walk.Since) it is
// good for records only that were not there before.
type Trace struct {
	// Landed is the first commit on the revision's first-parent line that holds the line; its Commit
	// is "" where that lies beyond the edges, or beyond the end of a shallow clone.
	Landed Landing
	// Introduced is the commit that first brought it, on whatever branch: of several the one with the
	// earliest time, and of those the one with the lowest id.
	Introduced Step
}

// Landing is a record's place in the commit that landed it.
type Landing struct {
	Step
	Prefix string // the program's folder at that commit
	Path   string // the learner's file there, from the work tree's top
	Blob   string // of that file
	Header string // of that file: what stood above its records then
	// Definitions is a commit of the first-parent line with the same definitions: landings with the
	// same Definitions and Prefix need them read once.
	Definitions string
}

// History is what the commits say.
type History struct {
	// Lost are the lines that some commit held and the revision does not, each once, with the step
	// after which it never came back; the newest step first.
	Lost []Loss
	// Restored are lines that a step dropped and the revision holds again, each once, with the newest
	// such step.
	Restored []Loss
	// Healed are lines that the revision does not hold, and need not: edits of records whose originals
	// stand, each with the newest step that dropped it.
	Healed []Twin
	Modes  []Mode // newest first
	// Definitions are the commits that changed definitions, in whatever folder, newest first.
	Definitions []Definition
	// FirstParents is the revision's first-parent line, newest first, as far back as the edges go; empty
	// where there are none.
	FirstParents []string
	Commits      int    // that the edges are of
	Tip          string // a commit with the definitions of the revision
	traces       map[key]trace
}

// Twin is a line with the id of a record that was there before it: wherever it came in, a commit behind
// that one held the original already. So nobody can pass an edit off as the original: what was there first wins.
type Twin struct {
	Loss
	Original string // the line, without "- ", that was there first, and stands
}

// Trace says where a record of the revision, the text of its line without "- ", came from. It is
// false where no edge shows it.
func (h *History) Trace(object string) (Trace, bool) {
	t, ok := h.traces[keyOf(object)]
	var out Trace
	if t.introduced != nil {
		out.Introduced = *t.introduced
	}
	if t.landed != nil {
		out.Landed = *t.landed
	}
	return out, ok
}

// Read goes through the edges of the revision's history: children before their parents, the edges of
// one commit together, and each commit with one at least, as git.Repo.Edges gives them. blob gives a blob's bytes by its id. The error
// is the world's: an edge or blob that could not be read, and then nothing is known.
func Read(edges iter.Seq2[git.Edge, error], blob func(id string) ([]byte, error), q Question) (*History, error) {
	return newWalk(blob, q).read(edges)
}

func (w *walk) read(edges iter.Seq2[git.Edge, error]) (*History, error) {
	if err := w.elsewhere(); err != nil {
		return nil, err
	}
	for e, err := range edges {
		if err != nil {
			return nil, fmt.Errorf("history: %w", err)
		}
		if err := w.edge(e); err != nil {
			return nil, err
		}
	}
	if err := w.commit(); err != nil {
		return nil, err
	}
	if err := w.finish(); err != nil {
		return nil, err
	}
	return w.out, nil
}
