package main

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"sojt/competency"
	"sojt/competency/diag"
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

// TestTheWorldsNoIsExit4: a definition that the system does not let be read is the world's no; beside
// anything else that is wrong it is a finding.
func TestTheWorldsNoIsExit4(t *testing.T) {
	unread := diag.Problem{Severity: diag.Error, Code: competency.CodeUnread, Pos: diag.Pos{File: "roles/cook.yaml"}, Message: "it cannot be read: input/output error"}
	wrong := diag.Problem{Severity: diag.Error, Code: competency.CodeFile, Pos: diag.Pos{File: "sojt.yaml"}, Message: "there is no sojt.yaml"}
	weak := diag.Problem{Severity: diag.Warning, Code: "W-WHY", Pos: diag.Pos{File: "roles/cook.yaml"}, Message: "no why"}
	for _, c := range []struct {
		problems diag.List
		want     int
	}{{diag.List{unread}, exitWorld}, {diag.List{unread, weak}, exitWorld}, {diag.List{unread, wrong}, exitFindings}, {diag.List{wrong}, exitFindings}} {
		var out strings.Builder
		if code := explain(&out, c.problems, false); code != c.want {
			t.Errorf("exit %d, expected %d: %v", code, c.want, c.problems)
		}
	}
}

// TestNoCompetencyWhereRolesCannotBeListed: what was not looked for is not said to be missing.
func TestNoCompetencyWhereRolesCannotBeListed(t *testing.T) {
	a, _ := portersDesk(t)
	d, _, err := a.begin(t.Context(), "signoff", who{flag: "mentor", id: "ana"}, "theo-brandt", "")
	if err != nil {
		t.Fatal(err)
	}
	d.files = unlisted{d.files}
	_, err = d.competency("flambe")
	var problems diag.List
	if !errors.As(err, &problems) || exitOf(problems) != exitWorld || problems[0].Pos.File != "roles" {
		t.Errorf("got %v", err)
	}
}

// unlisted is a program whose roles cannot be listed.
type unlisted struct{ fs.FS }

func (u unlisted) Open(name string) (fs.File, error) {
	if name == "roles" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EIO}
	}
	return u.FS.Open(name)
}
