package safe

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// Width is the number of terminal columns that one safe line takes; ambiguous East Asian
// characters take one, whatever the locale.
func Width(s string) int { return displaywidth.String(s) }

// Pad fills a safe line with blanks to the given width, on the left of it when right is asked for.
// What is wider stays as it is.
func Pad(s string, width int, right bool) string {
	blanks := strings.Repeat(" ", max(0, width-Width(s)))
	if right {
		return blanks + s
	}
	return s + blanks
}

// Truncate cuts a safe line to at most the given width, never inside a character, and ends it with
// … where something is missing.
func Truncate(s string, width int) string {
	if width <= 0 {
		return ""
	}
	return displaywidth.TruncateString(s, width, "…")
}

// Wrap breaks a safe line at blanks into lines of at most the given width, and words that are wider
// inside. Each line is safe again, also where a break brings :: to the front (such a line may then be
// wider). Width 0 does not wrap.
func Wrap(s string, width int) []string {
	if width <= 0 || Width(s) <= width {
		return []string{s}
	}
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		for {
			if line != "" && Width(line)+1+Width(word) <= width {
				line += " " + word
				break
			}
			if line != "" {
				lines = append(lines, line)
			}
			head := start(word, width)
			if head == word {
				line = word
				break
			}
			lines, line, word = append(lines, head), "", word[len(head):]
		}
	}
	lines = append(lines, line)
	for i, l := range lines {
		lines[i] = Text(l)
	}
	return lines
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
	return word[:n]
}
