package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"sojt/competency/strictyaml"
)

// TestDocsPipelines carries out what docs/ci.md tells people to copy: every block of YAML is YAML, and
// every line with sojt in it is run, in a program with a history and an upstream branch.
func TestDocsPipelines(t *testing.T) {
	page, err := os.ReadFile("../../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	k, _ := staffed(t)
	inFolder(t, k.dir, k.env, "update-ref", "refs/remotes/origin/main", "HEAD")
	blocks, ran := fenced(string(page)), 0
	for _, b := range blocks {
		if b.language == "yaml" {
			if _, problems := strictyaml.Parse("docs/ci.md", []byte(b.text)); len(problems) > 0 {
				t.Errorf("a block is no YAML: %v\n%s", problems, b.text)
			}
		}
		for _, args := range commandLines(b.text) {
			ran++
			if wrong := k.misused(args); wrong != "" {
				t.Errorf("sojt %q: %s", args, wrong)
			}
		}
	}
	if len(blocks) < 8 || ran < 16 {
		t.Errorf("checker is broken: %d blocks with %d commands", len(blocks), ran)
	}
	for _, wrong := range []string{"sojt reprot", "sojt report --fail-on late", "sojt verify --trsut x", "sojt verify --trust nowhere", "sojt diff origin/nowhere"} {
		if k.misused(commandLines("- run: " + wrong)[0]) == "" {
			t.Errorf("checker is broken: %s passes", wrong)
		}
	}
}

// block is what stands between fences, and the language they name.
type block struct{ language, text string }

var fence = regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```$")

func fenced(page string) []block {
	var blocks []block
	for _, m := range fence.FindAllStringSubmatch(page, -1) {
		blocks = append(blocks, block{m[1], m[2]})
	}
	return blocks
}

// commandLine is sojt where a shell would run it: at the beginning of a line or of a step, or behind a word
// of the shell.
var commandLine = regexp.MustCompile(`(?m)^(?:[ -]*(?:run: )?|exec |if |.*; then )sojt ([^|>;\n]+)`)

// commandLines are the arguments of the commands in a text, with the variables of pipelines filled in.
func commandLines(text string) [][]string {
	values := strings.NewReplacer(`"`, "", "$CI_DEFAULT_BRANCH", "main", "$LEARNER", "theo", "$ROLE", "line-cook", "$SHIFT", "2026-11-21")
	var all [][]string
	for _, m := range commandLine.FindAllStringSubmatch(text, -1) {
		all = append(all, strings.Fields(values.Replace(m[1])))
	}
	return all
}

// misused runs a command, and says what is wrong with how it is typed: findings are no mistake.
func (k *kitchen) misused(args []string) string {
	if _, talk, code := k.try(args...); code != exitDone && code != exitFindings {
		return talk
	}
	return ""
}

// TestPreCommitHook holds the file by which pre-commit finds the hook to the command and the files.
func TestPreCommitHook(t *testing.T) {
	data, err := os.ReadFile("../../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	root, problems := strictyaml.Parse(".pre-commit-hooks.yaml", append([]byte("hooks:\n"), data...)) // a file of ours is no list
	if len(problems) > 0 || len(root.Get("hooks").Items) != 1 {
		t.Fatal(root, problems)
	}
	hook := root.Get("hooks").Item(0)
	k, _ := staffed(t)
	if wrong := k.misused(strings.Fields(hook.Get("entry").Text())[1:]); wrong != "" {
		t.Error(wrong)
	}
	if page, err := os.ReadFile("../../docs/ci.md"); err != nil || !strings.Contains(string(page), "- id: "+hook.Get("id").Text()+"\n") {
		t.Errorf("docs/ci.md does not name the hook %q: %v", hook.Get("id").Text(), err)
	}
	files := regexp.MustCompile(hook.Get("files").Text())
	for name, want := range map[string]bool{
		"sojt.yaml": true, "training/mentors.yaml": true, "roles/line-cook.yaml": true, "training/learners/a/ana.yaml": true,
		"README.md": false, "xsojt.yaml": false, "roles.yaml": false,
	} {
		if files.MatchString(name) != want {
			t.Errorf("the hook runs for %s: %v", name, !want)
		}
	}
}
