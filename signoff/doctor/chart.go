package doctor

import (
	"fmt"
	"strings"

	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// chart is one learner's file: what is on disk, what git has of it, and what it should be.
type chart struct {
	id, path  string
	program   string // the program's id, "" where it is not known
	work      []byte // as it is on disk; nil where it is not there
	head      git.Blob
	staged    git.Blob
	stages    [3]git.Blob                         // of an unmerged path: base, ours, theirs
	earlier   []string                            // canonical lines that commits before HEAD had, the oldest first
	lastBlob  string                              // of a file that neither disk nor HEAD has: the last that a commit had
	last      []byte                              // its bytes
	operation string                              // what git is in the middle of: "merge"
	moved     bool                                // the learner's file was moved: HEAD has it at another path, or the disk has
	behind    bool                                // the index lacks a line that HEAD has
	ahead     bool                                // the index holds a line that neither HEAD nor the disk has
	first     func(lines []string) (string, bool) // the line that was committed before the others
	judge     func(*chart) diag.List              // what verify finds in the text

	standing  []string // canonical lines that commits had and that are to stand, the one lost first first
	undecided string   // an id with two contents, of which none was first

	parsed map[string]*signoff.Record // by line; what own found

	text    string // what the file should be, as far as it was worked out
	union   bool   // the text is the union of the sides of a merge: its header is meant
	rebuilt bool   // the header was made anew out of several, or is HEAD's
	refused bool   // what it should be is for a person to say; it is left as it is
	new     []string
	unfit   bool // the new records may not be committed
	found   []found
}

// found is an ailment of a file, and whether --fix mends it.
type found struct {
	diag.Problem
	mends bool
	done  string // what was done, in the past
}

// examine works out what the file should be.
func (c *chart) examine() {
	c.text = string(c.work)
	c.settle()
	for _, a := range Ailments() {
		if a.file != nil && !c.refused {
			a.file(c)
		}
	}
}

// mend notes an ailment that is mended by making the text what it should be. Would and did say the
// same of before and after.
func (c *chart) mend(code string, line int, would, did, format string, args ...any) {
	c.found = append(c.found, found{problem(code, c.path, line, doctorFix+would, format, args...), true, did})
}

// refuse notes an ailment that a person has to settle: the file stays as it is.
func (c *chart) refuse(code string, line int, hint, format string, args ...any) {
	c.refused = true
	c.found = append(c.found, found{Problem: problem(code, c.path, line, hint, format, args...)})
}

func problem(code, file string, line int, hint, format string, args ...any) diag.Problem {
	pos := diag.Pos{File: file, Line: line}
	if line > 0 {
		pos.Column = 1
	}
	return diag.Problem{Severity: diag.Error, Code: code, Pos: pos, Message: fmt.Sprintf(format, args...), Hint: hint}
}

// changed reports whether the file is not what it should be.
func (c *chart) changed() bool {
	return !c.refused && (c.text != string(c.work) || c.work == nil && c.text != "" || c.empty())
}

// empty reports whether the file is there without a byte, and no commit has anything of it.
func (c *chart) empty() bool {
	return c.work != nil && len(c.work) == 0 && !c.head.Found && len(c.standing) == 0
}

// differs reports whether HEAD does not have what the file should be.
func (c *chart) differs() bool { return !c.head.Found || c.text != string(c.head.Data) }

// leavesOut reports whether something that is on disk, or was staged in a conflict, is not in the
// text: then it is saved. Line ends, markers and blank lines are nothing.
func (c *chart) leavesOut(data []byte) bool {
	var want []string
	for line := range strings.Lines(string(data)) {
		line = trimEnd(strings.TrimLeft(line, "\ufeff"))
		if strings.TrimSpace(line) != "" && !ledger.IsMarker(line) {
			want = append(want, line)
		}
	}
	return len(ledger.Lacking(want, lines(c.text))) > 0
}

// own parses a line of the file as a canonical record of this learner and program; nil if it is none.
func (c *chart) own(line string) *signoff.Record {
	if r, ok := c.parsed[line]; ok {
		return r
	}
	if c.parsed == nil {
		c.parsed = map[string]*signoff.Record{}
	}
	object, ok := strings.CutPrefix(line, "- ")
	r, err := signoff.Parse(object)
	if !ok || err != nil || r.Learner != c.id || c.program != "" && r.Program != c.program {
		r = nil
	}
	c.parsed[line] = r
	return r
}

// lines gives the lines of a text without their ends.
func lines(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		all = append(all, trimEnd(line))
	}
	return all
}

func trimEnd(line string) string { return strings.TrimRight(line, "\r\n") }

func isRecord(line string) bool { return strings.HasPrefix(line, "- ") }

// join is the reverse of lines.
func join(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return strings.Join(all, "\n") + "\n"
}

// recordLines gives those of a text's lines that are records.
func recordLines(text string) []string {
	var all []string
	for _, line := range lines(text) {
		if isRecord(line) {
			all = append(all, line)
		}
	}
	return all
}

// headerOf gives a text up to and with its "records:".
func headerOf(text string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.TrimLeft(text, "\ufeff")) {
		if isRecord(line) {
			break
		}
		b.WriteString(trimEnd(line) + "\n")
		if trimEnd(line) == recordsKey {
			break
		}
	}
	return b.String()
}

const recordsKey = "records:"

// doctorFix begins the hint of what --fix mends.
const doctorFix = "sojt doctor --fix "

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
