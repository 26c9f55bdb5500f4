//go:build unix

package ledger_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// expect fails the test unless err is a write that ended so.
func expect(t *testing.T, err error, want ledger.Outcome) *ledger.WriteError {
	t.Helper()
	var failed *ledger.WriteError
	if !errors.As(err, &failed) || failed.Outcome != want {
		t.Fatalf("got %v, expected outcome %d", err, want)
	}
	return failed
}

func TestWriteRewrittenByHook(t *testing.T) {
	c := newClone(t)
	c.hook("pre-commit", `sed -i 's/"n":2/"n": 2/' learners/ana.yaml && git add learners/ana.yaml`)
	_, err := c.writer().Write(t.Context(), c.batch(record(2)))
	failed := expect(t, err, ledger.Rewritten)
	head := strings.TrimSpace(c.git("rev-parse", "HEAD"))
	if failed.Commit != head || !strings.Contains(err.Error(), head[:12]) {
		t.Errorf("the message does not name commit %s: %s", head, err)
	}
	if !strings.Contains(c.git("show", "HEAD:"+anaPath), `"n": 2`) {
		t.Error("checker is broken: the hook did not rewrite the record")
	}
}

// A hook that changes the file without staging it has not changed what is committed.
func TestWriteWithHookThatReformatsTheWorkTreeOnly(t *testing.T) {
	c := newClone(t)
	c.hook("pre-commit", `sed -i 's/"n":2/"n": 2/' learners/ana.yaml`)
	if _, err := c.writer().Write(t.Context(), c.batch(record(2))); err != nil {
		t.Fatal(err)
	}
	c.sound(anaPath, record(2))
}

func TestWriteLeavesAloneWhatAHookTouched(t *testing.T) {
	for _, row := range []struct{ name, script, says string }{
		{"reworded", `sed -i 's/"n":2/"n": 2/' learners/ana.yaml; exit 1`, "it does not hold the new record as written"},
		{"header changed", `sed -i 's/name: Ana/name: Anna/' learners/ana.yaml; exit 1`, "it holds the new record, uncommitted"},
		{"removed", `rm learners/ana.yaml; exit 1`, "it is gone"},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := newClone(t)
			c.hook("pre-commit", row.script)
			before := c.world()
			b := c.batch(record(2))
			b.Appends = append(b.Appends, c.appendTo("learners/zoe.yaml", record(3)))
			_, err := c.writer().Write(t.Context(), b)
			expect(t, err, ledger.LeftAlone)
			if !strings.Contains(err.Error(), row.says) {
				t.Errorf("message lacks %q: %s", row.says, err)
			}
			if now := c.world(); now.index != before.index || now.head != before.head {
				t.Errorf("index or HEAD changed: %+v", now)
			}
			if _, err := os.Stat(c.path("learners/zoe.yaml")); err == nil {
				t.Error("the file that no hook touched is still there")
			}
		})
	}
}

// A hook that rewrites the file with the same bytes, as formatters do, has changed nothing.
func TestWriteRestoredAfterHookWroteTheSameBytes(t *testing.T) {
	c := newClone(t)
	c.hook("pre-commit", `cp learners/ana.yaml x && mv x learners/ana.yaml; exit 1`)
	before := c.world()
	_, err := c.writer().Write(t.Context(), c.batch(record(2)))
	expect(t, err, ledger.Restored)
	c.same(before)
}

func TestWriteInterruptedInHook(t *testing.T) {
	for _, name := range []string{"pre-commit", "commit-msg"} {
		c := newClone(t)
		started := c.path(".git/started")
		c.pipe(".git/started")
		c.hook(name, "echo $$ > .git/started; exec sleep 600")
		before := c.world()
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			defer cancel()
			pid, _ := os.ReadFile(started) // returns when the hook has written
			if n, err := strconv.Atoi(strings.TrimSpace(string(pid))); err == nil {
				t.Cleanup(func() { end(n) })
			}
		}()
		_, err := c.writer().Write(ctx, c.batch(record(2)))
		expect(t, err, ledger.Restored)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v is no interruption", name, err)
		}
		c.same(before)
		if locks, _ := filepath.Glob(c.path(".git/*.lock")); len(locks) != 1 { // sojt's own
			t.Errorf("%s: lock files left: %q", name, locks)
		}
	}
}

func TestWriteInterruptedBeforeGit(t *testing.T) {
	c := newClone(t)
	before := c.world()
	ctx, cancel := context.WithCancel(t.Context())
	w := c.writer()
	sync := w.Root.Calls.Sync
	w.Root.Calls.Sync = func(f *os.File) error { cancel(); return sync(f) }
	_, err := w.Write(ctx, c.batch(record(2)))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, expected an interruption", err)
	}
	c.same(before)
}

