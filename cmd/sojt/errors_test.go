package main

import (
	"context"
	"errors"
	"strings"
	"testing"

	"sojt/signoff/ledger"
)

// TestInterruptedSaysWhatWasWritten: a Ctrl-C while git is at work may show as another error, and a
// record that is in HEAD is never said not to be written.
func TestInterruptedSaysWhatWasWritten(t *testing.T) {
	written := &ledger.WriteError{Paths: []string{"learners/ana.yaml"}, Outcome: ledger.CommittedNotSynced, Commit: "0123456789abcdef", Err: errors.New("sync: broken pipe")}
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"committed, and no trace of the interruption", written, "learners/ana.yaml is in commit 0123456789ab"},
		{"before anything was written", context.Canceled, "interrupted, nothing was written"},
		{"between two steps", &stopped{"what is committed here is safe", context.Canceled}, "interrupted: what is committed here is safe"},
		{"while git was asked", errors.New("git rev-parse: signal: interrupt"), "interrupted, nothing was written"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			if code := explain(&out, c.err, true); code != exitInterrupted || !strings.Contains(out.String(), c.want) {
				t.Errorf("exit %d and %q, expected %d and %q", code, out.String(), exitInterrupted, c.want)
			}
		})
	}
}

// TestTalkIsSafe: what is told on the way holds paths, names and what other programs wrote.
func TestTalkIsSafe(t *testing.T) {
	var out strings.Builder
	(&app{env: &env{stderr: &out}}).tell("waiting for %s", "pid 1\x1b[2J\n::error::gone")
	if got := out.String(); strings.ContainsAny(strings.TrimSuffix(got, "\n"), "\x1b\n") || !strings.HasPrefix(got, "waiting for pid 1") {
		t.Errorf("told %q", got)
	}
}
