package safe

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text makes s one line that a terminal and a CI log only display. Line breaks, tabs and blanks of
// every width become a space; controls, ANSI sequences, bidi and zero-width characters become
// visible as \u{1b}; invalid bytes become U+FFFD. What a CI runner would take for a command is
// broken up: :: at the beginning (also after blanks), and ##[ and its kin anywhere, since runners
// look for it in the middle of a line too. Text(Text(s)) == Text(s).
func Text(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	before := ' '
	for i, r := range s {
		switch {
		case r == '\r' && strings.HasPrefix(s[i+1:], "\n"):
		case isBlank(r):
			b.WriteByte(' ')
		case !isVisible(r, before):
			writeEscape(&b, r)
			r = '}'
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return defuse(b.String())
}

// Lines splits s at its line breaks and makes each line safe as Text does; never empty.
func Lines(s string) []string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = Text(strings.TrimSuffix(l, "\r"))
	}
	return lines
}

// isPlain is the fast way out: printable ASCII in which no runner finds a command.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return !strings.Contains(s, "##") && !strings.HasPrefix(strings.TrimLeft(s, " "), "::")
}

// isBlank holds for what is shown as one space: spaces of every width, tab and newline.
func isBlank(r rune) bool { return r == '\t' || r == '\n' || unicode.Is(unicode.Zs, r) }

// isVisible reports whether r leaves a mark of its own and nothing else. A variation selector is
// fine on a symbol, where it chooses between text and emoji; elsewhere it would hide in a name,
// and runners that compare by culture would not see it in front of ::.
func isVisible(r, before rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= ' ' && r <= '~'
	case r == 0xFE0E || r == 0xFE0F:
		return before >= utf8.RuneSelf && unicode.Is(unicode.So, before)
	case unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return false
	case r == 0x2800: // a Braille pattern without dots
		return false
	}
	return unicode.IsPrint(r)
}

func writeEscape(b *strings.Builder, r rune) {
	const hex = "0123456789abcdef"
	b.WriteString(`\u{`)
	shift := 4
	for r>>shift > 0 {
		shift += 4
	}
	for shift > 0 {
		shift -= 4
		b.WriteByte(hex[r>>shift&0xf])
	}
	b.WriteByte('}')
}

// hooks are the beginnings of runners' commands that count anywhere in a line: GitHub, Azure and
// TeamCity.
func hooks() []string { return []string{"##[", "##vso[", "##teamcity["} }

// defuse breaks up what a CI runner would take for a command in one line without controls.
func defuse(s string) string {
	if strings.Contains(s, "##") {
		for _, hook := range hooks() {
			s = strings.ReplaceAll(s, hook, `#\u{23}`+hook[2:])
		}
	}
	if bare := strings.TrimLeft(s, " "); strings.HasPrefix(bare, "::") {
		s = s[:len(s)-len(bare)] + `\u{3a}` + bare[1:]
	}
	return s
}
