//go:build unix

package ledger_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sojt/signoff/ledger"
)

// stateRow is a row of INTEGRITY 4's table of states.
type stateRow struct {
	name    string
	make    func(c *clone)
	path    string       // the learner's file written to; ana's unless given
	want    ledger.State // "": the write succeeds
	allowed bool         // --no-commit is allowed
	says    string
}

var stateRows = []stateRow{
	{name: "merge in progress", make: merging, want: ledger.InProgress, says: "git merge --continue or git merge --abort"},
	{name: "rebase in progress", make: rebasing, want: ledger.InProgress, says: "rebase in progress"},
	{name: "interactive rebase stopped at an edit", make: editing, want: ledger.InProgress, says: "rebase in progress"},
	{name: "apply rebase in progress", make: rebasingByApply, want: ledger.InProgress, says: "rebase in progress"},
	{name: "am in progress", make: applying, want: ledger.InProgress, says: "am in progress"},
	{name: "cherry-pick in progress", make: picking, want: ledger.InProgress, says: "cherry-pick in progress"},
	{name: "revert in progress", make: reverting, want: ledger.InProgress, says: "revert in progress"},
	{name: "bisect in progress", make: bisecting, want: ledger.InProgress, says: "git bisect reset"},
	{name: "sequencer between two picks", make: sequencing, want: ledger.InProgress, says: "git cherry-pick"},
	{name: "detached head", make: func(c *clone) { c.git("checkout", "--quiet", "--detach") }, want: ledger.Detached, allowed: true, says: "git switch"},

	{name: "uncommitted record", make: func(c *clone) { c.write(anaPath, c.read(anaPath)+"- "+record(9)+"\n") },
		want: ledger.Differs, allowed: true, says: id(9)},
	{name: "header edited in the work tree", make: func(c *clone) { c.replace(anaPath, "name: Ana", "name: A") },
		want: ledger.Differs, allowed: true, says: "differs from HEAD"},
	{name: "header edited and staged", make: func(c *clone) { c.replace(anaPath, "name: Ana", "name: Anna"); c.git("add", anaPath) },
		want: ledger.StagedDiffers},
	{name: "staged, then put back in the work tree", make: func(c *clone) {
		old := c.read(anaPath)
		c.replace(anaPath, "name: Ana", "name: Anna")
		c.git("add", anaPath)
		c.write(anaPath, old)
	}, want: ledger.StagedDiffers, says: "git reset -- learners/ana.yaml"},
	{name: "index without a line that head has", make: func(c *clone) {
		old := c.git("rev-parse", "HEAD:"+anaPath)
		c.write(anaPath, c.read(anaPath)+"- "+record(2)+"\n")
		c.git("commit", "--quiet", "-a", "-m", "second")
		c.git("update-index", "--cacheinfo", "100644,"+strings.TrimSpace(old)+","+anaPath)
	}, want: ledger.StagedDiffers, says: "index"},
	{name: "removed from the index", make: func(c *clone) { c.git("rm", "--quiet", "--cached", anaPath) }, want: ledger.StagedDiffers},
	{name: "new file already there, untracked", path: "learners/bob.yaml",
		make: func(c *clone) {
			c.write("learners/bob.yaml", strings.ReplaceAll(header, "ana", "bob")+"- "+record(7)+"\n")
		},
		want: ledger.Differs, allowed: true},
	{name: "gone from the work tree", make: func(c *clone) { c.remove(anaPath) }, want: ledger.Shorter, says: "sojt doctor --fix"},
	{name: "other learner's file dirty", make: func(c *clone) { c.write("learners/zoe.yaml", "learner: zoe\nrecords:\n") }},

	{name: "torn tail", make: func(c *clone) { c.write(anaPath, c.read(anaPath)+`- {"v":1,"id":"0000`) }, want: ledger.Torn, says: "sojt doctor --fix"},
	{name: "torn tail of a file that was never committed", path: "learners/bob.yaml",
		make: func(c *clone) { c.write("learners/bob.yaml", header+"- {") }, want: ledger.Torn, says: "sojt doctor --fix"},
	{name: "torn tail, committed", make: func(c *clone) {
		c.write(anaPath, c.read(anaPath)+`- {"v":1`)
		c.git("commit", "--quiet", "-a", "-m", "torn")
	}, want: ledger.Torn, says: "sojt doctor --fix"},
	{name: "nul bytes", make: func(c *clone) { c.write(anaPath, c.read(anaPath)+"\x00\x00\x00\n") }, want: ledger.HasNUL, says: "line 5"},
	{name: "conflict markers", make: func(c *clone) {
		c.write(anaPath, header+"<<<<<<< HEAD\n- "+record(1)+"\n=======\n- "+record(2)+"\n>>>>>>> side\n")
	}, want: ledger.HasMarkers, says: "line 4"},
	{name: "conflict markers, committed", make: func(c *clone) {
		c.write(anaPath, header+"- "+record(1)+"\n<<<<<<< HEAD\n=======\n>>>>>>> side\n")
		c.git("commit", "--quiet", "-a", "-m", "markers")
	}, want: ledger.HasMarkers, says: "line 5"},
	{name: "second header", make: func(c *clone) { c.write(anaPath, c.read(anaPath)+header+"- "+record(2)+"\n") },
		want: ledger.SecondHeader, says: "line 5"},
	{name: "second list of records", make: func(c *clone) { c.write(anaPath, c.read(anaPath)+"records:\n- "+record(2)+"\n") },
		want: ledger.SecondHeader, says: "line 5"},
	{name: "shorter than in head", make: func(c *clone) { c.write(anaPath, header) }, want: ledger.Shorter, says: id(1)},
	{name: "empty", make: func(c *clone) { c.write(anaPath, "") }, want: ledger.Torn},

	{name: "ignored", path: "learners/bob.yaml", make: func(c *clone) { c.write(".gitignore", "# private\nlearners/b*\n") },
		want: ledger.Ignored, says: ".gitignore:2: learners/b*"},
	{name: "ignored and taken in again", path: "learners/bob.yaml", make: func(c *clone) { c.write(".gitignore", "learners/b*\n!learners/bob.yaml\n") }},
	{name: "skip-worktree", make: func(c *clone) { c.git("update-index", "--skip-worktree", anaPath) }, want: ledger.SkipWorktree, says: "--no-skip-worktree"},
	{name: "assume-unchanged", make: func(c *clone) { c.git("update-index", "--assume-unchanged", anaPath) }, want: ledger.AssumeUnchanged,
		says: "--no-assume-unchanged"},
	{name: "outside the sparse cone", path: "learners/bob.yaml", make: func(c *clone) { c.git("sparse-checkout", "set", "--cone", "roles") },
		want: ledger.OutsideSparse, says: "git sparse-checkout add learners"},
	{name: "inside the sparse cone", path: "learners/bob.yaml", make: func(c *clone) { c.git("sparse-checkout", "set", "--cone", "roles", "learners") }},
	{name: "tracked and outside the sparse cone", make: func(c *clone) {
		data := c.read(anaPath)
		c.git("sparse-checkout", "set", "--cone", "roles")
		c.write(anaPath, data)
	}, want: ledger.OutsideSparse},
	{name: "symbolic link", make: func(c *clone) {
		c.write("learners/bob.yaml", c.read(anaPath))
		c.remove(anaPath)
		c.symlink("bob.yaml", anaPath)
	}, want: ledger.Irregular, says: "symbolic link"},
	{name: "folder is a symbolic link", path: "learners/site/bob.yaml", make: func(c *clone) {
		c.symlink(c.t.(*testing.T).TempDir(), "learners/site")
	}, want: ledger.Irregular, says: "symbolic link"},
	{name: "folder is a file", path: "learners/site/bob.yaml", make: func(c *clone) { c.write("learners/site", "") }, want: ledger.Irregular},
	{name: "pipe", make: func(c *clone) { c.remove(anaPath); c.pipe(anaPath) }, want: ledger.Irregular, says: "pipe"},
	{name: "folder in its place", path: "learners/bob.yaml", make: func(c *clone) { c.write("learners/bob.yaml/x", "") }, want: ledger.Irregular},
	{name: "nested repository", path: "learners/site/bob.yaml", make: func(c *clone) { c.git("init", "--quiet", "learners/site") },
		want: ledger.Nested, says: "learners/site is a repository of its own"},
	{name: "index.lock stays", make: func(c *clone) { c.write(".git/index.lock", "") }, want: ledger.GitLocked, allowed: true, says: `"sojt doctor --fix" removes it after a yes, or with -y, or: rm "`},
	{name: "ref lock stays", make: func(c *clone) { c.write(".git/refs/heads/main.lock", "") }, want: ledger.GitLocked, allowed: true, says: "main.lock"},
	{name: "definition differs from head", make: func(c *clone) { c.write(definition, "role: cook\ntitle: other\n") },
		want: ledger.DefinitionMoved, allowed: true, says: "commit the definition first"},
	{name: "definition not in head", make: func(c *clone) {
		c.git("rm", "--quiet", "--cached", definition)
		c.git("commit", "--quiet", "-m", "gone")
	},
		want: ledger.DefinitionMoved, allowed: true},
	{name: "definition with other line ends", make: func(c *clone) { c.write(definition, "role: cook\r\n") }},
	{name: "attributes missing", make: func(c *clone) { c.git("rm", "--quiet", ".gitattributes"); c.git("commit", "--quiet", "-m", "none") }},
	{name: "foreign files staged and dirty", make: func(c *clone) {
		c.write("staged.txt", "x\n")
		c.git("add", "staged.txt")
		c.write("other.txt", "dirty\n")
	}},
}

