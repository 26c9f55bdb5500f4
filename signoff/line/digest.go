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
	return strings.TrimSuffix(object, `,"sig":"`+sig+`"}`) + "}"
}

// Digest is the identity of a record: SHA-256 of its payload in base64url without padding.
func Digest(payload string) string {
	sum := sha256.Sum256([]byte(payload))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
