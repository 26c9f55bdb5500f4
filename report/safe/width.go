package safe

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// Width is the number of terminal columns that one safe line takes; ambiguous East Asian
// characters take one, whatever the locale.
func Width(s string) int { return displaywidth.String(s) }

// Pad fills a safe line with blanks to the given width. What is wider stays as it is.
func Pad(s string, width int) string { return s + strings.Repeat(" ", max(0, width-Width(s))) }

// Wrap breaks a safe line at blanks into lines of at most the given width, and words that are wider
// inside, behind / and - where there is one. Each line is safe again, also where a break brings :: to
// the front, and nothing is left out. Width 0 does not wrap.
func Wrap(s string, width int) []string {
	if width <= 0 || Width(s) <= width {
		return []string{s}
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && Width(line)+1+Width(word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = Text(word)
		for Width(line) > width {
			head := start(line, width)
			if head == line {
				break
			}
			lines, line = append(lines, head), Text(line[len(head):])
		}
	}
	return append(lines, line)
}

// start is as much of a word as fits, at least one character.
func start(word string, width int) string {
	n, used := 0, 0
	g := displaywidth.StringGraphemes(word)
	for g.Next() {
		if used += g.Width(); used > width && n > 0 {
			break
		}
		n += len(g.Value())
	}
	if i := strings.LastIndexAny(word[:n], "/-"); i > 0 && n < len(word) {
		n = i + 1
	}
	return word[:n]
}
