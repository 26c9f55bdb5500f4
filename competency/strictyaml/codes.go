package strictyaml

// The codes of what can be wrong with a file before anybody asks what it means. They are stable.
const (
	CodeEncoding  = "E-FILE-ENCODING"
	CodeControl   = "E-FILE-CONTROL"
	CodeSize      = "E-FILE-SIZE"
	CodeEmpty     = "E-FILE-EMPTY"
	CodeCRLF      = "W-FILE-CRLF"
	CodeBOM       = "W-FILE-BOM"
	CodeSyntax    = "E-YAML-SYNTAX"
	CodeTab       = "E-YAML-TAB"
	CodeDocuments = "E-YAML-DOCUMENTS"
	CodeAnchor    = "E-YAML-ANCHOR"
	CodeTag       = "E-YAML-TAG"
	CodeConflict  = "E-CONFLICT"
	CodeSecret    = "E-KEY-SECRET"
	CodeTwice     = "E-KEY-TWICE"
	CodeUnknown   = "E-KEY-UNKNOWN"
	CodeElsewhere = "E-KEY-ELSEWHERE"
	CodeMissing   = "E-KEY-MISSING"
	CodeType      = "E-VALUE-TYPE"
	CodeWord      = "E-VALUE-WORD"
	CodeRange     = "E-VALUE-RANGE"
	CodeID        = "E-VALUE-ID"
	CodeDate      = "E-VALUE-DATE"
	CodePeriod    = "E-VALUE-PERIOD"
	CodeText      = "E-VALUE-TEXT"
)

// CodeEdit is no fault of a file: it is written in a way that a command does not change (Source).
const CodeEdit = "E-YAML-EDIT"

// Code is a stable code with what it says, for the reference.
type Code struct{ Code, Doc string }

// Codes lists the codes of this package, those of a file's form first.
func Codes() []Code {
	return []Code{
		{Code: CodeEncoding, Doc: "not UTF-8"},
		{Code: CodeControl, Doc: "a control character, or a line end no editor shows"},
		{Code: CodeSize, Doc: "too many bytes, values, separators or levels"},
		{Code: CodeEmpty, Doc: "nothing but comments"},
		{Code: CodeCRLF, Doc: "Windows line ends"},
		{Code: CodeBOM, Doc: "a byte order mark"},
		{Code: CodeSyntax, Doc: "no YAML"},
		{Code: CodeTab, Doc: "indented with a tab"},
		{Code: CodeDocuments, Doc: "a second document"},
		{Code: CodeAnchor, Doc: "an anchor, alias or merge key"},
		{Code: CodeTag, Doc: "a tag"},
		{Code: CodeConflict, Doc: "the marks of a merge"},
		{Code: CodeSecret, Doc: "a private key"},
		{Code: CodeTwice, Doc: "a key that stands twice in one mapping"},
		{Code: CodeUnknown, Doc: "a key that is not known there"},
		{Code: CodeElsewhere, Doc: "a key that cannot stand beside another"},
		{Code: CodeMissing, Doc: "a key that must be there"},
		{Code: CodeType, Doc: "another kind of value than the key takes"},
		{Code: CodeWord, Doc: "none of the allowed words"},
		{Code: CodeRange, Doc: "a number outside its range, or text too long"},
		{Code: CodeID, Doc: "against the grammar of ids"},
		{Code: CodeDate, Doc: "no day, or no instant"},
		{Code: CodePeriod, Doc: "no period"},
		{Code: CodeText, Doc: "text with a line end or control character where none can be"},
	}
}