func TestWriteWithoutIdentity(t *testing.T) {
	c := newClone(t)
	before := c.world()
	c.env = append(c.env, "GIT_CONFIG_GLOBAL="+os.DevNull)
	w := c.writer()
	for _, err := range []error{
		w.Check(t.Context(), []string{anaPath}, nil),
		func() error { _, err := w.Write(t.Context(), c.batch(record(2))); return err }(),
	} {
		if !errors.Is(err, git.ErrNoIdentity) || !strings.Contains(err.Error(), "git config --global user.name") {
			t.Errorf("got %v, expected no identity and how to mend it", err)
		}
	}
	c.same(before)
	w.NoCommit = true
	if _, err := w.Write(t.Context(), c.batch(record(2))); err != nil {
		t.Errorf("no commit needs no identity: %v", err)
	}
}

func TestWriteWhereCommitsCannotBeSigned(t *testing.T) {
	for _, config := range [][]string{
		{"gpg.format", "ssh", "user.signingkey", "/nowhere/key"},
		{"gpg.program", "/nowhere/gpg"},
	} {
		c := newClone(t)
		c.git("config", "commit.gpgsign", "true")
		for i := 0; i < len(config); i += 2 {
			c.git("config", config[i], config[i+1])
		}
		before := c.world()
		_, err := c.writer().Write(t.Context(), c.batch(record(2)))
		expect(t, err, ledger.Restored)
		if !strings.Contains(err.Error(), "git says:\n  | ") {
			t.Errorf("git is not quoted: %s", err)
		}
		c.same(before)
	}
}

// committer lets a test do something instead of, before or after git.
type committer func(ctx context.Context, message string, paths ...string) error

func (f committer) Commit(ctx context.Context, message string, paths ...string) error {
	return f(ctx, message, paths...)
}

// A commit that fails may have committed (INTEGRITY 1, L4): HEAD is asked.
func TestWriteBelievesHeadNotTheExitStatus(t *testing.T) {
	c := newClone(t)
	w := c.writer()
	w.Committer = committer(func(ctx context.Context, message string, paths ...string) error {
		if err := w.Repo.Commit(ctx, message, paths...); err != nil {
			return err
		}
		// as if killed between the ref and the index: the index is the one before
		c.git("update-index", "--cacheinfo", "100644,"+strings.TrimSpace(c.git("rev-parse", "HEAD~1:"+anaPath))+","+anaPath)
		return errors.New("killed")
	})
	receipt, err := w.Write(t.Context(), c.batch(record(2)))
	if err != nil || !receipt.Committed || receipt.Revision != strings.TrimSpace(c.git("rev-parse", "HEAD")) {
		t.Fatalf("got %+v, %v, expected a commit", receipt, err)
	}
	c.sound(anaPath, record(1), record(2))
}

// A commit that succeeded may leave an index without the file, as where git could not look at it for a
// moment: the next commit by anybody would drop it.
func TestWriteLooksAtTheIndexThatGitLeft(t *testing.T) {
	c := newClone(t)
	w := c.writer()
	w.Committer = committer(func(ctx context.Context, message string, paths ...string) error {
		err := w.Repo.Commit(ctx, message, paths...)
		c.git("rm", "--quiet", "--cached", anaPath)
		return err
	})
	if _, err := w.Write(t.Context(), c.batch(record(2))); err != nil {
		t.Fatal(err)
	}
	c.sound(anaPath, record(1), record(2))
	if staged := c.git("diff", "--cached", "--name-only"); staged != "" {
		t.Errorf("staged: %q", staged)
	}
}

func TestWriteCommittedButIndexNotWritten(t *testing.T) {
	c := newClone(t)
	w := c.writer()
	w.Committer = committer(func(ctx context.Context, message string, paths ...string) error {
		if err := w.Repo.Commit(ctx, message, paths...); err != nil {
			return err
		}
		c.write(".git/index.lock", "")
		return errors.New("index not written")
	})
	_, err := w.Write(t.Context(), c.batch(record(2)))
	failed := expect(t, err, ledger.CommittedNotIndexed)
	if failed.Commit != strings.TrimSpace(c.git("rev-parse", "HEAD")) {
		t.Errorf("commit %q is not HEAD", failed.Commit)
	}
	if !strings.Contains(c.read(anaPath), record(2)) {
		t.Error("a committed record was taken out of the work tree")
	}
}

func TestWriteWaitsForAnotherGit(t *testing.T) {
	c := newClone(t)
	w := c.writer()
	tries, waited := 0, time.Duration(0)
	w.Pause = func(ctx context.Context, d time.Duration) error { waited += d; return ctx.Err() }
	w.Committer = committer(func(ctx context.Context, message string, paths ...string) error {
		if tries++; tries < 4 {
			c.write(".git/index.lock", "")
			defer c.remove(".git/index.lock")
		}
		return w.Repo.Commit(ctx, message, paths...)
	})
	if _, err := w.Write(t.Context(), c.batch(record(2))); err != nil {
		t.Fatal(err)
	}
	if tries != 4 || waited != 300*time.Millisecond {
		t.Errorf("%d tries in %v, expected 4 in 300ms", tries, waited)
	}
	c.sound(anaPath, record(2))
}

