//go:build interop

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sojt/signoff/ledger"
	"sojt/signoff/testkit"
)

// byNode runs a script of testdata/exchange in node and reads what it says. Without the modules of .ci/run the
// test skips.
func byNode(t *testing.T, into any, script string, args ...string) {
	t.Helper()
	if os.Getenv("SOJT_NODE") == "" {
		t.Skip("SOJT_NODE does not name a folder with the modules that .ci/run installs")
	}
	out, err := exec.Command("node", append([]string{filepath.Join("testdata", "exchange", script)}, args...)...).Output()
	if err != nil {
		t.Fatalf("%s: %v %s", script, err, stderrOf(err))
	}
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatalf("%s: %v: %s", script, err, out)
	}
}

func stderrOf(err error) string {
	if e, ok := err.(*exec.ExitError); ok {
		return string(e.Stderr)
	}
	return ""
}

// exampleDirs are the programs of the examples, absolute.
func exampleDirs(t *testing.T) []string {
	t.Helper()
	all, err := filepath.Glob("../../examples/*/sojt.yaml")
	if err != nil || len(all) < 4 {
		t.Fatalf("%d examples: %v", len(all), err)
	}
	for i := range all {
		if all[i], err = filepath.Abs(filepath.Dir(all[i])); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestInteropXAPI: Learning Locker's validator has nothing to say of any statement of the examples, and
// does of one that is spoilt.
func TestInteropXAPI(t *testing.T) {
	var said struct {
		Statements int
		Findings   []struct{ ID, What string }
	}
	folder := t.TempDir()
	var files []string
	for _, dir := range exampleDirs(t) {
		for name, args := range map[string][]string{
			"plain": nil, "names": {"--names", "--mbox"}, "second": {"--xapi-version", "2.0.0", "--base", "https://train.example.com/x", "--redact"},
		} {
			file := filepath.Join(folder, filepath.Base(dir)+"-"+name+".json")
			if code, _, stderr := inDir(t, dir, append([]string{"export", "xapi", "-o", file}, args...)...); code != exitDone {
				t.Fatal(code, stderr)
			}
			files = append(files, file)
		}
	}
	byNode(t, &said, "xapi.mjs", files...)
	if said.Statements < 3*800 || len(said.Findings) > 0 {
		t.Errorf("%d statements, %d findings: %.3v", said.Statements, len(said.Findings), said.Findings)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	spoilt := filepath.Join(folder, "spoilt.json")
	if err := os.WriteFile(spoilt, []byte(strings.Replace(string(text), `"timestamp":"20`, `"timestamp":"x20`, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if byNode(t, &said, "xapi.mjs", spoilt); len(said.Findings) == 0 {
		t.Error("checker is broken")
	}
}

// TestInteropOpenBadges: jose, node's own crypto and 1EdTech's schema take every badge of the examples, and
// refuse each one that was tampered with.
func TestInteropOpenBadges(t *testing.T) {
	root := os.Getenv("SOJT_REALDATA")
	if root == "" {
		t.Skip("SOJT_REALDATA does not say where 1EdTech's schema is")
	}
	schema := filepath.Join(root, "openbadges3", "schema-draft4", "ob_v3p0_achievementcredential_schema_draft4.json")
	folder := t.TempDir()
	key := filepath.Join(folder, "key")
	if err := os.WriteFile(key, testkit.NewSigner("ed25519", "badges").PEM, 0o600); err != nil {
		t.Fatal(err)
	}
	var good, tampered []string
	for _, dir := range exampleDirs(t) {
		entries, _, err := ledger.Open(os.DirFS(dir)).Entries()
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range entries {
			args := []string{"export", "openbadges", "--learner", e.ID, "--key", key, "--as-of", "2026-10-31"}
			if i%2 > 0 {
				args = append(args, "--redact", "--issuer", "https://example.com/badges", "--issuer-name", "A & <B>")
			}
			code, out, _ := inDir(t, dir, args...)
			if code == exitFindings {
				continue // who is competent in nothing
			}
			good = append(good, strings.Fields(out)...)
		}
	}
	var said struct {
		Badges   int
		Findings []string
	}
	ask := func(name string, badges []string) {
		t.Helper()
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(strings.Join(badges, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		said.Badges, said.Findings = 0, nil
		byNode(t, &said, "badges.mjs", schema, file)
	}
	ask("good", good)
	if said.Badges != len(good) || len(good) < 60 || len(said.Findings) > 0 {
		t.Errorf("%d badges, %d findings: %.3q", len(good), len(said.Findings), said.Findings)
	}
	for i, b := range good {
		at := strings.IndexByte(b, '.') + 200 + i // within what it says
		other := "B"
		if b[at] == 'B' {
			other = "A"
		}
		tampered = append(tampered, b[:at]+other+b[at+1:])
	}
	ask("tampered", tampered)
	if refused := mentioning(said.Findings, "jose: "); refused != len(tampered) {
		t.Errorf("jose refuses %d of %d that were tampered with", refused, len(tampered))
	}
}

func mentioning(findings []string, part string) (n int) {
	for _, f := range findings {
		if strings.Contains(f, part) {
			n++
		}
	}
	return n
}
