package main

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// redirecting are variables that make git look, write or run elsewhere, or speak otherwise; OTHER is
// another repository, CANARY a program that leaves a trace (INTEGRITY T26).
func redirecting() []string {
	return []string{
		"GIT_DIR=OTHER/.git", "GIT_WORK_TREE=OTHER", "GIT_INDEX_FILE=OTHER/.git/index", "GIT_COMMON_DIR=OTHER/.git",
		"GIT_OBJECT_DIRECTORY=OTHER/.git/objects", "GIT_ALTERNATE_OBJECT_DIRECTORIES=OTHER/.git/objects", "GIT_NAMESPACE=x", "GIT_PREFIX=x/",
		"GIT_CEILING_DIRECTORIES=/", "GIT_DISCOVERY_ACROSS_FILESYSTEM=0", "GIT_SHALLOW_FILE=OTHER/shallow", "GIT_GRAFT_FILE=OTHER/grafts",
		"GIT_REPLACE_REF_BASE=refs/heads/", "GIT_ATTR_SOURCE=none", "GIT_ATTR_NOSYSTEM=1", "GIT_CONFIG=OTHER/config", "GIT_DEFAULT_HASH=sha256",
		"GIT_CONFIG_COUNT=1\nGIT_CONFIG_KEY_0=core.fsmonitor\nGIT_CONFIG_VALUE_0=CANARY", "GIT_CONFIG_PARAMETERS='core.hooksPath'='OTHER'",
		"GIT_EXTERNAL_DIFF=CANARY", "GIT_PROXY_COMMAND=CANARY", "GIT_SSH_COMMAND=CANARY", "GIT_SSH=CANARY", "GIT_ASKPASS=CANARY", "SSH_ASKPASS=CANARY",
		"GIT_EDITOR=CANARY", "EDITOR=CANARY", "VISUAL=CANARY", "GIT_SEQUENCE_EDITOR=CANARY", "GIT_PAGER=CANARY", "PAGER=CANARY", "LESSOPEN=|CANARY",
		"GIT_LITERAL_PATHSPECS=0", "GIT_GLOB_PATHSPECS=1", "GIT_ICASE_PATHSPECS=1", "GIT_QUARANTINE_PATH=OTHER", "GIT_REFLOG_ACTION=x",
		"GIT_AUTHOR_DATE=2001-01-01T00:00:00Z", "GIT_COMMITTER_DATE=2001-01-01T00:00:00Z", "GIT_TRACE=OTHER/trace", "GIT_TRACE2_EVENT=OTHER/trace2",
		"LC_ALL=de_DE.UTF-8", "LC_COLLATE=et_EE.UTF-8", "LANG=tr_TR.UTF-8", "LANGUAGE=de", "TZ=Pacific/Kiritimati",
	}
}

// elsewhere is a repository with a canary, and redirecting with both filled in.
func elsewhere(t *testing.T, k *kitchen) (dir, log string, vars [][]string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "other")
	canary := filepath.Join(t.TempDir(), "canary")
	log = canary + ".log"
	program(t, canary, "#!/bin/sh\necho \"$0 $*\" >>"+log+"\nexit 1\n")
	write(t, filepath.Join(dir, "learners/theo.yaml"), "learner: theo\nname: Hijacked\nrecords:\n")
	inFolder(t, dir, k.env, "init", "-q")
	inFolder(t, dir, k.env, "add", "-A")
	inFolder(t, dir, k.env, "commit", "-q", "-m", "other")
	for _, v := range redirecting() {
		vars = append(vars, strings.Split(strings.NewReplacer("OTHER", dir, "CANARY", canary).Replace(v), "\n"))
	}
	return dir, log, vars
}

// inGroups gives all of what is set, in so many groups whose members are far apart in the list, so that
// variables of one kind do not hide each other.
func inGroups(vars [][]string, groups int) [][]string {
	grouped := make([][]string, groups)
	for i, v := range vars {
		grouped[i%groups] = append(grouped[i%groups], v...)
	}
	return grouped
}

// TestEnvironmentDoesNotMatterToReading runs every reading command with each variable set, eight groups of
// them unless -long: the same bytes, the same exit code, nothing run, and nothing written to the
// repository that they point at.
func TestEnvironmentDoesNotMatterToReading(t *testing.T) {
	t.Parallel()
	k, record := staffed(t)
	other, log, vars := elsewhere(t, k)
	if !*long {
		vars = inGroups(vars, 8)
	}
	lines, before, start := readings(t, record), tree(t, other), k.now
	plain := map[string]string{}
	said := func(args []string) string {
		k.now = start
		out, code := k.any(t, args...)
		return out + "\nexit code " + string(rune('0'+code))
	}
	for _, args := range lines {
		plain[strings.Join(args, " ")] = said(args)
	}
	own := k.env
	for _, v := range vars {
		k.env = append(slices.Clone(own), v...)
		for _, args := range lines {
			if got, want := said(args), plain[strings.Join(args, " ")]; got != want {
				t.Errorf("with %q sojt %q says\n%s\nexpected\n%s", v, args, got, want)
			}
		}
	}
	if !maps.Equal(before, tree(t, other)) {
		t.Error("the other repository was changed")
	}
	if ran := traces(log); ran != "" {
		t.Errorf("it ran %q", ran)
	}
}

