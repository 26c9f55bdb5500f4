package sshsig

import (
	"bytes"
	"crypto/ed25519"
	"math/big"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// touched is the bit that says that somebody touched the hardware key (PROTOCOL.u2f of OpenSSH).
const touched = 0x01

// refuseInner says what is wrong with an inner signature that the library does not read.
func refuseInner(inner string) *Error {
	var s ssh.Signature
	if err := ssh.Unmarshal([]byte(inner), &s); err != nil {
		return refuse(Form, hintBlob, "the signature inside is cut off")
	}
	return refuseAlgorithm(s.Format)
}

func refuseAlgorithm(found string) *Error {
	return refuse(Algorithm, hintType, "it is signed by the algorithm %.40q, which is not accepted for its key", found)
}

// checkInner holds the inner signature to the algorithm of its key and to one form.
func checkInner(sig *sshsig.Signature) *Error {
	kind, inner := sig.PublicKey.Type(), sig.Signature
	if inner.Format != algorithms[kind] {
		return refuseAlgorithm(inner.Format)
	}
	hardware := kind == ssh.KeyAlgoSKED25519 || kind == ssh.KeyAlgoSKECDSA256
	if rest := len(inner.Rest); hardware && rest != 5 || !hardware && rest != 0 {
		return refuse(Form, hintBlob, "the signature inside has bytes missing or too much at its end")
	}
	good := true
	switch kind {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519:
		good = len(inner.Blob) == ed25519.SignatureSize
	case ssh.KeyAlgoRSA:
		good = len(inner.Blob) == (rsaBits(sig.PublicKey)+7)/8
	default:
		good = isPair(inner.Blob)
	}
	if !good {
		return refuse(Form, hintBlob, "the signature inside is not in the one form in which it is written")
	}
	if hardware && inner.Rest[0]&touched == 0 {
		return refuse(Algorithm, "sign again and touch the key; one made with no-touch-required is not accepted",
			"the hardware key signed without being touched")
	}
	return nil
}

// isPair reports whether an ECDSA signature is two positive numbers in the one form of mpint.
func isPair(blob []byte) bool {
	var pair struct{ R, S *big.Int }
	return ssh.Unmarshal(blob, &pair) == nil && pair.R.Sign() > 0 && pair.S.Sign() > 0 &&
		bytes.Equal(ssh.Marshal(pair), blob)
}
