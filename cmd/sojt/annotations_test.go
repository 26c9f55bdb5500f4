package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestAnnotations reads what `validate --format github` writes as GitHub's runner does, and finds the
// problems that --format json lists: each in a file and at a line that are there, seen from the top of
// the repository, whatever stands in names and texts.
func TestAnnotations(t *testing.T) {
	top, env := t.TempDir(), []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "GIT_CONFIG_NOSYSTEM=1"}
	inFolder(t, top, env, "init", "-q")
	dir := filepath.Join(top, "a, b", "train:ing 100%")
	for name, text := range map[string]string{
		".gitattributes":           "learners/** text eol=lf merge=union\n",
		"sojt.yaml":                "format: 1\nprogram: bistro-0000\nname: \"::stop-commands::x\"\nzone: \"::error::Mars\"\n",
		"mentors.yaml":             "mentors:\n  - {id: ana, name: Ana, emial: ana@bistro.example}\n",
		"roles/line-cook.yaml":     "role: line-cook\ntitle: Cook\ncompetencies:\n  - {id: grill, title: Grills, requires: [\"##[error]gone\"], criteria: [{id: a, text: Understands 100% of it}]}\n",
		"learners/mia.yaml":        "learner: mia\ndepartment: \"x\\n::error::y\"\nrecords:\n- {\"v\":1,\"::warning file=/etc/passwd::\":2}\n- no\n",
		"learners/Not: an,id.yaml": "learner: x\n",
	} {
		write(t, filepath.Join(dir, name), text)
	}
	listed, annotated := inRepository(t, dir, env, "json"), inRepository(t, dir, env, "github")
	var wanted struct {
		Problems []struct {
			Severity, Code, File, Message, Hint string
			Line, Column                        int
		}
	}
	if err := json.Unmarshal([]byte(listed), &wanted); err != nil {
		t.Fatal(err)
	}
	left := map[annotation]int{}
	for l := range strings.Lines(annotated) {
		if a, ok := readAnnotation(strings.TrimSuffix(l, "\n")); ok {
			left[a]++
			checkPlace(t, top, a)
		}
	}
	for _, p := range wanted.Problems {
		a := annotation{
			command: map[string]string{"error": "error", "warning": "warning", "info": "notice"}[p.Severity],
			file:    "a, b/train:ing 100%/" + p.File, line: p.Line, column: p.Column, title: p.Code, text: p.Message,
		}
		if p.Hint != "" {
			a.text += "\n" + p.Hint
		}
		a.text = strings.ReplaceAll(a.text, "##[", `#\u{23}[`) // which runners obey wherever it stands
		if left[a]--; left[a] < 0 {
			t.Errorf("no annotation says %+v", a)
		}
	}
	for a, n := range left {
		if n > 0 {
			t.Errorf("an annotation says what is no problem: %+v", a)
		}
	}
	if strings.Contains(annotated, "##[") || !strings.Contains(annotated, `[error]gone`) {
		t.Errorf("a runner would obey what somebody wrote:\n%s", annotated)
	}
	if len(wanted.Problems) < 8 {
		t.Errorf("only %d problems:\n%s", len(wanted.Problems), annotated)
	}
}

func inRepository(t *testing.T, dir string, vars []string, format string) string {
	t.Helper()
	var out strings.Builder
	now := func() time.Time { return time.Date(2026, 10, 31, 12, 0, 0, 0, time.UTC) }
	e := &env{stdin: strings.NewReader(""), stdout: &out, stderr: &out, dir: dir, vars: vars, now: now, rand: randomness(format)}
	if code := run(t.Context(), e, []string{"validate", "--format", format}); code != exitFindings {
		t.Fatalf("exit code %d\n%s", code, out.String())
	}
	return out.String()
}

// annotation is a workflow command as the runner understands it.
type annotation struct {
	command, file, title, text string
	line, column               int
}

// readAnnotation is the runner's own reading of a line (actions/runner, ActionCommand): what is no
// command is passed over.
func readAnnotation(l string) (a annotation, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimLeft(l, " \t"), "::")
	head, text, found := strings.Cut(rest, "::")
	if !ok || !found {
		return a, false
	}
	command, properties, _ := strings.Cut(head, " ")
	a = annotation{command: command, text: unescape(text, "%0D", "\r", "%0A", "\n")}
	for _, p := range strings.Split(properties, ",") {
		key, value, _ := strings.Cut(strings.TrimSpace(p), "=")
		value = unescape(value, "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",")
		switch key {
		case "file":
			a.file = value
		case "title":
			a.title = value
		case "line":
			a.line, _ = strconv.Atoi(value)
		case "col":
			a.column, _ = strconv.Atoi(value)
		}
	}
	return a, true
}

// unescape takes the percent sign last, as the runner does.
func unescape(s string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, pairs[i], pairs[i+1])
	}
	return strings.ReplaceAll(s, "%25", "%")
}

// checkPlace checks that GitHub can show an annotation where it says.
func checkPlace(t *testing.T, top string, a annotation) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(top, filepath.FromSlash(a.file)))
	lines := strings.Count(string(data), "\n") + 1
	if err != nil || a.line > lines || a.line < 0 {
		t.Errorf("%+v: there is no such place: %v", a, err)
	}
}
