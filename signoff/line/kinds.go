package line

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"

	"sojt/competency/text"
)

// kind is a string of a fixed grammar, which never needs an escape.
type kind struct {
	word string // as Key has it
	name string // for messages
	ok   func(string) bool
	hint string
	size int // of every such string; 0: they differ
}

var (
	idKind         = kind{"id", "an id", text.IsID, text.IDGrammar, 0}
	competencyKind = kind{"competency", "a competency's id", text.IsCompetency, "an id, or set/id: " + text.IDGrammar, 0}
	ulidKind       = kind{"ulid", "a ULID", IsULID, "26 capital letters and digits, as sojt makes them", 26}
	digestKind     = kind{"digest", "a record's digest", IsDigest, "43 characters of base64url, as sojt show prints them", 43}
	sha256Kind     = kind{"sha256", "a SHA-256", isSHA256, "64 digits 0-9 and a-f", 64}
	base64Kind     = kind{"base64", "a signature", isBase64, "standard base64 with padding, on one line", 0}
)

// ID is a person, a name of the program (role, program), or a word with the grammar of ids.
func (f *Fields) ID(key string, v *string) { f.string(key, v, &idKind) }

// Competency is the id of a competency: id, or set/id.
func (f *Fields) Competency(key string, v *string) { f.string(key, v, &competencyKind) }

// ULID is an id as NewIDs makes them.
func (f *Fields) ULID(key string, v *string) { f.string(key, v, &ulidKind) }

// Digest names a record by what it says: see Digest.
func (f *Fields) Digest(key string, v *string) { f.string(key, v, &digestKind) }

// SHA256 is the lower-case hex hash of a document or a wording.
func (f *Fields) SHA256(key string, v *string) { f.string(key, v, &sha256Kind) }

// Signature is standard base64 with padding; what it holds is the business of package sshsig.
func (f *Fields) Signature(key string, v *string) { f.string(key, v, &base64Kind) }

// Word is one of the words of a list.
func (f *Fields) Word(key string, v *string, words []string) {
	switch f.enter(key, *v != "") {
	case reading:
		*v = f.readString(key)
		f.oneOf(key, *v, words)
		f.leave()
	case writing:
		f.oneOf(key, *v, words)
		f.putString(*v)
	case listing:
		f.is(Key{Kind: "word", Words: words, into: v})
	}
}

func (f *Fields) oneOf(key, v string, words []string) {
	if slices.Contains(words, v) {
		return
	}
	hint := "expected one of " + strings.Join(words, ", ")
	if near := text.Nearest(strings.ToLower(v), words); near != "" {
		hint = "did you mean " + near + "?"
	}
	f.fail(f.at, Type, hint, "unknown %s %s", key, quote(v))
}

func (f *Fields) string(key string, v *string, k *kind) {
	switch f.enter(key, *v != "") {
	case reading:
		*v = f.readKind(key, k)
		f.leave()
	case writing:
		f.putKind(key, *v, k)
	case listing:
		f.is(Key{Kind: k.word, into: v})
	}
}

func (f *Fields) readKind(key string, k *kind) string {
	at := f.pos
	s := f.readString(key)
	if f.err == nil && !k.ok(s) {
		f.fail(at, Canon, k.hint, "%q is %s, expected %s", key, quote(s), k.name)
	}
	return s
}

func (f *Fields) putKind(key, s string, k *kind) {
	if !k.ok(s) {
		f.fail(0, Canon, k.hint, "%q is %s, expected %s", key, quote(s), k.name)
		return
	}
	f.putString(s)
}

// IsDigest reports whether s has the form of a digest: 32 bytes in base64url without padding, the
// two bits that are left over zero.
func IsDigest(s string) bool {
	const length = (8*sha256.Size + 5) / 6
	if len(s) != length {
		return false
	}
	return isBase64URL.all(s) && strings.IndexByte("AEIMQUYcgkosw048", s[length-1]) >= 0 // every fourth of the alphabet
}

func isSHA256(s string) bool { return len(s) == 2*sha256.Size && isHex.all(s) }

// isBase64 reports whether s is the one way to write some bytes in standard base64.
func isBase64(s string) bool { return s != "" && decodes(base64.StdEncoding, s) }

// decodes reports whether s is what the encoding makes of some bytes. Decoders pass over line breaks.
func decodes(encoding *base64.Encoding, s string) bool {
	var room [256]byte // enough for most
	_, err := encoding.Strict().AppendDecode(room[:0], []byte(s))
	return err == nil && !strings.ContainsAny(s, "\r\n")
}
