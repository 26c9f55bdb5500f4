package ledger

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/signoff"
	"sojt/signoff/line"
)

// record reads one record line without its bullet.
func (f *file) record(object string) {
	f.records++
	r, err := f.scan.parser.Parse(object)
	var bad *line.Error
	if errors.As(err, &bad) {
		f.errorf(bad.Code, bad.Column, "%s", bad.Message).Hint = bad.Hint
		return
	}
	if f.placed(r, object) {
		f.add(r)
	}
}

// placed reports whether a record belongs into this file.
func (f *file) placed(r *signoff.Record, object string) bool {
	var p *diag.Problem
	switch {
	case r.Program != f.program.ID && f.program.ID != "":
		p = f.errorf(CodePlace, column(object, "program"), "a record of program %q in program %q", r.Program, f.program.ID)
		p.Hint = "it does not count here: move the line to its own program; or, if `program:` in sojt.yaml was changed, put it back"
	case r.Learner != f.id:
		p = f.errorf(CodePlace, column(object, "learner"), "a record of %q in the file of %q", r.Learner, f.id)
		p.Hint = "it belongs in " + r.Learner + Extension + ": see that it stands there, and remove the line here"
	default:
		return true
	}
	p.Record = strings.Clone(r.ID)
	return false
}

// add takes a record into the set. The same record with another signature is kept: which of the
// two is good is for verify to say.
func (f *file) add(r *signoff.Record) {
	n := f.scan.number
	if i, ok := f.byDigest[r.Digest]; ok && f.repeated(i, r) {
		return
	}
	i := len(f.learner.Records)
	f.learner.Records = append(f.learner.Records, r)
	f.learner.Lines = append(f.learner.Lines, n)
	if _, ok := f.byDigest[r.Digest]; !ok {
		f.byDigest[r.Digest] = i
	}
	j, ok := f.byID[r.ID]
	if !ok {
		f.byID[r.ID] = i
	} else if f.learner.Records[j].Digest != r.Digest {
		f.twice(j, i)
		f.twice(i, j)
	}
}

// repeated notes that a record says the same as record i, and reports whether one that does is signed
// the same.
func (f *file) repeated(i int, r *signoff.Record) bool {
	signed := [2]string{r.Digest, r.Sig}
	same := f.learner.Records[i].Sig == r.Sig || f.others[signed]
	p := f.errorf(CodeRepeat, 1, "the record of line %d again", f.learner.Lines[i])
	p.Severity, p.Record = diag.Info, strings.Clone(r.ID)
	if !same {
		p.Message += ", with another signature"
		f.others[signed] = true
	}
	return same
}

// twice reports record i, whose id is that of the other.
func (f *file) twice(i, other int) {
	if f.duplicate[i] {
		return
	}
	f.duplicate[i] = true
	f.at(i, CodeDuplicate, "id", "the record of line %d has the same id and says something else", f.learner.Lines[other]).
		Hint = "a record is never edited: put the line back as it was and revoke it"
}

// at adds an error at a key of record i.
func (f *file) at(i int, code, key, format string, args ...any) *diag.Problem {
	r := f.learner.Records[i]
	object, _ := r.Line() // it was parsed from this very text
	p := f.problems.Errorf(code, diag.Pos{File: f.path, Line: f.learner.Lines[i], Column: column(object, key)}, format, args...)
	p.Record = strings.Clone(r.ID) // a problem outlives the file
	return p
}

// column is where a value begins in a record line, given without its bullet.
func column(object, key string) int {
	return len(line.Bullet) + 1 + runes(object[:line.Value(object, key)])
}

func runes(s string) int { return utf8.RuneCountInString(s) }

func itoa(n int) string { return strconv.Itoa(n) }

// nearest is the hint for a name that does not exist.
func nearest(name string, known []string, otherwise string) string {
	if near := text.Nearest(name, known); near != "" {
		return "did you mean " + near + "?"
	}
	return otherwise
}
