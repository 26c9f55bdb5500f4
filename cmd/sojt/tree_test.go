package main

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The command tree promises what help, completion and the docs are made of.

func newTree() *cobra.Command {
	return newRootCmd(&app{env: &env{stdout: io.Discard, stderr: io.Discard}}, "")
}

// everyCommand gives the commands that people see, each as a test of its own.
func everyCommand(t *testing.T, test func(*testing.T, *cobra.Command)) {
	all := newTree().Commands()
	if len(all) < 20 {
		t.Fatalf("only %d commands", len(all))
	}
	for _, cmd := range all {
		all = append(all, cmd.Commands()...)
	}
	for _, cmd := range all {
		if !cmd.Hidden {
			t.Run(below(cmd), func(t *testing.T) { test(t, cmd) })
		}
	}
}

func TestTreeDescribesItself(t *testing.T) {
	everyCommand(t, func(t *testing.T, cmd *cobra.Command) {
		for name, text := range map[string]string{"Short": cmd.Short, "Long": cmd.Long, "Example": cmd.Example, "group": cmd.GroupID + cmd.Parent().GroupID} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("no %s", name)
			}
		}
		if n := len([]rune(cmd.Short)); n > 70 || strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("Short is %d letters, at most 70 and no full stop: %s", n, cmd.Short)
		}
		for line := range strings.SplitSeq(cmd.Long+"\n"+cmd.Example, "\n") {
			if len([]rune(line)) > 120 {
				t.Errorf("a line of help is too long to read: %s", line)
			}
		}
		if cmd.Args == nil {
			t.Error("no Args: it would take anything")
		}
		if cmd.ValidArgsFunction == nil && cmd.ValidArgs == nil && strings.ContainsAny(strings.TrimPrefix(cmd.Use, cmd.Name()), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") && cmd.Name() != "validate" {
			t.Error("nothing completes its arguments but names of files")
		}
	})
}

func TestTreeExplainsItsFlags(t *testing.T) {
	check := func(t *testing.T, f *pflag.Flag) {
		value, usage := pflag.UnquoteUsage(f)
		if usage == "" || strings.HasSuffix(usage, ".") || strings.ToLower(usage[:1]) != usage[:1] {
			t.Errorf("--%s: usage text in lower case without full stop, not %q", f.Name, usage)
		}
		if f.Value.Type() == "string" && value == "string" {
			t.Errorf("--%s does not say what its value is, in `backticks`", f.Name)
		}
	}
	newTree().PersistentFlags().VisitAll(func(f *pflag.Flag) { check(t, f) })
	everyCommand(t, func(t *testing.T, cmd *cobra.Command) {
		cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" {
				check(t, f)
			}
		})
	})
}

var (
	inExample  = regexp.MustCompile(`\bsojt ([a-z]+(?: [a-z-]+)?)`)
	flagInText = regexp.MustCompile(`(?:^|\s)--([a-z-]+)`)
)

// TestTreeExamplesAreTyped holds every line of every example to the commands and flags there are.
func TestTreeExamplesAreTyped(t *testing.T) {
	root := newTree()
	everyCommand(t, func(t *testing.T, cmd *cobra.Command) {
		for _, line := range strings.Split(strings.ReplaceAll(cmd.Example, "\\\n", " "), "\n") {
			for _, wrong := range mistyped(root, below(cmd), line) {
				t.Errorf("%s: %s", wrong, line)
			}
		}
	})
	for line, want := range map[string]string{
		"sojt signof maria-lopez": "no command", "sojt signoff maria-lopez --levle 3": "no flag",
		"sojt report": "an example of", "ls": "no command",
	} {
		if got := mistyped(root, "signoff", line); len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("checker is broken: %q gives %q", line, got)
		}
	}
}

// mistyped says what is wrong with a line of an example of a command.
func mistyped(root *cobra.Command, name, line string) []string {
	var wrong []string
	found := inExample.FindAllStringSubmatch(line, -1)
	if len(found) == 0 {
		return []string{"no command of sojt"}
	}
	for _, m := range found {
		cmd, rest, err := root.Find(strings.Fields(m[1]))
		switch {
		case err != nil || cmd == root || cmd.HasSubCommands() && cmd.Use == cmd.Name() && len(rest) > 0:
			wrong = append(wrong, "no command "+m[1])
			continue
		case below(cmd) != name && !strings.HasPrefix(below(cmd), name+" "):
			wrong = append(wrong, "an example of "+name+" shows "+below(cmd))
		}
		for _, f := range flagInText.FindAllStringSubmatch(line, -1) {
			if cmd.Flags().Lookup(f[1]) == nil && cmd.InheritedFlags().Lookup(f[1]) == nil {
				wrong = append(wrong, "no flag --"+f[1])
			}
		}
	}
	return wrong
}

