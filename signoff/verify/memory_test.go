package verify

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency"
	"sojt/signoff/git"
	"sojt/signoff/history"
	"sojt/signoff/ledger"
)

// run is one run of verify: what it looks at.
type run struct {
	w      *world
	files  fstest.MapFS // the learner files of the commit
	disk   fstest.MapFS // and of the work tree; nil: the same
	seat   string       // since when git keeps them
	broken string       // a file that git cannot hand out
	change func(*Case)
}

// cracked cannot hand out one file.
type cracked struct {
	fstest.MapFS
	name string
}

func (c cracked) Open(name string) (fs.File, error) {
	if name == c.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: git.ErrObject}
	}
	return c.MapFS.Open(name)
}

// says runs it, with a memory or, where known is nil, without.
func (r run) says(t *testing.T, known *Verdicts, leave string) string {
	t.Helper()
	c := r.w.judge(r.files)
	c.Digests, c.Ledger = false, ledger.Open(cracked{r.files, r.broken})
	if r.change != nil {
		r.change(c)
	}
	if known != nil {
		disk, commit := r.disk, maps.Clone(r.w.texts)
		if disk == nil {
			disk = r.files
		}
		maps.Copy(commit, r.files)
		c.Memory = &Memory{
			Commit: commit, Disk: disk, Known: known, leave: leave,
			Seat: func(path string) string { return fmt.Sprintf("%x %s", sha256.Sum256(r.files[path].Data), r.seat) },
			Same: func(path string, data []byte) bool { return bytes.Equal(r.files[path].Data, data) },
		}
	}
	result, err := c.All(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent(result, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// turn is two runs between which something changes, and the part of the key that tells; "" where it is
// told otherwise.
type turn struct {
	name   string
	leave  string
	before run
	after  run
}

// landed reads a history of one commit that brought all files.
func landed(w *world, files fstest.MapFS, author string) func(*Case) {
	return func(c *Case) {
		const commit = "c0ffee"
		q := history.Question{Program: "bistro", Lines: history.Lines{}}
		edge := git.Edge{Commit: commit, Author: author}
		blob := func(id string) ([]byte, error) { return files[id].Data, nil }
		for _, name := range slices.Sorted(maps.Keys(files)) {
			edge.Changes = append(edge.Changes, git.Change{Path: name, New: git.Version{Mode: git.ModeFile, ID: name}})
			for text := range strings.Lines(string(files[name].Data)) {
				if object, ok := strings.CutPrefix(strings.TrimSuffix(text, "\n"), "- "); ok {
					q.Lines.Add(object)
				}
			}
		}
		var edges iter.Seq2[git.Edge, error] = func(yield func(git.Edge, error) bool) { yield(edge, nil) }
		h, err := history.Read(edges, blob, q)
		if err != nil {
			w.t.Fatal(err)
		}
		c.Past = &Past{History: h, Whole: true, Definitions: func(string, string) (*competency.Program, error) { return w.program, nil }}
	}
}

func turns(t *testing.T) []turn {
	life := func(changes ...string) *world {
		w := newWorld(t, changes...)
		delete(w.headers, "mia")
		for _, id := range []string{"joe", "kim"} {
			w.add("learner " + id + " department=kitchen").add(strings.ReplaceAll(usualLife, "ME", id))
		}
		return w
	}
	w := life()
	files := w.files(nil)
	usual := run{w: w, files: files}
	without := func(name string) run {
		fewer := maps.Clone(files)
		delete(fewer, name)
		return run{w: w, files: fewer}
	}

	narrowed := *life("{id: ana, name: Ana, departments: [kitchen], from: 2026-01-01,", "{id: ana, name: Ana, departments: [kitchen], from: 2026-02-01,")
	narrowed.records = w.records

	moved := maps.Clone(files)
	moved["learners/lou.yaml"] = files["learners/kim.yaml"]
	delete(moved, "learners/kim.yaml")

	zone := *w
	zone.program = new(competency.Program)
	*zone.program = *w.program
	zone.program.Zone = time.FixedZone("x", -13*3600)

	mentors := newWorld(t, "late_after: 7d,", "late_after: 7d, mentor_role: porter,", "status: draft\n", "", "name: Cleo,", "name: Cleo, prepared: {by: Boss, date: 2026-01-01},")
	mentors.add("2026-01-10 cleo enroll cook\n").add("learner ana department=kitchen\n2026-01-10 cleo enroll porter\n2026-01-11 cleo signoff carry role=porter\n").add("learner mia\n2026-01-13 ana signoff wash")
	prepared := mentors.files(nil)
	unprepared := maps.Clone(prepared)
	unprepared["learners/ana.yaml"] = &fstest.MapFile{Data: prepared["learners/ana.yaml"].Data[:bytes.LastIndex(prepared["learners/ana.yaml"].Data, []byte("- "))]}

	twice := newWorld(t)
	at := time.Date(2026, 2, 2, 9, 0, 0, 0, time.UTC)
	for _, id := range []string{"mia", "ned"} {
		twice.add("learner " + id + " department=kitchen\n2026-01-10 cleo enroll cook\n2026-02-02 ana note at=2026-02-02T09:00:00 id=" + ulidAt(at, 7))
	}
	edited := twice.files(nil)
	edited["learners/ned.yaml"] = &fstest.MapFile{Data: bytes.ReplaceAll(edited["learners/ned.yaml"].Data, []byte(ulidAt(at, 7)), []byte(ulidAt(at, 8)))}

	visitor := newWorld(t).add("2026-01-10 cleo enroll cook\nlearner ned department=kitchen\n2026-01-10 cleo enroll cook\nlearner mia\n2026-01-12 ned note")
	guests := visitor.files(nil)
	alone := maps.Clone(guests)
	delete(alone, "learners/ned.yaml")

	led := newWorld(t).add("learner kim department=kitchen\n2026-01-10 cleo enroll cook\nlearner joe department=kitchen supervisor=kim\n2026-01-10 cleo enroll cook")
	delete(led.headers, "mia")
	crew := led.files(nil)
	unled := maps.Clone(crew)
	delete(unled, "learners/kim.yaml")

	signed := signedLives(t, "ina")
	signatures := signed.files(nil)
	key := func(c *Case) {}

	return []turn{
		{"definitions", "definitions", usual, run{w: &narrowed, files: files}},
		{"a file under another name", "path", usual, run{w: w, files: moved}},
		{"days of the zone", "days", usual, run{w: &zone, files: files}},
		{"a mentor's own file", "mentors", run{w: mentors, files: prepared}, run{w: mentors, files: unprepared}},
		{"the work tree", "content", run{w: twice, files: twice.files(nil)}, run{w: twice, files: twice.files(nil), disk: edited}},
		{"an object put there anew", "seat", usual, run{w: w, files: files, seat: "anew", broken: "learners/joe.yaml"}},
		{"a history", "history, traces", usual, run{w: w, files: files, change: landed(w, files, "")}},
		{"another history", "traces", run{w: w, files: files, change: landed(w, files, "")}, run{w: w, files: files, change: landed(w, files, "x@example")}},
		{"the clock set back", "", usual, run{w: w, files: files, change: func(c *Case) { c.Now = at }}},
		{"an author who is gone", "", run{w: visitor, files: guests}, run{w: visitor, files: alone}},
		{"a supervisor who is gone", "", run{w: led, files: crew}, run{w: led, files: unled}},
		{"a learner who is gone", "", usual, without("learners/kim.yaml")},
		{"a trusted copy", "", usual, run{w: w, files: files, change: func(c *Case) { c.Trust = &Trust{Name: "main", Program: narrowed.program} }}},
		{"a part of the history", "", run{w: w, files: files, change: landed(w, files, "")}, run{w: w, files: files, change: func(c *Case) {
			landed(w, files, "")(c)
			c.Past.Whole, c.Past.before = false, map[string]bool{w.records["joe"][0].Digest: true}
		}}},
		{"a checkpoint", "", usual, run{w: w, files: files, change: func(c *Case) {
			c.Checkpoint = &Checkpoint{Name: "known", Program: "bistro", At: at, Digests: []string{strings.Repeat("x", 43)}}
		}}},
		{"signatures", "", run{w: signed, files: signatures, change: key}, run{w: signed, files: signatures, change: func(c *Case) {
			c.Now = at
		}}},
	}
}

// TestMemory: what is remembered of one run makes no difference to the next, whatever changed in between,
// and the change is one that a memory which is too coarse would miss.
func TestMemory(t *testing.T) {
	for _, one := range turns(t) {
		t.Run(one.name, func(t *testing.T) {
			first, then := one.before.says(t, nil, ""), one.after.says(t, nil, "")
			if first == then {
				if one.leave != "content" {
					t.Fatal("the test is broken: the change makes no difference")
				}
			}
			known := &Verdicts{}
			for i := range 3 {
				if got := one.before.says(t, known, ""); got != first {
					t.Errorf("run %d: got\n%s\nexpected\n%s", i, got, first)
				}
				known = decoded(t, known)
			}
			if len(known.known) == 0 {
				t.Fatal("the test is broken: nothing is remembered")
			}
			if got := one.after.says(t, known, ""); got != then {
				t.Errorf("afterwards: got\n%s\nexpected\n%s", got, then)
			}
			if got := one.before.says(t, known, ""); got != first {
				t.Errorf("and back: got\n%s\nexpected\n%s", got, first)
			}
			if one.leave == "" {
				return
			}
			coarse := &Verdicts{}
			one.before.says(t, coarse, one.leave)
			if one.after.says(t, coarse, one.leave) == then {
				t.Errorf("checker is broken: keys without %s say the same", one.leave)
			}
		})
	}
}

func decoded(t *testing.T, known *Verdicts) *Verdicts {
	t.Helper()
	data := known.Encode()
	again, err := DecodeVerdicts(data)
	if err != nil || again.Grown() {
		t.Fatal(err)
	}
	for n := range len(data) {
		if cut, err := DecodeVerdicts(data[:n]); err == nil && len(cut.known) == len(again.known) {
			t.Fatalf("the first %d bytes of %d say all", n, len(data))
		}
	}
	return again
}

// TestMemoryIsUsed: what was judged is not judged again, and one file that changed is.
func TestMemoryIsUsed(t *testing.T) {
	w := signedLives(t, "ina", "joe")
	r := run{w: w, files: w.files(nil)}
	var asked atomic.Int64 // learners are looked at at once
	r.change = func(c *Case) {
		c.Known = func(string, string, string) bool { asked.Add(1); return true }
	}
	known := &Verdicts{}
	r.says(t, known, "")
	all := asked.Swap(0)
	if all == 0 || r.says(t, known, "") == "" || asked.Load() != 0 {
		t.Errorf("checker is broken: %d signatures, %d looked at again", all, asked.Load())
	}
	w.add("learner joe\n2026-04-02 ana note")
	r.files = w.files(nil)
	if r.says(t, known, ""); asked.Load() == 0 || asked.Load() >= all {
		t.Errorf("checker is broken: one file of two changed, %d signatures of %d were looked at", asked.Load(), all)
	}
}

// TestMemoryOfDefects: what is wrong is said each time.
func TestMemoryOfDefects(t *testing.T) {
	for _, d := range slices.Concat(defects, keyDefects) {
		w := newWorld(t, d.changes...).add(base + d.lines)
		r := run{w: w, files: w.files(nil)}
		known, want := &Verdicts{}, r.says(t, nil, "")
		for range 2 {
			if got := r.says(t, known, ""); got != want {
				t.Errorf("%s: got\n%s\nexpected\n%s", d.name, got, want)
			}
		}
	}
}

// BenchmarkMemory verifies learners of a hundred records: when nothing is remembered, signatures alone, or all.
func BenchmarkMemory(b *testing.B) {
	w := newWorld(b)
	delete(w.headers, "mia")
	for i := range 40 {
		id := fmt.Sprintf("p%d", i)
		w.add("learner " + id + " department=kitchen\n2026-01-10 cleo enroll cook sign=cleo\n2026-01-11 ana signoff wash sign=ana\n")
		for n := range 98 {
			w.add(fmt.Sprintf("2026-0%d-%02d ana practice cut sign=ana", 2+n/28, 1+n%28))
		}
	}
	files := w.files(nil)
	commit := maps.Clone(w.texts)
	maps.Copy(commit, files)
	verify := func(b *testing.B, s *Signatures, v *Verdicts) {
		c := w.judge(files)
		c.Digests, c.Known, c.Remember = false, s.Known, s.Remember
		c.Memory = &Memory{Commit: commit, Disk: files, Known: v,
			Seat: func(path string) string { return path }, Same: func(string, []byte) bool { return true }}
		if r, err := c.All(b.Context()); err != nil || r.Checked.Signatures != 40*100 {
			b.Fatal(r.Checked, err)
		}
	}
	var s Signatures
	var v Verdicts
	verify(b, &s, &v)
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			verify(b, &Signatures{}, &Verdicts{})
		}
	})
	b.Run("signatures", func(b *testing.B) {
		for b.Loop() {
			verify(b, &s, &Verdicts{})
		}
	})
	b.Run("warm", func(b *testing.B) {
		for b.Loop() {
			verify(b, &s, &v)
		}
	})
}

// The days of every kind of zone come to an end, and those of two zones differ: with and without summer time, in
// both hemispheres, and with a zone that changed for good.
func TestDaysOfZones(t *testing.T) {
	seen := map[key]string{}
	for _, name := range []string{"UTC", "Europe/Madrid", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "Asia/Kathmandu", "Africa/Casablanca", "Australia/Lord_Howe"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Skipf("no zones are installed: %v", err)
		}
		s := new(Memory).stamp()
		s.days(zone)
		if other := seen[s.key()]; other != "" {
			t.Errorf("%s and %s are the same", name, other)
		}
		seen[s.key()] = name
	}
}
