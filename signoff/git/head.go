package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Head is what HEAD points at.
type Head struct {
	Ref    string // full name of the branch's ref, "refs/heads/main"; "" when detached
	Commit string // full object id; "" while the branch has no commit yet (unborn)
}

// Branch is the branch's short name, "" when detached.
func (h Head) Branch() string { return strings.TrimPrefix(h.Ref, "refs/heads/") }

// Head reads HEAD. A branch whose ref cannot be read is an error, never an unborn branch: a commit
// on top of that would drop its history.
func (r *Repo) Head(ctx context.Context) (Head, error) {
	var h Head
	out, err := r.read(ctx, nil, "symbolic-ref", "--quiet", "HEAD")
	if err == nil {
		h.Ref = strings.TrimSuffix(string(out), "\n")
	} else if !exited(err, 1) {
		return h, fmt.Errorf("HEAD: %w", err)
	}
	out, err = r.read(ctx, nil, "rev-parse", "--quiet", "--verify", "--end-of-options", "HEAD^{commit}")
	switch {
	case err == nil:
		h.Commit = strings.TrimSuffix(string(out), "\n")
	case !exited(err, 1) || h.Ref == "" || exists(filepath.Join(r.Common, filepath.FromSlash(h.Ref))):
		return h, fmt.Errorf("HEAD: %w: its commit cannot be read; run \"git fsck\"", ErrObject)
	}
	return h, nil
}

// Operation is something git has begun in the clone and not ended, with the commands that end it.
type Operation struct {
	Name string // "merge"
	End  string // "git merge --continue or git merge --abort"
}

// operations are told by the files git leaves in the git directory, the most telling first: a
// rebase also leaves CHERRY_PICK_HEAD, an am lies inside rebase-apply.
var operations = []struct {
	file string
	Operation
}{
	{"rebase-merge", ended("rebase")},
	{"rebase-apply/applying", ended("am")},
	{"rebase-apply", ended("rebase")},
	{"MERGE_HEAD", ended("merge")},
	{"CHERRY_PICK_HEAD", ended("cherry-pick")},
	{"REVERT_HEAD", ended("revert")},
	{"BISECT_LOG", Operation{"bisect", "git bisect reset"}},
	{"sequencer", Operation{"sequence of picks or reverts", "git cherry-pick --continue or --abort, or the same of git revert"}},
}

func ended(name string) Operation {
	return Operation{name, "git " + name + " --continue or git " + name + " --abort"}
}

// Operation gives what is in progress; the zero Operation if nothing is.
func (r *Repo) Operation() Operation {
	for _, op := range operations {
		if exists(filepath.Join(r.Dir, filepath.FromSlash(op.file))) {
			return op.Operation
		}
	}
	return Operation{}
}

// Lock is a lock file of git that is there: a command at work, or one that died.
type Lock struct {
	Path string // absolute
	Made time.Time
}

// Locks lists the lock files that would make a commit on h fail.
func (r *Repo) Locks(h Head) []Lock {
	candidates := []string{filepath.Join(r.Dir, "index.lock"), filepath.Join(r.Dir, "HEAD.lock")}
	if h.Ref != "" {
		candidates = append(candidates, filepath.Join(r.Common, filepath.FromSlash(h.Ref)+".lock"))
	}
	var found []Lock
	for _, path := range candidates {
		if info, err := os.Lstat(path); err == nil {
			found = append(found, Lock{Path: path, Made: info.ModTime()})
		}
	}
	return found
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// exited reports whether err is a git command that ended by itself with the given status.
func exited(err error, code int) bool {
	var failed *Error
	return errors.As(err, &failed) && failed.Code == code
}
