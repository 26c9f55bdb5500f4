// Package line is the canonical record line of INTEGRITY 2: one JSON object a line, keys in the
// order of its type, one way to write each value. It is a walk: the same sequence of calls on
// Fields encodes and decodes, so that a key is written down once. It knows no record type.
package line

// Int is a number that may be absent: 0 is a real level.
type Int struct {
	Set bool
	N   int
}

// N gives a number that is there.
func N(n int) Int { return Int{Set: true, N: n} }

// Evidence is one element of the list "evidence": its keys in this order, uri required.
type Evidence struct {
	URI    string
	SHA256 string
	Note   string
}

// Source is the object "source": a document and the hash of its bytes.
type Source struct {
	Document string
	SHA256   string
}

// Limits of INTEGRITY 2.1, in bytes.
const (
	MaxLine   = 16 << 10 // with "- " and the newline
	MaxString = 4096
	MaxPrev   = 64
)
