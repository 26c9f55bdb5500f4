// Package line is the canonical record line of INTEGRITY 2: one JSON object a line, keys in the
// order of its type, one way to write each value. It is a walk: the same sequence of calls on
// Fields encodes and decodes, so that a key is written down once. It knows no record type.
//
//	func walk(f *line.Fields) {
//		f.Must().ID("role", &r.Role)
//		f.Text("note", &r.Note)
//	}
//
// A decoder that meets the keys in their order needs no map and no reflection, and notices by
// itself what stands in the wrong place, twice, or should not be there. Text that Decode accepts is
// what Encode writes, byte for byte.
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

func (e *Evidence) walk(f *Fields) {
	f.Must().Text("uri", &e.URI)
	f.SHA256("sha256", &e.SHA256)
	f.Text("note", &e.Note)
}

// Source is the object "source": a document and the hash of its bytes, neither without the other.
type Source struct {
	Document string
	SHA256   string
}

func (s *Source) walk(f *Fields) {
	f.Must().Text("document", &s.Document)
	f.Must().SHA256("sha256", &s.SHA256)
}

// Limits of INTEGRITY 2.1, in bytes. A string is measured as UTF-8, before escapes.
const (
	MaxLine   = 16 << 10 // with "- " and the newline
	MaxString = 4096
	MaxPrev   = 64
	MaxNumber = 1<<31 - 1
)

// Bullet is what makes an object a record line of a learner's file.
const Bullet = "- "

// MaxText is the longest object, in bytes.
const MaxText = MaxLine - len(Bullet) - len("\n")
