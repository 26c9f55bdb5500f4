package history_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/history"
	"sojt/signoff/testkit"
)

// firstParents gives the first-parent line of a commit, newest first.
func (n *node) firstParents() []*node {
	line := []*node{n}
	for len(n.parents) > 0 {
		n = n.parents[0]
		line = append(line, n)
	}
	return line
}

// resumed is what is remembered of a commit, taken up at a later one; nil where that cannot be.
func (c *clone) resumed(at, head *node) *history.History {
	c.t.Helper()
	before := c.read(at, "", whole)
	known, err := history.Decode(before.Encode())
	if before.Sound() != (err == nil) {
		c.t.Fatalf("lost %d, and remembered: %v", len(before.Lost), err)
	} else if err != nil {
		return nil
	}
	edges, q := c.asks(head, c.ids[at.mark])
	h, err := history.Resume(known, edges, c.reader.Blob, q)
	if err != nil {
		c.t.Fatal(err)
	}
	return h
}

// differ compares two histories in all that they say of the lines of a commit.
func differ(want, got *history.History, lines map[string]bool) string {
	if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(history.History{}), cmpopts.EquateEmpty()); d != "" {
		return d
	}
	for text := range lines {
		a, okA := want.Trace(text)
		b, okB := got.Trace(text)
		if d := cmp.Diff(a, b); d != "" || okA != okB {
			return fmt.Sprintf("trace of %s: %t, %t\n%s", text, okA, okB, d)
		}
	}
	return ""
}

// TestResumeSaysWhatReadSays splits histories, clean ones and such with a defect before, at or after the
// split, at each commit of the first-parent line.
func TestResumeSaysWhatReadSays(t *testing.T) {
	kinds := []struct {
		name  string
		grow  func(r *random, i int) *node
		least int // resumed
	}{
		{"clean", func(r *random, _ int) *node { return r.grow(6 + r.IntN(14)) }, 50},
		{"planted", planted, 1}, // those with a mode that was wrong
		{"mended", mended, 30},
	}
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			var resumed, refused int
			batches(t, count(16, 200), func(t *testing.T, seed uint64, n int) {
				c, heads := histories(t, 5_000_000+seed, n, kind.grow)
				for i, head := range heads {
					a, b := c.splits(t, fmt.Sprintf("history %d", seed+uint64(i)), head)
					resumed, refused = resumed+a, refused+b
				}
			})
			t.Logf("%d resumed, %d to be read whole", resumed, refused)
			if resumed < kind.least {
				t.Errorf("only %d resumed", resumed)
			}
		})
	}
}

// splits holds every split of a history to the whole of it.
func (c *clone) splits(t *testing.T, name string, head *node) (resumed, refused int) {
	t.Helper()
	full, lines := c.read(head, "", whole), head.holds()
	line := head.firstParents()
	for i, at := range line {
		if at.prefix != head.prefix {
			break // that is not asked for
		}
		if i > 2 && i%max(1, len(line)/5) != 0 && !*long {
			continue
		}
		got := c.resumed(at, head)
		if got == nil {
			refused++
			continue
		}
		resumed++
		if d := differ(full, got, lines); d != "" {
			t.Errorf("%s: from %s to %s:\n%s", name, c.ids[at.mark], c.ids[head.mark], d)
		}
		if again, err := history.Decode(got.Encode()); err != nil || differ(full, again, lines) != "" {
			t.Errorf("%s: what was resumed is not remembered as it was: %v", name, err)
		}
	}
	return resumed, refused
}

