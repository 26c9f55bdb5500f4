package sshsig

import (
	"bytes"
	"crypto/elliptic"
	"crypto/rand"
	"io"
	"math/big"
	"slices"
	"testing"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// parts is a signature taken apart, to be put together otherwise.
type parts struct {
	envelope
	inner ssh.Signature
	tail  []byte // behind the inner signature
}

func apart(t testing.TB, blob []byte) *parts {
	t.Helper()
	p := &parts{}
	if err := ssh.Unmarshal(blob, &p.envelope); err != nil {
		t.Fatal(err)
	}
	if err := ssh.Unmarshal([]byte(p.Signature), &p.inner); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *parts) together() []byte {
	p.Signature = string(append(ssh.Marshal(p.inner), p.tail...))
	return ssh.Marshal(p.envelope)
}

// addOrder makes S of an ed25519 signature S+L, which some verifiers take for the same.
func addOrder(sig []byte) []byte {
	order, _ := new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)
	s := slices.Clone(sig[32:])
	slices.Reverse(s)
	s = order.Add(order, new(big.Int).SetBytes(s)).FillBytes(make([]byte, 32))
	slices.Reverse(s)
	return append(slices.Clone(sig[:32]), s...)
}

var orders = map[string]*big.Int{
	"p256": elliptic.P256().Params().N, "p384": elliptic.P384().Params().N, "p521": elliptic.P521().Params().N,
	"sk-p256": elliptic.P256().Params().N,
}

type pair struct{ R, S *big.Int }

// otherHalf makes (r, s) of an ECDSA signature (r, n-s), which is as good.
func otherHalf(t testing.TB, name string, sig []byte) []byte {
	t.Helper()
	var p pair
	if err := ssh.Unmarshal(sig, &p); err != nil {
		t.Fatal(err)
	}
	p.S.Sub(orders[name], p.S)
	return ssh.Marshal(p)
}

// longNumber writes r with a zero too much in front.
func longNumber(t testing.TB, sig []byte) []byte {
	t.Helper()
	var p struct{ R, S string }
	if err := ssh.Unmarshal(sig, &p); err != nil {
		t.Fatal(err)
	}
	p.R = "\x00" + p.R
	return ssh.Marshal(p)
}

// elsewhere signs with another namespace and hash, all else right.
func elsewhere(t testing.TB, key ssh.Signer, payload []byte, namespace string, hash sshsig.HashAlgorithm) []byte {
	t.Helper()
	sig, err := sshsig.SignWithRand(bytes.NewReader(payload), rand.Reader, key, hash, namespace)
	if err != nil {
		t.Fatal(err)
	}
	return sig.Marshal()
}

// byAlgorithm signs with another algorithm of the same key.
type byAlgorithm struct {
	ssh.Signer
	algorithm string
}

func (b byAlgorithm) SignWithAlgorithm(random io.Reader, data []byte, _ string) (*ssh.Signature, error) {
	return b.Signer.(ssh.AlgorithmSigner).SignWithAlgorithm(random, data, b.algorithm)
}
