package strictyaml

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"sojt/competency/diag"
)

// Source is the text of a file together with what it says, to be changed in one place at a time:
// comments, blank lines, quotes and the order of what is there stay byte for byte. A change never
// touches the Source; it gives the new text, which may be read again.
type Source struct {
	Root *Node // a Mapping; of a file without values one without pairs
	name string
	data []byte
}

// Read is Parse for a file that is to be changed. A file that holds nothing, or comments alone, is an
// empty mapping and no problem. The Source is nil where nothing could be read.
func Read(name string, data []byte) (*Source, diag.List) {
	root, problems := Parse(name, data)
	if root == nil && len(problems) > 0 && problems.Errors() == 1 &&
		slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Code == CodeEmpty }) {
		problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Code == CodeEmpty })
		root = &Node{Kind: Mapping, Pos: diag.Pos{File: name}}
	}
	if root == nil {
		return nil, problems
	}
	return &Source{Root: root, name: name, data: data}, problems
}

// Append gives the text with one item more at the end of the list that m, a mapping of this Source,
// has under key; the list is made where there is none. Only Kind, Value, Items and Pairs of the
// item are looked at. It is written as the items beside it are. The problem says where the file has
// to be edited by hand, because of the way it is written there.
func (s *Source) Append(m *Node, key string, item *Node) ([]byte, *diag.Problem) {
	list := m.Get(key)
	changed := &Node{Kind: List, Items: []*Node{item}}
	var ways []way
	switch {
	case list == nil:
		ways = s.addPair(m, key, changed)
	case list.Kind == Null:
		ways = s.fillNull(m, key, changed)
	case list.Kind != List:
	default:
		changed.Items = append(slices.Clone(list.Items), item)
		ways = s.addItem(m, key, list, item)
	}
	return s.first(ways, m, key, changed, item)
}

// Set gives the text with one value more, or another one, under key of m, a mapping of this Source.
// Only a scalar on one line is replaced. The problem is as Append's.
func (s *Source) Set(m *Node, key string, value *Node) ([]byte, *diag.Problem) {
	old := m.Get(key)
	var ways []way
	switch {
	case old == nil:
		ways = s.addPair(m, key, value)
	case old.Kind == Null:
	case old.Kind != List && old.Kind != Mapping:
		ways = s.replace(m, old, value)
	}
	return s.first(ways, m, key, value, &Node{Kind: Mapping, Pairs: []Pair{{Name: key, Value: value}}})
}

// way is one way to make a change, of several that may do: pieces of the text that are put in the
// place of others, in order.
type way []piece

type piece struct {
	from, to int // offsets; equal where nothing is taken away
	text     string
}

func (w way) apply(data []byte) []byte {
	var out bytes.Buffer
	done := 0
	for _, p := range w {
		if p.from < done || p.to < p.from || p.to > len(data) {
			return nil
		}
		out.Write(data[done:p.from])
		out.WriteString(p.text)
		done = p.to
	}
	out.Write(data[done:])
	return out.Bytes()
}

// first tries the ways until a text says what it should: all that was there, and the change.
func (s *Source) first(ways []way, m *Node, key string, value, added *Node) ([]byte, *diag.Problem) {
	want := s.Root.with(m, key, value)
	for _, w := range ways {
		text := w.apply(s.data)
		if text == nil {
			continue
		}
		if root, problems := Parse(s.name, text); problems.Errors() == 0 && root.says(want) {
			return text, nil
		}
	}
	pos := m.At(key)
	if pos.Line == 0 {
		pos = diag.Pos{File: s.name, Line: 1}
	}
	return nil, &diag.Problem{
		Severity: diag.Error, Code: CodeEdit, Pos: pos,
		Message: "this is written in a way that is not edited by a command",
		Hint:    "edit " + key + " by hand: " + inFlow(added),
	}
}

// with is the tree as it should be: in place of m one that has value under key.
func (n *Node) with(m *Node, key string, value *Node) *Node {
	if n == nil {
		return nil
	}
	c := *n
	c.Items, c.Pairs = slices.Clone(n.Items), slices.Clone(n.Pairs)
	for i := range c.Items {
		c.Items[i] = c.Items[i].with(m, key, value)
	}
	for i := range c.Pairs {
		c.Pairs[i].Value = c.Pairs[i].Value.with(m, key, value)
	}
	if n != m {
		return &c
	}
	if p := c.pair(key); p != nil {
		p.Value = value
	} else {
		c.Pairs = append(c.Pairs, Pair{Name: key, Value: value})
	}
	return &c
}

// says reports whether two trees say the same, wherever it stands.
func (n *Node) says(other *Node) bool {
	if n == nil || other == nil {
		return n == other
	}
	return n.Kind == other.Kind && n.Value == other.Value &&
		slices.EqualFunc(n.Items, other.Items, (*Node).says) &&
		slices.EqualFunc(n.Pairs, other.Pairs, func(a, b Pair) bool { return a.Name == b.Name && a.Value.says(b.Value) })
}

// offset is where a place is in the bytes of the file.
func (s *Source) offset(pos diag.Pos) int {
	at := s.line(pos.Line)
	if at == 0 && bytes.HasPrefix(s.data, []byte("\ufeff")) {
		at = 3
	}
	for range pos.Column - 1 {
		_, size := utf8.DecodeRune(s.data[at:])
		at += size
	}
	return at
}

// line is the offset at which a line begins, counted from 1; the end of the text where there are
// not so many.
func (s *Source) line(n int) int {
	at := 0
	for range n - 1 {
		i := bytes.IndexByte(s.data[at:], '\n')
		if i < 0 {
			return len(s.data)
		}
		at += i + 1
	}
	return at
}

// start is the offset at which the line begins that an offset lies in.
func (s *Source) start(at int) int { return 1 + bytes.LastIndexByte(s.data[:at], '\n') }

// end is the offset of the line end after at: of the newline, or the CR before it.
func (s *Source) end(at int) int {
	i := bytes.IndexByte(s.data[at:], '\n')
	if i < 0 {
		return len(s.data)
	}
	if i > 0 && s.data[at+i-1] == '\r' {
		i--
	}
	return at + i
}

// eol is how lines end here: as the first one does.
func (s *Source) eol() string {
	if i := bytes.IndexByte(s.data, '\n'); i > 0 && s.data[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// inside reports whether a node is written in brackets.
func (s *Source) inside(n *Node) bool {
	if n.Pos.Line == 0 {
		return false
	}
	at := s.offset(n.Pos)
	return at < len(s.data) && strings.IndexByte("[{", s.data[at]) >= 0
}
