package strictyaml

import "strings"

// A flow is what is written in brackets.

// addInside adds a member at the end of a list or mapping in brackets: on a line of its own where
// the last one has one, else beside it.
func (s *Source) addInside(n *Node, text string) []way {
	open := s.offset(n.Pos)
	last, shut, ok := s.bracket(open)
	if !ok {
		return nil
	}
	if last == open {
		return []way{{{open + 1, open + 1, text}}}
	}
	before, behind := ",", ""
	if s.data[last] == ',' {
		before, behind = "", ","
	}
	beside := way{{last + 1, last + 1, before + " " + text}}
	member := s.offset(n.lastMember())
	start := s.start(member)
	if start <= open || strings.Trim(string(s.data[start:member]), " ") != "" {
		return []way{beside}
	}
	below := s.eol() + string(s.data[start:member]) + text + behind
	if s.start(shut) == s.start(last) {
		return []way{{{last + 1, last + 1, before + below}}, beside}
	}
	return []way{{{last + 1, last + 1, before}, {s.end(last), s.end(last), below}}, beside}
}

// bracket finds the end of what a bracket opens: the last byte before the closing bracket that is
// no blank and no comment, which is the opening one where nothing is inside, and that bracket.
func (s *Source) bracket(open int) (last, shut int, ok bool) {
	depth := 0
	for at, before := open, byte(' '); at < len(s.data); at++ {
		c := s.data[at]
		switch {
		case c == '#' && (before == ' ' || before == '\n' || before == '\t'):
			if at = s.end(at); at == len(s.data) {
				return 0, 0, false
			}
			before = '\n'
			continue
		case (c == '"' || c == '\'') && strings.IndexByte("[{,:", s.data[last]) >= 0:
			if at, ok = s.quote(at); !ok {
				return 0, 0, false
			}
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			if depth--; depth == 0 {
				return last, at, true
			}
		}
		if before = s.data[at]; strings.IndexByte(" \t\r\n", before) < 0 {
			last = at
		}
	}
	return 0, 0, false
}

// quote finds the end of a scalar in quotes.
func (s *Source) quote(at int) (end int, ok bool) {
	mark := s.data[at]
	for at++; at < len(s.data); at++ {
		switch c := s.data[at]; {
		case c == '\\' && mark == '"':
			at++
		case c == mark && mark == '\'' && at+1 < len(s.data) && s.data[at+1] == mark:
			at++
		case c == mark:
			return at, true
		}
	}
	return 0, false
}

// replace puts another scalar in the place of one that stands on one line.
func (s *Source) replace(m, old, value *Node) []way {
	at := s.offset(old.Pos)
	end, ok := s.scalarEnd(at, s.inside(m))
	if !ok {
		return nil
	}
	return []way{{{at, end, inFlow(value)}}}
}

// scalarEnd is where a scalar ends that begins at an offset, in brackets or not; not ok where that is
// on another line.
func (s *Source) scalarEnd(at int, inside bool) (end int, ok bool) {
	line := string(s.data[at:s.end(at)])
	if line == "" {
		return 0, false
	}
	if line[0] == '"' || line[0] == '\'' {
		end, ok := s.quote(at)
		return end + 1, ok && end < at+len(line)
	}
	if i := strings.Index(line, " #"); i >= 0 {
		line = line[:i]
	}
	if i := strings.IndexAny(line, ",]}"); i >= 0 && inside {
		line = line[:i]
	}
	return at + len(strings.TrimRight(line, " \t")), true
}
