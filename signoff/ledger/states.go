package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"sojt/signoff/disk"
	"sojt/signoff/git"
)

const (
	gitWait = 10 * time.Second // for a lock file of git to go away
	gitStep = 100 * time.Millisecond
)

// states refuses what INTEGRITY 4's table refuses, the clone first, then file by file, all but what
// the files hold. It gives the files as HEAD has them, to compare with.
func (w *Writer) states(ctx context.Context, paths, definitions []string) ([]git.Blob, error) {
	if op := w.Repo.Operation(); op.Name != "" {
		return nil, &StateError{State: InProgress, Text: op.Name + " in progress in this clone", Hint: "end it first: " + op.End}
	}
	branch, err := w.Repo.Branch(ctx)
	if err != nil {
		return nil, err
	}
	if !w.NoCommit {
		if branch == "" {
			return nil, &StateError{State: Detached, Text: "HEAD is detached: a commit here belongs to no branch",
				Hint: `go to a branch ("git switch main"), or pass --no-commit`}
		}
		if err := w.unlocked(ctx, git.Head{Ref: branch}); err != nil {
			return nil, err
		}
	} else {
		definitions = nil
	}
	index := begin(func() (map[string]git.Entry, error) { return w.Repo.Index(ctx, paths...) })
	_, blobs, err := w.Repo.At(ctx, slices.Concat(paths, definitions)...)
	if err == nil {
		err = w.defined(definitions, blobs[len(paths):])
	}
	if err != nil {
		_, _ = index()
		return nil, err
	}
	return blobs[:len(paths)], w.files(ctx, paths, blobs, index)
}

// unlocked waits until git's lock files are gone, 10 s at most.
func (w *Writer) unlocked(ctx context.Context, head git.Head) error {
	for waited := time.Duration(0); ; waited += gitStep {
		locks := w.Repo.Locks(head)
		if len(locks) == 0 {
			return nil
		}
		if waited >= gitWait {
			return w.lockedByGit(locks[0])
		}
		if err := w.pause(ctx, gitStep); err != nil {
			return err
		}
	}
}

// lockedByGit describes a lock file that stays.
func (w *Writer) lockedByGit(lock git.Lock) error {
	e := &StateError{State: GitLocked, Path: lock.Path, Text: "it is still there, so git would not commit"}
	if w.Now != nil {
		e.Text += fmt.Sprintf(" (%s old)", w.Now().Sub(lock.Made).Round(time.Second))
	}
	switch pids, known := w.Repo.Processes(); {
	case len(pids) > 0:
		e.Hint = fmt.Sprintf("git is at work here (pid %d): let it finish or end it", pids[0])
	case known:
		e.Hint = fmt.Sprintf("no git process is at work here, so a crash left it; \"sojt doctor --fix\" removes it after a yes, or with -y, or: rm %q", lock.Path)
	default:
		e.Hint = fmt.Sprintf("if no git process is at work here, remove it: rm %q", lock.Path)
	}
	return e
}

// defined refuses definitions that are not in HEAD as they are on disk: the wording that was signed
// would exist nowhere. Line ends are not wording. The blobs are those of HEAD.
func (w *Writer) defined(definitions []string, blobs []git.Blob) error {
	for i, name := range definitions {
		data, err := w.Root.ReadFile(name)
		if err != nil {
			return err
		}
		if !blobs[i].Found || !bytes.Equal(plainEnds(data), plainEnds(blobs[i].Data)) {
			return &StateError{State: DefinitionMoved, Path: name, Text: "what it says is not committed, and a record would refer to it",
				Hint: "commit the definition first, or pass --no-commit"}
		}
	}
	return nil
}

