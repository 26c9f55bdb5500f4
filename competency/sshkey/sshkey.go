// Package sshkey has the rules by which an SSH key is too weak to prove anything (INTEGRITY 3). It reads
// no key: who does, in whatever form, asks it.
package sshkey

import (
	"bytes"
	"slices"
	"strings"
)

// MinRSA is the least length of an RSA key in bits.
const MinRSA = 3072

// weakPoints are the y of the ed25519 points of small order, little-endian (RFC 8032). A signature by
// such a key holds for many texts at once, or for all.
var weakPoints = []string{
	strings.Repeat("\x00", 32),
	"\x01" + strings.Repeat("\x00", 31),
	"\xec" + strings.Repeat("\xff", 30) + "\x7f",
	"\x26\xe8\x95\x8f\xc2\xb2\x27\xb0\x45\xc3\xf4\x89\xf2\xef\x98\xf0\xd5\xdf\xac\x05\xd3\xc6\x33\x39\xb1\x38\x02\x88\x6d\x53\xfc\x05",
	"\xc7\x17\x6a\x70\x3d\x4d\xd8\x4f\xba\x3c\x0b\x76\x0d\x10\x67\x0f\x2a\x20\x53\xfa\x2c\x39\xcc\xc6\x4e\xc7\xfd\x77\x92\xac\x03\x7a",
}

// Weak reports whether an ed25519 public key of 32 bytes is of small order, or written with a y past
// the field's prime, which RFC 8032 has nobody do.
func Weak(key []byte) bool {
	y := bytes.Clone(key)
	y[31] &= 0x7f // the sign of x
	tooLarge := y[0] >= 0xed && y[31] == 0x7f && bytes.Count(y[1:31], []byte{0xff}) == 30
	return tooLarge || slices.Contains(weakPoints, string(y))
}