func TestWriteGivesUpOnAnotherGitAfterTenSeconds(t *testing.T) {
	c := newClone(t)
	before := c.world()
	w := c.writer()
	waited := time.Duration(0)
	w.Pause = func(ctx context.Context, d time.Duration) error { waited += d; return ctx.Err() }
	w.Committer = committer(func(ctx context.Context, message string, paths ...string) error {
		return &git.Error{Command: "add", Code: 128, Stderr: "fatal: Unable to create '.git/index.lock': File exists.", Err: errors.New("exit status 128")}
	})
	_, err := w.Write(t.Context(), c.batch(record(2)))
	expect(t, err, ledger.Restored)
	if waited != 10*time.Second {
		t.Errorf("waited %v, expected 10s", waited)
	}
	c.same(before)
}

func TestWriteJudgesAgainWhenTheFileChanged(t *testing.T) {
	refusal := errors.New("rule 10")
	for _, row := range []struct {
		name    string
		recheck func() error
		want    error
	}{{"still fine", func() error { return nil }, nil}, {"broken now", func() error { return refusal }, refusal}} {
		t.Run(row.name, func(t *testing.T) {
			c := newClone(t)
			b, calls := c.batch(record(2)), 0
			b.Recheck = func() error { calls++; return row.recheck() }
			if _, err := c.writer().Write(t.Context(), c.batch(record(3))); err != nil {
				t.Fatal(err)
			}
			before := c.world()
			receipt, err := c.writer().Write(t.Context(), b)
			if err != row.want || calls != 1 {
				t.Fatalf("got %v after %d calls, expected %v after one", err, calls, row.want)
			}
			if err != nil {
				c.same(before)
			} else if got := receipt.Files[0].Lines; got[0] != 6 {
				t.Errorf("line %d, expected 6", got[0])
			}
		})
	}
}

func TestWriteNewFileThatAppearedMeanwhile(t *testing.T) {
	c := newClone(t)
	b := c.batch(record(2))
	b.Appends = append(b.Appends, c.appendTo("learners/bob.yaml", record(3)))
	b.Recheck = func() error { return nil }
	c.write("learners/bob.yaml", "learner: bob\nrecords:\n- "+record(8)+"\n")
	c.git("add", ".")
	c.git("commit", "--quiet", "-m", "bob")
	if _, err := c.writer().Write(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if got := c.read("learners/bob.yaml"); got != "learner: bob\nrecords:\n- "+record(8)+"\n- "+record(3)+"\n" {
		t.Errorf("bob's file: %q", got)
	}
}

func TestWriteWithoutRecheckRefusesWhatChanged(t *testing.T) {
	c := newClone(t)
	b := c.batch(record(2))
	if _, err := c.writer().Write(t.Context(), c.batch(record(3))); err != nil {
		t.Fatal(err)
	}
	before := c.world()
	_, err := c.writer().Write(t.Context(), b)
	var state *ledger.StateError
	if !errors.As(err, &state) || state.State != ledger.Moved {
		t.Errorf("got %v, expected a file that changed", err)
	}
	c.same(before)
}

func TestNotes(t *testing.T) {
	c := newClone(t)
	c.write("learners/zoe.yaml", "learner: zoe\nrecords:\n")
	var notes []string
	w := c.writer()
	w.Note = func(text string) { notes = append(notes, text) }
	if err := w.Check(t.Context(), []string{anaPath}, nil); err != nil {
		t.Fatal(err)
	}
	const one = "learners/zoe.yaml, a file of another learner, differs from HEAD and is left alone; \"sojt doctor\" says whether something is wrong with it"
	if !slices.Contains(notes, one) {
		t.Errorf("notes lack %q:\n%s", one, strings.Join(notes, "\n"))
	}
	notes = nil
	c.write("learners/site/yan.yaml", "learner: yan\nrecords:\n")
	c.write(".gitattributes", "learners/*.yaml text eol=lf\n")
	if err := w.Check(t.Context(), []string{anaPath, "learners/site/bob.yaml"}, nil); err != nil {
		t.Fatal(err)
	}
	all := strings.Join(notes, "\n")
	for _, want := range []string{
		"2 files of other learners differ from HEAD and are left alone, learners/site/yan.yaml first",
		"learners/ana.yaml: git's attribute merge is unspecified, expected union",
		"learners/site/bob.yaml: git's attribute eol is unspecified, expected lf",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("notes lack %q:\n%s", want, all)
		}
	}
}
