package strictyaml

import (
	"strconv"
	"unicode/utf8"

	"sojt/competency/diag"
)

// Kind is what a Node is.
type Kind uint8

// The kinds of a Node. A Broken one has been reported already: nothing more is said about it.
const (
	Broken Kind = iota
	Null        // a key without a value
	Text
	Whole  // a whole number in plain decimal, such as 0, 12 or -3
	Number // any other number, such as 2.5, 010 or 1e3
	Truth  // true or false, spelt so
	List
	Mapping
)

// Node is one value of a file with its place. The methods of a nil Node answer as an absent value
// would, so that a path can be followed without asking at each step.
type Node struct {
	Kind  Kind
	Pos   diag.Pos
	Value string  // what a scalar says, as written, quotes and escapes resolved
	Items []*Node // of a List
	Pairs []Pair  // of a Mapping, in file order; a key that stands twice is kept once
}

// Pair is a key of a mapping and its value.
type Pair struct {
	Name  string
	Pos   diag.Pos // of the key
	Value *Node
}

// Get gives the value of a key, or nil.
func (n *Node) Get(name string) *Node {
	if p := n.pair(name); p != nil {
		return p.Value
	}
	return nil
}

// Has reports whether a key is there, with or without a value.
func (n *Node) Has(name string) bool { return n.pair(name) != nil }

// Item gives element i of a list, or nil.
func (n *Node) Item(i int) *Node {
	if n == nil || i < 0 || i >= len(n.Items) {
		return nil
	}
	return n.Items[i]
}

// KeyPlace is where a key stands; the place of the mapping where it is absent.
func (n *Node) KeyPlace(name string) diag.Pos {
	if p := n.pair(name); p != nil {
		return p.Pos
	}
	return n.Place()
}

// At is where the value of a key stands; the place of the mapping where it has none.
func (n *Node) At(name string) diag.Pos {
	if v := n.Get(name); v != nil {
		return v.Pos
	}
	return n.Place()
}

// Place is where the value stands; no place for a nil Node.
func (n *Node) Place() diag.Pos {
	if n == nil {
		return diag.Pos{}
	}
	return n.Pos
}

func (n *Node) pair(name string) *Pair {
	if n == nil {
		return nil
	}
	for i := range n.Pairs {
		if n.Pairs[i].Name == name {
			return &n.Pairs[i]
		}
	}
	return nil
}

// said is the value in words for a message: text in quotes, cut where it is long.
func (n *Node) said() string {
	switch n.Kind {
	case Null:
		return "empty"
	case List:
		return "a list"
	case Mapping:
		return "a group of keys"
	case Text:
		return quote(n.Value)
	default:
		return Shorten(n.Value)
	}
}

const shown = 60 // code points of a user's value that a message repeats

// Shorten cuts a user's value for a message, and leaves out what may be a private key.
func Shorten(s string) string {
	if IsSecret(s) {
		return "…"
	}
	if utf8.RuneCountInString(s) <= shown {
		return s
	}
	return string([]rune(s)[:shown]) + "…"
}

func quote(s string) string { return strconv.Quote(Shorten(s)) }

// Text is what a scalar says; "" for anything else.
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	return n.Value
}
