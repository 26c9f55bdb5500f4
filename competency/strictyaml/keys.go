package strictyaml

import (
	"strings"
	"sync"

	"sojt/competency/diag"
	"sojt/competency/text"
)

// Key is what a walk says of one key: enough to check a value by, to write a schema from, and to
// print a reference.
type Key struct {
	Name     string
	Kind     string // line, text, id, competency, word, number, truth, day, instant, period, mapping, ...
	Doc      string // what it is for, in a few words
	List     bool   // the value is a list of this kind
	Required bool
	Default  string   // what the walk leaves where the key is absent, as the file would spell it; "" for nothing to say
	Words    []string // of a word: what it may be
	Min, Max int      // of a number
	Shapes   [][]Key  // of a mapping: its keys; more than one shape where the value may have several
}

// Keys walks the keys of one mapping. A walk is a function that names each key once, with the place
// its value goes to; the same walk decodes (Walk) and describes itself (Describe). A key that is
// absent or has been refused leaves its value as it was, so defaults are set before the walk.
type Keys struct {
	node  *Node      // nil while describing
	noun  string     // what the mapping is, for messages
	into  *diag.List // nil while describing
	known []Key

	refused []string // keys already reported
	nested  []nested
}

// nested is a key with mappings beneath it, and the walks that read them.
type nested struct {
	name  string
	walks []func(*Keys)
}

// Walk decodes a mapping. noun says what it is ("role"); anything else than a mapping, unknown keys
// and missing ones become problems. A nil or Broken node is passed over in silence: it has been
// reported.
func Walk(n *Node, noun string, into *diag.List, walk func(*Keys)) {
	walkAs(n, noun, "this "+noun, into, walk, func() string { return sample(walk) })
}

// walkAs is Walk under the name that messages give the mapping itself, and with a sample of how it
// is written.
func walkAs(n *Node, noun, label string, into *diag.List, walk func(*Keys), sample func() string) {
	if n == nil || n.Kind == Broken {
		return
	}
	if n.Kind != Mapping {
		into.Errorf(CodeType, n.Pos, "%s is %s, expected keys and values", label, n.said()).
			Hint = "write it as " + sample()
		return
	}
	k := &Keys{node: n, noun: noun, into: into}
	walk(k)
	k.unknown()
}

// Describe lists the keys of a walk in the order in which it names them. The walk must not look at
// the values it decodes into.
func Describe(walk func(*Keys)) []Key {
	k := &Keys{}
	walk(k)
	return k.known
}

// Node is the mapping being walked; nil while describing.
func (k *Keys) Node() *Node { return k.node }

func (k *Keys) unknown() {
	names := make([]string, len(k.known))
	for i, key := range k.known {
		names[i] = key.Name
	}
	beneath := sync.OnceValue(k.beneath)
	for _, p := range k.node.Pairs {
		if contains(names, p.Name) || contains(k.refused, p.Name) {
			continue
		}
		problem := k.into.Errorf(CodeUnknown, p.Pos, "unknown key %s", quote(p.Name))
		if near := text.Nearest(p.Name, names); near != "" {
			problem.Hint = "did you mean " + near + "?"
		} else if home := beneath()[p.Name]; home != "" {
			problem.Hint = p.Name + " belongs beneath " + home + ": check the indentation"
		} else {
			problem.Hint = "check its spelling and its indentation, or remove it"
			if len(names) <= listed {
				problem.Hint += "; known here: " + strings.Join(names, ", ")
			}
		}
	}
}

// beneath gives, for the names known one level deeper, the key beneath which they are known.
func (k *Keys) beneath() map[string]string {
	homes := map[string]string{}
	for _, n := range k.nested {
		for _, walk := range n.walks {
			for _, key := range Describe(walk) {
				if homes[key.Name] == "" {
					homes[key.Name] = n.name
				}
			}
		}
	}
	return homes
}

// listed is up to how many keys a hint names them all.
const listed = 12

