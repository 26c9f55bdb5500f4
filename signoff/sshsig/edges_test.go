package sshsig

import (
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha512"
	"math/big"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// smallOrder are the y of the points of small order, little-endian: 0 of order four, 1, -1 of order
// two, and the two of order eight.
var smallOrder = []string{
	strings.Repeat("\x00", 32),
	"\x01" + strings.Repeat("\x00", 31),
	"\xec" + strings.Repeat("\xff", 30) + "\x7f",
	"\x26\xe8\x95\x8f\xc2\xb2\x27\xb0\x45\xc3\xf4\x89\xf2\xef\x98\xf0\xd5\xdf\xac\x05\xd3\xc6\x33\x39\xb1\x38\x02\x88\x6d\x53\xfc\x05",
	"\xc7\x17\x6a\x70\x3d\x4d\xd8\x4f\xba\x3c\x0b\x76\x0d\x10\x67\x0f\x2a\x20\x53\xfa\x2c\x39\xcc\xc6\x4e\xc7\xfd\x77\x92\xac\x03\x7a",
}

// The edges of the arithmetic at which verifiers are known to differ: points of small order and written
// otherwise, numbers of zero and past the order.

// edgesOf are the corruptions at the edges of a key's kind.
func edgesOf(name string) []corruption {
	switch name {
	case "ed25519":
		return []corruption{
			{"S of zero", Bytes, edit(func(p *parts) { clear(p.inner.Blob[32:]) })},
			{"S of the order", Bytes, edit(func(p *parts) { copy(p.inner.Blob[32:], littleEndian(groupOrder())) })},
			{"S of all ones", Bytes, edit(func(p *parts) { copy(p.inner.Blob[32:], strings.Repeat("\xff", 32)) })},
			{"R of zero", Bytes, edit(func(p *parts) { clear(p.inner.Blob[:32]) })},
			{"R of all ones", Bytes, edit(func(p *parts) { copy(p.inner.Blob[:32], strings.Repeat("\xff", 32)) })},
			{"R with its sign turned", Bytes, edit(func(p *parts) { p.inner.Blob[31] ^= 0x80 })},
			// A signer may choose R so: it gives the private key away and is as good as any other.
			{"R of one", "", withR("\x01" + strings.Repeat("\x00", 31))},
			{"R of one, written past the prime", Bytes, withR("\xee" + strings.Repeat("\xff", 30) + "\x7f")},
			{"R of one, with a sign", Bytes, withR("\x01" + strings.Repeat("\x00", 30) + "\x80")},
			{"R of order two", Bytes, withR(smallOrder[2])},
			{"R of order four", Bytes, withR(smallOrder[0])},
			{"R of order eight", Bytes, withR(smallOrder[3])},
		}
	case "p256", "p384", "p521", "sk-p256":
		order := orders[name]
		set := func(change func(p *pair)) func(testing.TB, *made, *parts) []byte {
			return func(t testing.TB, _ *made, p *parts) []byte {
				var x pair
				if err := ssh.Unmarshal(p.inner.Blob, &x); err != nil {
					t.Fatal(err)
				}
				change(&x)
				p.inner.Blob = ssh.Marshal(x)
				return p.together()
			}
		}
		return []corruption{
			{"r of zero", Form, set(func(x *pair) { x.R.SetInt64(0) })},
			{"s of zero", Form, set(func(x *pair) { x.S.SetInt64(0) })},
			{"r of the order", Bytes, set(func(x *pair) { x.R.Set(order) })},
			{"s of the order", Bytes, set(func(x *pair) { x.S.Set(order) })},
			{"r past the order", Bytes, set(func(x *pair) { x.R.Add(x.R, order) })},
			{"s past the order", Bytes, set(func(x *pair) { x.S.Add(x.S, order) })},
			{"r below zero", Form, set(func(x *pair) { x.R.Neg(x.R) })},
			{"s below zero", Form, set(func(x *pair) { x.S.Neg(x.S) })},
			{"r and s of one", Bytes, set(func(x *pair) { x.R.SetInt64(1); x.S.SetInt64(1) })},
			{"r and s swapped", Bytes, set(func(x *pair) { x.R, x.S = x.S, x.R })},
			{"s of 4,000 bits", Bytes, set(func(x *pair) { x.S.Lsh(x.S, 4000) })},
		}
	case "rsa":
		return []corruption{
			{"number of zero", Bytes, edit(func(p *parts) { clear(p.inner.Blob) })},
			{"number of one", Bytes, edit(func(p *parts) { clear(p.inner.Blob); p.inner.Blob[len(p.inner.Blob)-1] = 1 })},
			{"number below the modulus", Bytes, ofModulus(func(n, s *big.Int) { s.Sub(n, s) })},
			{"number of the modulus", Bytes, ofModulus(func(n, s *big.Int) { s.Set(n) })},
			{"zeros in front cut off", Form, edit(func(p *parts) { p.inner.Blob = p.inner.Blob[1:] })},
		}
	}
	return nil
}

// groupOrder is L of RFC 8032.
func groupOrder() *big.Int {
	order, _ := new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)
	return order
}

func littleEndian(n *big.Int) []byte {
	b := n.FillBytes(make([]byte, 32))
	slices.Reverse(b)
	return b
}

func fromLittleEndian(b []byte) *big.Int {
	b = slices.Clone(b)
	slices.Reverse(b)
	return new(big.Int).SetBytes(b)
}

// withR signs the pinned payload with the R given, as if its discrete logarithm were 0: S is h times the
// private number. It holds where R is one, in the way in which it is written.
func withR(r string) func(testing.TB, *made, *parts) []byte {
	return func(t testing.TB, m *made, p *parts) []byte {
		key := m.raw["ed25519"].(ed25519.PrivateKey)
		expanded := sha512.Sum512(key.Seed())
		a := expanded[:32]
		a[0], a[31] = a[0]&248, a[31]&127|64
		h := sha512.Sum512(slices.Concat([]byte(r), []byte(key.Public().(ed25519.PublicKey)), sshsigned(pinnedPayload)))
		s := new(big.Int).Mul(fromLittleEndian(h[:]), fromLittleEndian(a))
		p.inner.Blob = append([]byte(r), littleEndian(s.Mod(s, groupOrder()))...)
		return p.together()
	}
}

// ofModulus changes the number of an RSA signature.
func ofModulus(change func(n, s *big.Int)) func(testing.TB, *made, *parts) []byte {
	return func(t testing.TB, m *made, p *parts) []byte {
		s := new(big.Int).SetBytes(p.inner.Blob)
		change(m.raw["rsa"].(*rsa.PrivateKey).N, s)
		p.inner.Blob = s.FillBytes(make([]byte, len(p.inner.Blob)))
		return p.together()
	}
}

// corruptions are all that can be done to a signature by a key.
func corruptions(name string) []corruption {
	return slices.Concat(common, special[name], edgesOf(name))
}
