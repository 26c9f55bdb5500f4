package sshsig

import (
	"crypto/rand"
	"testing"
)

func BenchmarkVerify(b *testing.B) {
	m := someKeys()
	for _, name := range m.names {
		key, blob := keyText(m.signers[name].PublicKey()), signed(b, m.signers[name], pinnedPayload)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := Verify(key, pinnedPayload, blob); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSign(b *testing.B) {
	m := someKeys()
	for _, name := range []string{"ed25519", "p256", "rsa"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := signWith(m.signers[name], rand.Reader, pinnedPayload); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
