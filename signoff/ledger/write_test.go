package ledger_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"sojt/signoff/ledger"
)

func TestWriteCommitsThatFileAlone(t *testing.T) {
	c := newClone(t)
	c.write("staged.txt", "staged\n")
	c.git("add", "staged.txt")
	c.write("other.txt", "dirty\n")
	receipt, err := c.writer().Write(t.Context(), c.batch(record(2), record(3)))
	if err != nil {
		t.Fatal(err)
	}
	if !receipt.Committed || !strings.HasPrefix(receipt.Revision, receipt.Commit) || len(receipt.Commit) < 7 {
		t.Errorf("receipt: %+v", receipt)
	}
	if got := receipt.Files[0]; got.Path != anaPath || !slices.Equal(got.Lines, []int{5, 6}) {
		t.Errorf("written: %+v, expected lines 5 and 6", got)
	}
	if got := c.git("show", "--format=%B", "--name-only", "HEAD"); got !=
		"signoff: ana knife-safety by ana\n\nSojt-Record: "+id(2)+"\nSojt-Record: "+id(3)+"\n\n\n"+anaPath+"\n" {
		t.Errorf("commit: %q", got)
	}
	if got := c.git("status", "--porcelain"); got != " M other.txt\nA  staged.txt\n" {
		t.Errorf("status: %q", got)
	}
	c.sound(anaPath, record(1), record(2), record(3))
}

func TestWriteSeveralFilesInOneCommit(t *testing.T) {
	c := newClone(t)
	b := c.batch(record(2))
	b.Appends = append(b.Appends, c.appendTo("learners/k/zoe.yaml", record(4)), c.appendTo("learners/bob.yaml", record(3)))
	b.Texts = []ledger.Text{{Path: "roles/waiter.yaml", Data: "role: waiter\n"}}
	receipt, err := c.writer().Write(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, f := range receipt.Files {
		paths = append(paths, f.Path)
	}
	want := []string{anaPath, "learners/bob.yaml", "learners/k/zoe.yaml", "roles/waiter.yaml"}
	if !slices.Equal(paths, want) {
		t.Errorf("paths %q, expected %q", paths, want)
	}
	if got := c.git("rev-list", "--count", "HEAD"); got != "2\n" {
		t.Errorf("%s commits, expected 2", got)
	}
	if got := c.git("show", "HEAD:learners/k/zoe.yaml"); got != "learner: zoe\nname: Ana\nrecords:\n- "+record(4)+"\n" {
		t.Errorf("new file: %q", got)
	}
	if !slices.Equal(receipt.Files[2].Lines, []int{4}) || receipt.Files[3].Lines != nil {
		t.Errorf("lines: %+v", receipt.Files)
	}
}

func TestWriteRefusedByHookLeavesAllAsItWas(t *testing.T) {
	for _, name := range []string{"pre-commit", "prepare-commit-msg", "commit-msg"} {
		t.Run(name, func(t *testing.T) {
			c := newClone(t)
			c.write("staged.txt", "staged\n")
			c.git("add", "staged.txt")
			c.hook(name, "echo 'the kitchen is closed' >&2; exit 1")
			before := c.world()
			b := c.batch(record(2))
			b.Appends = append(b.Appends, c.appendTo("learners/new/bob.yaml", record(3)))
			_, err := c.writer().Write(t.Context(), b)
			var failed *ledger.WriteError
			if !errors.As(err, &failed) || failed.Outcome != ledger.Restored {
				t.Fatalf("got %v, expected a restored write", err)
			}
			for _, want := range []string{"nothing was recorded", "are as they were", "  | the kitchen is closed"} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("message lacks %q: %s", want, err)
				}
			}
			c.same(before)
		})
	}
}
