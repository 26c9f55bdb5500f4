// Package strictyaml reads a YAML file as a tree in which each value has its place, and decodes
// that tree by a walk over its keys. It refuses what makes YAML surprising: anchors, aliases, merge
// keys, tags, repeated keys, second documents, and values of another type than they look.
//
// What is wrong with a file comes back as problems, all of them, never as an error. It knows no
// definition: a walk (Keys) says which keys there are. Only importer of yaml.v3.
//
//	node, problems := strictyaml.Parse("goals.yaml", data)
//	strictyaml.Walk(node, "goal", &problems, func(k *strictyaml.Keys) {
//		k.ID("id", &goal.ID, "how records name it").Need("food-safety")
//		k.Line("title", &goal.Title, "what is to be reached")
//	})
package strictyaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"sojt/competency/diag"
)

// The limits of a file. The tree is built before anything can be counted, so separators are
// counted in the bytes first, as an upper bound of what the tree will hold.
const (
	MaxBytes   = 4 << 20
	separators = 300_000
	nodes      = 100_000
	depth      = 32
)

// Parse reads the bytes of a file into a tree; name is how problems call the file. The tree is nil
// where nothing could be read; otherwise it can be walked whatever the problems are, and its root
// is a Mapping.
func Parse(name string, data []byte) (*Node, diag.List) {
	f := &file{name: name}
	data = f.bytes(data)
	if f.problems.Errors() > 0 {
		return nil, f.problems
	}
	root := f.tree(data)
	return root, f.problems
}

// file is one file being read.
type file struct {
	name     string
	problems diag.List
	nodes    int
}

func (f *file) at(line, column int) diag.Pos {
	return diag.Pos{File: f.name, Line: line, Column: column}
}

// bytes checks what can be said without YAML, and gives the text without byte order mark.
func (f *file) bytes(data []byte) []byte {
	if len(data) > MaxBytes {
		f.problems.Errorf(CodeSize, f.at(0, 0), "the file has %d bytes, at most %d can be read", len(data), MaxBytes).
			Hint = "split it into several files"
		return data
	}
	if !f.utf8(data) {
		return data
	}
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		data = data[3:]
		f.problems.Warnf(CodeBOM, f.at(1, 1), "the file begins with a byte order mark").
			Hint = "save it as UTF-8 without BOM"
	}
	if i := bytes.Index(data, []byte("\r\n")); i >= 0 {
		line, column := place(data, i)
		f.problems.Warnf(CodeCRLF, f.at(line, column), "the lines end as on Windows (CRLF)").
			Hint = `save the file with line ends LF; .gitattributes keeps it so: *.yaml text eol=lf`
	}
	f.controls(data)
	f.secret(data)
	f.conflict(data)
	n := bytes.Count(data, []byte(",")) + bytes.Count(data, []byte(":")) + bytes.Count(data, []byte("\n"))
	if n > separators {
		f.problems.Errorf(CodeSize, f.at(0, 0), "the file has %d lines, colons and commas, at most %d can be read", n, separators).
			Hint = "split it into several files"
	}
	return data
}

func (f *file) utf8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	i := 0
	for {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		i += size
	}
	line, column := place(data, i)
	f.problems.Errorf(CodeEncoding, f.at(line, column), "byte 0x%02x is no UTF-8 text", data[i]).
		Hint = "save the file in the encoding UTF-8"
	return false
}

// maxRepeats bounds how often one file is told the same: a binary file would go on for ever.
const maxRepeats = 10

// controls refuses characters that nobody sees in an editor. Among them are the line ends that
// YAML counts and editors do not, so that from here on a line is what ends in LF.
func (f *file) controls(data []byte) {
	found := 0
	for i, r := range string(data) {
		if !hidden(r) || r == '\r' && i+1 < len(data) && data[i+1] == '\n' {
			continue
		}
		line, column := place(data, i)
		hint := "remove it"
		if r == '\r' {
			hint = "save the file with line ends LF"
		}
		f.problems.Errorf(CodeControl, f.at(line, column), "the character U+%04X is not allowed here", r).Hint = hint
		if found++; found == maxRepeats {
			return
		}
	}
}

