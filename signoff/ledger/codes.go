package ledger

import (
	"sojt/competency"
	"sojt/competency/strictyaml"
	"sojt/signoff/line"
)

// The codes of what can be wrong with learner files and what their records name (INTEGRITY 6.3 to
// 6.5 and 6.9), beside those of package line for a record line and of package strictyaml for a
// header. They are stable.
const (
	CodeForm      = "E-FORM"
	CodeMode      = "E-MODE"
	CodeConflict  = "E-CONFLICT"
	CodeEOL       = "E-EOL"
	CodeSize      = line.Size
	CodeTorn      = "E-TORN"
	CodePlace     = "E-PLACE"
	CodeDuplicate = "E-DUPID"
	CodeRepeat    = "I-REPEAT"
	CodeRef       = "E-REF"
	CodePrev      = "E-PREV"
	CodeReference = competency.CodeReference
	CodeMistake   = "W-REFERENCE"
	CodeReworded  = "E-REWORDED"
	CodeSuspect   = "W-SUSPECT"
	CodeEmail     = competency.CodeEmail
	CodeShared    = competency.CodeShared
	CodeKey       = "E-KEY"
)

// Codes lists the codes of learner files and record lines, with what they say.
func Codes() []strictyaml.Code {
	return []strictyaml.Code{
		{Code: CodeForm, Doc: "not the shape of a learner file, or not the name of one"},
		{Code: CodeMode, Doc: "not a regular file in ordinary folders"},
		{Code: CodeConflict, Doc: "conflict markers"},
		{Code: CodeEOL, Doc: "CR line ends or a byte order mark"},
		{Code: CodeSize, Doc: "a line, a text or a header past its limit, or too many records"},
		{Code: CodeTorn, Doc: "a last line without its end"},
		{Code: line.Canon, Doc: "a record that is not written in the one canonical way"},
		{Code: line.Type, Doc: "a version, type, key or word of a record that is not known, or a key that is missing"},
		{Code: CodePlace, Doc: "a record or header of somebody else, or of another program"},
		{Code: CodeDuplicate, Doc: "one record id with two contents"},
		{Code: CodeRepeat, Doc: "the same record again: harmless"},
		{Code: CodeRef, Doc: "a record that another one speaks of is not there"},
		{Code: CodePrev, Doc: "a record that another one was written after is not there"},
		{Code: CodeReference, Doc: "a role, competency, criterion, department or person that is not there"},
		{Code: CodeMistake, Doc: "a common mistake that its competency no longer lists"},
		{Code: CodeReworded, Doc: "a competency that was reworded under its sign-offs, with neither a new revision nor an editorial entry"},
		{Code: CodeSuspect, Doc: "the same, under sign-offs that have run out or of who left: days before read otherwise"},
		{Code: CodeEmail, Doc: "not an email address"},
		{Code: CodeShared, Doc: "one email, or one key, two people"},
		{Code: CodeKey, Doc: "a key that records are signed with is not listed any more, or a learner's key that proves nothing"},
	}
}
