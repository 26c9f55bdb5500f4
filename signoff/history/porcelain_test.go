package history_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sojt/signoff/testkit"
)

// desk is a clone that the real git program works in, with the attributes that sojt writes.
type desk struct {
	*clone
	kit   *testkit.Generator
	lines []string
}

func newDesk(t *testing.T) *desk {
	d := &desk{clone: newClone(t), kit: testkit.New(9)}
	d.kit.Program, d.kit.Learner = program, "ana"
	d.write(".gitattributes", "learners/** text eol=lf merge=union\n")
	d.write("learners/ana.yaml", "learner: ana\nrecords:\n")
	d.sign("first")
	return d
}

func (d *desk) write(name, text string) {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) read() string {
	d.t.Helper()
	data, err := os.ReadFile(filepath.Join(d.dir, "learners", "ana.yaml"))
	if err != nil {
		d.t.Fatal(err)
	}
	return string(data)
}

// sign adds a record and commits it.
func (d *desk) sign(subject string) {
	d.t.Helper()
	text, err := d.kit.Of("signoff").Line()
	if err != nil {
		d.t.Fatal(err)
	}
	d.lines = append(d.lines, text)
	d.write("learners/ana.yaml", d.read()+"- "+text+"\n")
	d.git(nil, "add", ".")
	d.git(nil, "commit", "--quiet", "-m", subject)
}

// What people do with git every day loses nothing, and the walk says so.
func TestEverydayGitIsClean(t *testing.T) {
	do := func(args ...string) func(*desk) {
		return func(d *desk) { d.git(nil, args...) }
	}
	sign := func(d *desk) { d.sign("more") }
	for name, acts := range map[string][]func(*desk){
		"merge":       {do("merge", "--quiet", "--no-edit", "side")},
		"squash":      {do("merge", "--quiet", "--squash", "side"), do("commit", "--quiet", "-m", "squashed"), sign, do("merge", "--quiet", "--no-edit", "side")},
		"rebase":      {do("rebase", "--quiet", "main", "side"), do("switch", "--quiet", "main"), do("merge", "--quiet", "--ff-only", "side")},
		"cherry-pick": {do("cherry-pick", "side"), sign, do("merge", "--quiet", "--no-edit", "side")},
		"octopus":     {do("branch", "third"), sign, do("merge", "--quiet", "--no-edit", "side", "third")},
		"amend":       {do("commit", "--quiet", "--amend", "-m", "other words"), do("merge", "--quiet", "--no-edit", "side")},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.git(nil, "switch", "--quiet", "-c", "side")
			d.sign("side")
			d.git(nil, "switch", "--quiet", "main")
			d.sign("main")
			for _, act := range acts {
				act(d)
			}
			head := &node{mark: 1, snapshot: snapshot{files: map[string]file{"ana": {records: d.lines}}}}
			d.ids[head.mark] = d.git(nil, "rev-parse", "main")
			h := d.clone.read(head, "", whole)
			if len(h.Lost)+len(h.Restored)+len(h.Modes) > 0 {
				t.Errorf("%+v", h)
			}
			for i, text := range d.lines {
				if got, ok := h.Trace(text); !ok || got.Landed.Commit == "" || got.Introduced.Author != "a@x" {
					t.Errorf("record %d: %+v", i, got)
				}
			}
			d.sign("the end")
			d.git(nil, "revert", "--no-edit", "HEAD") // of an older record git says "nothing to commit"
			d.ids[head.mark] = d.git(nil, "rev-parse", "main")
			head.files["ana"] = file{records: linesOf(d.read())}
			if h := d.clone.read(head, "", whole); len(h.Lost) == 0 || h.Lost[0].Commit != d.ids[head.mark] {
				t.Errorf("checker is broken: a reverted record: %+v", h.Lost)
			}
			d.git(nil, "revert", "--no-edit", "HEAD")
			d.ids[head.mark] = d.git(nil, "rev-parse", "main")
			head.files["ana"] = file{records: d.lines}
			if h := d.clone.read(head, "", whole); len(h.Lost) > 0 || len(h.Restored) == 0 {
				t.Errorf("reverted twice: %+v", h)
			}
		})
	}
}

func linesOf(text string) (records []string) {
	for line := range strings.Lines(text) {
		if object, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "- "); ok {
			records = append(records, object)
		}
	}
	return records
}
