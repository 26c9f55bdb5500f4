package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNamesThatNoSystemAgreesOn (INTEGRITY T3, T4): whatever lies under learners/ as a YAML file and is
// not named by an id is a finding of validate, also where it is the twin of one in another case or
// Unicode form, or a name that Windows keeps for itself.
func TestNamesThatNoSystemAgreesOn(t *testing.T) {
	t.Parallel()
	k, _ := staffed(t)
	names := []string{
		"Theo.yaml", "THEO.YAML", "theo.YML", "theo.yml", "th\u00e9o.yaml", "the\u0301o.yaml", "theo .yaml", "theo..yaml", ".yaml", "-n.yaml", "con.yaml", "nul.yaml", "aux.yaml",
		"prn.yaml", "com1.yaml", "lpt9.yaml", "com0.yaml", "nul.txt.yaml", "theo:stream.yaml", "a b.yaml", "a\\b.yaml", "\u202etheo.yaml", "theo\u200b.yaml", strings.Repeat("a", 65) + ".yaml",
	}
	for _, name := range names {
		path := filepath.Join(k.dir, "learners", name)
		if _, err := os.Lstat(path); err == nil {
			t.Skip("did not run: this file system takes two of the names for one")
		}
		if err := os.WriteFile(path, []byte("learner: theo\nrecords:\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		out, code := k.any(t, "validate")
		if code != exitFindings || strings.Count(out, "learners/") < 1 {
			t.Errorf("%q is not found, exit code %d: %s", name, code, out)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	k.sojt(t, exitDone, "validate")
}
