package strictyaml

// The codes of what can be wrong with a file before anybody asks what it means. They are stable.
const (
	CodeEncoding  = "E-FILE-ENCODING"  // not UTF-8
	CodeControl   = "E-FILE-CONTROL"   // a control character, or a line end no editor shows
	CodeSize      = "E-FILE-SIZE"      // too many bytes, values, separators or levels
	CodeEmpty     = "E-FILE-EMPTY"     // nothing but comments
	CodeCRLF      = "W-FILE-CRLF"      // Windows line ends
	CodeBOM       = "W-FILE-BOM"       // a byte order mark
	CodeSyntax    = "E-YAML-SYNTAX"    // no YAML
	CodeTab       = "E-YAML-TAB"       // indented with a tab
	CodeDocuments = "E-YAML-DOCUMENTS" // a second document
	CodeAnchor    = "E-YAML-ANCHOR"    // an anchor, alias or merge key
	CodeTag       = "E-YAML-TAG"       // a tag
	CodeTwice     = "E-KEY-TWICE"      // a key that stands twice in one mapping
	CodeUnknown   = "E-KEY-UNKNOWN"    // a key that is not known there
	CodeElsewhere = "E-KEY-ELSEWHERE"  // a key that cannot stand beside another
	CodeMissing   = "E-KEY-MISSING"    // a key that must be there
	CodeType      = "E-VALUE-TYPE"     // another kind of value than the key takes
	CodeWord      = "E-VALUE-WORD"     // none of the allowed words
	CodeRange     = "E-VALUE-RANGE"    // a number outside its range, or text too long
	CodeID        = "E-VALUE-ID"       // against the grammar of ids
	CodeDate      = "E-VALUE-DATE"     // no day, or no instant
	CodePeriod    = "E-VALUE-PERIOD"   // no period
	CodeText      = "E-VALUE-TEXT"     // text with a line end or control character where none can be
)
