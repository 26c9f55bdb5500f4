package sheet

import "sojt/report/xlsx"

// Layout is how a sheet is arranged, as data: which fields stand in the head, which columns in the
// table, which blocks at the foot, in which order, under which titles. What each shows follows from
// its key, so that a layout needs no code.
type Layout struct {
	ID      string
	Title   string    // what such a sheet is called
	Head    [][]Field // rows of fields
	Columns []Column
	Keys    []Block   // beneath the table: what its marks and levels mean
	Owner   [][]Field // rows of fields that head the worksheet of signatures
	Foot    []Block   // on that worksheet, since the titles of the table would stand above them on each page
	Closing string    // the last line
}

// Field is one labelled box of the head. Fields share the width of their row.
type Field struct {
	Key   string // learner, learner-id, role, department, start, target, mentors, profile
	Title string
	Share float64
}

// Column is a column of the table. A column whose Key the role never uses (no conditions, no
// practice, no level, no certifier) is left out, and the others get its room. Where a layout has no
// column for the conditions they stand beneath the criteria, and the marks beneath the code.
type Column struct {
	Key   string // see the keys below
	Group string // heading over neighbouring columns with the same one; "" is none
	Title string
	Width float64 // points on paper; 0: a Share of what the others leave
	Share float64
	Kind  Kind
	Input bool // to be filled in, by hand or on screen
}

// Kind is what may be entered in a column.
type Kind uint8

// The kinds.
const (
	Words  Kind = iota
	Day         // a date
	Result      // competent, not-yet or N/A
	Level       // a level of the competency's scale
	Person      // a mentor's name
)

// The keys of columns. The last ones are hidden: they say, for a reader of filled-in sheets, what
// each row was printed from.
const (
	Code       = "code"
	Competency = "competency"
	Conditions = "conditions"
	Marks      = "marks"
	Practice   = "practice"
	TrainedOn  = "trained-on"
	TrainedBy  = "trained-by"
	AssessedOn = "assessed-on"
	LevelMet   = "level"
	ResultKey  = "result"
	ByLearner  = "initials-learner"
	ByMentor   = "initials-mentor"
	ByCertify  = "initials-certifier"
	ValidUntil = "until"
	FlagsKey   = "flags"

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

// FormatNumber stands in the marker cell; it changes when a reader must know.
const FormatNumber = 1

// hiddenKeys are the hidden columns in their order.
func hiddenKeys() []string {
	return []string{
		HiddenMarker, HiddenFields, HiddenProgram, HiddenRole, HiddenLearner,
		HiddenID, HiddenRevision, HiddenFingerprint, HiddenRecord,
	}
}

// Block is a table or text at the foot.
type Block struct {
	Key     string // marks, scales beneath the table; signatures, remarks, initials, final at the foot
	Title   string
	Columns []Field // its columns: keys, titles, shares
	Rows    int     // the least number of rows, filled ones among them
	Empty   int     // the least number of rows left to write in
	Beside  int     // so many rows stand side by side; 0 is 1
}

// Sojt is the layout that is used unless another is asked for.
func Sojt() Layout {
	const mm = xlsx.Millimetre
	return Layout{
		ID: "sojt", Title: "Sign-off sheet",
		Head: [][]Field{
			{{"learner", "Learner", 44}, {"learner-id", "Learner id", 18}, {"role", "Role", 20}, {"department", "Department", 18}},
			{{"mentors", "Mentors", 44}, {"start", "Start", 14}, {"profile", "Profile and policy", 28}, {"target", "Target date", 14}},
		},
		Columns: []Column{
			{Key: Code, Title: "No., marks", Width: 11 * mm},
			{Key: Competency, Title: "Competency, criteria, conditions and standard", Share: 100},
			{Key: Practice, Title: "Practice", Width: 11.5 * mm, Input: true},
			{Key: TrainedOn, Group: "Trained", Title: "date", Width: 15.5 * mm, Kind: Day, Input: true},
			{Key: TrainedBy, Group: "Trained", Title: "mentor", Width: 15 * mm, Kind: Person, Input: true},
			{Key: AssessedOn, Group: "Assessed", Title: "date", Width: 15.5 * mm, Kind: Day, Input: true},
			{Key: LevelMet, Group: "Assessed", Title: "level", Width: 8.5 * mm, Kind: Level, Input: true},
			{Key: ResultKey, Group: "Assessed", Title: "result", Width: 14 * mm, Kind: Result, Input: true},
			{Key: ByLearner, Group: "Initials", Title: "learner", Width: 15 * mm, Input: true},
			{Key: ByMentor, Group: "Initials", Title: "mentor", Width: 15 * mm, Kind: Person, Input: true},
			{Key: ByCertify, Group: "Initials", Title: "certifier", Width: 15 * mm, Kind: Person, Input: true},
			{Key: ValidUntil, Title: "Valid until", Width: 15.5 * mm, Kind: Day, Input: true},
			{Key: FlagsKey, Title: "Flags", Width: 15 * mm, Input: true},
		},
		Keys:  []Block{{Key: "marks", Title: "Marks"}, {Key: "scales", Title: "Levels"}},
		Owner: [][]Field{{{"learner", "Learner", 30}, {"learner-id", "Learner id", 20}, {"role", "Role", 30}, {"department", "Department", 20}}},
		Foot: []Block{
			{Key: "signatures", Title: "Recorded signatures", Columns: []Field{
				{"number", "No.", 4}, {"competency", "Competency", 27}, {"name", "Printed name", 13},
				{"when", "Date and time", 13}, {"meaning", "Meaning", 23}, {"record", "Record", 20},
			}},
			{Key: "remarks", Title: "Remarks: every not-yet, what is done about it, and when it is tried again", Rows: 4, Empty: 2, Columns: []Field{
				{"competency", "Competency", 18}, {"date", "Date", 10}, {"note", "What was not met", 27},
				{"action", "Action", 25}, {"retest", "Retest on", 10}, {"mentor", "Mentor", 10},
			}},
			{Key: "initials", Title: "Who the initials are", Empty: 3, Beside: 2, Columns: []Field{
				{"name", "Printed name", 33}, {"initials", "Initials", 13}, {"signature", "Signature", 34}, {"date", "Date", 20},
			}},
			{Key: "final", Title: "Final verification and authority", Columns: []Field{
				{"capacity", "I confirm", 42}, {"name", "Printed name", 20}, {"signature", "Signature", 24}, {"date", "Date", 14},
			}},
		},
		Closing: "Leave no box blank: write N/A where it does not apply.",
	}
}
