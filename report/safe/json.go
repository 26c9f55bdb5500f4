package safe

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// AppendJSON appends s as a JSON string. Whatever Text would not show as it is becomes \uXXXX, so
// that a terminal or CI log that JSON is printed to is safe too, and a reader of the JSON still gets
// the very same text. < > & stay as they are. Invalid bytes become U+FFFD.
func AppendJSON(b []byte, s string) []byte {
	b = append(b, '"')
	before := ' '
	for i, r := range s {
		if r == '"' || r == '\\' {
			b = append(b, '\\', byte(r))
		} else {
			b = appendVisible(b, r, before, s[i:])
		}
		before = r
	}
	return append(b, '"')
}

// AppendJSONText appends JSON that encoding/json wrote, line ends and all, with the same done to what
// stands in its strings.
func AppendJSONText(b []byte, text string) []byte {
	before := ' '
	for i, r := range text {
		if r == '\n' {
			b = append(b, '\n')
		} else {
			b = appendVisible(b, r, before, text[i:])
		}
		before = r
	}
	return b
}

// appendVisible appends a rune, with which rest begins, or its escape.
func appendVisible(b []byte, r, before rune, rest string) []byte {
	switch {
	case r == '#' && startsHook(rest):
		return appendUnit(b, '#')
	case r == ' ' || isVisible(r, before):
		return utf8.AppendRune(b, r)
	case r > 0xFFFF:
		high, low := utf16.EncodeRune(r)
		return appendUnit(appendUnit(b, high), low)
	default:
		return appendUnit(b, r)
	}
}

func startsHook(s string) bool {
	if !strings.HasPrefix(s, "##") {
		return false
	}
	for _, hook := range hooks() {
		if strings.HasPrefix(s, hook) {
			return true
		}
	}
	return false
}

func appendUnit(b []byte, u rune) []byte {
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', hex[u>>12&0xf], hex[u>>8&0xf], hex[u>>4&0xf], hex[u&0xf])
}
