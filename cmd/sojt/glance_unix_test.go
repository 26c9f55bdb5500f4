//go:build unix

package main

import (
	"os"
	"testing"

	"github.com/creack/pty"
)

// TestGlance: progress is for a terminal on which a line can be taken back, and for nothing else.
func TestGlance(t *testing.T) {
	master, tty, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal here: %v", err)
	}
	defer master.Close()
	defer tty.Close()
	if err := pty.Setsize(tty, &pty.Winsize{Rows: 10, Cols: 33}); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(t.TempDir() + "/log")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	read, pipe, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	defer pipe.Close()
	xterm := map[string]string{"TERM": "xterm"}
	for name, c := range map[string]struct {
		f    *os.File
		vars map[string]string
		want bool
	}{
		"terminal": {tty, xterm, true}, "dumb": {tty, map[string]string{"TERM": "dumb"}, false},
		"CI": {tty, map[string]string{"TERM": "xterm", "CI": "true"}, false}, "file": {file, xterm, false}, "pipe": {pipe, xterm, false},
	} {
		g := glanceAt(c.f, func(name string) string { return c.vars[name] })
		if (g != nil) != c.want {
			t.Errorf("%s: looked at %t, expected %t", name, g != nil, c.want)
		}
		if g != nil {
			if n := g.width(); n != 33 {
				t.Errorf("%s: %d columns", name, n)
			}
			beats, stop := g.beats()
			<-beats // there is a clock
			stop()
		}
	}
}
