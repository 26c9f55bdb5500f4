package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
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
	var err error
	if h.Ref, err = r.Branch(ctx); err != nil {
		return h, err
	}
	out, err := r.read(ctx, nil, "rev-parse", "--quiet", "--verify", "--end-of-options", "HEAD^{commit}")
	switch {
	case err == nil:
		h.Commit = strings.TrimSuffix(string(out), "\n")
	case !exited(err, 1) || h.Ref == "" || exists(filepath.Join(r.Common, filepath.FromSlash(h.Ref))):
		return h, fmt.Errorf("HEAD: %w: its commit cannot be read; run \"git fsck\"", ErrObject)
	}
	return h, nil
}

// Branch gives the full name of the ref that HEAD points at, "" when it is detached. HEAD is read where it
// says so in a plain file, as gitrepository-layout(5) has it; else git is asked: of a reftable the file
// tells a name that no branch can have, of a detached HEAD a commit, and of old it may be a link.
func (r *Repo) Branch(ctx context.Context) (string, error) {
	if ref, ok := r.plainHead(); ok {
		return ref, nil
	}
	out, err := r.read(ctx, nil, "symbolic-ref", "--quiet", "HEAD")
	if err != nil && !exited(err, 1) {
		return "", fmt.Errorf("HEAD: %w", err)
	}
	return strings.TrimSuffix(string(out), "\n"), nil
}

// plainHead reads "ref: refs/heads/main" in the git directory; false for anything else.
func (r *Repo) plainHead() (string, bool) {
	const longest = 4 << 10
	name := filepath.Join(r.Dir, "HEAD")
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() || info.Size() > longest {
		return "", false
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return "", false
	}
	ref, ok := strings.CutPrefix(strings.TrimSuffix(string(data), "\n"), "ref: ")
	plain := strings.HasPrefix(ref, "refs/heads/") && ref != "refs/heads/.invalid" && !strings.ContainsFunc(ref, unicode.IsSpace)
	return ref, ok && plain
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
