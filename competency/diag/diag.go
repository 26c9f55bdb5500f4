// Package diag holds what is wrong with a program's files or records: a problem is a value with a
// stable code and a place, and rendering it is somebody else's business (package findings).
//
// A mistake in the user's files is always a Problem, never an error: errors are for the world
// (disk, git), problems are for the person who can edit the file.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says what a problem does to the exit code: an Error makes it 1, a Warning only with
// --strict, an Info never.
type Severity uint8

// The severities, worst first.
const (
	Error Severity = iota
	Warning
	Info
)

// String gives the word used in text and JSON output.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	default:
		return "info"
	}
}

// Pos is a place in a file: a slash-separated path relative to the program, a 1-based line and a
// 1-based column counted in code points. Line 0 speaks of the file as a whole.
type Pos struct {
	File   string
	Line   int
	Column int
}

// String gives file:line:column, leaving out what is not known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	default:
		return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
	}
}

// Problem is one thing that somebody should mend. Message is lower case without a full stop and
// says what is there and what was expected; Hint is the next step, and may be empty.
type Problem struct {
	Severity Severity
	Code     string // stable, such as E-KEY-UNKNOWN; scripts depend on it
	Pos      Pos
	Record   string // the id of the record it concerns, if any
	Digest   string // that record's digest, where it is known
	Commit   string // the commit that brought or changed it, where it is known
	Message  string
	Hint     string
}

// List collects problems; the zero List is empty and ready.
type List []Problem

// Errorf adds an error and returns it, so that a hint can be set.
func (l *List) Errorf(code string, pos Pos, format string, args ...any) *Problem {
	return l.add(Error, code, pos, format, args)
}

// Warnf adds a warning and returns it, so that a hint can be set.
func (l *List) Warnf(code string, pos Pos, format string, args ...any) *Problem {
	return l.add(Warning, code, pos, format, args)
}

func (l *List) add(s Severity, code string, pos Pos, format string, args []any) *Problem {
	*l = append(*l, Problem{Severity: s, Code: code, Pos: pos, Message: fmt.Sprintf(format, args...)})
	return &(*l)[len(*l)-1]
}

// Errors counts the problems of severity Error.
func (l List) Errors() int {
	n := 0
	for _, p := range l {
		if p.Severity == Error {
			n++
		}
	}
	return n
}

// Sort puts the problems in reading order: by file, line, column, then severity and code. Equal
// problems are kept once.
func (l *List) Sort() {
	slices.SortFunc(*l, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column), cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.Record, b.Record), cmp.Compare(a.Digest, b.Digest), cmp.Compare(a.Hint, b.Hint))
	})
	*l = slices.Compact(*l)
}

// Err is nil when the list holds no error, so that it can be returned where an error is expected.
func (l List) Err() error {
	if l.Errors() == 0 {
		return nil
	}
	return l
}

// Error makes a List an error: the first problem, and how many more there are.
func (l List) Error() string {
	if len(l) == 0 {
		return "no problems"
	}
	first := l[0].Pos.String() + ": " + l[0].Message
	if len(l) == 1 {
		return first
	}
	return fmt.Sprintf("%s (and %d more)", first, len(l)-1)
}
