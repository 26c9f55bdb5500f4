package testkit

import (
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/sha512"
	"crypto/x509"
	_ "embed"
	"encoding/pem"
	"fmt"
	"slices"
	"strings"

	"sojt/signoff"
	"sojt/signoff/sshsig"
)

// rsaKey takes long to find and cannot be made out of a seed.
//
//go:embed rsa3072.pem
var rsaKey []byte

// Signer signs records with a key that everybody can make: it proves nothing outside tests.
type Signer struct {
	Key    string // the public key, type and base64
	PEM    []byte // the private key, PKCS 8
	signer *sshsig.Signer
}

// SignerKinds lists the kinds of keys that NewSigner makes.
func SignerKinds() []string {
	return []string{"ed25519", "ecdsa-256", "ecdsa-384", "ecdsa-521", "rsa-3072"}
}

// NewSigner makes a key of a kind out of a seed; of rsa-3072 there is one, whatever the seed. The key
// depends on the kind and the seed alone, and so do its signatures.
func NewSigner(kind, seed string) *Signer {
	private := rsaKey
	if kind != "rsa-3072" {
		private = pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: privateKey(kind, seed)})
	}
	signer, err := sshsig.InFile(kind, private, nil)
	must(err)
	return &Signer{Key: signer.Key, PEM: slices.Clone(private), signer: signer}
}

// privateKey gives the PKCS 8 form of a key.
func privateKey(kind, seed string) []byte {
	sum := sha512.Sum512([]byte(kind + " " + seed))
	var key any
	switch kind {
	case "ed25519":
		key = ed25519.NewKeyFromSeed(sum[:32])
	case "ecdsa-256":
		key = scalar(elliptic.P256(), sum[:32])
	case "ecdsa-384":
		key = scalar(elliptic.P384(), sum[:48])
	case "ecdsa-521":
		key = scalar(elliptic.P521(), append([]byte{0, 1}, sum[:]...))
	default:
		panic(fmt.Sprintf("no kind of key is named %q: %s", kind, strings.Join(SignerKinds(), ", ")))
	}
	form, err := x509.MarshalPKCS8PrivateKey(key)
	must(err)
	return form
}

// scalar makes an ECDSA key of a number, which is below the order of the curve but for seeds that
// nobody will find.
func scalar(curve elliptic.Curve, number []byte) *ecdsa.PrivateKey {
	key, err := ecdsa.ParseRawPrivateKey(curve, number)
	must(err)
	return key
}

// Sign signs a sealed record: it sets Sig.
func (s *Signer) Sign(r *signoff.Record) {
	payload, err := r.Payload()
	must(err)
	r.Sig = sshsig.Base64(s.Blob([]byte(payload)))
}

// Blob makes the binary signature of a payload. No randomness is given: ECDSA signs as RFC 6979 has it.
func (s *Signer) Blob(payload []byte) []byte {
	blob, err := s.signer.Sign(context.Background(), nil, payload)
	must(err)
	return blob
}

// must ends a test for what cannot go wrong.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
