package sshsig

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"io"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh"

	"sojt/competency/sshkey"
)

// made holds a key of each type that is accepted, and the private halves of those in software.
type made struct {
	names   []string
	signers map[string]ssh.Signer
	raw     map[string]crypto.Signer
}

var someKeys = sync.OnceValue(makeKeys)

func makeKeys() *made {
	m := &made{signers: map[string]ssh.Signer{}, raw: map[string]crypto.Signer{}}
	add := func(name string, key crypto.Signer, err error) {
		if err != nil {
			panic(err)
		}
		m.names, m.raw[name] = append(m.names, name), key
		if m.signers[name], err = ssh.NewSignerFromKey(key); err != nil {
			panic(err)
		}
	}
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	add("ed25519", ed, err)
	for name, curve := range map[string]elliptic.Curve{"p256": elliptic.P256(), "p384": elliptic.P384(), "p521": elliptic.P521()} {
		key, err := ecdsa.GenerateKey(curve, rand.Reader)
		add(name, key, err)
	}
	r, err := rsa.GenerateKey(rand.Reader, sshkey.MinRSA)
	add("rsa", r, err)
	m.names = append(m.names, "sk-ed25519", "sk-p256")
	m.signers["sk-ed25519"] = hardware{key: ed, flags: touched}
	m.signers["sk-p256"] = hardware{key: m.raw["p256"], flags: touched}
	return m
}

// hardware signs as a hardware key does, in software.
type hardware struct {
	key   crypto.Signer
	flags byte
}

type skEd25519 struct{ Kind, Point, Application string }
type skECDSA struct{ Kind, Curve, Point, Application string }

func (h hardware) wire() []byte {
	if e, ok := h.key.Public().(ed25519.PublicKey); ok {
		return ssh.Marshal(skEd25519{ssh.KeyAlgoSKED25519, string(e), "ssh:"})
	}
	point, err := h.key.Public().(*ecdsa.PublicKey).Bytes()
	if err != nil {
		panic(err)
	}
	return ssh.Marshal(skECDSA{ssh.KeyAlgoSKECDSA256, "nistp256", string(point), "ssh:"})
}

func (h hardware) PublicKey() ssh.PublicKey {
	key, err := ssh.ParsePublicKey(h.wire())
	if err != nil {
		panic(err)
	}
	return key
}

func (h hardware) Sign(random io.Reader, data []byte) (*ssh.Signature, error) {
	application, message := sha256.Sum256([]byte("ssh:")), sha256.Sum256(data)
	rest := []byte{h.flags, 0, 0, 0, 7}
	plain, err := ssh.NewSignerFromKey(h.key)
	if err != nil {
		return nil, err
	}
	sig, err := plain.Sign(random, append(append(application[:], rest...), message[:]...))
	if err != nil {
		return nil, err
	}
	return &ssh.Signature{Format: h.PublicKey().Type(), Blob: sig.Blob, Rest: rest}, nil
}

// signed makes a signature without a check of it.
func signed(t testing.TB, key ssh.Signer, payload []byte) []byte {
	t.Helper()
	blob, err := signWith(key, rand.Reader, payload)
	if err != nil {
		t.Fatal(err)
	}
	return blob
}

// asSigner is a private key as ssh.ParseRawPrivateKey gives it.
func asSigner(raw any) crypto.Signer {
	if ed, ok := raw.(*ed25519.PrivateKey); ok {
		return *ed
	}
	return raw.(crypto.Signer)
}