// TestOneCommandIsBuilt: with one command alone beneath it sojt says what it says with all of them.
func TestOneCommandIsBuilt(t *testing.T) {
	for line, want := range map[string]string{
		"": "", "report": "report", "report matrix -C x": "report", "-C report nonsense": "", "nonsense report": "", "--help": "", "help report": "",
		"man report": "", "__complete report": "", "__complete report m": "report", "__completeNoDesc import x": "import", "__complete -C report x": "",
	} {
		if got := wanted(strings.Fields(line)); got != want {
			t.Errorf("sojt %s: %q is built, expected %q", line, got, want)
		}
	}
	say := func(only string, args ...string) string {
		var out strings.Builder
		a := &app{env: &env{stdout: &out, stderr: &out, dir: t.TempDir()}}
		root := newRootCmd(a, only)
		root.SetArgs(args)
		cmd, err := root.ExecuteContextC(t.Context())
		if err != nil && !a.began {
			err = misuse(cmd, err)
		}
		return fmt.Sprint(out.String(), err)
	}
	for _, g := range groups() {
		for _, c := range g.commands {
			if name := c.build(&app{env: &env{}}).Name(); name != c.name {
				t.Errorf("sojt %s is %s in the table of commands", name, c.name)
			}
			for _, args := range [][]string{{c.name, "--help"}, {c.name, "--nonsense"}, {c.name, "1", "2", "3", "4", "--color=blue"}, {"__complete", c.name, "--"}} {
				one, all := say(c.name, args...), say("", args...)
				if one != all || len(one) < 10 {
					t.Errorf("sojt %q says\n%sand with all commands\n%s", args, one, all)
				}
			}
		}
	}
	if say("version", "report", "--help") == say("", "report", "--help") {
		t.Error("checker is broken")
	}
}

// TestTreeHelps asks every command for its help, and runs it where there is no program.
func TestTreeHelps(t *testing.T) {
	k := newKitchen(t)
	k.dir = t.TempDir()
	everyCommand(t, func(t *testing.T, cmd *cobra.Command) {
		path := strings.Fields(below(cmd))
		for _, args := range [][]string{append(path, "--help"), append(path, "-h"), append([]string{"help"}, path...)} {
			out, talk := k.sojt(t, exitDone, args...)
			for _, part := range []string{cmd.Long, cmd.Example, "Usage:\n  sojt " + below(cmd), "--dir folder"} {
				if !strings.Contains(out, part) {
					t.Errorf("sojt %q lacks %q", args, part)
				}
			}
			if talk != "" {
				t.Errorf("sojt %q says %q on stderr", args, talk)
			}
		}
		args, ok := outside()[below(cmd)]
		if !ok {
			t.Fatalf("how is sojt %s meant where there is no program?", below(cmd))
		}
		if args == nil {
			return // it needs none
		}
		if _, talk := k.sojt(t, exitUsage, args...); !strings.Contains(talk, "there is no sojt.yaml here or in a folder above") || !strings.Contains(talk, "sojt init") {
			t.Errorf("sojt %q does not say how to get to a program: %s", args, talk)
		}
	})
	left, err := os.ReadDir(k.dir)
	if err != nil || len(left) > 0 {
		t.Errorf("something was written: %v %v", left, err)
	}
}

// outside is a command line for each command that is right but for the place.
func outside() map[string][]string {
	all := map[string][]string{"init": nil, "completion": nil, "version": nil, "schema": nil, "layout": nil, "man": nil, "export": nil, "export allowed-signers": {"export", "allowed-signers"}, "export bundle": {"export", "bundle"}, "export xapi": {"export", "xapi"}, "export openbadges": {"export", "openbadges", "--learner=a", "--key=k"}, "export ics": {"export", "ics"}, "export case": {"export", "case"}, "export events": {"export", "events", "-o", "w"},
		"import": nil, "import metrics": {"import", "metrics", "a.csv", "--metric=a"}, "import role": {"import", "role", "a.csv", "--role=a"}, "import sheet": {"import", "sheet", "a.xlsx"},
		"import learners": {"import", "learners", "a.csv"}, "import records": {"import", "records", "a.csv"},
		"mentor": nil, "mentor add": {"mentor", "add", "a", "--name=x"}, "mentor key": {"mentor", "key", "a", "--end=SHA256:abcdefgh"},
		"report site": {"report", "site", "-o", "pages"},
		"learner":     nil, "learner key": {"learner", "key", "a", "--key=a.pub", "--verified=x"}}
	for _, line := range []string{
		"validate", "enroll a line-cook", "pause a --reason=x", "resume a", "leave a --reason=x", "trained a b", "practice a b", "request a b",
		"note a --kind=feedback --text=x", "observe a b --outcome=competent --all-criteria", "signoff a b --all-criteria", "acknowledge a",
		"waive a b --kind=equivalent --reason=x", "revoke 01KAN3 --reason=x", "qualify a b", "status a", "report", "qualified a b", "log", "show 01KAN3",
		"verify", "audit", "diff", "doctor", "sync", "sheet a -o a.xlsx", "certificate a b", "card a b", "inbox", "gap a b", "transcript a",
	} {
		words := strings.Fields(line)
		all[words[0]] = words
	}
	return all
}
