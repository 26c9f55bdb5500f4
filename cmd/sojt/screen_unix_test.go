//go:build unix

package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"sojt/report/safe"
)

// screen is what a terminal shows of the bytes it is sent. It knows what sojt sends and what a terminal echoes;
// anything else is an error, so that nothing is sent that some terminal does not know.
type screen struct {
	columns, rows int
	lines         [][]string // a cell holds a character with what combines with it; "" behind a wide one
	x, y          int
	gone          int // lines that went off the top
	styled        bool
	rest          []byte
	wrong         []string
}

func newScreen(columns, rows int) *screen {
	s := &screen{columns: columns, rows: rows}
	for range rows {
		s.lines = append(s.lines, blank(columns))
	}
	return s
}

func blank(n int) []string { return strings.Split(strings.Repeat(" ", n), "") }

func (s *screen) Write(b []byte) (int, error) {
	s.rest = append(s.rest, b...)
	for len(s.rest) > 0 {
		n := s.step(s.rest)
		if n == 0 {
			break
		}
		s.rest = s.rest[n:]
	}
	return len(b), nil
}

// step takes what comes first, and gives how many bytes that is: 0 where there are more to come.
func (s *screen) step(b []byte) int {
	switch {
	case b[0] == 0x1b:
		return s.sequence(b)
	case b[0] == '\r':
		s.x = 0
	case b[0] == '\n':
		s.down()
	case b[0] == '\b':
		s.x = max(0, s.x-1)
	case b[0] < 0x20 || b[0] == 0x7f:
		s.wrong = append(s.wrong, fmt.Sprintf("control %q", b[0]))
	case !utf8.FullRune(b):
		return 0
	default:
		r, n := utf8.DecodeRune(b)
		s.put(string(r))
		return n
	}
	return 1
}

func (s *screen) down() {
	if s.y++; s.y == s.rows {
		s.y--
		s.gone++
		s.lines = append(s.lines[1:], blank(s.columns))
	}
}

// put writes a character, on the next line where it does not fit.
func (s *screen) put(c string) {
	width := safe.Width(c)
	if width == 0 && s.x > 0 {
		s.lines[s.y][s.x-1] += c
		return
	}
	if s.x+width > s.columns {
		s.x = 0
		s.down()
	}
	s.lines[s.y][s.x] = c
	for i := 1; i < width; i++ {
		s.lines[s.y][s.x+i] = ""
	}
	s.x += width
}

func (s *screen) sequence(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	end := 2
	for end < len(b) && (b[end] < 0x40 || b[end] > 0x7e) {
		end++
	}
	if end >= len(b) {
		return 0
	}
	parameters, final := string(b[2:end]), b[end]
	n, _ := strconv.Atoi(parameters)
	switch {
	case b[1] != '[':
		s.wrong = append(s.wrong, fmt.Sprintf("escape %q", b[1]))
	case final == 'A' && n > 0 && n <= s.y:
		s.y -= n
	case final == 'J' && parameters == "":
		copy(s.lines[s.y][s.x:], blank(s.columns-s.x))
		for y := s.y + 1; y < s.rows; y++ {
			s.lines[y] = blank(s.columns)
		}
	case final == 'H' && parameters == "":
		s.x, s.y = 0, 0
	case final == 'm' && (parameters == "0" || parameters == "1" || parameters == "2"):
		s.styled = true
	default:
		s.wrong = append(s.wrong, fmt.Sprintf("sequence %q at line %d", b[:end+1], s.y))
	}
	return end + 1
}

// String is what there is to see, without blanks at the ends of lines and blank lines at the end.
func (s *screen) String() string {
	var all []string
	for _, l := range s.lines {
		all = append(all, strings.TrimRight(strings.Join(l, ""), " "))
	}
	return strings.TrimRight(strings.Join(all, "\n"), "\n") + "\n"
}

// typing is the line the cursor is on, up to the cursor.
func (s *screen) typing() string {
	return strings.TrimRight(strings.Join(s.lines[s.y][:s.x], ""), " ")
}
