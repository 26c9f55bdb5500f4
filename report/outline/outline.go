// Package outline makes competencies of what people list them in: a table with a row each. It guesses which
// column says what, tells headings from work, and drops nothing in silence: what came in is an item, a
// heading, or left with a reason.
//
// It is pure: a table goes in, an Outline comes out. What a role's file makes of it is package competency's.
package outline

import (
	"fmt"

	"sojt/competency"
	"sojt/competency/diag"
)

// Outline is what a table says of a role.
type Outline struct {
	Package  bool     // it is of a package: its columns are keys
	Title    string   // of the list as a whole, where it says one
	Columns  []Column // in the order of the table: what each is read as
	Items    []competency.Listed
	Rows     int                 // below the header, without empty ones
	Headings int                 // of these, headings of others
	Unclear  []competency.Listed // of rows that are left though they are work: what they are called
	Left     []Left              // of these, what is neither; and columns that are not read
	Notes    []string
}

// Column is a column of the table; Field is "" for one that is not read.
type Column struct {
	Field, Header string
	Guessed       bool
	Marks         int // cells below that are ticks, initials or days, where all are
}

// Left is a row that was not taken in.
type Left struct {
	Place diag.Pos
	Text  string
	Why   string
}

// String is the place and why, in one line.
func (l Left) String() string { return fmt.Sprintf("%s: %s", l.Place, l.Why) }

// Field is what a column can be read as.
type Field struct {
	Name, Doc string
	aliases   []string // headers in small letters, letters and digits alone
}

// Fields are all of them, in the order in which they are guessed; the first alias is the likeliest.
func Fields() []Field {
	return []Field{
		{"title", "what one can do", []string{"title", "competency", "competencies", "task", "tasks", "task statement", "item", "skill", "full statement", "skill title", "activity", "text", "name", "shortname", "short name", "objective", "procedure", "step", "description of task", "task description", "duty", "requirement", "statement", "description"}},
		{"code", "what people call it on paper", []string{"code", "no", "nr", "number", "ref", "ref no", "item no", "task no", "task number", "task id", "human coding scheme", "id number", "idnumber", "step no", "index", "#", "dcwf number", "element id"}},
		{"parent", "the code of what it stands beneath", []string{"parent", "parent code", "is child of", "parent id number", "parent idnumber", "parent id", "child of"}},
		{"id", "its id here, where it has one", []string{"sojt id", "competency id"}},
		{"group", "the heading it stands under", []string{"group", "work process title", "section", "category", "area", "domain", "module", "topic", "phase", "job function", "work process", "unit", "heading", "chapter"}},
		{"criteria", "what can be seen, one a line", []string{"criteria", "criterion", "performance criteria", "performance criterion", "standard", "standards", "evidence of competence", "acceptance criteria", "indicators", "performance indicators", "pass criteria", "steps"}},
		{"conditions", "with what, where and how fast", []string{"conditions", "condition", "context", "setting", "given", "equipment", "tools"}},
		{"required", "required or optional", []string{"required", "core or optional", "core", "mandatory", "optional", "core or additional", "required or optional", "compulsory", "task type"}},
		{"critical", "a failure is a danger", []string{"critical", "safety critical", "critical task", "essential", "core task critical"}},
		{"why", "why it matters", []string{"why", "reason", "rationale", "purpose", "importance"}},
		{"references", "documents it rests on", []string{"references", "reference", "refs", "source", "sources", "document", "documents", "sop", "procedure no", "tech order", "manual"}},
		{"examples", "tasks it can be shown with", []string{"examples", "example", "exemplar"}},
		{"tags", "words to filter by", []string{"tags", "tag", "concept keywords", "keywords", "labels"}},
		{"level", "the level of a scale that is asked for", []string{"level", "target level", "required level", "proficiency", "proficiency level", "target proficiency", "level of proficiency"}},
		{"practice", "how often it is practised before a sign-off", []string{"practice", "practices", "times", "how often", "runs", "repetitions", "number of times", "practice runs", "times practised", "times practiced", "times performed", "min times", "minimum times", "no of times"}},
		{"due", "how long after the start it is due", []string{"due", "due days", "due in", "due in days", "due weeks", "due within", "by when", "complete within", "complete by", "deadline", "target days", "timeframe", "time frame"}},
		{"renew", "for how long a sign-off is good", []string{"renew", "renewal", "valid for", "validity", "valid months", "validity months", "valid for months", "renew every", "renewal period", "refresher", "refresh every", "recertify", "recertification", "recertify every", "expires after", "retraining"}},
		{"hours", "practice time that is reached first", []string{"hours", "min hours", "minimum hours", "hours required", "required hours", "practice hours", "ojt hours", "training hours"}},
		{"role", "the role that a row is of, where a table has several", nil},
		{"role-title", "what that role is called", nil},
		{"framework", "whether a row is the whole list's own", []string{"is framework"}},
	}
}

// FieldNames are the names of the fields, for messages and completion.
func FieldNames() []string {
	var names []string
	for _, f := range Fields() {
		names = append(names, f.Name)
	}
	return names
}
