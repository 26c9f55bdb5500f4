package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// full is a disk without room, behind stdout.
type full struct{ room int }

func (f *full) Write(b []byte) (int, error) {
	if len(b) > f.room {
		n := f.room
		f.room = 0
		return n, errors.New("no space left on device")
	}
	f.room -= len(b)
	return len(b), nil
}

// TestPrintedIsWholeOrSaysSo: what could not be printed is said, and nobody takes a part of it for the whole.
func TestPrintedIsWholeOrSaysSo(t *testing.T) {
	s := newShelf(t)
	for _, args := range [][]string{{"init", "cook", "--dry-run"}, {"version"}, {"--help"}, {"schema", "--dry-run"}, {"report"}, {"validate"}, {}} {
		for _, room := range []int{0, 5, 1 << 20} {
			var talk strings.Builder
			e := &env{
				stdin: strings.NewReader(""), stdout: &full{room}, stderr: &talk, dir: s.dir, vars: s.env,
				now: func() time.Time { return time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC) }, rand: randomness(strings.Join(args, " ")),
			}
			code, want := run(context.Background(), e, args), exitWorld
			if room > 5 {
				want = exitDone
			}
			if code != want || (want == exitWorld) != strings.HasSuffix(talk.String(), "sojt: not all could be printed: standard output: no space left on device\n") {
				t.Errorf("sojt %q with room for %d bytes: exit code %d, %s", args, room, code, talk.String())
			}
		}
		if len(args) > 0 && args[0] == "init" {
			if code, _, talk := s.run("init", "cook"); code != exitDone {
				t.Fatal(talk)
			}
		}
	}
}
