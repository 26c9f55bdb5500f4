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

func keyOf(object string) key {
	var most [1 << 10]byte // as long as most lines are
	return sha256.Sum256(append(most[:0], object...))
}

// learn gathers the records of one learner that stand in the learner's files of the program, once. It is
// done when the learner is first met: the file is then at hand for what it was before, and whoever is not
// met is not read.
func (w *walk) learn(learner string) error {
	if w.learnt == nil || w.learnt[learner] {
		return nil
	}
	w.learnt[learner] = true
	for _, f := range w.standing[learner] {
		if !strings.HasPrefix(f.Path, home(w.q.Prefix)) {
			continue
		}
		text, err := w.text(f.Version)
		if err != nil {
			return fmt.Errorf("%q: %w", f.Path, err)
		}
		records(text, needle(w.q.Program, learner), w.lines.Add)
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
