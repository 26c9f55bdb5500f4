package terminal

import (
	"unicode"
	"unicode/utf8"
)

// key is one key as a terminal in raw mode sends it: a rune that is text, or one of those below.
type key rune

// The keys that are no text.
const (
	keyUp key = -iota - 1
	keyDown
	keyPageUp
	keyPageDown
	keyHome
	keyEnd
	keyEnter
	keyErase
	keyEraseWord
	keyEraseLine
	keyTab
	keyBack // Shift-Tab
	keyInterrupt
	keyEOF
	keyNone // one that means nothing here
)

// decoder makes keys of the bytes that a terminal sends, which may part a sequence anywhere.
type decoder struct{ rest []byte }

// more takes bytes and gives the keys that are complete.
func (d *decoder) more(b []byte) []key {
	d.rest = append(d.rest, b...)
	var keys []key
	for len(d.rest) > 0 {
		k, n := next(d.rest)
		if n == 0 {
			break
		}
		d.rest = d.rest[n:]
		if k != keyNone {
			keys = append(keys, k)
		}
	}
	return keys
}

// next is the first key and how many bytes it takes: 0 where there are more to come.
func next(b []byte) (key, int) {
	if b[0] == escape {
		return sequence(b)
	}
	if k, ok := controls()[b[0]]; ok {
		return k, 1
	}
	if !utf8.FullRune(b) {
		return keyNone, 0
	}
	r, n := utf8.DecodeRune(b)
	if r == utf8.RuneError || !unicode.IsGraphic(r) {
		return keyNone, n
	}
	return key(r), n
}

const escape = 0x1b

func controls() map[byte]key {
	return map[byte]key{
		'\r': keyEnter, '\n': keyEnter, '\t': keyTab, interrupt: keyInterrupt, endOfFile: keyEOF, backspace: keyErase, rubout: keyErase,
		eraseLine: keyEraseLine, 0x17: keyEraseWord, 0x10: keyUp, 0x0e: keyDown,
	}
}

// sequence reads an escape sequence: ESC [ parameters final, or ESC O final. What it does not know is one
// key that means nothing.
func sequence(b []byte) (key, int) {
	switch {
	case len(b) < 2:
		return keyNone, 0
	case b[1] == 'O' && len(b) < 3:
		return keyNone, 0
	case b[1] == 'O':
		return named("", b[2]), 3
	case b[1] != '[':
		return keyNone, 1
	}
	for i := 2; i < len(b); i++ {
		if b[i] >= 0x40 && b[i] <= 0x7e {
			return named(string(b[2:i]), b[i]), i + 1
		}
		if b[i] < 0x20 {
			return keyNone, i
		}
	}
	return keyNone, 0
}

func named(parameters string, final byte) key {
	switch {
	case final == 'A':
		return keyUp
	case final == 'B':
		return keyDown
	case final == 'H' || final == '~' && parameters == "1":
		return keyHome
	case final == 'F' || final == '~' && parameters == "4":
		return keyEnd
	case final == 'Z':
		return keyBack
	case final == '~' && parameters == "5":
		return keyPageUp
	case final == '~' && parameters == "6":
		return keyPageDown
	default:
		return keyNone
	}
}
