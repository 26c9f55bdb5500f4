package doctor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sojt/competency/diag"
	"sojt/signoff/git"
)

// broken says that the clone itself is damaged: nothing in it is to be trusted, and nothing is
// mended. spare are the empty objects that HEAD's history does without, where that is all.
func (d *Doctor) broken(ctx context.Context) (found diag.List, spare []string, err error) {
	const hint = "clone again from the remote, copy this clone's learners/ over the new one's, and run sojt doctor --fix there: no line of HEAD is lost, and whole records that HEAD lacks are added"
	empty, err := d.Writer.Repo.EmptyObjects()
	if err != nil {
		return nil, nil, fmt.Errorf("objects: %w", err)
	}
	if len(empty) > 0 && d.needs(ctx, empty) {
		return diag.List{problem(CodeObject, "", 0, hint, "%s in git's object folder without a byte, as a power cut leaves them, %s first", files(len(empty)), empty[0])}, nil, ctx.Err()
	}
	_, err = d.inHead(ctx)
	var failed *git.Error
	switch {
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case errors.Is(err, git.ErrObject), errors.As(err, &failed):
		return diag.List{problem(CodeObject, "", 0, hint, "HEAD cannot be read: %s", firstLine(err))}, nil, nil
	}
	return nil, empty, err
}

// needs reports whether HEAD's history needs one of some objects, or cannot be read.
func (d *Doctor) needs(ctx context.Context, some []string) bool {
	head, err := d.Writer.Repo.Head(ctx)
	if err != nil || head.Commit == "" {
		return err != nil
	}
	needed, err := d.Writer.Repo.Objects(ctx, head.Commit)
	return err != nil || slices.ContainsFunc(needed, func(id string) bool { return slices.Contains(some, id) })
}

func spareProblem(spare []string) diag.Problem {
	what := "removes it, so that git can write it anew"
	if len(spare) > 1 {
		what = "removes them, so that git can write them anew"
	}
	return problem(CodeObject, "", 0, doctorFix+what,
		"%s in git's object folder without a byte, as a power cut leaves them, %s first; HEAD's history does without", files(len(spare)), spare[0])
}

// spare removes objects without a byte.
func (m *mending) spare(spare []string) error {
	for _, id := range spare {
		if err := m.Writer.Repo.RemoveEmpty(id); err != nil {
			return fmt.Errorf("objects: %w", err)
		}
	}
	if m.spared = len(spare) > 0; m.spared {
		m.done(spareProblem(spare), "removed what holds nothing", "")
	}
	return nil
}

func files(n int) string {
	if n == 1 {
		return "1 file is"
	}
	return fmt.Sprintf("%d files are", n)
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// old is the age from which a lock file of git is taken for left behind.
const old = 10 * time.Minute

// lock is a lock file and what is to be said of it.
type lock struct {
	git.Lock
	diag.Problem
	stale bool // nobody can be holding it
	aged  bool
}

// locks lists git's lock files. Whether somebody holds one is known where the system tells of
// processes; elsewhere age alone speaks.
func (d *Doctor) locks() []lock {
	repo := d.Writer.Repo
	var all []lock
	for _, l := range repo.LockFiles() {
		age := d.Now().Sub(l.Made)
		one := lock{Lock: l, aged: age >= old}
		pids, known := repo.Using(l.Path)
		name := l.Path
		if rel, err := filepath.Rel(repo.Top, l.Path); err == nil && filepath.IsLocal(rel) {
			name = filepath.ToSlash(rel)
		}
		hint := fmt.Sprintf("nobody holds it: sojt doctor --fix -y removes it, or rm %q", l.Path)
		switch {
		case len(pids) > 0:
			hint = fmt.Sprintf("git is at work here (pid %d): let it finish or end it", pids[0])
		case !known && !one.aged:
			hint = fmt.Sprintf("if no git process is at work here, remove it: rm %q", l.Path)
		default:
			one.stale = true
			if !one.aged {
				hint += fmt.Sprintf("; sojt doctor --fix asks about it once it is %d min old", int(old.Minutes()))
			}
		}
		one.Problem = problem(CodeLock, name, 0, hint, "a lock file of git is there (%s old), so git would not commit", age.Round(time.Second))
		all = append(all, one)
	}
	return all
}

// unlock removes the lock files that nobody holds: unasked with Yes, else after a yes to each that
// is older than ten minutes. It reports whether one is left.
func (m *mending) unlock() (left bool) {
	for _, l := range m.locks() {
		agreed := m.Yes || l.aged && m.Confirm != nil && m.Confirm(fmt.Sprintf("remove %s, which nobody holds?", l.Path))
		if !l.stale || !agreed {
			m.report.Problems = append(m.report.Problems, l.Problem)
			left = true
			continue
		}
		if err := os.Remove(l.Path); err != nil && !errors.Is(err, os.ErrNotExist) {
			l.Hint = err.Error()
			m.report.Problems = append(m.report.Problems, l.Problem)
			left = true
			continue
		}
		m.done(l.Problem, "removed it", "")
	}
	return left
}

// indexProblem says what is wrong with a file's place in the index.
func (c *chart) indexProblem() diag.Problem {
	what := "git's index lacks a record that HEAD has: the next commit, of whatever, would delete it"
	if c.ahead {
		what = "git's index alone holds a record: it was given up, and the next commit, of whatever, would bring it in"
	}
	return problem(CodeIndex, c.path, 0, doctorFix+"makes the index entry what HEAD has", "%s", what)
}

// index refreshes the entries of files whose index lacks a line that HEAD has, or alone holds one, before
// anything else is done with git.
func (m *mending) index(ctx context.Context) error {
	if m.spared {
		if err := m.dangling(ctx); err != nil {
			return err
		}
	}
	for _, c := range m.charted {
		if !c.behind && !c.ahead {
			continue
		}
		if c.staged.Found && c.leavesOut(c.staged.Data) {
			if err := m.save(c.path, c.staged.Data); err != nil {
				return err
			}
		}
		if err := m.unstage(ctx, c); err != nil {
			return err
		}
		m.done(c.indexProblem(), "made the index entry what HEAD has", "")
	}
	return nil
}

func (m *mending) unstage(ctx context.Context, c *chart) error {
	if err := m.Writer.Repo.Unstage(ctx, c.path); err != nil {
		return fmt.Errorf("%s: the index could not be refreshed: %w", c.path, err)
	}
	c.staged = c.head
	return nil
}

// dangling refreshes entries that name an object which is not there: git would neither look at the file
// again nor commit it.
func (m *mending) dangling(ctx context.Context) error {
	var paths []string
	for _, c := range m.charted {
		paths = append(paths, c.path)
	}
	index, err := m.Writer.Repo.Index(ctx, paths...)
	if err != nil {
		return err
	}
	for _, c := range m.charted {
		if e, there := index[c.path]; there && !e.Unmerged && e.ID != c.staged.ID {
			if err := m.Writer.Repo.Forget(ctx, c.path); err != nil {
				return fmt.Errorf("%s: the index could not be refreshed: %w", c.path, err)
			}
			if err := m.unstage(ctx, c); err != nil {
				return err
			}
		}
	}
	return nil
}