// TestEnvironmentDoesNotMatterToWriting makes all kinds of records twice, once with every variable set
// that points elsewhere: the same files and the same commits, and the other repository as it was. Plain
// git with these variables does write there.
func TestEnvironmentDoesNotMatterToWriting(t *testing.T) {
	t.Parallel()
	k := newKitchen(t)
	hijacked := k.copy(t)
	other, _, vars := elsewhere(t, k)
	before := tree(t, other)
	for _, v := range vars {
		if !strings.HasPrefix(v[0], "GIT_SSH") && !strings.Contains(v[0], "ASKPASS") { // those are the user's to set
			hijacked.env = append(hijacked.env, v...)
		}
	}
	for _, one := range []*kitchen{k, hijacked} {
		records := map[string]string{}
		for _, step := range everyWrite() {
			keep, line, _ := strings.Cut(step, ": ")
			args := strings.Fields(line)
			for i, a := range args {
				if id, ok := strings.CutPrefix(a, "$"); ok {
					args[i] = records[id]
				}
			}
			out, _ := one.sojt(t, exitDone, args...)
			records[keep] = recordID.FindString(out)
		}
	}
	log := []string{"log", "--format=%s%n%b", "--name-status"}
	if got, want := inFolder(t, hijacked.dir, k.env, log...), inFolder(t, k.dir, k.env, log...); got != want || strings.Count(want, "Sojt-Record") < 10 {
		t.Errorf("the commits are\n%s\nexpected\n%s", got, want)
	}
	if year := inFolder(t, hijacked.dir, k.env, "log", "--format=%ad%cd"); strings.Contains(year, "2001") {
		t.Errorf("the environment dates commits: %s", year)
	}
	for _, name := range []string{"learners/theo.yaml", ".gitattributes", "sojt.yaml"} {
		got, want := fileText(t, hijacked.dir, name), fileText(t, k.dir, name)
		if got != want {
			t.Errorf("%s is\n%s\nexpected\n%s", name, got, want)
		}
	}
	after := tree(t, other)
	maps.DeleteFunc(after, func(path, _ string) bool { return strings.Contains(filepath.Base(path), "trace") })
	if !maps.Equal(before, after) {
		t.Error("the other repository was changed")
	}
	cmd := exec.Command("git", "commit", "-q", "--allow-empty", "-m", "hijacked")
	cmd.Dir, cmd.Env = hijacked.dir, append(slices.Clone(k.env), "GIT_DIR="+filepath.Join(other, ".git"))
	if out, err := cmd.CombinedOutput(); err != nil || maps.Equal(before, tree(t, other)) {
		t.Errorf("checker is broken: plain git did not write to the other repository: %v %s", err, out)
	}
}

func fileText(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(data)
}

// TestProgramsOfTheFolderAreNotRun runs the program itself where `.` and relative folders come first
// in PATH and a git, an ssh-keygen and a shell lie about.
func TestProgramsOfTheFolderAreNotRun(t *testing.T) {
	t.Parallel()
	k, record := staffed(t)
	sojt, err := exec.LookPath("sojt")
	if err != nil {
		t.Fatal(err)
	}
	log := filepath.Join(t.TempDir(), "log")
	for _, name := range []string{"git", "ssh-keygen", "ssh", "sh", "less", "bin/git"} {
		program(t, filepath.Join(k.dir, name), "#!/bin/sh\necho "+name+" >>"+log+"\nexit 1\n")
	}
	clock := filepath.Join(t.TempDir(), "clock")
	write(t, clock, "2026-11-22T10:00:00Z")
	env := append(slices.Clone(k.env), "PATH=.:bin:"+os.Getenv("PATH"), "SOJT_SCRIPT_CLOCK="+clock)
	lines := append(readings(t, record), []string{"practice", "theo", "grill"})
	for _, args := range lines {
		cmd := exec.Command(sojt, args...)
		cmd.Dir, cmd.Env = k.dir, env
		out, _ := cmd.CombinedOutput()
		if ran := traces(log); ran != "" {
			t.Fatalf("sojt %q ran %q\n%s", args, ran, out)
		}
	}
	if subject := inFolder(t, k.dir, k.env, "log", "-1", "--format=%s"); !strings.HasPrefix(subject, "practice: theo") {
		t.Errorf("the last commit is %q", subject)
	}
	cmd := exec.Command("/usr/bin/env", "git", "status")
	cmd.Dir, cmd.Env = k.dir, env
	_ = cmd.Run() // it fails, as what is run does
	if traces(log) == "" {
		t.Error("checker is broken: the PATH does not lead there")
	}
}

// TestZoneAndLocaleDoNotMatter runs the program itself, whose runtime reads TZ when it starts: the same
// bytes wherever and in whatever language.
func TestZoneAndLocaleDoNotMatter(t *testing.T) {
	t.Parallel()
	k, record := staffed(t)
	sojt, err := exec.LookPath("sojt")
	if err != nil {
		t.Fatal(err)
	}
	clock := filepath.Join(t.TempDir(), "clock")
	said := func(args []string, vars ...string) string {
		write(t, clock, "2026-11-21T23:30:00Z") // another day than in half of the world
		cmd := exec.Command(sojt, args...)
		cmd.Dir, cmd.Env = k.dir, append(append(slices.Clone(k.env), "SOJT_SCRIPT_CLOCK="+clock), vars...)
		out, err := cmd.CombinedOutput()
		return fmt.Sprintf("%s\n%v", out, err)
	}
	for _, args := range readings(t, record) {
		want := said(args)
		if got := said(args, "TZ=Pacific/Kiritimati", "LC_ALL=tr_TR.UTF-8", "LANG=de_DE.UTF-8", "LANGUAGE=de"); got != want {
			t.Errorf("sojt %q says\n%s\nexpected\n%s", args, got, want)
		}
	}
}
