//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// shellArgs is what a shell makes of a command line behind its first word.
func shellArgs(t *testing.T, command string) []string {
	t.Helper()
	out, err := exec.Command("/bin/sh", "-c", "set -- "+command+`; shift; printf '%s\0' "$@"`).Output()
	if err != nil {
		t.Fatal(command, err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
}

// What is printed so that answers can be given again is, typed in a shell, just what was answered: each option,
// whatever letters are in it.
func TestRepeatedAnswersAreThoseGiven(t *testing.T) {
	odd := `it's "5 kg" $(touch x) ` + "`y` \\ *; é"
	full := signoffOptions{renew: true, reaffirms: "01K", override: odd}
	full.who = who{flag: "mentor", id: "ana"}
	full.role, full.date, full.criteria, full.errors, full.evidence = "cook", "2026-11-21", []string{"grip", "size"}, []string{"thumb", "slip"}, []string{odd, "-x.mp4"}
	full.levelled, full.level, full.accomplish, full.method = true, 3, "simulate", "record-review"
	full.equipment, full.place, full.task, full.assessor, full.note, full.action, full.retest = odd, "--", "'", "a b", "- "+odd, "more", "2026-12-01"
	for i := range reflect.TypeFor[workOptions]().NumField() {
		if name := reflect.TypeFor[workOptions]().Field(i).Name; reflect.ValueOf(full.workOptions).Field(i).IsZero() && name != "allCriteria" && name != "outcome" {
			t.Errorf("this shows nothing of %s", name)
		}
	}
	for name, o := range map[string]signoffOptions{
		"all":     full,
		"not-yet": {notYet: true, workOptions: workOptions{who: who{flag: "mentor"}, allCriteria: true, note: "n"}},
		"least":   {workOptions: workOptions{who: who{flag: "mentor"}, allCriteria: true}},
	} {
		a := &app{globals: globals{dir: "the kitchen", unsigned: true, noCommit: true}}
		a, b, got := &app{globals: globals{dir: "the kitchen", unsigned: true, noCommit: true}}, &app{}, signoffOptions{}
		args := shellArgs(t, a.command(task{"theo-brandt", "hygiene/hands", "", o}))
		cmd := &cobra.Command{Use: "signoff"}
		got.flags(cmd, b)
		cmd.Flags().StringVarP(&b.dir, "dir", "C", "", "")
		cmd.Flags().BoolVar(&b.noCommit, "no-commit", false, "")
		if err := cmd.ParseFlags(args[1:]); err != nil {
			t.Fatalf("%s: %q: %v", name, args, err)
		}
		got.levelled = cmd.Flags().Changed("level")
		if rest := cmd.Flags().Args(); args[0] != "signoff" || !slices.Equal(rest, []string{"theo-brandt", "hygiene/hands"}) {
			t.Errorf("%s: %q is about %q", name, args, rest)
		}
		if !reflect.DeepEqual(got, o) || b.dir != a.dir || !b.unsigned || !b.noCommit {
			t.Errorf("checker is broken: %s: %q is read as\n%+v, given was\n%+v", name, args, got, o)
		}
	}
}

// TestHookRefusesWhatWasAnswered: the answers of who was asked are not lost, as a command that records just them
// once the hook lets it.
func TestHookRefusesWhatWasAnswered(t *testing.T) {
	k := kitchenAtWork(t)
	hook := filepath.Join(k.dir, ".git", "hooks", "pre-commit")
	if err := errors.Join(os.MkdirAll(filepath.Dir(hook), 0o755), os.WriteFile(hook, []byte("#!/bin/sh\necho ask the chef first >&2\nexit 1\n"), 0o755)); err != nil {
		t.Fatal(err)
	}
	before := k.everything(t)
	sc := visit{columns: 400, rows: 24, args: []string{"signoff", "theo-brandt", "fire-drill"}, steps: []move{
		{askMet, "", "1" + enter}, {askMet, "1 [x]", enter}, {askMissing, "", "don't know" + enter}, {askAction, "", "two drills" + enter},
		{askRetest, "", "2026-12-01" + enter}, {askFire, "", "pan 3" + enter},
	}}
	s := sc.toLook(t, k, askYes)
	s.types("yes" + enter)
	if code, _ := s.ends(); code != exitWorld || !strings.Contains(s.text(), "ask the chef first") || !strings.Contains(s.text(), "what you answered is not lost") {
		t.Errorf("exit code %d:\n%s", code, s.text())
	}
	k.same(t, before, sc.args, "a hook that refuses")
	if err := os.Remove(hook); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(s.text()) {
		if command := strings.TrimSpace(line); strings.HasPrefix(command, "sojt signoff theo-brandt") {
			k.sojt(t, exitDone, shellArgs(t, command)...)
			record := inFolder(t, k.dir, k.env, "show", "--format=", "-U0")
			for _, want := range []string{`"note":"don't know"`, `"action":"two drills"`, `"retest":"2026-12-01"`, `"equipment":"pan 3"`, `"outcome":"not-yet"`, `"date":"2026-11-21"`} {
				if !strings.Contains(record, want) {
					t.Errorf("no %s in what %s recorded:\n%s", want, command, record)
				}
			}
			return
		}
	}
	t.Errorf("no command repeats the answers:\n%s", s.text())
}
