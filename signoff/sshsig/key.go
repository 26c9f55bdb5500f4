package sshsig

import (
	"bytes"
	"crypto/rsa"
	"encoding/base64"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
)

// minRSA is the least length of an RSA key in bits (INTEGRITY 3).
const minRSA = 3072

// algorithms says for each type of key that is accepted how it signs.
var algorithms = map[string]string{
	ssh.KeyAlgoED25519:    ssh.KeyAlgoED25519,
	ssh.KeyAlgoSKED25519:  ssh.KeyAlgoSKED25519,
	ssh.KeyAlgoSKECDSA256: ssh.KeyAlgoSKECDSA256,
	ssh.KeyAlgoECDSA256:   ssh.KeyAlgoECDSA256,
	ssh.KeyAlgoECDSA384:   ssh.KeyAlgoECDSA384,
	ssh.KeyAlgoECDSA521:   ssh.KeyAlgoECDSA521,
	ssh.KeyAlgoRSA:        ssh.KeyAlgoRSASHA512,
}

const (
	hintKey  = "a key is the first two words of the line in a .pub file, as ssh-keygen -t ed25519 writes it"
	hintType = "sign with a key made by ssh-keygen -t ed25519"
)

// parseKey reads a public key, its type and base64.
func parseKey(line string) (ssh.PublicKey, *Error) {
	kind, text, _ := strings.Cut(line, " ")
	blob, err := decode64(text)
	if err != nil {
		return nil, refuse(Key, hintKey, "the key given is no SSH public key")
	}
	key, refused := acceptKey(blob)
	if refused == nil && key.Type() != kind {
		refused = refuse(Key, hintKey, "the key given says one type, and is of another")
	}
	return key, refused
}

// acceptKey reads the wire form of a public key and refuses those with which anybody could sign.
func acceptKey(blob []byte) (ssh.PublicKey, *Error) {
	var head struct {
		Kind string
		Rest []byte `ssh:"rest"`
	}
	if err := ssh.Unmarshal(blob, &head); err != nil {
		return nil, refuse(Form, hintKey, "the public key is cut off or has been changed")
	}
	if strings.Contains(head.Kind, "-cert-v01@") {
		return nil, refuse(Algorithm, hintType, "it is made with a certificate, expected a plain key")
	}
	if algorithms[head.Kind] == "" {
		return nil, refuse(Algorithm, hintType, "it is made with a key of the type %.40q, which is not accepted", head.Kind)
	}
	key, err := ssh.ParsePublicKey(blob)
	if err != nil || !bytes.Equal(key.Marshal(), blob) {
		return nil, refuse(Form, hintKey, "the public key is cut off or has been changed")
	}
	if bits := rsaBits(key); bits > 0 && bits < minRSA {
		return nil, refuse(Key, hintType, "the RSA key has %d bits, at least %d are needed", bits, minRSA)
	}
	if strings.HasSuffix(strings.TrimSuffix(head.Kind, "@openssh.com"), "ed25519") && weak(head.Rest) {
		return nil, refuse(Key, hintType, "the key is one for which anybody can make signatures")
	}
	return key, nil
}

// rsaBits is the length of an RSA key, 0 of other keys.
func rsaBits(key ssh.PublicKey) int {
	if c, ok := key.(ssh.CryptoPublicKey); ok {
		if r, ok := c.CryptoPublicKey().(*rsa.PublicKey); ok {
			return r.N.BitLen()
		}
	}
	return 0
}

// weakPoints are the y of the points of small order, little-endian. Signatures by such a key hold
// for many payloads at once, or for all.
var weakPoints = []string{
	strings.Repeat("\x00", 32),
	"\x01" + strings.Repeat("\x00", 31),
	"\xec" + strings.Repeat("\xff", 30) + "\x7f",
	"\x26\xe8\x95\x8f\xc2\xb2\x27\xb0\x45\xc3\xf4\x89\xf2\xef\x98\xf0\xd5\xdf\xac\x05\xd3\xc6\x33\x39\xb1\x38\x02\x88\x6d\x53\xfc\x05",
	"\xc7\x17\x6a\x70\x3d\x4d\xd8\x4f\xba\x3c\x0b\x76\x0d\x10\x67\x0f\x2a\x20\x53\xfa\x2c\x39\xcc\xc6\x4e\xc7\xfd\x77\x92\xac\x03\x7a",
}

// weak reports whether a key's wire form behind its type begins with an ed25519 point of small order,
// or with one written otherwise than RFC 8032 has it.
func weak(rest []byte) bool {
	y := bytes.Clone(rest[4:36]) // its length was checked when it was read
	y[31] &= 0x7f                // the sign of x
	tooLarge := y[0] >= 0xed && y[31] == 0x7f && bytes.Count(y[1:31], []byte{0xff}) == 30
	return tooLarge || slices.Contains(weakPoints, string(y))
}

// keyText writes a public key as it stands everywhere.
func keyText(key ssh.PublicKey) string {
	return key.Type() + " " + base64.StdEncoding.EncodeToString(key.Marshal())
}
