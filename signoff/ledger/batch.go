package ledger

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// Batch is what one command writes: all of it or nothing, in one commit. Its paths are slash-separated
// and relative to the program, each at most once.
type Batch struct {
	Appends     []Append // records
	Texts       []Text   // whole files: definitions, .gitattributes
	Definitions []string // files that the records fingerprint; they must be in HEAD as they are on disk
	Subject     string   // of the commit
	Records     []string // ids, for the commit's trailers
	// Recheck judges the batch again, by what is on disk now. Write calls it under the lock when a
	// file changed since it was Seen; its error stops the batch before anything is written, and
	// comes back as it is. It must not take the lock. Nil refuses every such change.
	Recheck func() error
}

// Append is records for one learner's file.
type Append struct {
	Path   string
	Seen   Seen
	Header string   // for a file that is not there yet: its text up to and with "records:\n"
	Lines  []string // canonical record lines, without "- " and without newline
}

// Text is a file to be created or to be replaced as a whole.
type Text struct {
	Path string
	Seen Seen
	Data string
}

// Seen is what a file held when it was read, so that a later change is noticed. The zero Seen is a
// file that was not there.
type Seen struct {
	there bool
	size  int
	sum   [sha256.Size]byte
}

// See notes the bytes of a file as they were read.
func See(data []byte) Seen {
	return Seen{there: true, size: len(data), sum: sha256.Sum256(data)}
}

// Receipt says what was written.
type Receipt struct {
	Files     []Written // sorted by path
	Commit    string    // abbreviated id; "" when not committed
	Revision  string    // full id; "" when not committed
	Committed bool      // false: recorded on disk, not committed
}

// Written is one file of a receipt. Lines are the line numbers of its records, beside Append.Lines;
// none for a Text.
type Written struct {
	Path  string
	Lines []int
}

// Message is the text of the batch's commit: the subject and a trailer for each record.
func (b *Batch) Message() string {
	var text strings.Builder
	text.WriteString(strings.TrimSpace(b.Subject) + "\n")
	for i, id := range b.Records {
		if i == 0 {
			text.WriteString("\n")
		}
		text.WriteString("Sojt-Record: " + id + "\n")
	}
	return text.String()
}

// paths lists the files of the batch, sorted.
func (b *Batch) paths() []string {
	var paths []string
	for _, a := range b.Appends {
		paths = append(paths, a.Path)
	}
	for _, t := range b.Texts {
		paths = append(paths, t.Path)
	}
	slices.Sort(paths)
	return paths
}

// check panics on a batch that no command should make: an empty one, a path twice, a line that is
// more than a line.
func (b *Batch) check() {
	paths := b.paths()
	if len(paths) == 0 || strings.TrimSpace(b.Subject) == "" || strings.ContainsAny(b.Subject, "\n\r") {
		panic("ledger: a batch needs something to write and a subject of one line")
	}
	if len(slices.Compact(slices.Clone(paths))) < len(paths) {
		panic(fmt.Sprintf("ledger: a path stands twice in %q", paths))
	}
	for _, a := range b.Appends {
		if a.Header != "" && !strings.HasSuffix(a.Header, "records:\n") {
			panic(fmt.Sprintf("ledger: %s: a header ends in records:", a.Path))
		}
		for _, line := range a.Lines {
			if !strings.HasPrefix(line, "{") || !strings.HasSuffix(line, "}") || strings.Contains(line, "\n") {
				panic(fmt.Sprintf("ledger: %s: not a record line: %q", a.Path, line))
			}
		}
	}
}

// bytes is what an append adds to a file that is there (held), or makes of one that is not.
func (a *Append) bytes(held bool) []byte {
	var text strings.Builder
	if !held {
		text.WriteString(a.Header)
	}
	for _, line := range a.Lines {
		text.WriteString("- " + line + "\n")
	}
	return []byte(text.String())
}
