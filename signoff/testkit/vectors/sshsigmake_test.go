package vectors_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"io"
	"math/big"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"sojt/signoff/testkit"
)

// blob is the outer wire form of a signature (PROTOCOL.sshsig of OpenSSH), with the inner one open.
type blob struct {
	magic                                string
	version                              uint32
	key, namespace, reserved, hash, tail string
	inner                                ssh.Signature
}

// bytes puts a signature together, right or wrong.
func (b *blob) bytes() []byte {
	return append([]byte(b.magic), ssh.Marshal(struct {
		Version                                   uint32
		Key, Namespace, Reserved, Hash, Signature string
	}{b.version, b.key, b.namespace, b.reserved, b.hash, string(ssh.Marshal(b.inner)) + b.tail})...)
}

// signedBy makes a signature of a payload, all of it right but what the changes make wrong before it is
// signed. No randomness is given, so that ECDSA too signs as RFC 6979 has it.
func signedBy(t testing.TB, key ssh.Signer, payload string, changes ...func(*blob)) *blob {
	t.Helper()
	b := &blob{magic: "SSHSIG", version: 1, key: string(key.PublicKey().Marshal()), namespace: "sojt", hash: "sha512"}
	for _, change := range changes {
		change(b)
	}
	sum := sha512.Sum512([]byte(payload))
	digest := sum[:]
	if b.hash == "sha256" {
		short := sha256.Sum256([]byte(payload))
		digest = short[:]
	}
	data := append([]byte("SSHSIG"), ssh.Marshal(struct{ Namespace, Reserved, Hash, Digest string }{b.namespace, b.reserved, b.hash, string(digest)})...)
	sig, err := signData(key, data)
	if err != nil {
		t.Fatal(err)
	}
	b.inner = *sig
	return b
}

// signData signs; RSA by sha2-512 unless the signer says otherwise.
func signData(key ssh.Signer, data []byte) (*ssh.Signature, error) {
	if by, ok := key.(ssh.AlgorithmSigner); ok && key.PublicKey().Type() == ssh.KeyAlgoRSA {
		return by.SignWithAlgorithm(nil, data, ssh.KeyAlgoRSASHA512)
	}
	return key.Sign(nil, data)
}

// algorithm is an RSA key that signs by another algorithm than the one that is asked for.
type algorithm struct {
	ssh.AlgorithmSigner
	name string
}

func (a algorithm) SignWithAlgorithm(random io.Reader, data []byte, _ string) (*ssh.Signature, error) {
	return a.AlgorithmSigner.SignWithAlgorithm(random, data, a.name)
}

// raw opens one of testkit's keys.
func raw(t testing.TB, kind, seed string) crypto.Signer {
	t.Helper()
	key, err := ssh.ParseRawPrivateKey(testkit.NewSigner(kind, seed).PEM)
	if err != nil {
		t.Fatal(err)
	}
	if ed, ok := key.(*ed25519.PrivateKey); ok {
		return *ed
	}
	return key.(crypto.Signer)
}

func signer(t testing.TB, key crypto.Signer) ssh.Signer {
	t.Helper()
	s, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// smallRSA makes a key of a length that is too short, the same each time: its primes are the first
// behind numbers that a hash gives.
func smallRSA(t testing.TB, bits int) crypto.Signer {
	t.Helper()
	prime := func(name string) *big.Int {
		seed := make([]byte, 0, bits/16)
		for i := 0; len(seed) < bits/16; i++ {
			sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %d", name, bits, i))
			seed = append(seed, sum[:]...)
		}
		p := new(big.Int).SetBytes(seed[:bits/16])
		p.SetBit(p.SetBit(p.SetBit(p, bits/2-1, 1), bits/2-2, 1), 0, 1)
		for !p.ProbablyPrime(20) || new(big.Int).Mod(p, big.NewInt(65537)).Cmp(big.NewInt(1)) == 0 {
			p.Add(p, big.NewInt(2))
		}
		return p
	}
	p, q, one := prime("p"), prime("q"), big.NewInt(1)
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	key := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: 65537}, D: new(big.Int).ModInverse(big.NewInt(65537), phi), Primes: []*big.Int{p, q}}
	key.Precompute()
	if err := key.Validate(); err != nil || key.N.BitLen() != bits {
		t.Fatalf("%d bits: %v", key.N.BitLen(), err)
	}
	return key
}

// hardware signs as a hardware key does (PROTOCOL.u2f of OpenSSH), in software.
type hardware struct {
	key   crypto.Signer
	flags byte
}

func (h hardware) PublicKey() ssh.PublicKey {
	var wire string
	switch public := h.key.Public().(type) {
	case ed25519.PublicKey:
		wire = wireOf(ssh.KeyAlgoSKED25519, string(public), "ssh:")
	case *ecdsa.PublicKey:
		point, err := public.Bytes()
		if err != nil {
			panic(err)
		}
		wire = wireOf(ssh.KeyAlgoSKECDSA256, "nistp256", string(point), "ssh:")
	}
	key, err := ssh.ParsePublicKey([]byte(wire))
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

// certified is a key under a certificate by another one.
func certified(t testing.TB, key ssh.Signer) ssh.Signer {
	t.Helper()
	c := &ssh.Certificate{Key: key.PublicKey(), CertType: ssh.UserCert, KeyId: "ana", ValidPrincipals: []string{"ana"}, ValidBefore: ssh.CertTimeInfinity}
	if err := c.SignCert(zeros{}, signer(t, raw(t, "ed25519", "authority"))); err != nil {
		t.Fatal(err)
	}
	s, err := ssh.NewCertSigner(c, key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// zeros is no randomness at all.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// wireOf writes strings as SSH does.
func wireOf(parts ...string) string {
	var b []byte
	for _, p := range parts {
		b = append(b, ssh.Marshal(struct{ S string }{p})...)
	}
	return string(b)
}

// keyText writes a public key as definitions have it.
func keyText(wire string) string {
	var head struct {
		Kind string
		Rest []byte `ssh:"rest"`
	}
	if err := ssh.Unmarshal([]byte(wire), &head); err != nil {
		panic(err)
	}
	return head.Kind + " " + base64.StdEncoding.EncodeToString([]byte(wire))
}

// armour writes a .sig file in lines of a width.
func armour(blob []byte, width int, end string) string {
	text := base64.StdEncoding.EncodeToString(blob)
	var b strings.Builder
	b.WriteString("-----BEGIN SSH SIGNATURE-----" + end)
	for ; len(text) > width; text = text[width:] {
		b.WriteString(text[:width] + end)
	}
	b.WriteString(text + end + "-----END SSH SIGNATURE-----" + end)
	return b.String()
}
