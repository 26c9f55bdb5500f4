package ledger

import "fmt"

// State names a row of the table in INTEGRITY 4: why nothing is written here and now.
type State string

// The states in which nothing is written.
const (
	InProgress      State = "operation in progress"
	Detached        State = "detached head"
	Differs         State = "differs from head"
	StagedDiffers   State = "index differs from head"
	Torn            State = "torn tail"
	HasNUL          State = "nul bytes"
	HasMarkers      State = "conflict markers"
	SecondHeader    State = "second header"
	Shorter         State = "shorter than in head"
	Ignored         State = "ignored"
	SkipWorktree    State = "skip-worktree"
	AssumeUnchanged State = "assume-unchanged"
	OutsideSparse   State = "outside the sparse checkout"
	Irregular       State = "not a regular file"
	Nested          State = "in a nested repository"
	GitLocked       State = "locked by git"
	DefinitionMoved State = "definition differs from head"
	Moved           State = "changed since it was read"
)

// putBack is the way out where git has the file as it should be: look, keep what is worth keeping,
// take the rest from the last commit.
func putBack(paths string) string {
	return fmt.Sprintf(`look with "git diff HEAD -- %s"; "git restore --source=HEAD -- %[1]s" puts back what was committed`, paths)
}

const (
	hintCutOff  = "take out what was cut off, or remove the file: git has no copy of it"
	hintMarkers = "keep the record lines of both sides, take the markers out, then commit it"
	hintHeader  = "keep one header and one list with all record lines, then commit it"
)

// StateError says that a file or the clone is in a state in which nothing is written. Path may be
// empty: the clone as a whole.
type StateError struct {
	State State
	Path  string
	Text  string // what is there
	Hint  string // the next step
}

// Error gives path, state and next step.
func (e *StateError) Error() string {
	text := e.Text
	if e.Path != "" {
		text = e.Path + ": " + text
	}
	if e.Hint != "" {
		text += "; " + e.Hint
	}
	return text
}
