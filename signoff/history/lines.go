package history

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"sojt/signoff/line"
)

// Lines is a set of record lines. It keeps 32 bytes of each.
type Lines map[key]struct{}

// key stands for a line's text.
type key [sha256.Size]byte

func keyOf(object string) key { return sha256.Sum256([]byte(object)) }

// own gathers the records that stand in the learner files of the program, each in its own learner's.
func (w *walk) own() error {
	w.q.Lines = Lines{}
	for _, f := range w.q.Standing {
		learner, ok := learnerOf(f.Path)
		if !ok || !strings.HasPrefix(f.Path, home(w.q.Prefix)) {
			continue
		}
		text, err := w.text(f.Version)
		if err != nil {
			return fmt.Errorf("history: %q: %w", f.Path, err)
		}
		records(text, needle(w.q.Program, learner), w.q.Lines.Add)
	}
	return nil
}

// Add puts a record line, without "- ", into the set.
func (l Lines) Add(object string) { l[keyOf(object)] = struct{}{} }

// Has reports whether a record line is in the set.
func (l Lines) Has(object string) bool {
	_, ok := l[keyOf(object)]
	return ok
}

// needle is what each record of one program and learner says of its place, in each canonical line of
// it and in no other: within strings a quote is escaped.
func needle(program, learner string) string {
	return `,"program":"` + program + `","learner":"` + learner + `"`
}

// records gives the record lines of a learner's file, or of a part of it, that say they belong there.
// Line ends of Windows are no part of a line: git may change them.
func records(data, needle string, yield func(object string)) {
	for len(data) > 0 {
		var text string
		text, data, _ = strings.Cut(data, "\n")
		object, ok := strings.CutPrefix(strings.TrimSuffix(text, "\r"), line.Bullet)
		if ok && strings.Contains(object, needle) {
			yield(object)
		}
	}
}
