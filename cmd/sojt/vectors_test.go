package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sojt/signoff/testkit/vectors"
)

// TestRepositoryVectors holds verify to the repositories of signoff/testkit/vectors: exactly these
// errors, this exit code.
func TestRepositoryVectors(t *testing.T) {
	t.Parallel()
	all, err := vectors.Read(os.DirFS("../../signoff/testkit/vectors"), "repository")
	if err != nil || len(all) < 20 {
		t.Fatalf("%d vectors: %v", len(all), err)
	}
	t.Attr("runs", strconv.Itoa(len(all)))
	environ := gitEnvironment(t, "dana@harbor.example")
	for _, v := range all {
		dir := t.TempDir()
		inFolder(t, dir, environ, "init", "-q", "-b", "main")
		imported := exec.Command("git", "fast-import", "--quiet")
		imported.Dir, imported.Env, imported.Stdin = dir, environ, bytes.NewReader(v.Body)
		if out, err := imported.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", v.Name, err, out)
		}
		inFolder(t, dir, environ, "reset", "-q", "--hard", "main")
		now, err := time.Parse(time.RFC3339, v.Value("now"))
		if err != nil {
			t.Fatal(err)
		}
		var stdout, stderr strings.Builder
		e := &env{
			stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, dir: dir, vars: environ,
			now: func() time.Time { return now }, rand: randomness(v.Name),
		}
		code := run(t.Context(), e, []string{"verify", "--format", "json"})
		found, said := foundCodes(t, stdout.String())
		if want := strings.Split(v.Value("expect"), ","); !slices.Equal(found, want) || strconv.Itoa(code) != v.Value("exit") {
			t.Errorf("%s: %v and exit code %d, expected %v and %s: %s\n%s%s", v.Name, found, code, want, v.Value("exit"), v.Value("comment"), stdout.String(), stderr.String())
		}
		if says := v.Value("says"); says != "" && !slices.Contains(said, says) {
			t.Errorf("%s: it says %v, expected %s: %s", v.Name, said, says, v.Value("comment"))
		}
	}
}

// foundCodes gives the codes of errors, "ok" where there is none, and of all that is said.
func foundCodes(t *testing.T, text string) (found, said []string) {
	t.Helper()
	var answer struct {
		Problems []struct{ Severity, Code string }
	}
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	for _, p := range answer.Problems {
		said = append(said, p.Code)
		if p.Severity == "error" {
			found = append(found, p.Code)
		}
	}
	slices.Sort(found)
	if found = slices.Compact(found); len(found) == 0 {
		found = []string{"ok"}
	}
	return found, said
}
