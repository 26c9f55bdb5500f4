package ledger

import (
	"bytes"
	"fmt"
	"strings"
)

// shapeError is a state in which a learner's file is not appended to, whatever HEAD holds.
func shapeError(path string, data []byte) error {
	broken := func(state State, format string, args ...any) error {
		return &StateError{State: state, Path: path, Text: fmt.Sprintf(format, args...), Hint: hintDoctor}
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return broken(HasNUL, "line %d holds NUL bytes, as a power cut leaves them", lineAt(data, i))
	}
	if len(data) == 0 || data[len(data)-1] != '\n' {
		return broken(Torn, "its last line has no end: a write was cut short")
	}
	number, list := 0, 0
	for line := range strings.Lines(string(data)) {
		number++
		switch {
		case isMarker(line):
			return broken(HasMarkers, "line %d is a conflict marker of a merge", number)
		case isKey(line, "records"):
			if list > 0 {
				return broken(SecondHeader, "line %d begins a second list of records, after line %d", number, list)
			}
			list = number
		case list > 0 && isKey(line, "learner"):
			return broken(SecondHeader, "line %d begins a second header, below the records", number)
		}
	}
	if list == 0 {
		return broken(Torn, `it has no line "records:"`)
	}
	return nil
}

// isMarker reports whether a line is one that git leaves where it could not merge.
func isMarker(line string) bool {
	line = strings.TrimRight(line, "\r\n")
	return line == "=======" || marks(line, "<<<<<<<") || marks(line, "|||||||") || marks(line, ">>>>>>>")
}

// isKey reports whether a line is a key of the header, at the left edge.
func isKey(line, key string) bool {
	rest, ok := strings.CutPrefix(line, key)
	return ok && strings.HasPrefix(strings.TrimLeft(rest, " \t"), ":")
}

func lineAt(data []byte, i int) int { return 1 + bytes.Count(data[:i], []byte("\n")) }

// records gives the record lines of a learner's file, without their newline.
func records(data []byte) []string {
	var lines []string
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "- ") {
			lines = append(lines, strings.TrimRight(line, "\r\n"))
		}
	}
	return lines
}

// RecordLines gives the lines of a learner's file that are records by their look, "- " and all.
func RecordLines(data []byte) []string { return records(data) }

// lacking gives the lines of want that have does not hold.
func lacking(want, have []string) []string {
	held := make(map[string]bool, len(have))
	for _, line := range have {
		held[line] = true
	}
	var missing []string
	for _, line := range want {
		if !held[line] {
			missing = append(missing, line)
		}
	}
	return missing
}

// recordID gives the id that a record line states, for messages; the line's beginning where it
// states none.
func recordID(line string) string {
	if id := statedID(line); id != "" {
		return id
	}
	return fmt.Sprintf("%.30q", line)
}

func statedID(line string) string {
	if _, rest, ok := strings.Cut(line, `"id":"`); ok {
		if id, _, ok := strings.Cut(rest, `"`); ok && len(id) <= 26 {
			return id
		}
	}
	return ""
}
