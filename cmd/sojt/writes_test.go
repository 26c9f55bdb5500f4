package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestEveryWrite runs every command that writes three times: rehearsed and refused by a hook nothing
// changes, neither files nor index nor HEAD; then it is one commit of the learner's file alone.
func TestEveryWrite(t *testing.T) {
	t.Parallel()
	k := newKitchen(t)
	hook := filepath.Join(k.dir, ".git/hooks/pre-commit")
	records := map[string]string{} // by the name they are kept under
	written := map[string]bool{}
	for _, step := range everyWrite() {
		keep, line, _ := strings.Cut(step, ": ")
		args := strings.Fields(line)
		for i, a := range args {
			if id, ok := strings.CutPrefix(a, "$"); ok {
				args[i] = records[id]
			}
		}
		before := k.everything(t)

		out, _ := k.sojt(t, exitDone, append(args, "--dry-run")...)
		if !strings.Contains(out, "commit: "+args[0]) {
			t.Errorf("sojt %q does not say what it would commit: %s", args, out)
		}
		k.same(t, before, args, "a dry run")

		if err := os.WriteFile(hook, []byte("#!/bin/sh\necho not today >&2\nexit 1\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		out, talk := k.sojt(t, exitWorld, args...)
		if out != "" || !strings.Contains(talk, "not today") {
			t.Errorf("sojt %q hides what the hook said: %s%s", args, out, talk)
		}
		if err := os.Remove(hook); err != nil {
			t.Fatal(err)
		}
		k.same(t, before, args, "a hook that refused")

		out, _ = k.sojt(t, exitDone, args...)
		records[keep] = recordID.FindString(out)
		files := strings.Fields(inFolder(t, k.dir, k.env, "show", "--format=", "--name-only"))
		if !slices.Equal(files, []string{"learners/theo.yaml"}) {
			t.Errorf("sojt %q committed %q", args, files)
		}
		if body := inFolder(t, k.dir, k.env, "log", "-1", "--format=%B"); !strings.HasPrefix(body, args[0]+": theo") || !strings.Contains(body, "\nSojt-Record: "+records[keep]) {
			t.Errorf("sojt %q: the commit says %q", args, body)
		}
		written[args[0]] = true
	}
	if left := inFolder(t, k.dir, k.env, "status", "--short"); left != "" {
		t.Errorf("left over: %s", left)
	}
	for _, g := range groups() {
		if slices.Contains([]string{"people", "training", "signoff"}, g.id) {
			for _, c := range g.commands {
				// mentor writes no record, and learner key wants a key: they have scripts of their own
				if cmd := c.build(&app{}); !written[cmd.Name()] && !cmd.HasSubCommands() {
					t.Errorf("sojt %s is not among them", cmd.Name())
				}
			}
		}
	}
	k.sojt(t, exitDone, "validate")
	k.sojt(t, exitDone, "verify", "--history=skip")
}

// everyWrite is a learner's time with all commands that write; $NAME is the record made under that
// name.
func everyWrite() []string {
	return []string{
		"in: enroll theo line-cook --email theo@harbor.example --start 2026-11-01",
		"also: enroll theo porter --start 2026-11-01",
		"shown: trained theo hygiene/handwashing --mentor per",
		"run: practice theo knife-safety --times 3 --by theo",
		"asked: request theo hygiene/handwashing --by theo",
		"seen: observe theo hygiene/handwashing --outcome not-yet --note soap --action card",
		"signed: signoff theo hygiene/handwashing pot-wash --all-criteria",
		"ack: acknowledge theo $signed --by theo",
		"prior: waive theo grill --kind prior-learning --reason Ritz",
		"objective: note theo --kind objective --text grill --by theo",
		"done: note theo --kind objective --record $objective --done --text yes --by theo",
		"qualified: qualify theo porter",
		"taken: revoke $prior --reason error",
		"away: pause theo --reason wrist",
		"back: resume theo",
		"gone: leave theo --reason moved",
	}
}

// everything is what a refusal must leave as it was.
func (k *kitchen) everything(t *testing.T) map[string]string {
	all := tree(t, k.dir)
	maps.DeleteFunc(all, func(path, _ string) bool { return strings.HasPrefix(path, ".git/") })
	for _, args := range [][]string{{"rev-parse", "HEAD"}, {"ls-files", "-s", "-v"}, {"stash", "list"}} {
		all["git "+args[0]] = inFolder(t, k.dir, k.env, args...)
	}
	return all
}

func (k *kitchen) same(t *testing.T, before map[string]string, args []string, after string) {
	t.Helper()
	if !maps.Equal(before, k.everything(t)) {
		t.Errorf("sojt %q: %s changed something", args, after)
	}
}