// mended grows a history in which lines go, or are changed, and stand again, more than once and on
// several branches; clocks are wrong as everywhere here.
func mended(r *random, _ int) *node {
	r.grow(3 + r.IntN(4))
	for range 1 + r.IntN(3) {
		head := r.heads[0]
		learner := r.learner(head)
		f := head.files[learner]
		text := f.records[r.IntN(len(f.records))]
		s := without(head.snapshot, text)
		if r.IntN(2) == 0 {
			twin := *r.records[text]
			twin.Override = fmt.Sprintf("edited %d", r.IntN(2))
			if err := twin.Seal(); err != nil {
				panic(err)
			}
			s = add(s, learner, r.line(&twin))
		}
		side := r.commit(s, head)
		if r.IntN(2) == 0 {
			side = r.commit(add(s, learner, r.record(learner)), side)
		}
		whole := add(without(side.snapshot, ""), learner, text)
		whole.files = maps.Clone(whole.files)
		file := whole.files[learner]
		file.records = slices.DeleteFunc(slices.Clone(file.records), func(other string) bool {
			return other != text && r.records[other] != nil && r.records[other].ID == r.records[text].ID
		})
		whole.files[learner] = file
		if r.IntN(2) == 0 {
			r.heads[0] = r.commit(whole, side)
		} else {
			other := r.commit(add(head.snapshot, learner, r.record(learner)), head)
			r.heads[0] = r.commit(union(whole, other.snapshot), [][]*node{{side, other}, {other, side}}[r.IntN(2)]...)
		}
		r.more(r.IntN(5))
	}
	return r.heads[0]
}

// A planted defect is never resumed over, whether it lies before the split, at it or after it.
func TestResumeRefusesWhatOnlyReadCanTell(t *testing.T) {
	c, heads := histories(t, 1_000_000, len(defects), planted)
	refused := 0
	for i, head := range heads {
		if len(newOracle(head).lost) == 0 {
			continue // a mode
		}
		for _, at := range head.firstParents() {
			if at.prefix != head.prefix {
				break
			}
			if c.resumed(at, head) != nil {
				t.Errorf("checker is broken: %s, resumed at %s, is sound", defects[i%len(defects)].name, c.ids[at.mark])
			}
			refused++
		}
	}
	if refused < 10 {
		t.Errorf("only %d refused", refused)
	}
}

