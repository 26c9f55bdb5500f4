package strictyaml

import (
	"bytes"
	"slices"
	"strings"

	"sojt/competency/diag"
)

// Insert gives the text with one item more in the list that m, a mapping of this Source, has under key: above
// the one that is at a place now, with the comments of that one left to it. Past the last it is Append. The
// problem is as Append's; a list in brackets has no places to insert at.
func (s *Source) Insert(m *Node, key string, at int, item *Node) ([]byte, *diag.Problem) {
	list := m.Get(key)
	if list == nil || list.Kind != List || at >= len(list.Items) {
		return s.Append(m, key, item)
	}
	changed := &Node{Kind: List, Items: slices.Insert(slices.Clone(list.Items), at, item)}
	return s.first(s.insert(m, key, list, at, item), m, key, changed, item)
}

func (s *Source) insert(m *Node, key string, list *Node, at int, item *Node) []way {
	if s.inside(list) {
		return nil
	}
	column, next, gap := list.Pos.Column-1, list.Items[at], 2
	flow := next.Kind != Mapping || s.inside(next)
	if !flow && s.besideDash(next) {
		gap = next.Pos.Column - 1 - column
	}
	lines := itemLines(item, column, gap, flow)
	if at == 0 {
		if len(list.Items) > 1 && s.apart(list.Items[1]) {
			lines = append(lines, "")
		}
		return []way{s.after(s.offset(m.KeyPlace(key)), lines)}
	}
	if s.apart(next) {
		lines = append([]string{""}, lines...)
	}
	near, far := s.itemEnd(list, at-1)
	return []way{s.after(near, lines), s.after(far, lines)}
}

// itemEnd is an offset in the last line of an item of a block: with the comments that follow at once, and
// with all.
func (s *Source) itemEnd(list *Node, at int) (near, far int) {
	column := list.Pos.Column - 1
	return s.extent(list.Items[at], func(indent int, _ bool) bool { return indent > column }, column+1)
}

// apart reports whether an empty line stands above an item and its comments.
func (s *Source) apart(item *Node) bool {
	for n := item.Pos.Line - 1; n > 0; n-- {
		at := s.line(n)
		switch text := strings.TrimSpace(string(s.data[at:s.end(at)])); {
		case text == "":
			return true
		case text[0] != '#':
			return false
		}
	}
	return false
}

// Remove gives the text without one item of the list that m has under key. An item with a comment, in it or
// directly above it, is not removed: the problem is as Append's.
func (s *Source) Remove(m *Node, key string, at int) ([]byte, *diag.Problem) {
	list := m.Get(key)
	item := list.Items[at]
	changed := &Node{Kind: List, Items: slices.Delete(slices.Clone(list.Items), at, at+1)}
	var ways []way
	if !s.inside(list) {
		end, _ := s.itemEnd(list, at)
		from, to := s.line(item.Pos.Line), min(s.end(end)+len(s.eol()), len(s.data))
		above := s.line(item.Pos.Line - 1)
		before := strings.TrimSpace(string(s.data[above:from]))
		if before == "" {
			from = above
		}
		if !strings.HasPrefix(before, "#") && !bytes.Contains(s.data[from:to], []byte("#")) {
			ways = []way{{{from, to, ""}}}
		}
	}
	return s.first(ways, m, key, changed, item)
}
