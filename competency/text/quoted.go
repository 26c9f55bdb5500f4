package text

import "unicode/utf8"

const hexDigits = "0123456789abcdef"

// AppendQuoted appends valid UTF-8 text as a JSON string with the one escape table of INTEGRITY 2.2:
// quote and backslash by a backslash, what nobody sees as \uxxxx, all else as it is.
func AppendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case Escaped(r):
			b = append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

// Escaped reports whether INTEGRITY 2.2 writes a code point as \uxxxx: controls, line separators,
// and what changes the direction or the joining of text without being seen.
func Escaped(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r <= 0x9f, r == 0x61c, r >= 0x200e && r <= 0x200f,
		r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff, r >= 0xfff0 && r <= 0xffff:
		return true
	}
	return false
}
