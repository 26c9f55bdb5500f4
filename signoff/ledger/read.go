package ledger

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/competency/text"
	"sojt/signoff"
	"sojt/signoff/line"
)

// Limits of one file: records as lines, and problems after which the rest is not read.
const (
	maxRecords  = 100_000
	maxProblems = 200
)

// Read gives one learner by id: the header and the records that are of this program and learner, in
// file order, each once. Problems are sorted by place; the learner is what could be read in spite of
// them. The error is the world's; errors.Is(err, fs.ErrNotExist) is a learner without a file.
func (l *Ledger) Read(id string, program *competency.Program) (*signoff.Learner, diag.List, error) {
	p, err := l.find(id, program)
	if errors.Is(err, ErrIrregular) {
		return &signoff.Learner{ID: id, File: p}, irregular(p), nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("learner %s: %w", id, err)
	}
	f, err := l.read(Entry{ID: id, Path: p}, program, newRoom())
	if err != nil {
		return nil, nil, err
	}
	return f.learner, f.problems, nil
}

// irregular is the problem of a path that holds no regular file.
func irregular(p string) (problems diag.List) {
	problems.Errorf(CodeMode, diag.Pos{File: p}, "%s is not a regular file", p).Hint = hintMode
	return problems
}

// file is one learner's file while it is read.
type file struct {
	ledger  *Ledger
	program *competency.Program
	path    string
	id      string
	scan    scanner

	learner  *signoff.Learner
	head     *strictyaml.Node // the header; nil where it could not be read, or was read without YAML
	email    diag.Pos         // where the header has it
	problems diag.List
	counted  int // problems that tooMany has looked at,
	errors   int // and those of them that are errors

	marks     []int              // lines of the conflict markers of the conflict being read
	crs       int                // lines that ended in CR LF
	foreign   bool               // in a second header
	records   int                // record lines so far
	byDigest  map[string]int     // index into learner.Records; the room's, until it is cleared
	others    map[[2]string]bool // digest and signature of what stands there with another one too
	byID      map[string]int     // likewise
	duplicate map[int]bool       // records reported as E-DUPID
}

func (l *Ledger) read(e Entry, program *competency.Program, room *room) (*file, error) {
	r, err := l.fsys.Open(e.Path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.Path, err)
	}
	defer r.Close()
	return l.scan(e, r, program, room)
}

func (l *Ledger) scan(e Entry, r io.Reader, program *competency.Program, room *room) (*file, error) {
	room.clear(r)
	f := l.begin(e, program, room)
	if err := f.lines(); err != nil {
		return nil, fmt.Errorf("%s: %w", e.Path, err)
	}
	f.finish()
	return f, nil
}

// begin readies the reading of a file in a room that was cleared for it. Without a program only its header
// can be read.
func (l *Ledger) begin(e Entry, program *competency.Program, room *room) *file {
	return &file{
		ledger: l, program: program, path: e.Path, id: e.ID, scan: scanner{room: room},
		learner:  &signoff.Learner{ID: e.ID, File: e.Path},
		byDigest: room.byDigest, others: map[[2]string]bool{}, byID: room.byID, duplicate: map[int]bool{},
	}
}

// lines reads the header and then each line below it.
func (f *file) lines() error {
	l, ok, err := f.header()
	for ; ok && err == nil; l, ok, err = f.next() {
		f.body(l)
		if f.tooMany() {
			f.errorf(CodeSize, 0, "%d problems so far: the rest of the file was not read", maxProblems).
				Hint = "run sojt doctor --fix, then mend what it leaves"
			return nil
		}
		if f.records > maxRecords {
			f.errorf(CodeSize, 1, "more than %d record lines: the rest of the file was not read", maxRecords).
				Hint = "one learner's file holds at most that many"
			return nil
		}
	}
	return err
}

// tooMany reports whether so much is wrong that the rest is not worth reading. Each problem is
// looked at once: repeated records are problems too, and there may be very many.
func (f *file) tooMany() bool {
	f.errors += f.problems[f.counted:].Errors()
	f.counted = len(f.problems)
	return f.errors >= maxProblems
}

