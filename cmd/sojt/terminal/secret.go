package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// ErrInterrupted is Ctrl-C for an answer.
var ErrInterrupted = errors.New("interrupted")

// Secret asks on a terminal for a line that is not shown while it is typed. The terminal is silent
// before the question appears: what is typed at once does not show either. The end of input is io.EOF,
// Ctrl-C is ErrInterrupted, and the end of ctx its cause; the terminal is always left as it was.
func Secret(ctx context.Context, in *os.File, out io.Writer, prompt string) ([]byte, error) {
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return nil, err
	}
	fmt.Fprint(out, prompt)
	type answer struct {
		line []byte
		err  error
	}
	given := make(chan answer, 1)
	go func() { // a read from a terminal cannot be ended from outside; the process ends with it
		line, err := readSecret(in)
		given <- answer{line, err}
	}()
	var a answer
	select {
	case a = <-given:
	case <-ctx.Done():
		a.err = context.Cause(ctx)
	}
	if err := term.Restore(int(in.Fd()), before); err != nil {
		return nil, err
	}
	fmt.Fprintln(out)
	return a.line, a.err
}

// maxSecret is the longest line that is taken; what is typed behind it is dropped.
const maxSecret = 1024

// The keys that mean something on a terminal that passes every key on.
const (
	interrupt = 0x03 // Ctrl-C
	endOfFile = 0x04 // Ctrl-D
	backspace = 0x08
	eraseLine = 0x15 // Ctrl-U
	rubout    = 0x7f
)

// readSecret reads a line key by key from a terminal in raw mode. Nothing of it stays in a buffer.
func readSecret(in io.Reader) ([]byte, error) {
	line, key := make([]byte, 0, maxSecret), make([]byte, 1)
	for {
		n, err := in.Read(key)
		if n == 0 {
			if err == nil {
				continue
			}
			clear(line)
			return nil, err
		}
		switch key[0] {
		case '\r', '\n':
			return line, nil
		case interrupt:
			clear(line)
			return nil, ErrInterrupted
		case endOfFile:
			if len(line) == 0 {
				return nil, io.EOF
			}
		case backspace, rubout:
			line = line[:max(len(line)-1, 0)]
		case eraseLine:
			line = line[:0]
		default:
			if len(line) < maxSecret {
				line = append(line, key[0])
			}
		}
	}
}
