//go:build interop

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestInteropSignoffReadsWhatItConcerns watches the system calls of a sign-off, those of git among
// them, in a clone with 10,000 learners.
func TestInteropSignoffReadsWhatItConcerns(t *testing.T) {
	program, dir, env := buildProgram(t), t.TempDir(), gitEnvironment(t, "ana@big.example")
	old := time.Now().Add(-time.Hour) // else git, by its own rules, looks into files as new as its index
	for _, part := range []map[string]string{manyDefinitions(), manyLearners(t, 10_000), {".gitattributes": "*.yaml text eol=lf\nlearners/** text eol=lf merge=union\n"}} {
		for name, text := range part {
			path := filepath.Join(dir, name)
			write(t, path, text)
			if err := os.Chtimes(path, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"commit", "-q", "-m", "everybody"}} {
		inFolder(t, dir, env, args...)
	}
	learner, trace := manyID(4711), filepath.Join(t.TempDir(), "trace")
	cmd := exec.Command("strace", "-f", "-qq", "-e", "trace=openat,openat2,open,execve", "-o", trace,
		program, "-C", dir, "signoff", learner, "grill", "--all-criteria")
	cmd.Env = env
	began := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s under strace: %s", time.Since(began).Round(time.Millisecond), bytes.TrimSpace(out))
	if head := inFolder(t, dir, env, "show", "--stat=200", "--format=%s", "HEAD"); !strings.Contains(head, manyPath(learner)) || !strings.Contains(head, "1 file changed") {
		t.Errorf("the commit is\n%s", head)
	}
	own, gits := opened(t, trace)
	want := []string{"ana.yaml", learner + ".yaml"}
	if !slices.Equal(own, want) {
		t.Errorf("sojt opened the learner files %q, expected %q", own, want)
	}
	if !slices.Equal(gits, []string{learner + ".yaml"}) {
		t.Errorf("git opened the learner files %q, expected that of the learner alone", gits)
	}
}

var (
	openCall = regexp.MustCompile(`^(\d+) +open(?:at2?)?\((?:[^"]*)"([^"]*)"`)
	execCall = regexp.MustCompile(`^(\d+) +execve\("`) // how it ended may stand on another line
	madeFile = regexp.MustCompile(`^([a-z]{2}\d{5}|ana|broken)\.yaml$`)
)

// opened lists the learner files that sojt opened, and those that programs which it ran opened.
func opened(t *testing.T, trace string) (own, others []string) {
	data, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	foreign, definitions := map[string]bool{}, 0
	first := true
	for l := range strings.Lines(string(data)) {
		if m := execCall.FindStringSubmatch(strings.TrimSpace(l)); m != nil {
			foreign[m[1]] = !first
			first = false
		}
		m := openCall.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		name := filepath.Base(m[2])
		switch {
		case name == "pilot.yaml" || name == "porter.yaml" || name == "cleaning.yaml":
			t.Errorf("a definition that does not concern it was opened: %s", l)
		case name == "line-cook.yaml" || name == "hygiene.yaml":
			definitions++
		case !madeFile.MatchString(name):
		case foreign[m[1]]:
			others = append(others, name)
		default:
			own = append(own, name)
		}
	}
	if definitions == 0 {
		t.Error("the trace shows no definition opened: it is not what sojt did")
	}
	return distinct(own), distinct(others)
}
