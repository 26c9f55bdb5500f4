// Package terminal knows what the program is talking to: whether a file is a terminal, how wide it
// is, and whether colour is wanted. Only importer of x/term.
package terminal

import (
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
