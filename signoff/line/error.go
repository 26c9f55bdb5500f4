package line

import (
	"fmt"
	"unicode/utf8"
)

// The codes of an Error (INTEGRITY 6.3-6.4).
const (
	Canon = "E-CANON" // not the one way to write it
	Type  = "E-TYPE"  // a version, type, key or word that is not known, or a key that is missing
	Size  = "E-SIZE"  // past a limit
)

// Error says what is wrong with a line, and where.
type Error struct {
	Code    string
	Column  int // 1-based, in code points, with the leading "- " counted; 0 for a record that was not read
	Message string
	Hint    string
}

// Error gives the message alone: whoever knows the file adds the place.
func (e *Error) Error() string { return e.Message }

// fail notes the first error of a walk, at byte at of the text that is read.
func (f *Fields) fail(at int, code, hint, format string, args ...any) {
	if f.err != nil {
		return
	}
	f.err = &Error{Code: code, Message: fmt.Sprintf(format, args...), Hint: hint}
	if f.mode == reading {
		f.err.Column = len(Bullet) + 1 + utf8.RuneCountInString(f.text[:min(at, len(f.text))])
	}
}

// quote shows a value of the user's, cut where it would fill the screen.
func quote(s string) string {
	const most = 60
	n := 0
	for i := range s {
		if n == most {
			return fmt.Sprintf("%q", s[:i]) + "..."
		}
		n++
	}
	return fmt.Sprintf("%q", s)
}
