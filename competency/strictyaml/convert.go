package strictyaml

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// node turns a node of the library into ours. Past the limits it gives Broken ones and says so once.
func (f *file) node(y *yaml.Node, level int) *Node {
	n := &Node{Pos: f.at(max(y.Line, 1), max(y.Column, 1))}
	if f.nodes++; f.nodes > nodes {
		if f.nodes == nodes+1 {
			f.problems.Errorf(CodeSize, n.Pos, "the file holds more than %d values", nodes).
				Hint = "split it into several files"
		}
		return n
	}
	if level > depth {
		f.problems.Errorf(CodeSize, n.Pos, "this stands %d levels deep, at most %d can be read", level, depth).
			Hint = "check the indentation and the brackets"
		return n
	}
	if y.Anchor != "" {
		f.problems.Errorf(CodeAnchor, n.Pos, "the anchor %q is not allowed", "&"+Shorten(y.Anchor)).
			Hint = `to share a competency put it into competencies/ and write "use"; for text that begins with & use quotes`
	}
	if y.Style&yaml.TaggedStyle != 0 {
		f.problems.Errorf(CodeTag, n.Pos, "the tag %q is not allowed", Shorten(y.Tag)).
			Hint = `remove it; for text that begins with ! use quotes`
		return n
	}
	switch y.Kind {
	case yaml.MappingNode:
		n.Kind = Mapping
		f.pairs(n, y, level)
	case yaml.SequenceNode:
		n.Kind = List
		for _, item := range y.Content {
			n.Items = append(n.Items, f.node(item, level+1))
		}
	case yaml.AliasNode:
		f.problems.Errorf(CodeAnchor, n.Pos, "the alias %q is not allowed", "*"+Shorten(y.Value)).
			Hint = `write the value out, or, for a competency, put it into competencies/ and write "use"; for text that begins with * use quotes`
	default:
		n.Kind, n.Value = scalar(y), y.Value
	}
	return n
}

// pairs reads a mapping. Of a key that stands twice the first counts.
func (f *file) pairs(n *Node, y *yaml.Node, level int) {
	first := map[string]int{}
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, pos := y.Content[i], f.at(y.Content[i].Line, y.Content[i].Column)
		switch {
		case key.Kind == yaml.AliasNode || key.Anchor != "" || key.Style&yaml.TaggedStyle != 0:
			f.node(key, level+1)
			continue
		case key.Kind != yaml.ScalarNode:
			f.problems.Errorf(CodeType, pos, "a key is a word, this is %s", f.node(key, level+1).said()).
				Hint = "text that begins with [ or { must stand in quotes"
			continue
		case key.Tag == "!!merge":
			f.problems.Errorf(CodeAnchor, pos, `the merge key "<<" is not allowed`).
				Hint = "write the keys out"
			continue
		}
		value := f.node(y.Content[i+1], level+1)
		if value.Kind == Null && y.Content[i+1].Value == "" {
			value.Pos = pos // an empty value stands nowhere: its key is what can be seen
		}
		if line, twice := first[key.Value]; twice {
			f.problems.Errorf(CodeTwice, pos, "the key %s stands twice; the first is on line %d", quote(key.Value), line).
				Hint = "keep one of the two"
			continue
		}
		first[key.Value] = pos.Line
		n.Pairs = append(n.Pairs, Pair{Name: key.Value, Pos: pos, Value: value})
	}
}

// scalar says what a scalar is by its spelling. Quotes make text of anything; what other readers
// of YAML would take for a number or a truth value is none here unless it is spelt plainly.
func scalar(y *yaml.Node) Kind {
	if y.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return Text
	}
	switch y.ShortTag() {
	case "!!null":
		return Null
	case "!!bool":
		if y.Value == "true" || y.Value == "false" {
			return Truth
		}
	case "!!int":
		if decimal(y.Value) {
			return Whole
		}
		return Number
	case "!!float":
		return Number
	}
	return Text
}

// decimal reports whether s is a whole number without leading zeros, signs but minus, or others'
// spellings (0x1f, 1_000).
func decimal(s string) bool {
	digits := strings.TrimPrefix(s, "-")
	if digits == "" || len(digits) > 1 && digits[0] == '0' {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}
