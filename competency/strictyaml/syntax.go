package strictyaml

import (
	"strings"
	"unicode/utf8"
)

// probed is the largest text whose mistake is looked for by reading parts of it.
const probed = 64 << 10

// syntax reports why a text is no YAML. The library names a line at best, and often a wrong one, so
// the place is found by asking: it is the first line with which the text can no longer be read.
func (f *file) syntax(data []byte, err error) {
	lines := strings.SplitAfter(string(data), "\n")
	if tabs := f.tabs(lines); tabs {
		return
	}
	line := libraryLine(err)
	if len(data) <= probed {
		line, err = firstBad(lines)
	}
	line = min(max(line, 1), len(lines))
	text := strings.TrimRight(lines[line-1], "\r\n")
	column, message, hint := explain(text, err.Error())
	f.problems.Errorf(CodeSyntax, f.at(line, column), "%s", message).Hint = hint
}

// tabs reports the lines that are indented with tabs, which YAML refuses, and says whether there are any.
func (f *file) tabs(lines []string) bool {
	found := 0
	for i, line := range lines {
		body := strings.TrimLeft(line, " \t")
		tab := strings.IndexByte(line[:len(line)-len(body)], '\t')
		if tab < 0 || strings.TrimRight(body, "\r\n") == "" || body[0] == '#' {
			continue
		}
		if found++; found <= maxRepeats {
			f.problems.Errorf(CodeTab, f.at(i+1, tab+1), "the line is indented with a tab").
				Hint = "indent with spaces, two for each level; most editors can do so when Tab is pressed"
		}
	}
	return found > 0
}

// firstBad finds the first line with which the text can no longer be read, and what the library
// says of the text that ends there. Where cutting through a quotation or bracket makes a part
// unreadable that is fine with what follows, the search goes on behind it.
func firstBad(lines []string) (line int, err error) {
	broken := func(n int) error {
		_, err := compose([]byte(strings.Join(lines[:n], "")))
		return err
	}
	good := 0
	for {
		bad := len(lines)
		for good+1 < bad {
			if middle := (good + bad) / 2; broken(middle) == nil {
				good = middle
			} else {
				bad = middle
			}
		}
		resumed := false
		for n := bad + 1; n < min(bad+maxConstruct, len(lines)) && !resumed; n++ {
			if broken(n) == nil {
				good, resumed = n, true
			}
		}
		if !resumed {
			return bad, broken(bad)
		}
	}
}

// maxConstruct is how many lines a quotation or bracket is given to close.
const maxConstruct = 12