// TestResumeInMemory takes up at the commit "split" what random histories hardly come to.
func TestResumeInMemory(t *testing.T) {
	kit := testkit.New(3)
	kit.Program, kit.Learner = program, "ana"
	line := func(change func(*signoff.Record)) func(*signoff.Record) string {
		return func(of *signoff.Record) string {
			r := *of
			change(&r)
			if err := r.Seal(); err != nil {
				t.Fatal(err)
			}
			text, err := r.Line()
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
	}
	first, second := kit.Of("signoff"), kit.Of("practice")
	as := line(func(*signoff.Record) {})
	a, b := as(first), as(second)
	twin := line(func(r *signoff.Record) { r.Override = "for the better" })(first)
	file := func(lines ...string) string { return "learner: ana\nrecords:\n- " + strings.Join(lines, "\n- ") + "\n" }
	const f, g = "learners/ana.yaml", "learners/north/ana.yaml"
	for _, row := range []struct {
		name  string
		build func(m *memory)
		takes bool
	}{
		{"restored before by a clock that was ahead", func(m *memory) {
			m.commit("1", "", f, file(a, b))
			m.commit("2", "1", f, file(b))
			m.commit("split", "2", f, file(a, b))
			m.commit("4", "split", f, file(b))
			m.commit("5", "4", f, file(a, b))
			m.clocks = map[string]int{"2": 9000}
		}, true},
		{"restored before and after", func(m *memory) {
			m.commit("1", "", f, file(a, b))
			m.commit("2", "1", f, file(b))
			m.commit("split", "2", f, file(a, b))
			m.commit("4", "split", f, file(b))
			m.commit("5", "4", f, file(a, b))
		}, true},
		{"picked by a clock that was behind", func(m *memory) {
			m.commit("0", "", f, file(b))
			m.commit("split", "0", f, file(a, b))
			m.commit("2", "0", f, file(b, a))
			m.commit("3", "split 2", "x", "x")
			m.clocks = map[string]int{"2": 5}
		}, true},
		{"picked in the same second", func(m *memory) {
			m.commit("0", "", f, file(b))
			m.commit("split", "0", f, file(a, b))
			m.commit("2", "0", f, file(b, a))
			m.commit("3", "split 2", "x", "x")
			m.clocks = map[string]int{"2": 1001}
		}, true},
		{"copied before, and moved after", func(m *memory) {
			m.commit("1", "", f, file(a, b))
			m.commit("split", "1", g, file(a))
			m.commit("3", "split", f, file(b))
			m.commit("4", "3", f, file(b, a))
			m.commit("5", "4", g, "")
		}, true},
		{"a twin that was healed", func(m *memory) {
			m.commit("1", "", f, file(a, b))
			m.commit("2", "1", f, file(twin, b))
			m.commit("split", "2", f, file(a, b))
			m.commit("4", "split", "x", "x")
		}, true},
		{"a twin that was healed, and came again", func(m *memory) {
			m.commit("1", "", f, file(a, b))
			m.commit("2", "1", f, file(twin, b))
			m.commit("split", "2", f, file(a, b))
			m.commit("4", "split", f, file(a, b, twin))
		}, false},
		{"a twin that was healed, and came and went again", func(m *memory) {
			m.commit("1", "", f, file(a, b))
			m.commit("2", "1", f, file(twin, b))
			m.commit("split", "2", f, file(a, b))
			m.commit("4", "split", f, file(a, b, twin))
			m.commit("5", "4", f, file(a, b))
		}, false},
		{"a twin that stood, and went", func(m *memory) {
			m.commit("1", "", f, file(a, b))
			m.commit("split", "1", f, file(a, b, twin))
			m.commit("3", "split", f, file(a, b))
		}, false},
		{"an original that went for its twin", func(m *memory) {
			m.commit("1", "", f, file(a, b))
			m.commit("2", "1", f, file(twin, b))
			m.commit("split", "2", f, file(a, b))
			m.commit("4", "split", f, file(twin, b))
		}, false},
		{"lost", func(m *memory) {
			m.commit("1", "", f, file(a, b))
			m.commit("split", "1", f, file(a, b))
			m.commit("3", "split", f, file(a))
		}, false},
		{"moved out of the program's folder", func(m *memory) {
			m.commit("split", "", f, file(a, b))
			m.commit("2", "split", f, "", "old/"+f, file(a, b))
		}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			m := newMemory()
			row.build(m)
			q := m.question("")
			full, err := history.Read(m.edges(), m.blob, q)
			if err != nil {
				t.Fatal(err)
			}
			whole := m.names
			m.names = m.names[:slices.Index(m.names, "split")+1]
			known, err := history.Read(m.edges(), m.blob, m.question(""))
			if err != nil {
				t.Fatal(err)
			}
			if known, err = history.Decode(known.Encode()); err != nil {
				t.Fatal(err)
			}
			m.names = whole
			since := only(func(e git.Edge) bool { return !m.leads(e.Commit, "split") })
			got, err := history.Resume(known, since(m.edges()), m.blob, q)
			if err != nil || (got != nil) != row.takes {
				t.Fatalf("checker is broken: resumed %t, expected %t; %v", got != nil, row.takes, err)
			}
			if got != nil {
				if d := differ(full, got, map[string]bool{a: true, b: true}); d != "" {
					t.Errorf("checker is broken: %s", d)
				}
			}
		})
	}
}

// Whatever bytes are there, Decode gives a history or an error, and never more than they hold.
func TestDecodeDamaged(t *testing.T) {
	c, heads := histories(t, 9_000_000, 1, mended)
	data := c.read(heads[0], "", whole).Encode()
	if _, err := history.Decode(data); err != nil {
		t.Fatal(err)
	}
	for n := range data {
		if _, err := history.Decode(data[:n]); err == nil {
			t.Fatalf("the first %d of %d bytes are a history", n, len(data))
		}
		damaged := slices.Clone(data)
		damaged[n] ^= byte(1 << (n % 8))
		if h, err := history.Decode(damaged); err == nil {
			_, _ = json.Marshal(h) // it can be used
			h.Encode()
		}
	}
	if _, err := history.Decode(append(slices.Clone(data), 0)); err == nil {
		t.Error("one byte more is a history")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte{})
	f.Add((&history.History{}).Encode())
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := history.Decode(data)
		if err != nil {
			return
		}
		again, err := history.Decode(h.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if d := differ(h, again, nil); d != "" {
			t.Error(d)
		}
	})
}
