package verify

import (
	"bytes"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"sojt/competency/diag"
	"sojt/signoff/line"
)

// Checkpoint is what a run knew, for a later one to prove that nothing of it is gone (INTEGRITY 6.12).
type Checkpoint struct {
	Name    string // of its file, in messages; not part of the file
	Program string
	At      time.Time // when it was made, by the clock of who made it
	Commit  string    // of HEAD then; "" without git
	Digests []string  // of all records, sorted
}

// ErrCheckpoint is a file that is no checkpoint, or one of another program.
var ErrCheckpoint = errors.New("no checkpoint of this program")

// head is the first line of a checkpoint.
func (c *Checkpoint) head(records *line.Int) func(*line.Fields) {
	return func(f *line.Fields) {
		f.Version("checkpoint", 1)
		f.Must().ID("program", &c.Program)
		f.Must().Time("at", &c.At)
		f.Text("commit", &c.Commit)
		f.Must().Number("records", records)
	}
}

// Bytes writes the file: one canonical object, then a digest a line.
func (c *Checkpoint) Bytes() ([]byte, error) {
	n := line.N(len(c.Digests))
	head, err := line.Encode(c.head(&n))
	if err != nil {
		return nil, fmt.Errorf("checkpoint: %w", err)
	}
	var b bytes.Buffer
	b.Grow(len(head) + 1 + 44*len(c.Digests))
	b.WriteString(head + "\n")
	for _, d := range c.Digests {
		b.WriteString(d + "\n")
	}
	return b.Bytes(), nil
}

// ParseCheckpoint reads what Bytes writes for a program, and nothing else. The error wraps
// ErrCheckpoint and names file and line.
func ParseCheckpoint(name, program string, data []byte) (*Checkpoint, error) {
	c := &Checkpoint{Name: name}
	broken := func(n int, format string, args ...any) error {
		return fmt.Errorf("%s:%d: %w: %s", name, n, ErrCheckpoint, fmt.Sprintf(format, args...))
	}
	head, rest, whole := strings.Cut(string(data), "\n")
	var records line.Int
	if err := line.Decode(head, c.head(&records)); err != nil || !whole {
		return nil, broken(1, `it does not begin with a line {"checkpoint":1,"program":…}`)
	}
	if c.Commit != "" && !isCommit(c.Commit) {
		return nil, broken(1, "its commit is %q, expected the full id of one", c.Commit)
	}
	if c.Program != program {
		return nil, broken(1, "it is of program %q, this one is %q", c.Program, program)
	}
	for text := range strings.Lines(rest) {
		d, whole := strings.CutSuffix(text, "\n")
		n := len(c.Digests)
		if !whole || !line.IsDigest(d) || n > 0 && c.Digests[n-1] >= d {
			return nil, broken(n+2, "expected a digest a line, sorted and each once")
		}
		c.Digests = append(c.Digests, d)
	}
	if len(c.Digests) != records.N {
		return nil, broken(1, "it says that there are %d records, and lists %d", records.N, len(c.Digests))
	}
	return c, nil
}

// isCommit reports whether text is the full id of a commit, of either of git's object formats.
func isCommit(text string) bool {
	raw, err := hex.DecodeString(text)
	return err == nil && (len(raw) == sha1.Size || len(raw) == sha256.Size) && text == strings.ToLower(text)
}

// proves compares what is there with the checkpoint: every record known then must be there, and the
// commit must lie behind HEAD. What could not be asked is part of the answer.
func (c *Case) proves(ctx context.Context, digests []string) (diag.List, []NotChecked) {
	old := c.Checkpoint
	var problems diag.List
	for i, d := range old.Digests {
		if _, there := slices.BinarySearch(digests, d); !there {
			p := problems.Errorf(CodeGone, diag.Pos{File: old.Name, Line: i + 2, Column: 1}, "the record with the digest %s was there at %s, and is gone", d, instant(old.At))
			p.Digest, p.Hint = d, "the branch was set back, or this clone is another one: fetch what was there from whoever has it; sojt doctor --fix puts back what a commit here held"
		}
	}
	if old.Commit == "" {
		return problems, nil
	}
	open := NotChecked{Code: CodeCheckpoint, Fails: true, What: "whether the commit " + old.Commit + " of the checkpoint lies behind this one"}
	if c.Ancestor == nil {
		open.Why = "there is no git repository here"
		return problems, []NotChecked{open}
	}
	behind, err := c.Ancestor(ctx, old.Commit)
	switch {
	case err != nil:
		open.Why = err.Error()
		return problems, []NotChecked{open}
	case !behind:
		problems.Errorf(CodeGone, diag.Pos{File: old.Name, Line: 1, Column: 1}, "the commit %s of the checkpoint does not lie behind this one: the history was rewritten, or this is another branch", old.Commit).
			Hint = "compare with another clone; if the rewriting was meant, remove the checkpoint and let verify write a new one"
	}
	return problems, nil
}
