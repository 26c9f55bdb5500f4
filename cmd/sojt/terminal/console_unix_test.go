//go:build unix

package terminal

import (
	"context"
	"errors"
	"io"
	"os"
	"reflect"
	"testing"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// TestAskLeavesTheTerminalAsItWas on every way out: an answer, the end of input, Ctrl-C, the end of the program's
// time, and a fault of our own.
func TestAskLeavesTheTerminalAsItWas(t *testing.T) {
	fault := func(Answer) string { panic("a fault") }
	ended, end := context.WithCancelCause(t.Context())
	stop := errors.New("time is up")
	end(stop)
	for name, c := range map[string]struct {
		ctx   context.Context
		typed string
		q     Question
		want  error
	}{
		"answer":       {t.Context(), "yes\r", Question{}, nil},
		"end of input": {t.Context(), "\x04", Question{}, io.EOF},
		"Ctrl-C":       {t.Context(), "ye\x03", Question{}, ErrInterrupted},
		"end of time":  {ended, "", Question{}, stop},
		"fault":        {t.Context(), "yes\r", Question{Check: fault}, nil},
	} {
		for _, plain := range []bool{false, true} {
			if plain && (name == "end of input" || name == "Ctrl-C") {
				continue // the kernel's part: the terminal is not in raw mode
			}
			master, tty, err := pty.Open()
			if err != nil {
				t.Skipf("no pseudo-terminal here: %v", err)
			}
			if err := pty.Setsize(tty, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
				t.Fatal(err)
			}
			go func() { // types once the question is there
				master.Read(make([]byte, 4096))
				io.WriteString(master, c.typed)
				io.Copy(io.Discard, master)
			}()
			before := state(t, tty)
			_, err = faultless(func() (Answer, error) { return Ask(c.ctx, tty, tty, Manner{Plain: plain}, c.q) })
			if !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
			if after := state(t, tty); !reflect.DeepEqual(before, after) {
				t.Errorf("%s, plain %t: the terminal is not as it was", name, plain)
			}
			if _, err := term.MakeRaw(int(tty.Fd())); err != nil || reflect.DeepEqual(before, state(t, tty)) {
				t.Error("checker is broken")
			}
			tty.Close()
			master.Close()
		}
	}
}

// faultless runs something that may panic.
func faultless(f func() (Answer, error)) (a Answer, err error) {
	defer func() { recover() }()
	return f()
}

func state(t *testing.T, f *os.File) *term.State {
	t.Helper()
	s, err := term.GetState(int(f.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	return s
}
