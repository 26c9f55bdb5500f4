package safe

import "strings"

// Markdown makes s text that Markdown shows as it is, in a paragraph, a heading or a table cell:
// every mark of markup and HTML is escaped, and line breaks become <br>.
func Markdown(s string) string {
	lines := Lines(s)
	for i, l := range lines {
		lines[i] = escapeMarkdown(l)
	}
	return strings.Join(lines, "<br>")
}

func escapeMarkdown(s string) string {
	s = strings.TrimSpace(s)
	var b strings.Builder
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	for i := range len(s) {
		switch c := s[i]; c {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '\\', '|', '`', '*', '_', '[', ']', '#', '@', '~', '$':
			b.WriteByte('\\')
			b.WriteByte(c)
		case '+', '-', '=': // a list or an underlined heading, at the start of a line only
			if i == 0 {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
		case '.', ')': // a numbered list, or a link from www.
			if i > 0 && i == digits || strings.EqualFold(s[max(0, i-3):i], "www") {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
		case '/': // :// would become a link
			if i > 0 && s[i-1] == ':' {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
