package ledger

import "strings"

// conflict reports whether a line is a marker that git left in a file it could not merge. A whole
// conflict is one problem, at its first line.
func (f *file) conflict(s string) bool {
	if !isMarker(s) {
		return false
	}
	if marks(s, "<<<<<<<") {
		f.endConflict()
	}
	f.marks = append(f.marks, f.scan.number)
	if marks(s, ">>>>>>>") {
		f.endConflict()
	}
	return true
}

func marks(s, marker string) bool {
	return s == marker || strings.HasPrefix(s, marker+" ")
}

// endConflict reports the conflict whose markers were met.
func (f *file) endConflict() {
	if len(f.marks) == 0 {
		return
	}
	first, last := f.marks[0], f.marks[len(f.marks)-1]
	f.marks = nil
	p := f.errorf(CodeConflict, 1, "a merge left conflict markers here")
	p.Pos.Line = first
	if last > first {
		p.Message = "a merge left conflict markers here, up to line " + itoa(last)
	}
	p.Hint = "sojt doctor --fix keeps all record lines of both sides and removes the marker lines"
}
