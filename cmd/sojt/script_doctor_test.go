package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"sojt/signoff"
)

// scriptPlanted takes down what doctor must not lose or touch: the record lines of HEAD, and all
// that is not a learner's file, in index and work tree: planted
func scriptPlanted(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: planted")
	}
	ts.Check(os.WriteFile(filepath.Join(ts.Getenv("HOME"), "lines"), []byte(strings.Join(headLines(ts), "\n")), 0o644))
	ts.Check(os.WriteFile(filepath.Join(ts.Getenv("HOME"), "foreign"), foreign(ts), 0o644))
}

// scriptHealed fails unless doctor left a sound clone: every record line that HEAD had when it was
// planted is in HEAD (but those that the arguments name by id, whose original stands again), all else
// is byte for byte as it was, git fsck finds nothing, every record line is canonical, and doctor
// finds nothing more: healed [RECORD...]
func scriptHealed(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: healed [RECORD...]")
	}
	was, err := os.ReadFile(filepath.Join(ts.Getenv("HOME"), "lines"))
	ts.Check(err)
	now := headLines(ts)
	for line := range strings.SplitSeq(string(was), "\n") {
		twin := slices.ContainsFunc(args, func(id string) bool { return strings.Contains(line, `"id":"`+id+`"`) })
		if line != "" && !twin && !slices.Contains(now, line) {
			ts.Fatalf("HEAD lost the line %s", line)
		}
	}
	for _, line := range now {
		r, err := signoff.Parse(strings.TrimPrefix(line, "- "))
		if err != nil {
			ts.Fatalf("HEAD holds %s: %v", line, err)
		}
		if again, err := r.Line(); err != nil || "- "+again != line {
			ts.Fatalf("not canonical: %s", line)
		}
	}
	before, err := os.ReadFile(filepath.Join(ts.Getenv("HOME"), "foreign"))
	ts.Check(err)
	if got := foreign(ts); !bytes.Equal(got, before) {
		ts.Fatalf("what is not doctor's changed:\n%s\n--- now:\n%s", before, got)
	}
	if err := ts.Exec("git", "fsck", "--strict"); err != nil {
		ts.Fatalf("git fsck: %v", err)
	}
	if err := ts.Exec("sojt", "doctor"); err != nil {
		ts.Fatalf("doctor is not done: %v", err)
	}
}

// headLines lists the record lines of all learner files in HEAD.
func headLines(ts *testscript.TestScript) []string {
	var all []string
	for name := range strings.SplitSeq(strings.TrimSpace(gitOutput(ts, "ls-tree", "-r", "--name-only", "HEAD", "learners")), "\n") {
		for line := range strings.SplitSeq(gitOutput(ts, "show", "HEAD:"+name), "\n") {
			if strings.HasPrefix(line, "- ") {
				all = append(all, strings.TrimSuffix(line, "\r"))
			}
		}
	}
	return all
}

// foreign describes all files but those of learners and the attributes: index entries and bytes.
func foreign(ts *testscript.TestScript) []byte {
	var kept []string
	for line := range strings.SplitSeq(gitOutput(ts, "ls-files", "-s", "-v"), "\n") {
		if !strings.Contains(line, "\tlearners/") && !strings.Contains(line, "\t.gitattributes") {
			kept = append(kept, line)
		}
	}
	for name := range strings.SplitSeq(gitOutput(ts, "ls-files", "--cached", "--others", "--exclude-standard"), "\n") {
		if name == "" || strings.HasPrefix(name, ".home/") || strings.HasPrefix(name, "learners/") || name == ".gitattributes" {
			continue
		}
		data, _ := os.ReadFile(ts.MkAbs(name)) // a file that is gone is gone before and after
		kept = append(kept, fmt.Sprintf("%s %x", name, sha256.Sum256(data)))
	}
	return []byte(strings.Join(kept, "\n"))
}

func gitOutput(ts *testscript.TestScript, args ...string) string {
	cmd := exec.Command("git", args...)
	cmd.Dir = ts.MkAbs(".")
	out, err := cmd.Output()
	if err != nil {
		ts.Fatalf("git %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}