func libraryLine(err error) int {
	_, rest, found := strings.Cut(err.Error(), "line ")
	n := 0
	for _, c := range rest {
		if !found || c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// explain puts what the library says of a line into words for somebody who never saw YAML, and
// points at the column.
func explain(text, said string) (column int, message, hint string) {
	is := func(phrase string) bool { return strings.Contains(said, phrase) }
	start := 1 + utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimLeft(text, " "))
	value, quoted := valueOf(text)
	at := func(offset int) int { return 1 + utf8.RuneCountInString(text[:offset]) }
	switch {
	case is("unexpected end of stream") || is("unexpected document indicator"):
		return at(unclosed(text)), "the quote that opens here is not closed", "close it with the same kind of quote"
	case is("mapping values are not allowed"):
		if i := strings.Index(text[value:], ": "); i >= 0 && value > 0 && !quoted {
			return at(value + i), `the value holds a colon and a space, which would begin another key`,
				"put the value in double quotes, or begin the key on a line of its own"
		}
		return start, "this line does not fit the one above it", aligned
	case quoted && (is("did not find expected key") || is("did not find expected '-' indicator")) && trailing(text, value) > 0:
		return at(trailing(text, value)), "more text follows the closing quote",
			`put the whole value in one pair of quotes; inside double quotes a quote is written \"`
	case is("did not find expected key") && excess(text) > 0:
		return at(excess(text)), "this bracket closes what was not opened", "remove it, or put the whole value in quotes"
	case is("did not find expected key"), is("did not find expected '-' indicator"):
		return start, "this line does not fit the ones above it", aligned
	case is("block sequence entries"):
		return at(value), `a list cannot begin on the line of its key`, `begin each item on a line of its own with "- "`
	case is("could not find expected ':'") && tightColon(text) > 0:
		return at(tightColon(text)), "a colon between key and value needs a space after it", "write key, colon, space, value"
	case is("could not find expected ':'"):
		return start, `a key is expected here, and it has no colon`, "write key, colon, space, value; longer text needs quotes or an indentation deeper than its key"
	case is("expected ',' or ']'"), is("expected ',' or '}'"), is("expected node content"):
		return at(bracket(text)), "a bracket is not closed, or a comma is missing",
			"a list is written [one, two], a group {key: value, key: value}; text with brackets or commas needs quotes"
	case is("cannot start any token"):
		return at(value), "a value may not begin with " + quote(firstRune(text[value:])), "put the value in quotes"
	case is("alphabetic or numeric"), is("unknown anchor"):
		return at(value), `"*" and "&" at the beginning of a value mean something else in YAML`, "put the value in quotes"
	case is("tag"), is("whitespace or line break"), is("URI"):
		return at(value), `"!" at the beginning of a value means something else in YAML`, "put the value in quotes"
	case is("escape"), is("hexdecimal"):
		return at(max(strings.IndexByte(text, '\\'), 0)), `after "\" in double quotes stands a character that means nothing there`,
			`write "\\" for the backslash itself, or use single quotes`
	case is("tab character"):
		return at(max(strings.IndexByte(text, '\t'), 0)), "there is a tab where spaces are expected", "use spaces"
	case is("document start"):
		return start, "the file has ended before this line, which fits nothing above it", aligned
	case is("max depth"):
		return start, "the brackets or lists go too deep", "check the brackets"
	case is("directive"), is("version number"), is("incompatible YAML"), is("'%'"):
		return start, `a line may not begin with "%"`, "put the text in quotes"
	}
	return start, "this line cannot be read as YAML", "put text with special characters in quotes, and check the indentation"
}

const aligned = "keys of one group begin in the same column, and what belongs to a key is indented deeper; two spaces for each level"

// tightColon gives the offset behind the first colon of a line if no space follows it, or 0.
func tightColon(text string) int {
	i := strings.IndexByte(text, ':')
	if i < 0 || i+1 == len(text) || text[i+1] == ' ' {
		return 0
	}
	return i + 1
}

// valueOf gives the offset at which the value of a line begins, behind "- " and "key: ", and
// whether it opens with a quote. A line that is all value gives its first character.
func valueOf(text string) (offset int, quoted bool) {
	offset = len(text) - len(strings.TrimLeft(text, " "))
	for strings.HasPrefix(text[offset:], "- ") {
		rest := strings.TrimLeft(text[offset+2:], " ")
		offset = len(text) - len(rest)
	}
	body := text[offset:]
	if body != "" && body[0] != '"' && body[0] != '\'' {
		if i := strings.Index(body, ": "); i >= 0 {
			rest := strings.TrimLeft(body[i+1:], " ")
			offset = len(text) - len(rest)
		}
	}
	quoted = offset < len(text) && (text[offset] == '"' || text[offset] == '\'')
	return offset, quoted
}

// unclosed gives the offset of the quote that is open at the end of a line, or of its last quote.
func unclosed(text string) int {
	open, last := -1, 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case open >= 0 && text[open] == '"' && c == '\\':
			i++
		case open >= 0 && c == text[open]:
			open = -1
		case open < 0 && (c == '"' || c == '\'') && (i == 0 || strings.IndexByte(" [{,:", text[i-1]) >= 0):
			open, last = i, i
		}
	}
	return max(open, last)
}

// trailing gives the offset of what follows the closing quote of a quoted value, or 0.
func trailing(text string, value int) int {
	q := text[value]
	for i := value + 1; i < len(text); i++ {
		switch {
		case q == '"' && text[i] == '\\':
			i++
		case text[i] == q:
			rest := strings.TrimLeft(text[i+1:], " ")
			if rest == "" || rest[0] == '#' {
				return 0
			}
			return len(text) - len(rest)
		}
	}
	return 0
}

// bracket gives the offset of the first bracket that is not closed on its line, else of the last.
func bracket(text string) int {
	var open []int
	last := 0
	for i := range len(text) {
		switch text[i] {
		case '[', '{':
			open, last = append(open, i), i
		case ']', '}':
			last = i
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	if len(open) > 0 {
		return open[0]
	}
	return last
}

// excess gives the offset of the first bracket that closes more than was opened on its line, or 0.
func excess(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth < 0 {
				return i
			}
		}
	}
	return 0
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}
