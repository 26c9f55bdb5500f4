package history_test

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sojt/signoff/git"
	"sojt/signoff/history"
)

// hidden is a history in which one commit dropped a line that its parent had brought.
type hidden struct {
	*clone
	head, dropped, brought, before *node
	text                           string
}

func newHidden(t *testing.T) hidden {
	t.Helper()
	h := hidden{clone: newClone(t)}
	r := newRandom(1, 1)
	h.before = r.grow(0)
	h.text = r.record("ana")
	h.brought = r.commit(add(h.before.snapshot, "ana", h.text), h.before)
	h.dropped = r.commit(without(h.brought.snapshot, h.text), h.brought)
	h.head = r.commit(add(h.dropped.snapshot, "ben", r.record("ben")), h.dropped)
	h.fill(map[string]*random{"main": r})
	return h
}

// check expects that plain git is fooled, or the trick shows nothing, and that the loss is found.
func (h hidden) check(t *testing.T, name string) {
	t.Helper()
	if shown := h.git(nil, "log", "--full-history", "-m", "--format=%H", "main", "--", "learners"); strings.Contains(shown, h.ids[h.brought.mark]) {
		t.Errorf("checker is broken: %s hides nothing from git", name)
	}
	got := h.read(h.head, "", whole)
	if len(got.Lost) != 1 || got.Lost[0].Object != h.text || got.Lost[0].Commit != h.ids[h.dropped.mark] || got.Lost[0].Path != "learners/ana.yaml" {
		t.Errorf("%s: checker is broken: %+v", name, got.Lost)
	}
}

func (h hidden) plant(name, text string) {
	h.t.Helper()
	path := filepath.Join(h.dir, ".git", filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		h.t.Fatal(err)
	}
}

func TestGraftHidesNothing(t *testing.T) {
	h := newHidden(t)
	h.plant("info/grafts", h.ids[h.dropped.mark]+" "+h.ids[h.before.mark]+"\n")
	h.check(t, "a graft")
	if g, err := h.repo.Ground(t.Context()); err != nil || !g.Grafts {
		t.Errorf("%+v, %v", g, err)
	}
}

func TestReplaceRefHidesNothing(t *testing.T) {
	h := newHidden(t)
	h.git(nil, "replace", "--graft", h.ids[h.dropped.mark], h.ids[h.before.mark])
	h.check(t, "a replace ref")
	if g, err := h.repo.Ground(t.Context()); err != nil || len(g.Replaced) != 1 || g.Replaced[0] != h.ids[h.dropped.mark] {
		t.Errorf("%+v, %v", g, err)
	}
}

// A commit-graph file says for each commit what its tree and parents are, and git believes it.
func TestCommitGraphHidesNothing(t *testing.T) {
	h := newHidden(t)
	h.git(nil, "commit-graph", "write", "--reachable")
	path := filepath.Join(h.dir, ".git", "objects", "info", "commit-graph")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	chunks := map[string]int{}
	for at := 8; data[at] != 0; at += 12 {
		chunks[string(data[at:at+4])] = int(binary.BigEndian.Uint64(data[at+4:]))
	}
	row := func(n *node) int {
		id, _ := hex.DecodeString(h.ids[n.mark])
		return bytes.Index(data[chunks["OIDL"]:chunks["CDAT"]], id) / len(id)
	}
	const width = 20 + 16 // tree, two parents, generation and time
	binary.BigEndian.PutUint32(data[chunks["CDAT"]+width*row(h.dropped)+20:], uint32(row(h.before)))
	sum := sha1.Sum(data[:len(data)-20])
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	h.plant("objects/info/commit-graph", string(data[:len(data)-20])+string(sum[:]))
	h.check(t, "a commit-graph")
}

// Settings of the clone that would show less of a history, or in another form.
func TestSettingsHideNothing(t *testing.T) {
	h := newHidden(t)
	want := h.read(h.head, "", whole)
	for key, value := range map[string]string{
		"log.diffMerges": "off", "log.showRoot": "false", "log.follow": "true", "log.decorate": "full", "log.abbrevCommit": "true",
		"log.mailmap": "true", "notes.displayRef": "refs/notes/*", "diff.ignoreSubmodules": "all", "diff.relative": "true",
		"diff.renames": "copies", "color.diff": "always", "color.ui": "always", "format.pretty": "oneline", "core.abbrev": "4",
		"log.date": "relative", "diff.orderFile": filepath.Join(h.dir, ".git", "order"), "core.quotePath": "true", "core.commitGraph": "true",
		"log.showSignature": "true", "i18n.logOutputEncoding": "UTF-16",
	} {
		h.git(nil, "config", key, value)
	}
	h.plant("order", "*\n")
	got := h.read(h.head, "", whole)
	if len(got.Lost) != 1 || got.Lost[0] != want.Lost[0] || len(got.Definitions) != len(want.Definitions) {
		t.Errorf("%+v, expected %+v", got, want)
	}
}

