// Package terminal knows what the program is talking to: whether a file is a terminal, how wide it
// is, and whether colour is wanted. Only importer of x/term.
package terminal

import (
	"context"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// Size is a terminal's size in columns and rows. The zero Size is no terminal; a terminal that does
// not tell its size counts as 80 by 24.
type Size struct {
	Columns, Rows int
}

// Is reports whether a file is a terminal.
func Is(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// SizeOf gives the size of the terminal that f is.
func SizeOf(f *os.File) Size {
	if !Is(f) {
		return Size{}
	}
	columns, rows, err := term.GetSize(int(f.Fd()))
	if err != nil || columns == 0 || rows == 0 {
		return Size{80, 24}
	}
	return Size{columns, rows}
}

// Colour decides whether to colour: the flag (auto, always, never) over the environment over what
// the output is. NO_COLOR and TERM=dumb turn it off (no-color.org).
func Colour(flag, noColor, term string, terminal bool) bool {
	switch flag {
	case "always":
		return true
	case "never":
		return false
	}
	return terminal && noColor == "" && term != "dumb"
}

// Secret asks on a terminal for a line that is not shown while it is typed. The end of ctx (Ctrl-C)
// ends the asking, and the end of input is io.EOF; either way the terminal is as it was.
func Secret(ctx context.Context, in *os.File, out io.Writer, prompt string) ([]byte, error) {
	before, err := term.GetState(int(in.Fd()))
	if err != nil {
		return nil, err
	}
	fmt.Fprint(out, prompt)
	defer fmt.Fprintln(out)
	type answer struct {
		line []byte
		err  error
	}
	given := make(chan answer, 1)
	go func() { // a read from a terminal cannot be ended from outside; the process ends with it
		line, err := term.ReadPassword(int(in.Fd()))
		given <- answer{line, err}
	}()
	select {
	case a := <-given:
		return a.line, a.err
	case <-ctx.Done():
		if err := term.Restore(int(in.Fd()), before); err != nil {
			return nil, err
		}
		return nil, context.Cause(ctx)
	}
}
