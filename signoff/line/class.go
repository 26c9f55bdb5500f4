package line

// class says in which alphabets a byte is. One look into a table is a tenth of the time of asking whether a
// byte is a letter, a capital or a digit where all of them come in turns, as in a digest: a processor cannot
// guess the answers.
type class uint8

const (
	isPlain     class = 1 << iota // stands for itself in a string, and is a code point of its own
	isHex                         // 0-9 a-f
	isBase64URL                   // 0-9 A-Z a-z - _
	isCrockford                   // 0-9 A-Z without I L O U
	isName                        // a-z 0-9 -
)

const (
	digit      = isPlain | isHex | isBase64URL | isCrockford | isName
	capital    = isPlain | isBase64URL | isCrockford
	lookalike  = isPlain | isBase64URL
	small      = isPlain | isBase64URL | isName
	smallHex   = small | isHex
	hyphen     = isPlain | isBase64URL | isName
	underscore = isPlain | isBase64URL
)

// classes is written out, and not computed, so that it costs nothing before main.
var classes = [256]class{
	' ': isPlain, '!': isPlain, '#': isPlain, '$': isPlain, '%': isPlain, '&': isPlain, '\'': isPlain, '(': isPlain,
	')': isPlain, '*': isPlain, '+': isPlain, ',': isPlain, '-': hyphen, '.': isPlain, '/': isPlain,
	'0': digit, '1': digit, '2': digit, '3': digit, '4': digit, '5': digit, '6': digit, '7': digit, '8': digit, '9': digit,
	':': isPlain, ';': isPlain, '<': isPlain, '=': isPlain, '>': isPlain, '?': isPlain, '@': isPlain,
	'A': capital, 'B': capital, 'C': capital, 'D': capital, 'E': capital, 'F': capital, 'G': capital, 'H': capital, 'I': lookalike,
	'J': capital, 'K': capital, 'L': lookalike, 'M': capital, 'N': capital, 'O': lookalike, 'P': capital, 'Q': capital, 'R': capital,
	'S': capital, 'T': capital, 'U': lookalike, 'V': capital, 'W': capital, 'X': capital, 'Y': capital, 'Z': capital,
	'[': isPlain, ']': isPlain, '^': isPlain, '_': underscore, '`': isPlain,
	'a': smallHex, 'b': smallHex, 'c': smallHex, 'd': smallHex, 'e': smallHex, 'f': smallHex, 'g': small, 'h': small, 'i': small,
	'j': small, 'k': small, 'l': small, 'm': small, 'n': small, 'o': small, 'p': small, 'q': small, 'r': small,
	's': small, 't': small, 'u': small, 'v': small, 'w': small, 'x': small, 'y': small, 'z': small,
	'{': isPlain, '|': isPlain, '}': isPlain, '~': isPlain,
}

// all reports whether every byte of s is of a class. It looks at all of them, four at a time, and asks once, at the
// end.
func (c class) all(s string) bool {
	shared := c
	for ; len(s) >= 4; s = s[4:] {
		shared &= classes[s[0]] & classes[s[1]] & classes[s[2]] & classes[s[3]]
	}
	for i := range len(s) {
		shared &= classes[s[i]]
	}
	return shared == c
}
