package line

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"sojt/competency/text"
)

const hexDigits = "0123456789abcdef"

// escaped reports whether a code point is written \uxxxx: controls, and what turns or hides text
// (INTEGRITY 2.2). The quote and the backslash have escapes of their own.
func escaped(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r <= 0x9f, r == 0x061c, r == 0x200e, r == 0x200f,
		r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff, r >= 0xfff0 && r <= 0xffff:
		return true
	}
	return false
}

// plain reports whether a byte stands for itself in a string and is a code point of its own.
func plain(c byte) bool { return classes[c]&isPlain != 0 }

// Text is a string of anything people write.
func (f *Fields) Text(key string, v *string) {
	switch f.enter(key, *v != "") {
	case reading:
		*v = f.readString(key)
		f.leave()
	case writing:
		f.putText(key, *v)
	case mending:
		*v = f.mendText(key, *v)
	case listing:
		f.is(Key{Kind: "text", into: v})
	}
}

func (f *Fields) mendText(key, s string) string {
	if !utf8.ValidString(s) {
		f.fail(0, Canon, "write it in UTF-8", "%q is not valid UTF-8: %s", key, quote(s))
		return s
	}
	s = text.Normal(s)
	for _, r := range s {
		if unicode.Is(unicode.Cn, r) {
			f.fail(0, Canon, "leave it out or write it in another way", "%q has U+%04X, a code point that Unicode %s does not know", key, r, unicode.Version)
		}
	}
	return s
}

// readString reads a string that is there: valid UTF-8 in normal form C, escapes as in the table.
func (f *Fields) readString(key string) string {
	if f.pos >= len(f.text) || f.text[f.pos] != '"' {
		f.wrongKind(key, "text")
		return ""
	}
	start := f.pos + 1
	end := start
	for end < len(f.text) && plain(f.text[end]) {
		end++
	}
	if end >= len(f.text) || f.text[end] != '"' {
		return f.readRich(key, start, end)
	}
	f.pos = end + 1
	return f.sized(key, f.text[start:end])
}

func (f *Fields) sized(key, s string) string {
	if s == "" {
		f.fail(f.at, Canon, "a key without a value is left out", "%q is empty", key)
	}
	if len(s) > MaxString {
		f.fail(f.at, Size, "shorten it", "%q has %d bytes, expected at most %d", key, len(s), MaxString)
	}
	return s
}

// readRich goes on with a string after its first plain bytes. Without escapes the value is a part
// of the line and costs nothing.
func (f *Fields) readRich(key string, start, i int) string {
	var b []byte
	for i < len(f.text) && f.text[i] != '"' {
		if f.text[i] == '\\' {
			if b == nil {
				b = append(make([]byte, 0, len(f.text)-start), f.text[start:i]...)
			}
			r, n := f.readEscape(i)
			if n == 0 {
				return ""
			}
			b, i = utf8.AppendRune(b, r), i+n
			continue
		}
		n := f.readRaw(i)
		if n == 0 {
			return ""
		}
		if b != nil {
			b = append(b, f.text[i:i+n]...)
		}
		i += n
	}
	if i >= len(f.text) {
		f.fail(i, Canon, hintTorn, "the line ends inside %q", key)
		return ""
	}
	f.pos = i + 1
	s := f.text[start:i]
	if b != nil {
		s = string(b)
	}
	if !text.IsNormal(s) {
		f.fail(start-1, Canon, hintCanon, "%q is not in Unicode normal form C", key)
	}
	return f.sized(key, s)
}

// readRaw gives the length of the code point at i, or 0 with an error if it may not stand there.
func (f *Fields) readRaw(i int) int {
	r, n := utf8.DecodeRuneInString(f.text[i:])
	switch {
	case r == utf8.RuneError && n <= 1:
		f.fail(i, Canon, hintCanon, "byte 0x%02x is not valid UTF-8", f.text[i])
	case escaped(r):
		f.fail(i, Canon, hintCanon, "U+%04X stands as it is, expected it written \\u%04x", r, r)
	default:
		return n
	}
	return 0
}

// readEscape gives the code point of the escape at i and its length, or 0 with an error.
func (f *Fields) readEscape(i int) (rune, int) {
	rest := f.text[i+1:]
	switch {
	case rest == "":
		f.fail(len(f.text), Canon, hintTorn, "the line ends inside an escape")
		return 0, 0
	case rest[0] == '"' || rest[0] == '\\':
		return rune(rest[0]), 2
	case rest[0] == 'u' && len(rest) >= 5:
		r := rune(0)
		for _, c := range []byte(rest[1:5]) {
			d := strings.IndexByte(hexDigits, c)
			if d < 0 {
				f.fail(i, Canon, hintCanon, `escape %s, expected \u and four digits 0-9 or a-f`, quote(rest[:5]))
				return 0, 0
			}
			r = r<<4 | rune(d)
		}
		if escaped(r) {
			return r, 6
		}
		f.fail(i, Canon, hintCanon, `escape \u%04x, expected the character as it is`, r)
		return 0, 0
	}
	c, _ := utf8.DecodeRuneInString(rest)
	escape := `\` + string(c)
	if c >= utf8.RuneSelf || !plain(byte(c)) {
		escape = fmt.Sprintf(`\ before U+%04X`, c)
	}
	f.fail(i, Canon, hintCanon, `escape %s, expected only \", \\ and \u with four digits`, escape)
	return 0, 0
}

func (f *Fields) putText(key, s string) {
	if !text.IsNormal(s) {
		f.fail(0, Canon, "seal the record first", "%q is not text in Unicode normal form C", key)
		return
	}
	f.sized(key, s)
	f.putString(s)
}

func (f *Fields) putString(s string) {
	b := append(f.out, '"')
	for i := 0; i < len(s); {
		if plain(s[i]) {
			b = append(b, s[i])
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case escaped(r):
			b = append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
		default:
			b = append(b, s[i:i+n]...)
		}
		i += n
	}
	f.out = append(b, '"')
}

func (f *Fields) putKey(key string) {
	if f.out[len(f.out)-1] != '{' {
		f.out = append(f.out, ',')
	}
	f.out = append(f.out, '"')
	f.out = append(f.out, key...)
	f.out = append(f.out, '"', ':')
}
