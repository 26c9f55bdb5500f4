package sshsig

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha512"
	"sync"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// Keys reads many signatures, and looks at each key once: of a hundred thousand signatures by a few
// keys, taking keys and envelopes apart would be a third of the work. What is written as nearly all are,
// by a plain ed25519 key that was accepted before, is told by comparing bytes; all else is read by the one
// strict reader that there is. The zero value is ready, and safe for concurrent use.
type Keys struct {
	mu    sync.RWMutex
	known map[wireKey]plainKey
}

// Signature is a binary SSHSIG of this program's namespace, in the one form in which it is written.
// Whether it fits anything, Fits says; whose key it is, neither does.
type Signature struct {
	Key string // the public key that it says made it: its type and base64

	blob   []byte
	public ed25519.PublicKey // of a plain one; else
	parsed *sshsig.Signature
}

// Read reads a signature and makes all checks of Verify but that of what was signed. The signature keeps
// blob. The error is nil or an *Error.
func (k *Keys) Read(blob []byte) (Signature, error) {
	if known, ok := k.plain(blob); ok {
		return Signature{Key: known.text, blob: blob, public: known.public}, nil
	}
	parsed, refused := parse(namespace, blob)
	if refused != nil {
		return Signature{}, refused
	}
	text := keyText(parsed.PublicKey)
	k.accepted(parsed.PublicKey, text)
	return Signature{Key: text, blob: blob, parsed: parsed}, nil
}

// Fits says whether the signature is one of payload by its key. The error is nil or an *Error.
func (s Signature) Fits(payload []byte) error {
	good := false
	if s.parsed != nil {
		good = sshsig.Verify(bytes.NewReader(payload), s.parsed, s.parsed.PublicKey, sshsig.HashSHA512, namespace) == nil
	} else {
		sum := sha512.Sum512(payload)
		good = ed25519.Verify(s.public, append([]byte(signedHead), sum[:]...), s.blob[plainHead:])
	}
	if !good {
		return refuse(Bytes, "what was signed, or the signature, has been changed since: put it back from git", "the signature does not fit what it signs")
	}
	return nil
}

// What stands around the key and the signature of a plain ed25519 SSHSIG, and before the hash in what it
// signs (PROTOCOL.sshsig of OpenSSH, RFC 8709); each string has its length before it.
const (
	aroundHead = "SSHSIG\x00\x00\x00\x01\x00\x00\x00\x33"
	aroundKey  = "\x00\x00\x00\x04" + namespace + "\x00\x00\x00\x00\x00\x00\x00\x06sha512" +
		"\x00\x00\x00\x53\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x40"
	signedHead = "SSHSIG\x00\x00\x00\x04" + namespace + "\x00\x00\x00\x00\x00\x00\x00\x06sha512\x00\x00\x00\x40"

	plainKeyAt = len(aroundHead)
	plainKeyTo = plainKeyAt + len(wireKey{})
	plainHead  = plainKeyTo + len(aroundKey)
	plainSize  = plainHead + ed25519.SignatureSize
)

// wireKey is an ed25519 key as it stands in a signature.
type wireKey [4 + len(ssh.KeyAlgoED25519) + 4 + ed25519.PublicKeySize]byte

// plainKey is one that was accepted.
type plainKey struct {
	text   string
	public ed25519.PublicKey
}

// maxKeys bounds how many are kept, whoever makes them.
const maxKeys = 10_000

// plain gives the key of a signature that is by an ed25519 key accepted before, and in the one form: then
// and only then is each byte of it either compared here or part of what ed25519 checks.
func (k *Keys) plain(blob []byte) (plainKey, bool) {
	if len(blob) != plainSize || string(blob[:plainKeyAt]) != aroundHead || string(blob[plainKeyTo:plainHead]) != aroundKey {
		return plainKey{}, false
	}
	k.mu.RLock()
	defer k.mu.RUnlock()
	known, ok := k.known[wireKey(blob[plainKeyAt:plainKeyTo])]
	return known, ok
}

// accepted keeps a key that the strict reader took, if it is a plain one.
func (k *Keys) accepted(key ssh.PublicKey, text string) {
	crypto, ok := key.(ssh.CryptoPublicKey)
	if !ok || key.Type() != ssh.KeyAlgoED25519 {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.known == nil {
		k.known = map[wireKey]plainKey{}
	}
	if len(k.known) < maxKeys {
		k.known[wireKey(key.Marshal())] = plainKey{text, crypto.CryptoPublicKey().(ed25519.PublicKey)}
	}
}
