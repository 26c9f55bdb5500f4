package terminal

import (
	"os"
	"testing"
)

func TestColour(t *testing.T) {
	for _, c := range []struct {
		flag, noColor, term string
		terminal, want      bool
	}{
		{"auto", "", "xterm", true, true},
		{"auto", "", "xterm", false, false},
		{"auto", "1", "xterm", true, false},
		{"auto", "", "dumb", true, false},
		{"always", "1", "dumb", false, true},
		{"never", "", "xterm", true, false},
	} {
		if got := Colour(c.flag, c.noColor, c.term, c.terminal); got != c.want {
			t.Errorf("Colour(%q, %q, %q, %v) = %v", c.flag, c.noColor, c.term, c.terminal, got)
		}
	}
}

func TestPipeIsNoTerminal(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	if Is(w) || SizeOf(w) != (Size{}) {
		t.Error("a pipe counts as a terminal")
	}
}