// secrets are what private keys in a file can be known by: the words of PEM and PuTTY, and the
// first letters of an OpenSSH key in base64.
var secrets = []string{"PRIVATE KEY-----", "b3BlbnNzaC1rZXktdjE", "PuTTY-User-Key-File"}

// IsSecret reports whether text holds what looks like a private key.
func IsSecret(s string) bool {
	return slices.ContainsFunc(secrets, func(secret string) bool { return strings.Contains(s, secret) })
}

// secret reports a private key wherever it stands. No message repeats it.
func (f *file) secret(data []byte) {
	for _, secret := range secrets {
		i := bytes.Index(data, []byte(secret))
		if i < 0 {
			continue
		}
		line, _ := place(data, i)
		f.problems.Errorf(CodeSecret, f.at(line, 1), "this is a private key; it must never stand in a file that others read").
			Hint = "remove it, make a new key with ssh-keygen -t ed25519, and use the line of its .pub file"
		return
	}
}

// conflict reports the lines with which a merge marks what it could not decide.
func (f *file) conflict(data []byte) {
	n, found := 0, 0
	for line := range bytes.Lines(data) {
		n++
		if bytes.HasPrefix(line, []byte("<<<<<<< ")) || bytes.HasPrefix(line, []byte(">>>>>>> ")) {
			f.problems.Errorf(CodeConflict, f.at(n, 1), "a merge left its mark here").
				Hint = "decide which lines are right, and remove those that begin with <<<<<<<, ======= and >>>>>>>"
			if found++; found == maxRepeats {
				return
			}
		}
	}
}

func hidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < ' ', r >= 0x7f && r <= 0x9f, r == 0x2028, r == 0x2029, r == 0xfffe, r == 0xffff, r == 0xfeff:
		return true
	}
	return false
}

// place turns a byte offset into a line and a column in code points, both from 1.
func place(data []byte, offset int) (line, column int) {
	line = 1 + bytes.Count(data[:offset], []byte("\n"))
	start := 1 + bytes.LastIndexByte(data[:offset], '\n')
	return line, 1 + utf8.RuneCount(data[start:offset])
}

// tree parses the text and turns the library's nodes into ours, reporting what is refused.
func (f *file) tree(data []byte) *Node {
	documents, err := compose(data)
	if err != nil {
		f.syntax(data, err)
		return nil
	}
	if len(documents) == 0 || blank(documents[0]) {
		f.problems.Errorf(CodeEmpty, f.at(0, 0), "the file is empty").
			Hint = "write its keys, or delete it"
		return nil
	}
	if len(documents) > 1 {
		line := documentLine(data, documents[1].Content[0].Line)
		f.problems.Errorf(CodeDocuments, f.at(line, 1), "a second document begins here; a file holds one").
			Hint = `remove the line "---" or move what follows into a file of its own`
	}
	root := f.node(documents[0].Content[0], 1)
	if root.Kind != Mapping {
		if root.Kind != Broken {
			f.problems.Errorf(CodeType, root.Pos, "the file is %s, expected keys and values", root.said()).
				Hint = "each line at the left edge is a key, a colon and a value, such as title: Line cook"
		}
		return nil
	}
	return root
}

func blank(document *yaml.Node) bool {
	n := document.Content[0]
	return n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Value == ""
}

// documentLine finds the "---" that opens the document whose content begins on a line.
func documentLine(data []byte, content int) int {
	lines := strings.Split(string(data), "\n")
	for i := min(content, len(lines)); i > 0; i-- {
		if strings.HasPrefix(lines[i-1], "---") {
			return i
		}
	}
	return content
}

// compose runs the library over all documents of a text. It promises to come back: what the
// library panics with is an error like others.
func compose(data []byte) (documents []*yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	for {
		document := new(yaml.Node)
		switch err := decoder.Decode(document); {
		case errors.Is(err, io.EOF):
			return documents, nil
		case err != nil:
			return nil, err
		case len(document.Content) > 0:
			documents = append(documents, document)
		}
	}
}
