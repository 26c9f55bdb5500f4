package xlsx

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxText is a little below the 32,767 UTF-16 units a cell holds, so that a mark fits behind.
const maxText = 32_700

// Clean is a text from people as a cell may hold it: characters that XML does not know, and those
// that turn the direction of what is read, become U+FFFD; line ends become LF and tabs blanks; a
// text longer than a cell holds ends with a mark that says so.
func Clean(s string) string {
	if !strings.ContainsFunc(s, foreign) && len(s) <= maxText {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029:
			return '\n'
		case r == '\t':
			return ' '
		case foreign(r):
			return utf8.RuneError
		}
		return r
	}, s)
	if units(s) <= maxText {
		return s
	}
	total, kept := units(s), 0
	for i, r := range s {
		if kept += units(string(r)); kept > maxText {
			return s[:i] + " … (cut, " + strconv.Itoa(total) + " characters)"
		}
	}
	return s
}

// foreign reports whether a cell may not hold r as it is. LF it may.
func foreign(r rune) bool {
	switch {
	case r == '\n':
		return false
	case r < 0x20, r >= 0x7F && r < 0xA0, r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF:
		return true
	case r == 0x2028 || r == 0x2029, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}

const maxName = 31 // UTF-16 units of a sheet's name

// sheetNames gives each wanted name as a spreadsheet allows it: at most 31 units, none of :\/?*[],
// no apostrophe at either end, neither empty nor "History", and no two equal without case.
func sheetNames(wanted []string) []string {
	taken := map[string]bool{"history": true}
	names := make([]string, len(wanted))
	for i, w := range wanted {
		base := sheetName(w)
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			suffix := " " + strconv.Itoa(n)
			name = cut(base, maxName-len(suffix)) + suffix
		}
		taken[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}

func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return '-'
		}
		return r
	}, strings.Join(strings.Fields(Clean(s)), " "))
	s = strings.Trim(cut(strings.Trim(s, "' "), maxName), "' ")
	if s == "" {
		return "Sheet"
	}
	return s
}

// cut shortens s to at most room UTF-16 units.
func cut(s string, room int) string {
	kept := 0
	for i, r := range s {
		if kept += units(string(r)); kept > room {
			return strings.TrimRight(s[:i], " ")
		}
	}
	return s
}
