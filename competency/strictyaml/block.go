package strictyaml

import (
	"bytes"
	"strings"
)

// A block is what is written without brackets: its lines are those indented at least as its first.

// addPair adds a key to a mapping.
func (s *Source) addPair(m *Node, key string, value *Node) []way {
	if s.inside(m) {
		return s.addInside(m, key+": "+inFlow(value))
	}
	column := 0
	if m.Pos.Line > 0 {
		column = m.Pos.Column - 1
	}
	return s.addLines(m, pairLines(key, value, column), func(indent int, _ bool) bool { return indent >= column }, column)
}

// addItem adds an item to the list that m has under key.
func (s *Source) addItem(m *Node, key string, list, item *Node) []way {
	if s.inside(list) {
		ways := s.addInside(list, inFlow(item))
		if len(list.Items) == 0 && !s.inside(m) {
			ways = append(s.unfold(m, key, list, item), ways...)
		}
		return ways
	}
	column := list.Pos.Column - 1
	last, gap := list.Items[len(list.Items)-1], 2
	flow := last.Kind != Mapping || s.inside(last)
	if !flow && s.besideDash(last) {
		gap = last.Pos.Column - 1 - column
	}
	return s.addLines(list, itemLines(item, column, gap, flow),
		func(indent int, dash bool) bool { return indent > column || indent == column && dash }, column+1)
}

// besideDash reports whether nothing but a dash and blanks stand before a node.
func (s *Source) besideDash(n *Node) bool {
	before := s.data[s.line(n.Pos.Line):s.offset(n.Pos)]
	return strings.TrimSpace(string(before)) == "-"
}

// fillNull gives a key that has no value a list, on the lines below it.
func (s *Source) fillNull(m *Node, key string, list *Node) []way {
	if s.inside(m) {
		return nil
	}
	pos := m.KeyPlace(key)
	lines := pairLines(key, list, pos.Column-1)[1:]
	return []way{s.after(s.offset(pos), lines)}
}

// unfold puts lines in the place of a list in brackets that is empty.
func (s *Source) unfold(m *Node, key string, list, item *Node) []way {
	open := s.offset(list.Pos)
	last, shut, ok := s.bracket(open)
	if !ok || last != open || s.start(shut) != s.start(open) {
		return nil
	}
	from, to := open, shut+1
	if s.data[from-1] == ' ' && (to == s.end(to) || s.data[to] == ' ') {
		from--
	}
	lines := pairLines(key, &Node{Kind: List, Items: []*Node{item}}, m.KeyPlace(key).Column-1)[1:]
	return []way{append(way{{from, to, ""}}, s.after(to, lines)...)}
}

// addLines adds lines below a block: below the comments that follow it without a blank line first,
// else below all that are indented like it. mine says what content belongs to the block, by its
// indentation and by whether it begins with a dash; comments belong from an indentation on.
func (s *Source) addLines(n *Node, lines []string, mine func(indent int, dash bool) bool, comments int) []way {
	if n.Pos.Line == 0 { // the file holds nothing but comments
		return []way{s.after(len(s.data), lines)}
	}
	near, far := s.extent(n, mine, comments)
	return []way{s.after(near, lines), s.after(far, lines)}
}

// extent is where a block ends, as offsets of its last line: with the comments that follow at once,
// and with all.
func (s *Source) extent(n *Node, mine func(int, bool) bool, comments int) (near, far int) {
	at := s.line(n.Pos.Line)
	near, far = at, at
	gap := false
	for {
		i := bytes.IndexByte(s.data[at:], '\n')
		if i < 0 || at+i+1 == len(s.data) {
			return near, far
		}
		at += i + 1
		text := strings.TrimRight(string(s.data[at:s.end(at)]), " \t")
		bare := strings.TrimLeft(text, " ")
		indent := len(text) - len(bare)
		switch {
		case bare == "":
			gap = true
		case bare[0] == '#':
			if indent < comments {
				gap = true
				continue
			}
			if far = at; !gap {
				near = at
			}
		case mine(indent, bare == "-" || strings.HasPrefix(bare, "- ")):
			near, far, gap = at, at, false
		default:
			return near, far
		}
	}
}

// after puts lines below the line that an offset lies in.
func (s *Source) after(at int, lines []string) way {
	eol := s.eol()
	end := s.end(at)
	text := eol + strings.Join(lines, eol)
	switch {
	case end < len(s.data):
	case len(s.data) == 0, strings.HasSuffix(string(s.data), "\n"):
		text = strings.Join(lines, eol) + eol
	default:
		text += eol
	}
	return way{{end, end, text}}
}
