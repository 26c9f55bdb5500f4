//go:build interop

package sshsig

import (
	"crypto/rand"
	"crypto/rsa"
	mrand "math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// puzzle is what both judges are given.
type puzzle struct {
	what, key string
	payload   []byte
	text      []byte
}

// TestInteropGenerated holds signatures changed at random before both judges: sojt never accepts what
// ssh-keygen refuses, and each of its own refusals has a reason in the list (T23).
func TestInteropGenerated(t *testing.T) {
	n, seed := 300, uint64(1)
	if *long {
		n, seed = 5000, mrand.Uint64()
	}
	t.Attr("runs", strconv.Itoa(n))
	g := newPuzzles(t, mrand.New(mrand.NewPCG(seed, 0)))
	v := &verdicts{ours: map[string]int{}}
	for range n {
		p := g.next()
		v.hold(t, p.what, p.key, p.payload, p.text)
	}
	if v.both < n/50 || v.neither < n/4 || len(v.ours) < 5 {
		t.Errorf("the judges agree on too little: %+v", v)
	}
	t.Logf("seed %d, %d signatures", seed, n)
	v.log(t)
}

// puzzles makes signatures, good and bad.
type puzzles struct {
	t      *testing.T
	r      *mrand.Rand
	m      *made
	others map[string]ssh.Signer // that are not accepted, by what is wrong with them
}

func newPuzzles(t *testing.T, r *mrand.Rand) *puzzles {
	g := &puzzles{t: t, r: r, m: someKeys(), others: map[string]ssh.Signer{}}
	for name, bits := range map[string]int{"RSA of 1024 bits": 1024, "RSA of 2048 bits": 2048, "RSA of 3071 bits": 3071} {
		key, err := rsa.GenerateKey(rand.Reader, bits)
		if err != nil {
			t.Fatal(err)
		}
		if g.others[name], err = ssh.NewSignerFromKey(key); err != nil {
			t.Fatal(err)
		}
	}
	c := &ssh.Certificate{Key: g.m.signers["ed25519"].PublicKey(), CertType: ssh.UserCert, ValidPrincipals: []string{"ana"}, ValidBefore: ssh.CertTimeInfinity}
	if err := c.SignCert(rand.Reader, g.m.signers["p256"]); err != nil {
		t.Fatal(err)
	}
	var err error
	if g.others["certificate"], err = ssh.NewCertSigner(c, g.m.signers["ed25519"]); err != nil {
		t.Fatal(err)
	}
	return g
}

// next makes one more.
func (g *puzzles) next() puzzle {
	name := g.m.names[g.r.IntN(len(g.m.names))]
	key := g.m.signers[name]
	p := puzzle{key: keyText(key.PublicKey()), payload: make([]byte, g.r.IntN(400))}
	for i := range p.payload {
		p.payload[i] = byte(g.r.Uint32())
	}
	switch g.r.IntN(12) {
	case 0: // signed as it is, for something else
		namespaces := []string{"git", "file", "", "sojt ", "Sojt", "sojt\x00", "sojt\x00git", "*", "soj", "sojt2"}
		hash := []sshsig.HashAlgorithm{sshsig.HashSHA512, sshsig.HashSHA256}[g.r.IntN(2)]
		p.what = "elsewhere"
		p.text = g.elsewhere(key, p.payload, namespaces[g.r.IntN(len(namespaces))], hash)
	case 1: // by a key that is not accepted
		p.what = []string{"RSA of 1024 bits", "RSA of 2048 bits", "RSA of 3071 bits", "certificate"}[g.r.IntN(4)]
		other := g.others[p.what]
		if p.what != "certificate" {
			p.key = keyText(other.PublicKey())
		}
		p.text = Armour(signed(g.t, other, p.payload))
	case 2: // by another key than is given
		p.what = "another key"
		p.text = Armour(signed(g.t, g.m.signers[g.m.names[g.r.IntN(len(g.m.names))]], p.payload))
	case 3:
		p = g.weak()
	case 4: // corrupted in a way that has a name, over the payload that all of these are made of
		all := corruptions(name)
		c := all[g.r.IntN(len(all))]
		p.what, p.payload = c.name, pinnedPayload
		p.text = Armour(c.make(g.t, g.m, apart(g.t, signed(g.t, key, pinnedPayload))))
	default:
		p.what, p.text = g.distort(signed(g.t, key, p.payload))
	}
	if g.r.IntN(20) == 0 && len(p.payload) > 0 {
		p.what, p.payload = "another payload, "+p.what, append(slices.Clone(p.payload[1:]), p.payload[0]+1)
	}
	return p
}

func (g *puzzles) elsewhere(key ssh.Signer, payload []byte, namespace string, hash sshsig.HashAlgorithm) []byte {
	if namespace == "" { // the library makes none
		p := apart(g.t, elsewhere(g.t, key, payload, "x", hash))
		p.Namespace = ""
		return Armour(p.together())
	}
	return Armour(elsewhere(g.t, key, payload, namespace, hash))
}

// weak is a signature that nobody needed a private key for.
func (g *puzzles) weak() puzzle {
	point := []byte(smallOrder[g.r.IntN(len(smallOrder))])
	point[31] |= byte(g.r.IntN(2)) << 7
	payload, forged := forge(point)
	p := apart(g.t, signed(g.t, g.m.signers["ed25519"], payload))
	p.PublicKey, p.inner.Blob = wireOf("ssh-ed25519", string(point)), forged
	return puzzle{"weak key", "ssh-ed25519 " + Base64([]byte(p.PublicKey)), payload, Armour(p.together())}
}

// distort changes a signature at random, or not at all.
func (g *puzzles) distort(blob []byte) (what string, text []byte) {
	r := g.r
	switch at := r.IntN(len(blob)); r.IntN(8) {
	case 0:
		blob[at] ^= 1 << r.IntN(8)
		return "bit", Armour(blob)
	case 1:
		blob[at] = byte(r.Uint32())
		return "byte", Armour(blob)
	case 2:
		return "cut", Armour(blob[:at])
	case 3:
		return "inserted", Armour(slices.Insert(blob, at, byte(r.Uint32())))
	case 4:
		return "removed", Armour(slices.Delete(blob, at, at+1))
	case 5:
		text = Armour(blob)
		text[r.IntN(len(text))] = "\n\r =A-\x00!"[r.IntN(8)]
		return "armour", text
	case 6: // the last bytes, where the numbers are
		p := apart(g.t, blob)
		p.inner.Blob[r.IntN(len(p.inner.Blob))] ^= 1 << r.IntN(8)
		return "number", Armour(p.together())
	default:
		return "untouched", Armour(blob)
	}
}
