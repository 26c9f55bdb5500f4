// Package ledger is learner files as records: it finds them, reads header and records with every
// problem at its place, and many files in parallel with bounded memory.
//
// Reading asks an fs.FS: the program's folder, a revision, a bundle. What is wrong with the files
// comes back as problems; errors are the world's. It knows no rule and no standing.
//
//	book := ledger.Open(root.FS())
//	learner, problems, err := book.Read("maria-lopez", program)
//
//	for p, err := range ledger.Each(ctx, book, program, nil, progressOf) { ... }
package ledger

import "sojt/signoff/line"

// The codes of what can be wrong with learner files and what their records name (INTEGRITY 6.3 to
// 6.5, 6.9). They are stable. A header has those of package strictyaml too, a line those of package
// line.
const (
	CodeForm      = "E-FORM"           // not the shape of a learner file, or not the name of one
	CodeMode      = "E-MODE"           // not a regular file in ordinary folders
	CodeConflict  = "E-CONFLICT"       // conflict markers
	CodeEOL       = "E-EOL"            // CR line ends or a byte order mark
	CodeSize      = line.Size          // a line, a header, or too many records
	CodeTorn      = "E-TORN"           // the last line has no end
	CodePlace     = "E-PLACE"          // a record or header of somebody else, or of another program
	CodeDuplicate = "E-DUPID"          // one id, two contents
	CodeRepeat    = "I-REPEAT"         // the same record again: harmless
	CodeRef       = "E-REF"            // a record that is not there
	CodePrev      = "E-PREV"           // the same, in prev
	CodeRole      = "E-REF-ROLE"       // a role that is not there
	CodeUnknown   = "E-REF-COMPETENCY" // a competency that is not there
	CodeCriterion = "E-REF-CRITERION"  // a criterion that today's wording, which the record names, does not have
	CodeMistake   = "W-REF-ERROR"      // likewise a common mistake; the list may change without a revision
	CodeUnit      = "E-REF-DEPARTMENT" // a department that is not there
	CodePerson    = "E-REF-PERSON"     // a supervisor who is neither mentor nor learner
	CodeEmail     = "E-EMAIL"          // not an email address
	CodeShared    = "E-EMAIL-SHARED"   // one email, two people
)