// Since: a merge that took one side as it was hides nothing, also where the other side is older than
// what was walked last time, or on another branch than that.
func TestSinceShowsWhatAMergeDropped(t *testing.T) {
	r := newRandom(2, 1)
	root := r.grow(0)
	text := r.record("ana")
	older := r.commit(add(root.snapshot, "ana", text), root)
	walked := r.commit(add(older.snapshot, "ben", r.record("ben")), older)
	aside := r.commit(add(root.snapshot, "cleo", r.record("cleo")), root)
	merge := r.commit(aside.snapshot, aside, older)
	head := r.commit(add(merge.snapshot, "ben", r.record("ben")), merge)
	c := newClone(t)
	c.fill(map[string]*random{"main": r})
	h := c.read(head, c.ids[walked.mark], whole)
	if len(h.Lost) != 1 || h.Lost[0].Object != text || h.Lost[0].Commit != c.ids[merge.mark] || h.Lost[0].Parent != c.ids[older.mark] {
		t.Errorf("checker is broken: %+v", h.Lost)
	}
}

// With Since, the edges that lead there are not walked: what an earlier walk saw is left out, and
// nothing else.
func TestSinceLeavesOutOnlyWhatLeadsThere(t *testing.T) {
	c, heads := histories(t, 5_000_000, 40, planted)
	for i, head := range heads {
		first := head
		for range 3 {
			if len(first.parents) > 0 {
				first = first.parents[len(first.parents)-1]
			}
		}
		seen := newOracle(first).all
		want := newOracle(head)
		for n := range want.all {
			if seen[n] {
				delete(want.all, n)
			}
		}
		lost := map[string]bool{} // on any edge that is walked, and not there at the end
		for n := range want.all {
			for _, p := range n.parents {
				for text := range p.holds() {
					if !n.holds()[text] && !head.holds()[text] {
						lost[text] = true
					}
				}
			}
		}
		h := c.read(head, c.ids[first.mark], whole)
		for _, l := range h.Lost {
			if !lost[l.Object] {
				t.Errorf("history %d: not lost since: %+v", i, l)
			}
			delete(lost, l.Object)
		}
		if len(lost) > 0 {
			t.Errorf("history %d: checker is broken: %d lines lost since %s were not found", i, len(lost), c.ids[first.mark])
		}
	}
}

// What stands in another folder than the program's, and in the file of another learner, is lost.
func TestRecordsOutOfPlace(t *testing.T) {
	c := newClone(t)
	r := newRandom(3, 1)
	head := r.grow(0)
	c.fill(map[string]*random{"main": r})
	c.git(nil, "checkout", "--quiet", "main")
	c.git(nil, "mv", "learners/ana.yaml", "learners/zoe.yaml")
	if err := os.MkdirAll(filepath.Join(c.dir, "old", "learners"), 0o777); err != nil {
		t.Fatal(err)
	}
	c.git(nil, "mv", "learners/ben.yaml", "old/learners/ben.yaml")
	c.git(nil, "commit", "--quiet", "-m", "move")
	commit := c.git(nil, "rev-parse", "HEAD")
	left := head.clone()
	delete(left.files, "ana")
	delete(left.files, "ben")
	n := &node{mark: r.next, parents: []*node{head}, snapshot: left}
	c.ids[n.mark] = commit
	h := c.read(n, "", whole)
	got := map[string]history.Cause{}
	for _, l := range h.Lost {
		if l.Commit != commit {
			t.Errorf("lost by %s, expected %s", l.Commit, commit)
		}
		got[l.Learner+" "+l.Path] = l.Cause
	}
	if len(got) != 2 || got["ana learners/ana.yaml"] != history.Deleted || got["ben old/learners/ben.yaml"] != history.Elsewhere {
		t.Errorf("%+v", got)
	}
}

func TestGroundOfAnOrdinaryClone(t *testing.T) {
	c := newHidden(t)
	want := git.Ground{Format: "sha1"}
	if g, err := c.repo.Ground(t.Context()); err != nil || g.Shallow || g.Partial || g.Grafts || g.Alternates || len(g.Replaced) > 0 || g.Format != want.Format || !g.Whole() {
		t.Errorf("%+v, %v", g, err)
	}
}

// A shallow clone shows all that its oldest commit holds as new; where and by whom it came in is not
// known then.
func TestShallowCloneDoesNotKnowOrigins(t *testing.T) {
	c := newClone(t)
	r := newRandom(4, 1)
	before := r.grow(3)
	text := r.record("ana")
	head := r.commit(add(before.snapshot, "ana", text), before)
	c.fill(map[string]*random{"main": r})
	shallow := newClone(t)
	shallow.git(nil, "fetch", "--quiet", "--depth=2", "file://"+c.dir, "main")
	shallow.ids, shallow.of = c.ids, c.of
	if g, err := shallow.repo.Ground(t.Context()); err != nil || !g.Shallow || g.Whole() {
		t.Errorf("%+v, %v", g, err)
	}
	h := shallow.read(head, "", whole)
	for object := range head.holds() {
		got, ok := h.Trace(object)
		known := object == text
		if !ok || (got.Landed.Commit != "") != known || (got.Introduced.Commit != "") != known {
			t.Errorf("known %t: %+v", known, got)
		}
	}
}
