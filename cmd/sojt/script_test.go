package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs testdata/script/<command>-<case>.txtar: what the commands do, as people type them.
// Besides testscript's own commands there are those of scriptCommands.
func TestScripts(t *testing.T) {
	source, err := filepath.Abs("testdata/program")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("PROGRAM_SOURCE", source)
			return setUp(e)
		},
		Cmds: scriptCommands(),
	})
}

func scriptCommands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"agent":     scriptAgent,
		"as":        scriptAs,
		"clock":     scriptClock,
		"committed": scriptCommitted,
		"exits":     scriptExits,
		"fill":      scriptFill,
		"healed":    scriptHealed,
		"planted":   scriptPlanted,
		"lists":     scriptLists,
		"program":   scriptProgram,
		"record":    scriptRecord,
		"remember":  scriptRemember,
		"sshkey":    scriptSSHKey,
		"unchanged": scriptUnchanged,
	}
}

// scriptStart is the time of a script's first command, unless it sets the clock.
const scriptStart = "2026-11-21T10:00:00Z"

// setUp gives a script a home, a git configuration and a clock of its own. Nothing in a script
// survives a power cut, so its own commits need not be flushed; those of sojt are.
func setUp(e *testscript.Env) error {
	home := filepath.Join(e.WorkDir, ".home")
	if err := os.Mkdir(home, 0o755); err != nil {
		return err
	}
	e.Setenv("HOME", home)
	e.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(home, "gitconfig"))
	e.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	e.Setenv("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z")
	e.Setenv("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z")
	e.Setenv("TZ", "UTC")
	e.Setenv("SOJT_SCRIPT_CLOCK", filepath.Join(home, "clock"))
	if err := os.WriteFile(filepath.Join(home, "clock"), []byte(scriptStart), 0o644); err != nil {
		return err
	}
	return writeIdentity(home, "dana@harbor.example")
}

// writeIdentity makes git somebody's, by address.
func writeIdentity(home, email string) error {
	name, _, _ := strings.Cut(email, "@")
	name = strings.ToUpper(name[:1]) + name[1:]
	config := fmt.Sprintf("[user]\n\tname = %s\n\temail = %s\n[init]\n\tdefaultBranch = main\n[core]\n\tfsync = none\n\texcludesFile = %s\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n",
		name, email, filepath.Join(home, "exclude"))
	if err := os.WriteFile(filepath.Join(home, "exclude"), []byte(".home\n.tmp\n"), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(home, "gitconfig"), []byte(config), 0o644)
}

// scriptClock sets the time of the next command: clock 2026-12-01T10:00:00Z
func scriptClock(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: clock TIME")
	}
	_, err := time.Parse(time.RFC3339, args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.Getenv("SOJT_SCRIPT_CLOCK"), []byte(args[0]), 0o644))
}

// scriptAs says whose git it is: as ana@harbor.example
func scriptAs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: as EMAIL")
	}
	ts.Check(writeIdentity(ts.Getenv("HOME"), args[0]))
}

// scriptProgram commits the small program that most scripts stand on, testdata/program, and what
// else the script brought. Learners it names, such as theo-brandt, are enrolled as line cooks from
// 1 November 2026 by Dana, who coordinates: program theo-brandt maria-lopez
func scriptProgram(ts *testscript.TestScript, neg bool, learners []string) {
	if neg {
		ts.Fatalf("usage: program [LEARNER...]")
	}
	ts.Check(os.CopyFS(ts.MkAbs("."), os.DirFS(ts.Getenv("PROGRAM_SOURCE"))))
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"commit", "-q", "-m", "program"}} {
		ts.Check(ts.Exec("git", args...))
	}
	scriptClock(ts, false, []string{"2026-11-01T08:00:00Z"})
	for _, id := range learners {
		first, last, _ := strings.Cut(id, "-")
		name := strings.ToUpper(first[:1]) + first[1:] + " " + strings.ToUpper(last[:1]) + last[1:]
		ts.Check(ts.Exec("sojt", "enroll", id, "line-cook", "-q", "--name", name, "--email", first+"@harbor.example"))
	}
	scriptClock(ts, false, []string{scriptStart})
}

// scriptExits runs a command that ends with an exact code: exits 3 sojt signoff theo-brandt grill
func scriptExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit code %d, expected %d", code, want)
	}
}

