package line

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// Payload is what a signature covers and a digest names: the object without its sig, which is its
// last key; an object without sig is its own payload.
func Payload(object, sig string) string {
	if sig == "" {
		return object
	}
	return unsigned(object, sig) + "}"
}

// unsigned is an object without its sig, and without the brace at its end.
func unsigned(object, sig string) string {
	rest := strings.TrimSuffix(object, `"}`)
	rest = strings.TrimSuffix(rest, sig)
	return strings.TrimSuffix(rest, `,"sig":"`)
}

// Digest is the identity of a record: SHA-256 of its payload in base64url without padding.
func Digest(payload string) string {
	var room [64]byte
	return string(AppendDigest(room[:0], payload, ""))
}

// AppendDigest appends to b the Digest of the Payload of an object with that sig.
func AppendDigest(b []byte, object, sig string) []byte {
	var room [1024]byte // enough for most records, so that nothing is allocated to copy them
	payload := room[:0]
	if sig == "" {
		payload = append(payload, object...)
	} else {
		payload = append(append(payload, unsigned(object, sig)...), '}')
	}
	sum := sha256.Sum256(payload)
	return base64.RawURLEncoding.AppendEncode(b, sum[:])
}

// Value gives the byte at which the value of a key begins in a canonical object, or 0. Quotes inside
// strings are escaped, so the key cannot be part of a value.
func Value(object, key string) int {
	before, _, ok := strings.Cut(object, `"`+key+`":`)
	if !ok {
		return 0
	}
	return len(before) + len(key) + len(`"":`)
}
