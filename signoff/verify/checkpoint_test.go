package verify

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency/diag"
	"sojt/signoff/line"
)

// remember makes the checkpoint of a world as it stands.
func (w *world) remember(at time.Time, commit string) *Checkpoint {
	w.t.Helper()
	return &Checkpoint{Name: "known", Program: "bistro", At: at, Commit: commit, Digests: w.verify(w.files(nil)).Digests}
}

// judged is what a world's verification finds with more to go by.
func (w *world) judged(change func(*Case)) Result {
	w.t.Helper()
	c := w.judge(w.files(nil))
	change(c)
	result, err := c.All(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	return result
}

func TestCheckpointFindsWhatIsGone(t *testing.T) {
	w := newWorld(t).add(base + ned)
	known := w.remember(now, "")
	if len(known.Digests) != 5 || !slices.IsSorted(known.Digests) {
		t.Fatalf("it knows %q", known.Digests)
	}
	if got := w.judged(func(c *Case) { c.Checkpoint = known }); len(got.Problems) > 0 {
		t.Errorf("all is there:\n%s", report(got.Problems))
	}
	w.add("learner mia\n2026-02-01 ana note")
	if got := w.judged(func(c *Case) { c.Checkpoint = known }); len(got.Problems) > 0 {
		t.Errorf("one more is there:\n%s", report(got.Problems))
	}
	// The last line of each is a head: nothing else would miss it.
	for _, id := range []string{"mia", "ned"} {
		less := newWorld(t).add(base + ned)
		last := len(less.records[id]) - 1
		gone := less.records[id][last]
		less.records[id] = less.records[id][:last]
		got := less.judged(func(c *Case) { c.Checkpoint = known })
		if len(got.Problems) != 1 || got.Problems[0].Code != CodeGone || got.Problems[0].Digest != gone.Digest || got.Problems[0].Severity != diag.Error {
			t.Errorf("checker is broken: the last record of %s is gone:\n%s", id, report(got.Problems))
		}
		if line := got.Problems[0].Pos.Line; known.Digests[line-2] != gone.Digest {
			t.Errorf("line %d of the checkpoint is not the record that is gone", line)
		}
	}
}

// TestCheckpointKnowsRecordsWithOneID: a second record of one id is a finding, and not gone besides.
func TestCheckpointKnowsRecordsWithOneID(t *testing.T) {
	w := newWorld(t).add(base + "A: 2026-01-15 ana note\nB: 2026-01-15 ana trained cut same=A prev=W")
	known := w.remember(now, "")
	if got := w.judged(func(c *Case) { c.Checkpoint = known }); len(known.Digests) != 6 || slices.ContainsFunc(got.Problems, func(p diag.Problem) bool { return p.Code == CodeGone }) {
		t.Errorf("%d digests\n%s", len(known.Digests), report(got.Problems))
	}
}

func TestCheckpointAsksForItsCommit(t *testing.T) {
	w := newWorld(t).add(base)
	commit := strings.Repeat("ab", 20)
	for _, c := range []struct {
		name     string
		ancestor func(context.Context, string) (bool, error)
		want     string
	}{
		{"behind", func(_ context.Context, asked string) (bool, error) { return asked == commit, nil }, ""},
		{"rewritten", func(context.Context, string) (bool, error) { return false, nil }, CodeGone},
		{"unknown", func(context.Context, string) (bool, error) { return false, errors.New("shallow") }, CodeCheckpoint},
		{"no git", nil, CodeCheckpoint},
	} {
		got := w.judged(func(x *Case) { x.Checkpoint, x.Ancestor = w.remember(now, commit), c.ancestor })
		found := ""
		for _, p := range got.Problems {
			found += p.Code
		}
		for _, n := range got.NotChecked {
			if n.Code == CodeCheckpoint && n.Fails {
				found += n.Code
			}
		}
		if found != c.want {
			t.Errorf("checker is broken: %s: %q, expected %q", c.name, found, c.want)
		}
	}
}

// TestCheckpointAnchors: what a checkpoint from before a key was stolen holds was there before.
func TestCheckpointAnchors(t *testing.T) {
	w := newWorld(t).add(base + stolen)
	theft := time.Date(2026, 2, 15, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		at   time.Time
		keep bool // the stolen record is in it
		want string
	}{
		{"from before", theft.Add(-time.Second), true, ""},
		{"from that second", theft, true, "E-KEY S"},
		{"from before, without it", theft.Add(-time.Second), false, "E-KEY S"},
	} {
		known := w.remember(c.at, "")
		if !c.keep {
			known.Digests = slices.DeleteFunc(known.Digests, func(d string) bool { return d == w.named["S"].Digest })
		}
		got := w.judged(func(x *Case) { x.Checkpoint = known })
		if found := strings.Join(w.shown(got.Problems), ", "); found != c.want {
			t.Errorf("checker is broken: %s: %q, expected %q", c.name, found, c.want)
		}
		if anchored := got.Anchored == 1; anchored != (c.want == "") {
			t.Errorf("%s: %d records rest on it", c.name, got.Anchored)
		}
	}
}

func TestCheckpointIsReadAsWritten(t *testing.T) {
	for _, c := range []*Checkpoint{
		{Program: "bistro", At: now},
		{Program: "bistro", At: now, Commit: strings.Repeat("0a", 32), Digests: []string{line.Digest("a"), line.Digest("b")}},
	} {
		slices.Sort(c.Digests)
		data, err := c.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		back, err := ParseCheckpoint("", "bistro", data)
		if err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		again, err := back.Bytes()
		if err != nil || string(again) != string(data) {
			t.Errorf("written again it is %s", again)
		}
		for i := range data { // no byte more or less, and none changed, but to another digest of the same order
			if _, err := ParseCheckpoint("", "bistro", data[:i]); err == nil {
				t.Errorf("the first %d bytes are taken", i)
			}
		}
		if _, err := ParseCheckpoint("", "bistro", append(slices.Clone(data), '\n')); !errors.Is(err, ErrCheckpoint) {
			t.Errorf("a line more: %v", err)
		}
		if _, err := ParseCheckpoint("", "cafe", data); !errors.Is(err, ErrCheckpoint) {
			t.Errorf("of another program: %v", err)
		}
	}
}
