package safe

import (
	"strings"
	"unicode/utf8"
)

// CSV makes s the text of one csv cell: one line as Text gives it, and an apostrophe in front when
// a spreadsheet would compute it (= + - @ and their full-width twins, also after blanks) or a CI
// runner would obey it. FromCSV takes the apostrophe away again. Quoting is the csv writer's.
func CSV(s string) string {
	if startsHot(s) { // asked before Text, which turns a leading tab into a blank
		return Text("'" + s)
	}
	return Text(s)
}

// FromCSV is the way back from CSV for text that Text leaves alone. An apostrophe that CSV did not
// put there stays.
func FromCSV(s string) string {
	if strings.HasPrefix(s, "'") && startsHot(s[1:]) {
		return s[1:]
	}
	return s
}

// startsHot looks behind apostrophes, so that a text that came with one survives the round trip,
// and behind blanks and controls, which some spreadsheets drop.
func startsHot(s string) bool {
	s = strings.TrimLeft(s, "'")
	bare := strings.TrimLeftFunc(s, func(r rune) bool { return isBlank(r) || r < ' ' || r == 0x85 })
	if strings.HasPrefix(bare, "::") {
		return true
	}
	r, _ := utf8.DecodeRuneInString(bare)
	switch r {
	case '=', '+', '-', '@', '＝', '＋', '－', '＠':
		return true
	}
	return s != "" && (s[0] == '\t' || s[0] == '\r' || s[0] == '\n' || s[0] == 0)
}