func plainEnds(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")) }

// files refuses files that git does not have, or would not take, as it should. The blobs are those of HEAD,
// index waits for what the index has.
func (w *Writer) files(ctx context.Context, paths []string, blobs []git.Blob, index func() (map[string]git.Entry, error)) error {
	entries, unread := index()
	for _, name := range paths {
		if err := w.place(name); err != nil {
			return err
		}
	}
	if err := w.Repo.Ordinary(paths...); err != nil {
		return err
	}
	if unread != nil {
		return unread
	}
	if err := w.hidden(ctx, paths, entries); err != nil {
		return err
	}
	for i, name := range paths {
		if entry, staged := entries[name]; staged != blobs[i].Found || entry.ID != blobs[i].ID || entry.Unmerged {
			return w.stagedDiffers(ctx, name, blobs[i])
		}
	}
	return nil
}

// stagedDiffers tells an index that lacks a record, which a crash leaves, from a change that somebody
// staged.
func (w *Writer) stagedDiffers(ctx context.Context, name string, head git.Blob) error {
	e := &StateError{State: StagedDiffers, Path: name, Text: "its place in git's index is not what HEAD has",
		Hint: fmt.Sprintf(`look with "git diff --cached", then commit it, or unstage it with "git reset -- %s"`, name)}
	staged, err := w.Repo.Blobs(ctx, "", name)
	if err != nil {
		return err
	}
	if lost := lacking(records(head.Data), records(staged[0].Data)); isLearner(name) && len(lost) > 0 {
		e.Text += fmt.Sprintf(": it lacks %s, %s first", count(len(lost), "record"), recordID(lost[0]))
		e.Hint = hintDoctor
	}
	return e
}

// place refuses a path that is not, or would not be, a regular file of this repository.
func (w *Writer) place(name string) error {
	info, err := w.Root.Lstat(name)
	var text string
	if err == nil && !info.Mode().IsRegular() {
		text = "it is " + disk.Kind(info.Mode()) + ", expected a regular file"
	} else if errors.Is(err, disk.ErrIrregular) {
		text = "the way there is not all folders: " + errors.Unwrap(err).Error()
	}
	if text != "" {
		return &StateError{State: Irregular, Path: name, Text: text, Hint: "put the file itself in its place"}
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if _, err := w.Root.Lstat(dir + "/.git"); err == nil {
			return &StateError{State: Nested, Path: name, Text: fmt.Sprintf("%s is a repository of its own, so this one cannot hold the file", dir),
				Hint: fmt.Sprintf("move %s/.git away, or the file out of it", dir)}
		}
	}
	return nil
}

// hidden refuses paths that git is told not to look at.
func (w *Writer) hidden(ctx context.Context, paths []string, index map[string]git.Entry) error {
	var untracked []string
	for _, name := range paths {
		entry, tracked := index[name]
		switch {
		case !tracked:
			untracked = append(untracked, name)
		case entry.SkipWorktree:
			return &StateError{State: SkipWorktree, Path: name, Text: "git is told to skip it (skip-worktree, as a sparse checkout does)",
				Hint: fmt.Sprintf(`take it in with "git sparse-checkout add", or run "git update-index --no-skip-worktree %s"`, name)}
		case entry.AssumeUnchanged:
			return &StateError{State: AssumeUnchanged, Path: name, Text: "git is told to assume that it never changes",
				Hint: fmt.Sprintf(`run "git update-index --no-assume-unchanged %s"`, name)}
		}
	}
	ignored, err := w.Repo.Ignored(ctx, untracked...)
	if err != nil {
		return err
	}
	outside, err := w.Repo.Outside(ctx, paths...)
	if err != nil {
		return err
	}
	for _, name := range untracked {
		if pattern, found := ignored[name]; found {
			return &StateError{State: Ignored, Path: name, Text: "git ignores it, by " + pattern, Hint: "change that pattern"}
		}
	}
	if len(outside) > 0 {
		return &StateError{State: OutsideSparse, Path: outside[0], Text: "it lies outside the sparse checkout of this clone",
			Hint: fmt.Sprintf(`run "git sparse-checkout add %s"`, path.Dir(path.Join(w.Repo.Prefix, outside[0])))}
	}
	return nil
}

// content refuses a file whose bytes are not to be appended to, or hold what HEAD does not. The
// bytes are nil for a file that is not there.
func (w *Writer) content(name string, data []byte, blob git.Blob) error {
	switch {
	case data == nil && blob.Found:
		return &StateError{State: Shorter, Path: name, Text: "HEAD has it and the work tree has not", Hint: hintDoctor}
	case data == nil:
		return nil
	case isLearner(name):
		if err := shapeError(name, data); err != nil {
			return err
		}
		if lost := lacking(records(blob.Data), records(data)); len(lost) > 0 {
			return &StateError{State: Shorter, Path: name, Hint: hintDoctor,
				Text: fmt.Sprintf("it lacks %s that HEAD has, %s first", count(len(lost), "record"), recordID(lost[0]))}
		}
	}
	if w.NoCommit || blob.Found && bytes.Equal(data, blob.Data) {
		return nil
	}
	if more := lacking(records(data), records(blob.Data)); isLearner(name) && len(more) > 0 {
		return &StateError{State: Differs, Path: name, Hint: `"sojt doctor --fix" checks and commits what a command left there`,
			Text: fmt.Sprintf("it holds %s not committed yet, %s first", count(len(more), "record"), recordID(more[0]))}
	}
	return &StateError{State: Differs, Path: name, Text: "it differs from HEAD", Hint: fmt.Sprintf(
		`look with "git diff HEAD -- %s", then commit it: "git add -- %[1]s" and "git commit -- %[1]s"`, name)}
}

// isLearner reports whether a path of the program is a learner's file.
func isLearner(name string) bool { return strings.HasPrefix(name, Folder+"/") }

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Uncommitted lists the learners' files that are not in HEAD as they are on disk or in the index. Other
// files may lie beside them: what a folder's viewer leaves there is nobody's record.
func (w *Writer) Uncommitted(ctx context.Context) ([]string, error) {
	changed, err := w.Repo.Changed(ctx, Folder)
	return slices.DeleteFunc(changed, func(name string) bool {
		_, ok := LearnerOf(name)
		return !ok
	}), err
}

// attributes asks how git would merge the files and end their lines.
func (w *Writer) attributes(ctx context.Context, paths []string) ([][]string, error) {
	if w.Note == nil {
		return nil, nil
	}
	return w.Repo.Attributes(ctx, []string{"merge", "eol"}, paths...)
}

// notes tells what does not stop the write: other learners' files that are not committed, and
// attributes without which git would not merge records.
func (w *Writer) notes(ctx context.Context, paths []string, attributes func() ([][]string, error)) error {
	values, unread := attributes()
	if w.Note == nil {
		return nil
	}
	others, err := w.others(ctx, paths)
	if err != nil {
		return err
	}
	if n := len(others); n > 0 {
		differ := fmt.Sprintf("%d files of other learners differ from HEAD and are left alone, %s first; \"sojt doctor\" says whether something is wrong with them", n, others[0])
		if n == 1 {
			differ = others[0] + ", a file of another learner, differs from HEAD and is left alone; \"sojt doctor\" says whether something is wrong with it"
		}
		w.note(differ)
	}
	if unread != nil {
		return unread
	}
	for i, want := range []struct{ name, value string }{{"merge", "union"}, {"eol", "lf"}} {
		for at, name := range paths {
			if value := values[at][i]; isLearner(name) && value != want.value {
				w.note(fmt.Sprintf(`%s: git's attribute %s is %s, expected %s; add the line %q to .gitattributes, or run "sojt doctor --fix"`,
					name, want.name, value, want.value, MergeRule))
				break
			}
		}
	}
	return nil
}
