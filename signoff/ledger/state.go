package ledger

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

// hintDoctor is the way out of what doctor mends: it loses no line that was committed.
const hintDoctor = `"sojt doctor" says what is to be done about it, and "sojt doctor --fix" does it`

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
