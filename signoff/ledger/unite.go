package ledger

import (
	"bytes"
	"fmt"
	"strings"

	"sojt/signoff"
)

// Union is what the versions of one learner's file come to (SPEC 2.4: records are a set).
type Union struct {
	Data    []byte
	Clashes []Clash
	// Dropped are record lines of the common ancestor that one side lacks, by side: ours, theirs. They
	// are in Data all the same: a record is never lost by a merge.
	Dropped [2][]string
}

// Clash is a key of the header to which the two sides gave different values, as written; "" where a
// side has not got the key.
type Clash struct{ Key, Ours, Theirs string }

// Unite merges two versions of a learner's file and their common ancestor, nil where there is none: one
// header, merged key by key, and below it every record line of all three, each once. Line ends and
// order carry no meaning. A version that is not a header and a list of records is a StateError with
// the path: then nothing is known of its lines.
func Unite(path string, base, ours, theirs []byte) (*Union, error) {
	var parts [3]part
	for i, data := range [3][]byte{base, ours, theirs} {
		var err error
		if parts[i], err = takeApart(path, data); err != nil {
			return nil, err
		}
	}
	b, o, t := parts[0], parts[1], parts[2]
	if ours == nil { // a file that one side deleted keeps its records, and so its header
		o.header = b.header
	}
	if theirs == nil {
		t.header = b.header
	}
	u := &Union{Dropped: [2][]string{lacking(b.records, o.records), lacking(b.records, t.records)}}
	var out bytes.Buffer
	out.WriteString(uniteHeaders(b.header, o.header, t.header, &u.Clashes))
	written := map[string]bool{}
	for _, side := range [3]part{t, o, b} { // theirs first: what is new here stands at the end, as if just appended
		for _, line := range side.records {
			if !written[line] {
				written[line] = true
				out.WriteString(line + "\n")
			}
		}
	}
	u.Data = out.Bytes()
	return u, nil
}

// part is a learner's file taken apart.
type part struct {
	header  []string // its lines, "records:" left out
	records []string // record lines with their bullets
}

// takeApart takes a version of a file apart.
func takeApart(path string, data []byte) (part, error) {
	var p part
	if data == nil {
		return p, nil
	}
	data = bytes.TrimPrefix(plainEnds(data), []byte("\ufeff"))
	if torn := len(data) > 0 && data[len(data)-1] != '\n'; torn && wholeAtEnd(data) {
		data = append(bytes.Clone(data), '\n')
	}
	if err := shapeError(path, data); err != nil {
		return p, err
	}
	below := false
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case !below && isKey(line, "records"):
			below = true
		case !below:
			p.header = append(p.header, line)
		case strings.HasPrefix(line, "- "):
			p.records = append(p.records, line)
		case strings.TrimSpace(line) != "":
			return p, &StateError{State: SecondHeader, Path: path, Text: "a line below its records is no record: " + fmt.Sprintf("%.40q", line), Hint: "take the line out or put it right, then commit it"}
		}
	}
	return p, nil
}

// wholeAtEnd reports whether what stands after the last line end is a whole record.
func wholeAtEnd(data []byte) bool {
	object, ok := strings.CutPrefix(string(data[bytes.LastIndexByte(data, '\n')+1:]), "- ")
	if !ok {
		return false
	}
	_, err := signoff.Parse(object)
	return err == nil
}

// headerEntry is a key of a header with its lines, or what stands before the first key (key "").
type headerEntry struct{ key, text string }

// uniteHeaders merges header lines key by key, in our order.
func uniteHeaders(base, ours, theirs []string, clashes *[]Clash) string {
	b, o, t := byKey(base), byKey(ours), byKey(theirs)
	keys, fromBase := append([]headerEntry{}, o...), valuesOf(b)
	mine, other := valuesOf(o), valuesOf(t)
	for _, e := range t {
		if _, here := mine[e.key]; !here {
			keys = append(keys, e)
		}
	}
	var out strings.Builder
	done := map[string]bool{}
	for _, e := range keys {
		if done[e.key] {
			continue
		}
		done[e.key] = true
		was, here, there := fromBase[e.key], mine[e.key], other[e.key]
		switch {
		case here == there || there == was:
			out.WriteString(here)
		case here == was:
			out.WriteString(there)
		default:
			if e.key != "" { // comments are nobody's decision
				*clashes = append(*clashes, Clash{e.key, said(here), said(there)})
			}
			out.WriteString(here)
		}
	}
	return out.String() + recordsKey + "\n"
}

// byKey takes header lines apart: a key goes on until the next one at the left edge.
func byKey(lines []string) []headerEntry {
	var entries []headerEntry
	for _, line := range lines {
		key, _, ok := strings.Cut(line, ":")
		begins := ok && key != "" && !strings.ContainsAny(key, " \t#'\"")
		if begins || len(entries) == 0 {
			if !begins {
				key = ""
			}
			entries = append(entries, headerEntry{key: key})
		}
		entries[len(entries)-1].text += strings.TrimRight(line, " \t") + "\n"
	}
	return entries
}

func valuesOf(entries []headerEntry) map[string]string {
	values := map[string]string{}
	for _, e := range entries {
		values[e.key] += e.text
	}
	return values
}

// said is what a header entry says, without its key.
func said(text string) string {
	_, v, _ := strings.Cut(text, ":")
	return strings.TrimSpace(v)
}