// next gives a line and reports what is wrong with its end.
func (f *file) next() (scanned, bool, error) {
	l, ok, err := f.scan.next()
	if !ok || err != nil {
		return l, ok, err
	}
	if f.scan.number == 1 && strings.HasPrefix(l.text, "\ufeff") {
		f.errorf(CodeEOL, 1, "the file begins with a byte order mark").Hint = "save it as UTF-8 without BOM"
		l.text = l.text[len("\ufeff"):]
	}
	if l.cr {
		if f.crs++; f.crs == 1 {
			f.errorf(CodeEOL, 1+runes(l.text), "the line ends in CR LF, expected LF").
				Hint = `save it with LF, as the editor's setting for line ends has it, or: sojt doctor --fix`
		}
	}
	return l, true, nil
}

// body reads one line below the header.
func (f *file) body(l scanned) {
	if l.torn {
		f.torn(l)
		return
	}
	switch {
	case l.long:
		f.errorf(CodeSize, 1, "the line is longer than %d bytes", line.MaxLine).Hint = "a record line has at most that many: sojt doctor --fix puts back what was committed"
	case strings.HasPrefix(l.text, line.Bullet):
		f.foreign = false
		f.record(l.text[len(line.Bullet):])
	case f.conflict(l.text):
	default:
		f.stray(l.text)
	}
}

// torn reads a last line without its end, which a crash or an editor left.
func (f *file) torn(l scanned) {
	switch {
	case l.nul:
		f.errorf(CodeTorn, 1, "the file ends in NUL bytes, as after a power cut").Hint = "sojt doctor --fix puts back what was committed"
	case l.long:
		f.errorf(CodeTorn, 1, "the last line has no end and is longer than %d bytes", line.MaxLine).Hint = "sojt doctor --fix puts back what was committed"
	case f.whole(l.text):
		f.errorf(CodeTorn, 1+runes(l.text), "the last line has no line end").Hint = "sojt doctor --fix ends it: the record itself is whole"
		f.record(l.text[len(line.Bullet):])
	default:
		f.errorf(CodeTorn, 1+runes(l.text), "the last line is cut off here").Hint = "nothing can be added below it: sojt doctor --fix saves it and cuts it off"
	}
}

func (f *file) whole(text string) bool {
	object, ok := strings.CutPrefix(text, line.Bullet)
	if !ok {
		return false
	}
	_, err := signoff.Parse(object)
	return err == nil
}

// stray says what a line below the header is that is no record.
func (f *file) stray(s string) {
	trimmed := strings.TrimLeft(s, " \t")
	key, _, isKey := strings.Cut(s, ":")
	switch {
	case isKey && text.IsID(key):
		f.secondHeader(key)
	case f.foreign:
	case trimmed == "":
		f.errorf(CodeForm, 1, "an empty line among the records").Hint = "remove it"
	case trimmed[0] == '#':
		f.errorf(CodeForm, 1+len(s)-len(trimmed), "a comment among the records").Hint = "move it above " + recordsKey + ", or write a note record"
	case trimmed != s && strings.HasPrefix(trimmed, "-"):
		f.errorf(CodeForm, 1, "the record is indented").Hint = `a record line begins with "- " at the left edge`
	case strings.HasPrefix(s, "-"):
		f.errorf(CodeForm, 2, "no blank after the hyphen").Hint = `a record line begins with "- "`
	default:
		f.errorf(CodeForm, 1, "this line is no record").Hint = `a record line begins with "- "; put the line back as it was`
	}
}

// secondHeader is a key below the records: the first of a header is reported, up to its "records:".
func (f *file) secondHeader(key string) {
	const hint = "a merge put two files together: sojt doctor --fix makes one header of them, all record lines below it"
	switch {
	case f.foreign:
	case key+":" == recordsKey:
		f.errorf(CodeForm, 1, "a second %q", recordsKey).Hint = hint
	case key == "learner":
		f.errorf(CodeForm, 1, "a second header begins here").Hint = hint
	default:
		f.errorf(CodeForm, 1, "the key %q stands below the records", key).Hint = "move it above " + recordsKey
	}
	f.foreign = key+":" != recordsKey
}

// errorf adds a problem at a column of the line read last; column 0 speaks of the whole line.
func (f *file) errorf(code string, column int, format string, args ...any) *diag.Problem {
	return f.problems.Errorf(code, diag.Pos{File: f.path, Line: f.scan.number, Column: column}, format, args...)
}
