package git

import (
	"errors"
	"fmt"
	"strings"
)

// What keeps a folder from being a clone that sojt works in. They come wrapped with the folder and
// the next step; ask with errors.Is.
var (
	ErrNoGit        = errors.New("git was not found")
	ErrOldGit       = errors.New("git is too old")
	ErrNoRepository = errors.New("not inside a git work tree")
	ErrBare         = errors.New("a bare repository, or inside a git directory: there is no work tree")
	ErrOwnership    = errors.New("the repository belongs to another user, so git refuses it")
	ErrElsewhere    = errors.New("the repository's work tree is another folder")
	ErrNoIdentity   = errors.New("git does not know who commits")
	ErrObject       = errors.New("object is damaged or missing")
	ErrIrregular    = errors.New("not a regular file, and git is not asked to read it")
	ErrTooLarge     = errors.New("more output than expected")
)

// Error is a git command that did not succeed. Stderr holds what git and the hooks it ran had to
// say, at most 16 KiB and otherwise raw: it passes a sanitiser before it reaches a terminal.
type Error struct {
	Command string // "commit"
	Code    int    // exit status; -1 when it did not exit by itself
	Stderr  string
	Err     error
}

// Error names the command and quotes git, each line of it marked, so that it cannot be mistaken
// for sojt's own words.
func (e *Error) Error() string {
	text := fmt.Sprintf("git %s: %v", e.Command, e.Err)
	if quote := strings.TrimSpace(e.Stderr); quote != "" {
		text += "; git says:\n  | " + strings.Join(strings.Split(quote, "\n"), "\n  | ")
	}
	return text
}

// Unwrap gives the cause: a context's error when the command was interrupted.
func (e *Error) Unwrap() error { return e.Err }

// Locked reports whether git refused because another process holds one of its lock files.
func (e *Error) Locked() bool {
	return strings.Contains(e.Stderr, ".lock': File exists")
}