// Elsewhere reports keys that are known, but not beside key: others gives those that
// can stand without it.
func (k *Keys) Elsewhere(key string, others func() []Key) {
	if k.node == nil {
		return
	}
	var here []string
	for _, known := range k.known {
		if known.Name != key {
			here = append(here, known.Name)
		}
	}
	for _, p := range k.node.Pairs {
		if p.Name == key || contains(here, p.Name) {
			continue
		}
		for _, other := range others() {
			if other.Name == p.Name {
				k.into.Errorf(CodeElsewhere, p.Pos, "%s cannot be set beside %s", p.Name, key).
					Hint = "only " + text.Join(here, "and") + " can be set here"
				k.refused = append(k.refused, p.Name)
			}
		}
	}
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// key registers a key and gives its node, if it is there and not Broken.
func (k *Keys) key(key Key) (*Node, Field) {
	k.known = append(k.known, key)
	field := Field{keys: k, index: len(k.known) - 1}
	n := k.node.Get(key.Name)
	switch {
	case n == nil || n.Kind == Broken:
		return nil, field
	case n.Kind == Null:
		k.into.Errorf(CodeType, n.Pos, "%s has no value, expected %s", key.Name, expected(key)).
			Hint = "write the value after the colon, or remove the line"
		return nil, field
	}
	return n, field
}

// Field is a key just named, for what else is to be said of it.
type Field struct {
	keys  *Keys
	index int
}

// Need makes the key required; example is a value that the hint shows to somebody who left it out.
func (f Field) Need(example string) {
	key := &f.keys.known[f.index]
	key.Required = true
	if n := f.keys.node; n != nil && !n.Has(key.Name) {
		f.keys.into.Errorf(CodeMissing, n.Pos, "this %s has no %s", f.keys.noun, key.Name).
			Hint = "add it, for example " + key.Name + ": " + example
	}
}

// Mapping reads a key whose value is a mapping of its own, walked by walk.
func (k *Keys) Mapping(name, doc string, walk func(*Keys)) Field {
	n, field := k.key(Key{Name: name, Kind: "mapping", Doc: doc, Shapes: k.shapes(walk)})
	k.nest(name, walk)
	if n != nil {
		walkAs(n, name, name, k.into, walk, func() string { return sample(walk) })
	}
	return field
}

// Group reads a key whose value is a list of mappings, noun what each of them is. into gets one
// element for each element of the list, also where that was refused: element i of the node and of
// the slice belong together.
func Group[T any](k *Keys, name, noun, doc string, into *[]T, walk func(*Keys, *T)) Field {
	return Choice(k, name, noun, doc, into, func(*Node) int { return 0 }, walk)
}

// Choice is Group where the elements have several shapes: choose looks at an element and says which
// of the walks reads it.
func Choice[T any](k *Keys, name, noun, doc string, into *[]T, choose func(*Node) int, walks ...func(*Keys, *T)) Field {
	described := make([]func(*Keys), len(walks))
	for i, walk := range walks {
		described[i] = func(k *Keys) { walk(k, new(T)) }
	}
	n, field := k.key(Key{Name: name, Kind: "mapping", List: true, Doc: doc, Shapes: k.shapes(described...)})
	k.nest(name, described...)
	items, ok := k.list(n, name, described[0])
	if !ok {
		return field
	}
	*into = make([]T, len(items))
	written := sync.OnceValue(func() string { return sample(described[0]) })
	for i, item := range items {
		walkAs(item, noun, "this "+noun, k.into, func(k *Keys) { walks[choose(item)](k, &(*into)[i]) }, written)
	}
	return field
}

// shapes describes nested walks, but only while describing: decoding has no use for it.
func (k *Keys) shapes(walks ...func(*Keys)) [][]Key {
	if k.node != nil {
		return nil
	}
	shapes := make([][]Key, len(walks))
	for i, walk := range walks {
		shapes[i] = Describe(walk)
	}
	return shapes
}

// nest remembers what stands beneath a key, for hints.
func (k *Keys) nest(name string, walks ...func(*Keys)) {
	if k.node != nil {
		k.nested = append(k.nested, nested{name, walks})
	}
}

// list gives the elements of a list; walk reads one of them, where they are mappings.
func (k *Keys) list(n *Node, name string, walk func(*Keys)) (items []*Node, ok bool) {
	if n == nil {
		return nil, false
	}
	if n.Kind != List {
		hint := "write " + name + `: [one, two], or each item on a line of its own that begins with "- "`
		if walk != nil {
			hint = `begin each item on a line of its own with "- ", as - ` + sample(walk)
		}
		k.into.Errorf(CodeType, n.Pos, "%s is %s, expected a list", name, n.said()).Hint = hint
		return nil, false
	}
	return n.Items, true
}

// sample shows how a mapping is written: its required keys, or its first.
func sample(walk func(*Keys)) string {
	keys := Describe(walk)
	var parts []string
	for _, key := range keys {
		if key.Required {
			parts = append(parts, key.Name+": …")
		}
	}
	if len(parts) == 0 && len(keys) > 0 {
		parts = append(parts, keys[0].Name+": …")
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// expected says in words what a key takes.
func expected(key Key) string {
	if key.List {
		return "a list"
	}
	switch key.Kind {
	case "mapping":
		return "keys and values"
	case "word":
		return text.Join(key.Words, "or")
	}
	return strings.TrimSpace(phrases[key.Kind])
}

// Again is Group for a list whose elements have the keys of the mapping being walked: a tree.
func Again[T any](k *Keys, name, noun, doc string, into *[]T, walk func(*Keys, *T)) Field {
	n, field := k.key(Key{Name: name, Kind: "again", List: true, Doc: doc})
	items, ok := k.list(n, name, func(k *Keys) { walk(k, new(T)) })
	if !ok {
		return field
	}
	*into = make([]T, len(items))
	for i, item := range items {
		Walk(item, noun, k.into, func(k *Keys) { walk(k, &(*into)[i]) })
	}
	return field
}