func TestStates(t *testing.T) {
	for _, row := range stateRows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			for _, noCommit := range []bool{false, true} {
				c := newClone(t)
				row.make(c)
				want := row.want
				if noCommit && row.allowed {
					want = ""
				}
				c.writeIn(row, want, noCommit)
			}
		})
	}
}

// writeIn writes one record in the state of a row and expects the answer.
func (c *clone) writeIn(row stateRow, want ledger.State, noCommit bool) {
	c.t.Helper()
	path := row.path
	if path == "" {
		path = anaPath
	}
	before := c.world()
	w := c.writer()
	w.NoCommit = noCommit
	b := &ledger.Batch{Subject: "signoff: ana", Definitions: []string{definition}, Records: []string{id(2)}}
	b.Appends = []ledger.Append{c.appendTo(path, record(2))}
	checked := w.Check(c.t.(*testing.T).Context(), []string{path}, b.Definitions)
	receipt, err := w.Write(c.t.(*testing.T).Context(), b)
	if want == "" {
		if err != nil || checked != nil {
			c.t.Fatalf("no commit %t: write %v, check %v, expected success", noCommit, err, checked)
		}
		if receipt.Committed == noCommit || !strings.Contains(c.read(path), "- "+record(2)+"\n") {
			c.t.Errorf("no commit %t: receipt %+v", noCommit, receipt)
		}
		if !noCommit {
			c.sound(path, record(2))
		}
		return
	}
	for _, err := range []error{checked, err} {
		var state *ledger.StateError
		if !errors.As(err, &state) || state.State != want {
			c.t.Fatalf("no commit %t: got %v, expected state %q", noCommit, err, want)
		}
		if want == row.want && !strings.Contains(err.Error(), row.says) {
			c.t.Errorf("message lacks %q: %s", row.says, err)
		}
	}
	c.same(before)
}

