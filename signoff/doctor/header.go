package doctor

import (
	"fmt"
	"slices"
	"strings"
)

// header is what a union merge makes of two headers: a second one among the records, a second list,
// or one key twice (L7). One header is made of them where they agree.
func (c *chart) header() {
	all := lines(c.text)
	blocks := [][]string{nil}
	var records []string
	second, lists := 0, 0
	for i, line := range all {
		last := &blocks[len(blocks)-1]
		switch {
		case isRecord(line):
			records = append(records, line)
		case line == recordsKey:
			if lists++; lists > 1 && second == 0 {
				second = i + 1
			}
			blocks = append(blocks, nil)
		case lists > 0 && isHeaderKey(line):
			if second == 0 {
				second = i + 1
			}
			*last = append(*last, line)
		default:
			*last = append(*last, line)
		}
	}
	if twice := doubled(blocks[0]); second == 0 {
		second = twice
	}
	if second == 0 || lists == 0 {
		return
	}
	const message = "a second header, or a part of one, begins here: a merge put two together"
	if i, line := stray(c.text); line != "" {
		c.refuse(CodeHeader, second, "take the line out or put it right, then run sojt doctor --fix again",
			"%s, and line %d is neither header nor record", message, i)
		return
	}
	var parsed [][]field
	for _, b := range blocks {
		parsed = append(parsed, fields(join(b)))
	}
	head, clash := mergeHeaders(nil, parsed...)
	if clash != "" {
		c.refuse(CodeHeader, second, "write the value that is right into the header and remove the other, then run sojt doctor --fix again",
			"%s, and %s", message, clash)
		return
	}
	c.text, c.rebuilt = join(slices.Concat(head, []string{recordsKey}, records)), true
	c.mend(CodeHeader, second, "makes one header of them, all record lines below it", "made one header of them, all record lines below it", "%s", message)
}

// field is a key of a header with its lines, or lines without a key: comments.
type field struct {
	key   string
	lines []string
}

// fields takes the lines of a header apart, without its "records:".
func fields(text string) []field {
	var all []field
	for _, line := range lines(text) {
		key, _, isKey := strings.Cut(line, ":")
		switch {
		case line == recordsKey || strings.TrimSpace(line) == "":
		case isKey && !strings.ContainsAny(key, " \t#-"):
			all = append(all, field{key, []string{line}})
		case strings.HasPrefix(line, " ") && len(all) > 0:
			last := &all[len(all)-1]
			last.lines = append(last.lines, line)
		default:
			all = append(all, field{"", []string{line}})
		}
	}
	return all
}

// mergeHeaders makes one header of several. A value that only one side changed since base is that
// side's. Clash says which values differ; then there is no header.
func mergeHeaders(base []field, sides ...[]field) (merged []string, clash string) {
	was := map[string]string{}
	for _, f := range base {
		was[f.key] = f.text()
	}
	done := map[string]bool{}
	for _, f := range slices.Concat(sides...) {
		if f.key == "" {
			if !slices.Contains(merged, f.lines[0]) {
				merged = append(merged, f.lines...)
			}
			continue
		}
		if done[f.key] {
			continue
		}
		done[f.key] = true
		values := valuesOf(f.key, sides)
		if old, ok := was[f.key]; ok && len(values) == 2 {
			values = slices.DeleteFunc(values, func(v string) bool { return v == old })
		}
		if len(values) > 1 {
			return nil, fmt.Sprintf("the values of %s differ: %q and %q", f.key, valueOf(values[0]), valueOf(values[1]))
		}
		merged = append(merged, strings.Split(values[0], "\n")...)
	}
	return merged, ""
}

// valuesOf gives the different texts that a key has in the sides.
func valuesOf(key string, sides [][]field) []string {
	var values []string
	for _, f := range slices.Concat(sides...) {
		if f.key == key && !slices.Contains(values, f.text()) {
			values = append(values, f.text())
		}
	}
	return values
}

func (f field) text() string { return strings.Join(f.lines, "\n") }

func valueOf(text string) string {
	_, value, _ := strings.Cut(text, ":")
	return strings.TrimSpace(value)
}

// doubled gives the line of a key that stands twice in a header, 0 if none does.
func doubled(header []string) int {
	seen := map[string]bool{}
	for i, line := range header {
		if key, _, ok := strings.Cut(line, ":"); ok && isHeaderKey(line) {
			if seen[key] {
				return i + 1
			}
			seen[key] = true
		}
	}
	return 0
}

// isHeaderKey reports whether a line is a key of a learner's header (SPEC 2.4).
func isHeaderKey(line string) bool {
	key, _, ok := strings.Cut(line, ":")
	return ok && slices.Contains([]string{"learner", "name", "email", "department", "supervisor"}, key)
}

// stray finds a line below the first "records:" that is neither a record nor of a header: nobody
// knows where it belongs.
func stray(all string) (number int, line string) {
	below := false
	for i, line := range lines(all) {
		switch {
		case line == recordsKey:
			below = true
		case !below, isRecord(line), isHeaderKey(line), strings.HasPrefix(line, "#"), strings.TrimSpace(line) == "":
		default:
			return i + 1, line
		}
	}
	return 0, ""
}
