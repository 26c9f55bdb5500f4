package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// injected are texts that git would obey as an option, a revision, a pathspec or a ref, or a shell as a
// command. Each holds the word evil (INTEGRITY T2, T13).
func injected() []string {
	return []string{
		"--upload-pack=evil", "--exec=evil", "-c", "-ccore.pager=evil", "--git-dir=evil", "--output=evil", "--help-evil", "--amend-evil", "--no-verify=evil",
		"-evil", "--", "--evil", ":(exclude)evil", ":/evil", ":!evil", "@{evil}", "HEAD:evil", "HEAD..evil", "evil^{/x}", "refs/heads/evil", "../evil",
		"$(evil)", "`evil`", "evil;evil", "evil|evil", "evil\nevil", "evil\x00evil", "%(evil)", "*evil*", "ext::evil", "-O../evil",
	}
}

// TestTextNeverReachesGitAsAnArgument has a recorder in place of git, which calls git: whatever is typed
// for an id, a text, a date or a path, no argument of git holds it. Paths of learner files come last,
// after --, or through standard input.
func TestTextNeverReachesGitAsAnArgument(t *testing.T) {
	t.Parallel()
	k, _ := staffed(t)
	log := k.record(t)
	k.sojt(t, exitDone, "note", "theo", "--kind=feedback", "--text=an evil one")
	if calls := traces(log); !strings.Contains(calls, "commit") || !strings.Contains(calls, "check-attr") {
		t.Fatalf("checker is broken: the recorder saw %q", calls)
	}
	lines := append(takesIDs(), takesText()...)
	for i, text := range injected() {
		for j, line := range lines {
			if !*long && (i+j)%9 != 0 { // each text meets each command in the long form
				continue
			}
			args := strings.Fields(line)
			for i := range args {
				args[i] = strings.NewReplacer("ID", text, "TEXT", text).Replace(args[i])
			}
			if strings.ContainsRune(text, 0) && !strings.Contains(line, "TEXT") {
				continue // no system hands an argument with a NUL to a program
			}
			k.any(t, args...)
		}
	}
	for call := range strings.SplitSeq(traces(log), "\n\n") {
		for arg := range strings.Lines(call) {
			if strings.Contains(arg, "evil") && !strings.HasPrefix(arg, "/") {
				t.Errorf("git was given %q in\n%s", arg, call)
			}
		}
		if i := strings.Index(call, "\ncommit\n"); i >= 0 && !strings.Contains(call[i:], "\n--\nlearners/theo.yaml") && !strings.Contains(call[i:], "\n--\nroles/") {
			t.Errorf("paths do not come after --:\n%s", call)
		}
	}
}

// record puts a program before git that writes down its arguments, one a line, and then is git.
func (k *kitchen) record(t *testing.T) (log string) {
	t.Helper()
	git, err := exec.LookPath("git")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	log = filepath.Join(bin, "log")
	program(t, filepath.Join(bin, "git"), fmt.Sprintf("#!/bin/sh\n{ printf '%%s\\n' \"$@\"; echo; } >>%s\nexec %s \"$@\"\n", log, git))
	k.env = append(slices.Clone(k.env), "PATH="+bin+":/usr/bin:/bin")
	return log
}

// takesText are the places where commands take free text, dates, paths, or the name of a record.
func takesText() []string {
	return []string{
		"enroll aiko line-cook --name=TEXT --email=TEXT --dry-run", "enroll theo porter --start=TEXT", "enroll --file=TEXT",
		"practice theo grill --note=TEXT --by=theo", "practice theo grill --method=TEXT --by=theo", "practice theo grill --date=TEXT --by=theo",
		"request theo grill --note=TEXT --by=theo", "note theo --kind=TEXT --text=x", "note theo --kind=feedback --text=TEXT", "note theo --kind=feedback --text=x --record=TEXT",
		"observe theo grill --outcome=not-yet --note=TEXT --action=TEXT", "observe theo grill --outcome=TEXT", "trained theo grill --note=TEXT",
		"signoff theo grill --all-criteria --note=TEXT", "signoff theo grill --all-criteria --override=TEXT", "signoff theo grill --all-criteria --reaffirms=TEXT",
		"waive theo grill --kind=equivalent --reason=TEXT --dry-run", "revoke TEXT --reason=TEXT", "pause theo --reason=TEXT --dry-run",
		"report --as-of=TEXT", "report --known-at=TEXT", "report --tag=TEXT", "report --group=TEXT", "report --since=TEXT", "report TEXT", "report --format markdown --max-bytes=TEXT", "export ics --role=TEXT", "export ics --alarm=TEXT", "export events -o w --since=TEXT",
		"show TEXT", "log --since=TEXT", "validate TEXT", "qualified theo grill --on=TEXT", "status -C TEXT", "-C TEXT", "TEXT", "verify --history=TEXT", "report --format=TEXT", "schema TEXT", "man TEXT",
		"diff --fail-on=TEXT", "inbox --mentor=TEXT", "gap theo TEXT", "gap TEXT porter", "transcript TEXT", "certificate TEXT porter", "card theo TEXT", "layout TEXT",
		"import learners TEXT", "import learners a.csv --map=TEXT", "import learners a.csv --dates=TEXT",
		"import records TEXT", "import records a.csv --map=TEXT", "import records a.csv --sheet=TEXT",
		"import role TEXT --role=x", "import role a.csv --role=x --map=TEXT", "import metrics TEXT --metric=ticket-time", "import sheet TEXT", "import sheet a.xlsx --dates=TEXT", "qualified --roster=TEXT", "audit --only=TEXT", "audit --after=TEXT", "audit --since=TEXT", "audit --roster=TEXT", "audit --sample=2 --seed=TEXT",
	}
}

var word = regexp.MustCompile(`^[a-z]+`)

// TestEveryCommandTakesHostileText holds the lists of places against the command tree, so that a new
// command's are not forgotten. Those in none take no text of anybody's.
func TestEveryCommandTakesHostileText(t *testing.T) {
	var named []string
	for _, line := range append(takesIDs(), takesText()...) {
		named = append(named, word.FindString(line))
	}
	for _, name := range commandNames() {
		if none := []string{"completion", "version", "sync", "export", "doctor"}; !slices.Contains(named, name) && !slices.Contains(none, name) {
			t.Errorf("sojt %s is in neither list", name)
		}
	}
}