// The makers of operations in progress: two branches that disagree about other.txt.

func diverge(c *clone) {
	c.git("switch", "--quiet", "-c", "side")
	c.write("other.txt", "side\n")
	c.git("commit", "--quiet", "-a", "-m", "side")
	c.git("switch", "--quiet", "main")
	c.write("other.txt", "main\n")
	c.git("commit", "--quiet", "-a", "-m", "main")
}

// stops runs a git command that must stop at a conflict.
func (c *clone) stops(args ...string) {
	c.t.Helper()
	if out, err := c.try(args...); err == nil {
		c.t.Fatalf("git %q did not stop: %s", args, out)
	}
}

func merging(c *clone)         { diverge(c); c.stops("merge", "side") }
func rebasing(c *clone)        { diverge(c); c.stops("rebase", "side") }
func rebasingByApply(c *clone) { diverge(c); c.stops("rebase", "--apply", "side") }
func picking(c *clone)         { diverge(c); c.stops("cherry-pick", "side") }

func editing(c *clone) {
	diverge(c)
	c.env = append(c.env, "GIT_SEQUENCE_EDITOR=sed -i s/^pick/edit/")
	c.git("rebase", "--quiet", "-i", "HEAD~1")
}

func applying(c *clone) {
	diverge(c)
	patch := filepath.Join(c.t.TempDir(), "patch")
	write(c.t, patch, c.git("format-patch", "--stdout", "-1", "side"))
	c.stops("am", patch)
}

func reverting(c *clone) {
	diverge(c)
	c.write("other.txt", "later\n")
	c.git("commit", "--quiet", "-a", "-m", "later")
	c.stops("revert", "HEAD~1")
}

func bisecting(c *clone) {
	diverge(c)
	c.git("bisect", "start")
}

// sequencing stops at the first of two picks and resolves it by hand, so that nothing but the
// sequencer's list is left.
func sequencing(c *clone) {
	diverge(c)
	c.git("switch", "--quiet", "side")
	c.write("third.txt", "third\n")
	c.git("add", "third.txt")
	c.git("commit", "--quiet", "-m", "third")
	c.git("switch", "--quiet", "main")
	c.stops("cherry-pick", "main..side")
	c.write("other.txt", "settled\n")
	c.git("commit", "--quiet", "-a", "-m", "settled")
	if _, err := os.Stat(c.path(".git/CHERRY_PICK_HEAD")); err == nil {
		c.t.Fatal("CHERRY_PICK_HEAD is still there")
	}
}

func (c *clone) replace(name, old, new string) {
	c.t.Helper()
	data := c.read(name)
	if !strings.Contains(data, old) {
		c.t.Fatalf("%s does not hold %q", name, old)
	}
	c.write(name, strings.Replace(data, old, new, 1))
}

func (c *clone) remove(name string) {
	c.t.Helper()
	if err := os.Remove(c.path(name)); err != nil {
		c.t.Fatal(err)
	}
}

func (c *clone) symlink(target, name string) {
	c.t.Helper()
	if err := os.Symlink(target, c.path(name)); err != nil {
		c.t.Fatal(err)
	}
}
