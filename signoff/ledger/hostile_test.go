package ledger

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sojt/competency/text"
	"sojt/signoff"
)

// realdata gives all files beneath a folder of the real inputs, and skips the test without them.
func realdata(t *testing.T, folder string) map[string]string {
	t.Helper()
	root := os.Getenv("SOJT_REALDATA")
	if root == "" {
		t.Skip("did not run: SOJT_REALDATA is not set")
	}
	found := map[string]string{}
	err := filepath.WalkDir(filepath.Join(root, folder), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		found[p] = string(data)
		return err
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("%d files: %v", len(found), err)
	}
	return found
}

// Other people's test suites as a learner's file, as its header, and as what stands among its
// records: no panic, each problem at a place that is there, and the record below is not lost.
func TestTestSuitesAsLearnerFiles(t *testing.T) {
	p := load(t, program(t))
	whole, records := learnerFile(t, "maria", 1, 2)
	header, row, _ := strings.Cut(whole, recordsKey+"\n")
	for _, suite := range []string{"adversarial/yaml-test-suite", "adversarial/JSONTestSuite"} {
		refused := 0
		suiteFiles := realdata(t, suite)
		for name, data := range suiteFiles {
			if !strings.HasSuffix(data, "\n") {
				data += "\n"
			}
			for i, file := range []string{data, data + recordsKey + "\n" + row, header + recordsKey + "\n" + data + row} {
				fsys := files(map[string]string{"learners/maria.yaml": file})
				got, problems, err := Open(fsys).Read("maria", p)
				if err != nil {
					t.Fatal(err)
				}
				for _, x := range problems {
					placed(t, fsys, x)
				}
				if sound(problems).Errors() > 0 {
					refused++
				} else if data != "\n" {
					t.Errorf("%s, case %d: nothing was found", name, i)
				}
				if i > 0 && problems.Errors() < maxProblems && len(got.Records) != len(records) {
					t.Errorf("%s, case %d: %d records of %d", name, i, len(got.Records), len(records))
				}
			}
		}
		t.Logf("%s: %d files, %d of %d refused", suite, len(suiteFiles), refused, 3*len(suiteFiles))
	}
}

// The naughty strings as a learner's name: what can stand in a header comes back without blanks at its ends, the
// rest is refused with a place.
func TestNaughtyStringsAsNames(t *testing.T) {
	p := load(t, program(t))
	for name, data := range realdata(t, "adversarial/blns") {
		if filepath.Ext(name) != ".json" {
			continue
		}
		var naughty []string
		if err := json.Unmarshal([]byte(data), &naughty); err != nil {
			t.Fatal(err)
		}
		kept := 0
		for _, s := range naughty {
			l := &signoff.Learner{ID: "maria", Name: s}
			fsys := files(map[string]string{"learners/maria.yaml": Header(l)})
			got, problems, err := Open(fsys).Read("maria", p)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range problems {
				placed(t, fsys, x)
			}
			switch {
			case problems.Errors() == 0 && got.Name == strings.TrimSpace(text.Normal(s)):
				kept++
			case problems.Errors() == 0:
				t.Errorf("the name %q is read as %q", s, got.Name)
			}
			if _, _, err := Open(fsys).Read(s, p); !text.IsID(s) && err == nil {
				t.Errorf("%q was found as an id", s)
			}
		}
		if kept < len(naughty)*9/10 {
			t.Errorf("%d of %d names were kept", kept, len(naughty))
		}
		t.Logf("%d names, %d kept", len(naughty), kept)
	}
}