// scriptRecord keeps the first record id on stdout of the last command in a variable: record SIGNED
func scriptRecord(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: record VARIABLE")
	}
	id := recordID.FindString(ts.ReadFile("stdout"))
	if id == "" {
		ts.Fatalf("no record id on stdout")
	}
	ts.Setenv(args[0], id)
}

var changedRecord = regexp.MustCompile(`(?m)^([-+])(- \{"v":1,"id":"([0-9A-Z]{26})".*?)\r?$`)

// scriptCommitted checks the last commit: its subject, that it holds these paths and no other, and
// that its trailers name the records it adds: committed 'enroll: theo-brandt by dana' learners/theo-brandt.yaml.
// The schemas for editors need not be named.
func scriptCommitted(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: committed SUBJECT PATH...")
	}
	git := func(args ...string) string {
		cmd := exec.Command("git", args...)
		cmd.Dir = ts.MkAbs(".")
		out, err := cmd.Output()
		ts.Check(err)
		return strings.TrimSpace(string(out))
	}
	if subject := git("log", "-1", "--format=%s"); subject != args[0] {
		ts.Fatalf("the last commit is %q, expected %q", subject, args[0])
	}
	paths := strings.Fields(git("show", "--format=", "--name-only"))
	if !strings.Contains(strings.Join(args[1:], " "), ".sojt/") {
		paths = slices.DeleteFunc(paths, func(p string) bool { return strings.Contains(p, ".sojt/") })
	}
	if !slices.Equal(paths, args[1:]) {
		ts.Fatalf("the last commit holds %q, expected %q", paths, args[1:])
	}
	var added []string
	before := map[string]bool{} // a line that changed its end is no record more
	changed := changedRecord.FindAllStringSubmatch(git("show", "--format=", "-U0"), -1)
	for _, m := range changed {
		before[m[2]] = before[m[2]] || m[1] == "-"
	}
	for _, m := range changed {
		if m[1] == "+" && !before[m[2]] {
			added = append(added, m[3])
		}
	}
	named := strings.Fields(git("log", "-1", "--format=%(trailers:key=Sojt-Record,valueonly)"))
	slices.Sort(added)
	slices.Sort(named)
	if !slices.Equal(added, named) {
		ts.Fatalf("the last commit adds %q and names %q", added, named)
	}
}

// scriptRemember takes down HEAD, the index and every file here, byte for byte, for unchanged.
func scriptRemember(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: remember")
	}
	ts.Check(os.WriteFile(filepath.Join(ts.Getenv("HOME"), "remembered"), everything(ts), 0o644))
}

// scriptUnchanged fails if HEAD, the index or any file is not as it was at remember: what every
// refusal promises.
func scriptUnchanged(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: unchanged")
	}
	was, err := os.ReadFile(filepath.Join(ts.Getenv("HOME"), "remembered"))
	ts.Check(err)
	if now := everything(ts); !bytes.Equal(was, now) {
		ts.Fatalf("not as it was:\n%s\n--- now:\n%s", was, now)
	}
}

// everything describes the script's folder: what git says of HEAD and the index, and each file.
func everything(ts *testscript.TestScript) []byte {
	var all bytes.Buffer
	here := ts.MkAbs(".")
	for _, args := range [][]string{{"symbolic-ref", "HEAD"}, {"rev-parse", "-q", "HEAD"}, {"ls-files", "-s", "-v"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir, cmd.Stdout, cmd.Stderr = here, &all, &all
		_ = cmd.Run() // what it says is compared, a refusal too
	}
	ts.Check(filepath.WalkDir(here, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); d.IsDir() && (name == ".git" || name == ".home" || name == ".tmp") {
			return filepath.SkipDir
		}
		switch {
		case d.Type() == fs.ModeSymlink:
			target, err := os.Readlink(path)
			fmt.Fprintf(&all, "%s -> %s\n", path, target)
			return err
		case d.Type().IsRegular():
			data, err := os.ReadFile(path)
			fmt.Fprintf(&all, "%s\n%q\n", path, data)
			return err
		default:
			fmt.Fprintf(&all, "%s %s\n", path, d.Type())
			return nil
		}
	}))
	return all.Bytes()
}
