package doctor

import "sojt/competency/strictyaml"

// The codes of what doctor finds. They are stable.
const (
	CodeObject      = "D-OBJECT"
	CodeLock        = "D-LOCK"
	CodeOperation   = "D-OPERATION"
	CodeBeside      = "D-BESIDE"
	CodeIndex       = "D-INDEX"
	CodePlace       = "D-PLACE"
	CodeEOL         = "D-EOL"
	CodeConflict    = "D-CONFLICT"
	CodeNUL         = "D-NUL"
	CodeTorn        = "D-TORN"
	CodeShort       = "D-SHORT"
	CodeHeader      = "D-HEADER"
	CodeEdited      = "D-EDITED"
	CodeMissing     = "D-MISSING"
	CodeUncommitted = "D-UNCOMMITTED"
	CodeAttributes  = "D-ATTRIBUTES"
)

// Ailment is a row of the table of INTEGRITY 5.
type Ailment struct {
	Code string
	What string // what is wrong
	Fix  string // what --fix does
	file func(*chart)
}

// Ailments lists what doctor knows, in the order in which it is mended. Those of the clone come
// before those of a file; the attributes are last.
func Ailments() []Ailment {
	return []Ailment{
		{CodeObject, "HEAD or an object cannot be read", "removes empty objects that HEAD does without; else stops: clone again, copy learners/ over the clone's, run doctor there", nil},
		{CodeLock, "a lock file of git that nobody holds", "removes it after a typed yes, or with -y", nil},
		{CodeOperation, "a merge, a rebase or the like that git has begun and nobody ended", "leaves it, and says how to end it", nil},
		{CodeBeside, "a file that a killed command left beside the one it was to replace", "removes it", nil},
		{CodeIndex, "git's index lacks a record line that HEAD has, or alone holds one that was given up", "makes the index entry what HEAD has", nil},
		{CodePlace, "a learner's file under another id", "says which git mv mends it", (*chart).misplaced},
		{CodeEOL, "CR LF line ends, or a byte order mark", "makes them LF", (*chart).ends},
		{CodeConflict, "an unmerged path, or conflict markers", "keeps the record lines of all sides", (*chart).conflict},
		{CodeNUL, "NUL bytes, as a power cut leaves them", "HEAD's lines, then whole ones that HEAD lacks", (*chart).nul},
		{CodeTorn, "a last line without its end, or a new file without a byte", "ends it if it is a whole record; else saves and cuts it off", (*chart).torn},
		{CodeShort, "the file is gone, or ends before HEAD's does", "HEAD's lines, then whole ones that HEAD lacks", (*chart).short},
		{CodeHeader, "a second header, or a second list of records", "one header where the values agree", (*chart).header},
		{CodeEdited, "a record line that is not as it was committed", "puts the original back, saves the other", (*chart).edited},
		{CodeMissing, "a committed record line that is not there", "puts it back", (*chart).missing},
		{CodeUncommitted, "a record that was never committed", "judges it as of its time, and commits it", (*chart).uncommitted},
		{CodeAttributes, "git would not merge learner files line by line", "writes the rule into .gitattributes", nil},
	}
}

// Codes lists the codes with what they say and what is done.
func Codes() []strictyaml.Code {
	var codes []strictyaml.Code
	for _, a := range Ailments() {
		codes = append(codes, strictyaml.Code{Code: a.Code, Doc: a.What + "; `--fix`: " + a.Fix})
	}
	return codes
}
