package git

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// edges reads what `log -m --raw -z --format=raw` writes. Tokens end in NUL: a commit, as
//
//	commit <id> (from <parent>)
//	tree <id>
//	parent <id>
//	author Ana Ruiz <ana@example.com> 1795323404 +0000
//	committer Ana Ruiz <ana@example.com> 1795323404 +0000
//
//	    what the message says
//
//	:100644 100644 <id> <id> M
//
// then the path of that change, and for each further one ":…" and its path; an empty token ends the
// commit. The text of a commit always ends in a line end, so nothing in it can pass for a change;
// a path is the token after a change, whatever it says.
type edges struct {
	in    *bufio.Reader
	wants func(path []byte) bool
	edge  Edge
	some  bool              // there is an edge
	line  []byte            // the change whose path is read
	long  []byte            // a token that does not fit the buffer
	paths map[string]string // those that were met, each once
}

// Limits of what is read. No commit of git's has headers that long, and no file system such paths.
const (
	maxHeaders = 1 << 20
	maxPath    = 64 << 10
	maxChanges = 1 << 20 // of one edge
	tailLength = 256     // a change is shorter
)

func newEdges(in io.Reader, wants func(path []byte) bool) *edges {
	return &edges{in: bufio.NewReaderSize(in, 64<<10), wants: wants, paths: map[string]string{}}
}

// each gives the edges, with what they changed that is wanted.
func (s *edges) each(yield func(Edge) bool) error {
	for {
		head, tail, err := s.token(maxHeaders)
		if err != nil && err != io.EOF {
			return err
		}
		if err == io.EOF || bytes.HasPrefix(head, []byte("commit ")) {
			if s.some && !yield(s.edge) {
				return errStopped
			}
			s.some = false
		}
		if err == io.EOF {
			return nil
		}
		if err := s.take(head, tail); err != nil {
			return err
		}
	}
}

// take reads one token, and the path that belongs to it.
func (s *edges) take(head, tail []byte) (err error) {
	switch {
	case len(head) == 0:
		return nil
	case bytes.HasPrefix(head, []byte("commit ")):
		s.edge, err = parseCommit(head)
		s.some = true
		if i := bytes.LastIndexByte(tail, '\n'); err != nil || i < 0 || i == len(tail)-1 {
			return err // no change belongs to it
		} else {
			tail = tail[i+1:]
		}
	case !s.some:
		return fmt.Errorf("expected a commit, got %.80q", head)
	}
	s.line = append(s.line[:0], tail...)
	path, _, err := s.token(maxPath)
	if err != nil {
		return noEOF(err)
	}
	if len(path) == maxPath {
		return fmt.Errorf("%w: commit %s has a path beyond what is read", ErrTooLarge, s.edge.Commit)
	}
	change, err := parseChange(string(s.line))
	if err != nil || !s.wants(path) {
		return err
	}
	if len(s.edge.Changes) == maxChanges {
		return fmt.Errorf("%w: commit %s has a number of changes beyond what is read", ErrTooLarge, s.edge.Commit)
	}
	change.Path = s.known(path)
	s.edge.Changes = append(s.edge.Changes, change)
	return nil
}

// known gives a path as a string, the same one each time.
func (s *edges) known(path []byte) string {
	if known, ok := s.paths[string(path)]; ok {
		return known
	}
	known := string(path)
	s.paths[known] = known
	return known
}

// token reads up to the next NUL: at most the first limit bytes, and the last few. Both are good until
// the next one is read.
func (s *edges) token(limit int) (head, tail []byte, err error) {
	chunk, err := s.in.ReadSlice(0)
	if err == nil {
		head = chunk[:len(chunk)-1]
		return head[:min(len(head), limit)], head[max(0, len(head)-tailLength):], nil
	}
	head, tail = s.long[:0], nil
	for {
		if err == io.EOF && len(chunk) == 0 && len(head) == 0 {
			return nil, nil, io.EOF
		}
		whole := err == nil
		if whole {
			chunk = chunk[:len(chunk)-1]
		}
		head = append(head, chunk[:min(len(chunk), limit-len(head))]...)
		tail = append(tail, chunk...)
		tail = tail[max(0, len(tail)-tailLength):]
		s.long = head
		switch {
		case whole:
			return head, tail, nil
		case err == io.EOF && bytes.HasPrefix(head, []byte("commit ")) && tail[len(tail)-1] == '\n':
			return head, tail, nil // git ends its output so after a commit without changes
		case err != bufio.ErrBufferFull:
			return nil, nil, noEOF(err)
		}
		chunk, err = s.in.ReadSlice(0)
	}
}

