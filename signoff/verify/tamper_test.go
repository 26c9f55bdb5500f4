package verify

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sojt/competency/diag"
	"sojt/signoff"
)

// TestTamperingIsFound drops each line, and changes bytes of each line, that a later record was
// written after: without any history, prev gives it away.
func TestTamperingIsFound(t *testing.T) {
	w := newWorld(t)
	delete(w.headers, "mia")
	w.add("learner ina department=kitchen").add(strings.ReplaceAll(usualLife, "ME", "ina"))
	const name = "learners/ina.yaml"
	lines := strings.SplitAfter(string(w.files(nil)[name].Data), "\n")
	heads := signoff.Heads(w.records["ina"])
	first := slices.Index(lines, "records:\n") + 1
	found := func(lines []string) bool {
		file := &fstest.MapFile{Data: []byte(strings.Join(lines, ""))}
		return slices.ContainsFunc(w.verify(fstest.MapFS{name: file}).Problems, func(p diag.Problem) bool { return p.Severity == diag.Error })
	}
	if found(lines) {
		t.Fatal("the untouched file has a finding")
	}
	tried := 0
	for i, r := range w.records["ina"] {
		if slices.Contains(heads, r.Digest) {
			continue
		}
		n := first + i
		if !found(slices.Delete(slices.Clone(lines), n, n+1)) {
			t.Errorf("checker is broken: %s %s was dropped", r.Type, r.ID)
		}
		for at := i % 23; at < len(lines[n]); at += 23 {
			changed := []byte(lines[n])
			changed[at] ^= 1
			edited := slices.Clone(lines)
			edited[n] = string(changed)
			if tried++; !found(edited) {
				t.Errorf("checker is broken: byte %d of %s %s was changed: %s", at, r.Type, r.ID, changed)
			}
		}
	}
	if len(heads) != 1 || tried < 200 {
		t.Errorf("%d heads and %d changes tried", len(heads), tried)
	}
}
