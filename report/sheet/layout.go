package sheet

// Layout is how a sheet is arranged, as data: which boxes stand in the head, which columns in the
// table, which blocks at the foot, in which order, under which titles. What each shows follows from
// its key, so that a layout needs no code: it is a yaml file (ReadLayout).
type Layout struct {
	ID      string
	Title   string   // what such a sheet is called
	About   string   // for whom it is, where layouts are offered
	Head    []Boxes  // rows of boxes
	Columns []Column // of the table
	Keys    []Block  // beneath the table: what its marks, levels and words mean
	Owner   []Boxes  // rows of boxes that head the worksheet of signatures
	Foot    []Block  // on that worksheet, since the titles of the table would stand above them on each page
	Closing string   // the last line
}

// Boxes is one row of labelled boxes. They share its width.
type Boxes struct{ Fields []Field }

// Field is one labelled box of the head, or one column of a block.
type Field struct {
	Key   string
	Title string
	Share float64
}

// Column is a column of the table. A column whose Key the role never uses (no conditions, no
// practice, no level, no certifier) is left out unless Always is set, and the others get its room.
// Where a layout has no column for the conditions they stand beneath the criteria, and the marks
// beneath the code.
type Column struct {
	Key     string // see the keys below
	Group   string // heading over neighbouring columns with the same one; "" is none
	Title   string
	Width   float64 // points on paper; 0: a Share of what the others leave
	Share   float64
	Always  bool
	Method  string // of a ByMethod: which one
	Choices []Word // of a MethodKey or SelfKey: what may be chosen
}

// Word is a word that may be written in a column, and what it means.
type Word struct{ Word, Means string }

// Kind is what may be entered in a column.
type Kind uint8

// The kinds.
const (
	Printed Kind = iota // nothing: it says what is asked
	Words
	Day    // a date
	Result // competent, not-yet or N/A
	Level  // a level of the competency's scale
	Person // a mentor's name
	Chosen // one of the column's words, or a level where it has none
)

// The keys of columns. One that begins with Own is the layout's: a box that sojt has nothing to say
// in. The last ones are hidden: they say, for a reader of filled-in sheets, what each row was
// printed from.
const (
	Code       = "code"
	Competency = "competency"
	Conditions = "conditions"
	Marks      = "marks"
	Practice   = "practice"
	SelfKey    = "self-assessment"
	TrainedOn  = "trained-on"
	TrainedBy  = "trained-by"
	MethodKey  = "method"
	ByMethod   = "by-method"
	AssessedOn = "assessed-on"
	LevelMet   = "level"
	ResultKey  = "result"
	ByLearner  = "initials-learner"
	ByMentor   = "initials-mentor"
	ByCertify  = "initials-certifier"
	ValidUntil = "until"
	FlagsKey   = "flags"
	Own        = "x-"

	HiddenMarker      = "sojt-sheet" // beside the keys: the format's number and the layout's id
	HiddenFields      = "fields"     // in head and foot: the keys of the boxes in this row, in order
	HiddenProgram     = "program"
	HiddenRole        = "role"
	HiddenLearner     = "learner"
	HiddenID          = "competency-id"
	HiddenRevision    = "revision"
	HiddenFingerprint = "fingerprint"
	HiddenRecord      = "record" // of the record a filled-in row rests on
)

// kindOf is what may be entered in a column of a key, and whether there is such a key.
func kindOf(key string) (Kind, bool) {
	switch key {
	case Code, Competency, Conditions, Marks:
		return Printed, true
	case Practice, ByLearner, FlagsKey, ByMethod:
		return Words, true
	case TrainedOn, AssessedOn, ValidUntil:
		return Day, true
	case TrainedBy, ByMentor, ByCertify:
		return Person, true
	case ResultKey:
		return Result, true
	case LevelMet:
		return Level, true
	case MethodKey, SelfKey:
		return Chosen, true
	}
	return Words, own(key)
}

// name is how the hidden row of keys calls the column: its key, and which method it is for.
func (c Column) name() string {
	if c.Method != "" {
		return c.Key + ":" + c.Method
	}
	return c.Key
}

// FormatNumber stands in the marker cell; it changes when a reader must know.
const FormatNumber = 1

// hiddenKeys are the hidden columns in their order.
func hiddenKeys() []string {
	return []string{
		HiddenMarker, HiddenFields, HiddenProgram, HiddenRole, HiddenLearner,
		HiddenID, HiddenRevision, HiddenFingerprint, HiddenRecord,
	}
}

// Block is a table or text at the foot, or a line of the legend beneath the table.
type Block struct {
	Key     string // marks, scales, words, text in the legend; signatures, remarks, initials, final, x-... at the foot
	Title   string
	Text    string      // of a text
	Columns []Field     // its columns: keys, titles, shares
	Rows    int         // the least number of rows, filled ones among them
	Empty   int         // the least number of rows left to write in
	Beside  int         // so many rows stand side by side; 0 is 1
	Confirm []Statement // of a final: who confirms what
}

// Statement is what somebody confirms at the end.
type Statement struct {
	By   string // learner, mentor or authority
	Text string
}
