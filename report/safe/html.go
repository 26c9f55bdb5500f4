package safe

import (
	"net/url"
	"strings"
	"unicode"
)

// AppendHTML appends s to b as text that an element or a quoted attribute shows as it is: one line made by
// Text, in which what HTML or XML would read as markup is escaped.
func AppendHTML(b []byte, s string) []byte {
	s = Text(s)
	if !strings.ContainsAny(s, `&<>"'`) {
		return append(b, s...)
	}
	for i := range len(s) {
		switch c := s[i]; c {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		case '"':
			b = append(b, "&#34;"...)
		case '\'':
			b = append(b, "&#39;"...)
		default:
			b = append(b, c)
		}
	}
	return b
}

// URL gives an address that a page may link to: absolute with https, http or mailto, or relative to the
// page; with it whether it is one. Controls, blanks, backslashes and what begins with // are none, since
// browsers read them in ways of their own.
func URL(s string) (string, bool) {
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return r == '\\' || unicode.IsSpace(r) || !unicode.IsPrint(r) }) {
		return "", false
	}
	u, err := url.Parse(s)
	if err != nil || u.User != nil {
		return "", false
	}
	switch u.Scheme {
	case "https", "http":
		return u.String(), u.Host != ""
	case "mailto":
		return u.String(), u.Opaque != ""
	case "":
		return u.String(), !strings.HasPrefix(s, "//") && !strings.Contains(strings.SplitN(s, "/", 2)[0], ":")
	}
	return "", false
}
