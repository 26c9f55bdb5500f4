// Package text has the rules for the words that people and programs exchange: the grammar of ids,
// clean Unicode, and the nearest name to one that does not exist. Only importer of x/text.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxID is the longest id.
const MaxID = 64

// IDGrammar says in words what an id looks like, for messages.
const IDGrammar = "lower-case letters, digits and hyphens, beginning with a letter or digit, at most 64"

// IsID reports whether s is an id: [a-z0-9][a-z0-9-]{0,63}, and no name that Windows keeps for a
// device (con, nul, com1, ...), since such a file cannot be checked out there.
func IsID(s string) bool {
	if s == "" || len(s) > MaxID || s[0] == '-' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return !IsDevice(s)
}

// IsCompetency reports whether s names a competency: an id, or set/id.
func IsCompetency(s string) bool {
	set, id, shared := strings.Cut(s, "/")
	return IsID(set) && (!shared || IsID(id))
}

// IsDevice reports whether Windows keeps a name for a device, so that no file can be called so.
func IsDevice(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(s) == 4 && (s[:3] == "com" || s[:3] == "lpt") && s[3] >= '0' && s[3] <= '9'
}

// Normal is s in Unicode normal form C.
func Normal(s string) string { return norm.NFC.String(s) }

// IsNormal reports whether s is valid UTF-8 in normal form C.
func IsNormal(s string) bool { return utf8.ValidString(s) && norm.NFC.IsNormalString(s) }

// Fold is s in normal form C, trimmed, each inner run of white space one space: the form in which
// wording is fingerprinted, so that re-folding a YAML text changes nothing.
func Fold(s string) string { return strings.Join(strings.Fields(Normal(s)), " ") }

// IDFrom makes an id of what somebody typed, where that can be done without guessing: letters lower
// case and without accents, runs of anything else one hyphen. It gives "" where nothing is left or no id comes out.
func IDFrom(s string) string {
	var b strings.Builder
	for _, r := range Bare(s) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '/':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	id := strings.Trim(b.String(), "-")
	if !IsCompetency(id) {
		return ""
	}
	return id
}

// Bare is s in small letters and without accents, for comparing what people type: letters of Latin
// alphabets that are no accented ones are spelled with those that are usual for them.
func Bare(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFKD.String(s)) {
		switch r {
		case 'ß':
			b.WriteString("ss")
		case 'æ':
			b.WriteString("ae")
		case 'œ':
			b.WriteString("oe")
		case 'ø':
			b.WriteByte('o')
		case 'ł':
			b.WriteByte('l')
		case 'đ', 'ð':
			b.WriteByte('d')
		case 'þ':
			b.WriteString("th")
		case 'ı':
			b.WriteByte('i')
		default:
			if !unicode.Is(unicode.Mn, r) { // the accent of the letter before
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// Join lists words for a sentence: "a, b or c" with last "or".
func Join(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
}
