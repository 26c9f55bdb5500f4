package competency_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"sojt/competency/diag"
)

// realdata gives a folder of material that is not kept in this repository, or "" with a note.
func realdata(t *testing.T, folder string) string {
	t.Helper()
	root := os.Getenv("SOJT_REALDATA")
	if root == "" {
		t.Log("not run: SOJT_REALDATA does not say where the material is")
		return ""
	}
	return filepath.Join(root, folder)
}

// skipped reports whether a text of many is left out of a short run, which has each tenth.
func skipped(i int) bool { return testing.Short() && i%10 != 0 }

// definitions are the files that hostile text is given as.
var definitions = []string{"sojt.yaml", "mentors.yaml", "roles/cook.yaml", "competencies/hygiene.yaml"}

// TestYAMLSuite gives each text of the YAML test suite as each kind of definition file. examine fails
// on a place outside the file; none of the texts is a definition, so each must be refused.
func TestYAMLSuite(t *testing.T) {
	folder := realdata(t, "adversarial/yaml-test-suite/src")
	if folder == "" {
		return
	}
	names, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	texts := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range suiteTexts(string(data)) {
			if texts++; skipped(texts) {
				continue
			}
			for _, file := range definitions {
				refused(t, fmt.Sprintf("%s, text %d", filepath.Base(name), i+1), file, text)
			}
		}
	}
	if texts < 350 {
		t.Errorf("only %d texts were found", texts)
	}
	t.Logf("%d texts", texts)
}

// suiteTexts finds the texts of a file of the suite: what stands indented under "yaml: |", with the
// suite's signs for what cannot be seen turned into what they stand for.
func suiteTexts(file string) []string {
	var texts []string
	signs := strings.NewReplacer("␣", " ", "————»", "\t", "———»", "\t", "——»", "\t", "—»", "\t", "»", "\t", "↵", "", "∎\n", "", "←", "\r", "⇔", "\ufeff")
	inside := false
	for line := range strings.Lines(file) {
		switch {
		case strings.HasPrefix(line, "  yaml: |") || strings.HasPrefix(line, "- yaml: |"):
			texts, inside = append(texts, ""), true
		case inside && (strings.HasPrefix(line, "    ") || line == "\n"):
			texts[len(texts)-1] += strings.TrimPrefix(line, "    ")
		default:
			inside = false
		}
	}
	for i := range texts {
		texts[i] = signs.Replace(strings.TrimRight(texts[i], "\n") + "\n")
	}
	return texts
}

// refused gives a text as one definition file and fails if nobody complains, or if it takes long.
func refused(t *testing.T, what, file, text string) diag.List {
	t.Helper()
	problems, took := examine(t, map[string]string{file: text})
	if problems.Errors() == 0 {
		t.Errorf("%s as %s: nothing is reported of\n%s", what, file, text)
	}
	if took > patience {
		t.Errorf("%s as %s took %s", what, file, took)
	}
	return problems
}

// TestJSONSuite gives the files of JSONTestSuite, most of them YAML too, as definition files.
func TestJSONSuite(t *testing.T) {
	folder := realdata(t, "adversarial/JSONTestSuite")
	if folder == "" {
		return
	}
	names, err := filepath.Glob(filepath.Join(folder, "test_*", "*.json"))
	if err != nil || len(names) < 300 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	for i, name := range names {
		if skipped(i) {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range definitions {
			refused(t, filepath.Base(name), file, string(data))
		}
	}
}

// TestNaughtyStrings gives each string of the big list as a whole file, and as id, name and text of
// a sound program, as it stands and in quotes.
func TestNaughtyStrings(t *testing.T) {
	folder := realdata(t, "adversarial/blns")
	if folder == "" {
		return
	}
	data, err := os.ReadFile(filepath.Join(folder, "blns.json"))
	if err != nil {
		t.Fatal(err)
	}
	var naughty []string
	if err := json.Unmarshal(data, &naughty); err != nil || len(naughty) < 400 {
		t.Fatalf("%d strings, %v", len(naughty), err)
	}
	const role = "role: cook\ntitle: Line cook\ndepartment: kitchen\ninterviews: [{who: M. Osei, relation: oversees, date: 2026-08-12}]\ncompetencies:\n" +
		"  - id: %s\n    title: %s\n    why: %s\n    tags: [%s]\n    criteria:\n      - {id: a, text: %s}\n"
	for i, s := range naughty {
		if skipped(i) {
			continue
		}
		for _, file := range definitions {
			if s != "" {
				refused(t, strconv.Quote(s), file, s)
			}
		}
		for _, written := range []string{s, quoted(s)} {
			for place := range 5 {
				values := []any{"knives", "Cuts", "Blood", "station", "Holds the grip"}
				values[place] = written
				problems, took := examine(t, map[string]string{"roles/cook.yaml": fmt.Sprintf(role, values...)})
				if took > patience {
					t.Errorf("%q took %s", s, took)
				}
				if place == 0 && problems.Errors() == 0 && !plainID(s) {
					t.Errorf("%q passes as an id", s)
				}
			}
		}
	}
	t.Logf("%d strings", len(naughty))
}

// quoted writes a string in double quotes as YAML has them.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == utf8.RuneError:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

// plainID is the grammar of ids, written a second time.
func plainID(s string) bool {
	if len(s) < 1 || len(s) > 64 || s[0] == '-' || s == "con" || s == "nul" || s == "aux" || s == "prn" {
		return false
	}
	if len(s) == 4 && (strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt")) && s[3] >= '0' && s[3] <= '9' {
		return false
	}
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
