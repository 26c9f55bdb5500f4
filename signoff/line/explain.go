package line

import (
	"slices"
	"strings"
	"unicode/utf8"

	"sojt/competency/text"
)

const (
	hintTorn  = "the line is cut off: sojt doctor --fix puts back what was committed; remove it if it never was"
	hintCanon = "record lines are written by sojt, never by hand: put the line back as it was"
)

// explain finds words for keys that the walk did not meet where it looked for them: known are the
// walk's keys in their order.
func (f *Fields) explain(known []string) {
	o := &f.obj
	if o.lack != "" && !o.open {
		f.failMissing()
		return
	}
	key := f.readKey()
	if f.err != nil {
		return
	}
	i := slices.Index(known, key)
	stray := i < 0
	if o.lack != "" && !f.follows(o.lack) && !(stray && text.Nearest(key, []string{o.lack}) != "") {
		f.failMissing()
		return
	}
	switch {
	case stray:
		f.failUnknown(key, known)
	case i < 64 && o.seen&(1<<i) != 0:
		f.fail(o.keyAt, Canon, hintCanon, "key %q stands twice", key)
	case o.lack != "":
		f.fail(o.keyAt, Canon, hintCanon, "key %q stands before %q, expected it after", key, o.lack)
	default:
		f.fail(o.keyAt, Canon, hintCanon, "key %q stands too late, expected %s", key, place(known, i))
	}
}

// follows reports whether a key stands further on in the text. Quotes inside strings are escaped,
// so the sequence cannot be part of a value.
func (f *Fields) follows(key string) bool {
	return strings.Contains(f.text[f.pos:], `"`+key+`":`)
}

func (f *Fields) failMissing() {
	why := f.obj.why
	if why == "" {
		why = "a record like this always has it: put the line back as it was"
	}
	f.fail(f.obj.keyAt, Type, why, "missing key %q", f.obj.lack)
}

func (f *Fields) failUnknown(key string, known []string) {
	hint := "expected one of " + strings.Join(known, ", ")
	if near := text.Nearest(strings.ToLower(key), known); near != "" && len(key) > 1 {
		hint = "did you mean " + near + "?"
	}
	f.fail(f.obj.keyAt, Type, hint, "unknown key %s", quote(key))
}

func place(known []string, i int) string {
	if i == 0 {
		return "it first"
	}
	return "it after " + `"` + known[i-1] + `"`
}

// expect takes one byte of punctuation.
func (f *Fields) expect(c byte, want string) bool {
	if f.err != nil {
		return false
	}
	if f.pos < len(f.text) && f.text[f.pos] == c {
		f.pos++
		return true
	}
	f.unexpected(want)
	return false
}

// unexpected says what stands at the place where something else was expected.
func (f *Fields) unexpected(want string) {
	if f.pos >= len(f.text) {
		f.fail(f.pos, Canon, hintTorn, "the line ends where %s was expected", want)
		return
	}
	r, _ := utf8.DecodeRuneInString(f.text[f.pos:])
	switch r {
	case ' ', '\t':
		f.fail(f.pos, Canon, hintCanon, "a blank outside a string, expected %s", want)
	case '\r':
		f.fail(f.pos, Canon, "the file must have LF line ends: see .gitattributes", "a carriage return, expected %s", want)
	default:
		f.fail(f.pos, Canon, hintCanon, "found %q, expected %s", r, want)
	}
}

// wrongKind says that the value at pos is of another kind than wanted.
func (f *Fields) wrongKind(key, want string) {
	kinds := map[byte]string{'"': "text", '[': "a list", '{': "an object", 't': "true", 'f': "false", 'n': "null", '-': "a negative number"}
	var c byte
	if f.pos < len(f.text) {
		c = f.text[f.pos]
	}
	found, ok := kinds[c]
	switch {
	case c >= '0' && c <= '9':
		found = "a number"
	case !ok:
		f.unexpected(want)
		return
	}
	hint := hintCanon
	if c == 'n' || c == 'f' {
		hint = "a key without a value is left out"
	}
	f.fail(f.pos, Canon, hint, "%q is %s, expected %s", key, found, want)
}