// parseCommit reads a commit's headers; its message is not kept. As git has it, the parents are those
// that follow the tree: a header of that name further down is none.
func parseCommit(data []byte) (Edge, error) {
	data, _, _ = bytes.Cut(data, []byte("\n\n"))
	next := func() (text []byte) {
		text, data, _ = bytes.Cut(data, []byte("\n"))
		return text
	}
	first := next()
	id, from, merge := bytes.Cut(bytes.TrimPrefix(first, []byte("commit ")), []byte(" (from "))
	e := Edge{Commit: string(id)}
	if !isObject(e.Commit) || !bytes.HasPrefix(next(), []byte("tree ")) {
		return e, fmt.Errorf("expected a commit, got %.80q", first)
	}
	text := next()
	for ; bytes.HasPrefix(text, []byte("parent ")); text = next() {
		e.Parents = append(e.Parents, string(text[len("parent "):]))
	}
	for ; len(text) > 0 || len(data) > 0; text = next() {
		key, value, _ := bytes.Cut(text, []byte(" "))
		if string(key) == "author" && e.Author == "" {
			e.Author, _ = person(string(value))
		}
		if string(key) == "committer" {
			_, e.Committed = person(string(value))
			break
		}
	}
	if !merge {
		return e, nil
	}
	if e.Nth = slices.Index(e.Parents, string(bytes.TrimSuffix(from, []byte(")")))); e.Nth < 0 {
		return e, fmt.Errorf("commit %s: expected %.80q among its parents", id, from)
	}
	return e, nil
}

// person reads "Ana Ruiz <ana@example.com> 1795323404 +0000" from its end: names may be anything.
func person(text string) (email string, at time.Time) {
	i := strings.LastIndexByte(text, '>')
	if i < 0 {
		return "", at
	}
	if fields := strings.Fields(text[i+1:]); len(fields) > 0 {
		if seconds, err := strconv.ParseInt(fields[0], 10, 64); err == nil && seconds > 0 && seconds < maxSeconds {
			at = time.Unix(seconds, 0).UTC()
		}
	}
	return text[strings.LastIndexByte(text[:i], '<')+1 : i], at
}

// maxSeconds is the first second of the year 10000, which no record can name.
const maxSeconds = 253402300800

// parseChange reads ":100644 100644 <id> <id> M".
func parseChange(text string) (Change, error) {
	rest, ok := strings.CutPrefix(text, ":")
	var fields [4]string
	for i := range fields {
		fields[i], rest, _ = strings.Cut(rest, " ")
	}
	if !ok || rest == "" || strings.Contains(rest, " ") {
		return Change{}, fmt.Errorf("expected a change, got %.80q", text)
	}
	before, err := parseVersion(fields[0], fields[2])
	if err != nil {
		return Change{}, err
	}
	after, err := parseVersion(fields[1], fields[3])
	return Change{Old: before, New: after}, err
}

func parseVersion(octal, id string) (Version, error) {
	mode, err := strconv.ParseUint(octal, 8, 32)
	if err != nil || !isObject(id) {
		return Version{}, fmt.Errorf("expected a mode and an object, got %.20q and %.80q", octal, id)
	}
	if mode == 0 {
		return Version{}, nil
	}
	return Version{Mode: uint32(mode), ID: id}, nil
}

// isObject reports whether a text is an object's full id.
func isObject(id string) bool {
	if len(id) != 40 && len(id) != 64 {
		return false
	}
	for i := range len(id) {
		if c := id[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
