package main

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

// portersDesk is the scripts' program in a clone, with Theo in the role of porter, seen from dana's desk.
func portersDesk(t *testing.T) (*app, func(args ...string)) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/program")); err != nil {
		t.Fatal(err)
	}
	vars := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "GIT_CONFIG_NOSYSTEM=1"}
	for _, args := range [][]string{
		{"init", "-q", "-b", "main"}, {"config", "user.name", "Dana"}, {"config", "user.email", "dana@harbor.example"},
		{"add", "."}, {"commit", "-q", "-m", "the program"},
	} {
		inFolder(t, dir, vars, args...)
	}
	var out strings.Builder
	clock := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	e := &env{
		stdin: strings.NewReader(""), stdout: &out, stderr: &out, dir: dir, vars: vars, rand: randomness(t.Name()),
		now: func() time.Time { clock = clock.Add(time.Second); return clock },
	}
	sojt := func(args ...string) {
		t.Helper()
		if code := run(t.Context(), e, args); code != exitDone {
			t.Fatalf("sojt %q: exit %d\n%s", args, code, out.String())
		}
	}
	sojt("enroll", "theo-brandt", "porter", "--start", "2026-11-01")
	return &app{env: e}, sojt
}

// TestMeanwhile: what somebody else wrote between reading and locking is judged, and only that.
func TestMeanwhile(t *testing.T) {
	t.Run("the same is signed off", func(t *testing.T) {
		a, sojt := portersDesk(t)
		d, c, err := a.begin(t.Context(), "signoff", who{flag: "mentor", id: "ana"}, "theo-brandt", "pot-wash")
		if err != nil {
			t.Fatal(err)
		}
		if err := d.sign(signoffOptions{workOptions: workOptions{allCriteria: true}}, "theo-brandt", c); err != nil {
			t.Fatal(err)
		}
		sojt("signoff", "theo-brandt", "pot-wash", "--all-criteria")
		var no *refused
		if err := d.write(t.Context(), "signed off"); !errors.As(err, &no) || len(no.rules) != 1 || no.rules[0].Rule != 10 {
			t.Errorf("expected rule 10 to refuse, got %v", err)
		}
	})
	t.Run("the same learner is enrolled", func(t *testing.T) {
		a, sojt := portersDesk(t)
		d := seated(t, a, "aiko-tan")
		sojt("enroll", "aiko-tan", "porter")
		if err := d.write(t.Context(), "enrolled"); err == nil || !strings.Contains(err.Error(), "learners/aiko-tan.yaml: somebody made this learner's file meanwhile") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("something harmless about one of two", func(t *testing.T) {
		a, sojt := portersDesk(t)
		d := seated(t, a, "aiko-tan", "theo-brandt")
		sojt("note", "theo-brandt", "--kind", "feedback", "--text", "steady hands")
		if err := d.write(t.Context(), "enrolled"); err != nil {
			t.Error(err)
		}
	})
}

// seated is a desk with learners about to be enrolled as cooks.
func seated(t *testing.T, a *app, learners ...string) *desk {
	t.Helper()
	d, err := a.sitDown(t.Context(), "enroll")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.actor(who{flag: "mentor"}); err != nil {
		t.Fatal(err)
	}
	for _, id := range learners {
		if err := d.enroll(person{learner: id, role: "line-cook"}, ""); err != nil {
			t.Fatal(err)
		}
	}
	return d
}
