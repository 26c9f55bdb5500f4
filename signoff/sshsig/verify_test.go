package sshsig

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"sojt/competency/sshkey"
)

// reasonOf is why something is refused; "" where it is accepted.
func reasonOf(t testing.TB, err error) Reason {
	t.Helper()
	var e *Error
	if err != nil && !errors.As(err, &e) {
		t.Fatalf("%v is no *Error", err)
	}
	if e == nil {
		return ""
	}
	if e.Message == "" || e.Hint == "" {
		t.Errorf("%q says nothing, or not what to do", e.Message)
	}
	return e.Reason
}

func TestVerifyEachType(t *testing.T) {
	m := someKeys()
	for _, name := range m.names {
		key := m.signers[name]
		for _, payload := range [][]byte{{}, []byte(`{"v":1}`), bytes.Repeat([]byte("long "), 4000)} {
			blob := signed(t, key, payload)
			if err := Verify(keyText(key.PublicKey()), payload, blob); err != nil {
				t.Errorf("%s over %d bytes: %v", name, len(payload), err)
			}
			if got := reasonOf(t, Verify(keyText(key.PublicKey()), append(payload, ' '), blob)); got != Bytes {
				t.Errorf("%s: a payload with a blank more is %q, expected %q", name, got, Bytes)
			}
		}
	}
}

func TestVerifySeesEachBit(t *testing.T) {
	m, payload := someKeys(), []byte(`{"v":1,"id":"01J"}`)
	for _, name := range m.names {
		key, blob := m.signers[name], signed(t, m.signers[name], payload)
		text := keyText(key.PublicKey())
		step := 1
		if testing.Short() || slices.Contains([]string{"p384", "p521", "rsa"}, name) {
			step = 9 // one bit of each byte: these are slow
		}
		for bit := 0; bit < 8*len(blob); bit += step {
			blob[bit/8] ^= 1 << (bit % 8)
			if err := Verify(text, payload, blob); err == nil {
				t.Errorf("%s: bit %d of byte %d does not matter", name, bit%8, bit/8)
			}
			blob[bit/8] ^= 1 << (bit % 8)
		}
		for n := range blob {
			if err := Verify(text, payload, blob[:n]); reasonOf(t, err) != Form {
				t.Errorf("%s: the first %d bytes are %v", name, n, err)
			}
		}
	}
}

// corruption is a signature that was changed, or made otherwise, and why it is refused.
type corruption struct {
	name string
	want Reason // "" is accepted
	make func(t testing.TB, m *made, p *parts) []byte
}

// edit makes a corruption out of a change to a signature's parts.
func edit(change func(p *parts)) func(testing.TB, *made, *parts) []byte {
	return func(_ testing.TB, _ *made, p *parts) []byte {
		change(p)
		return p.together()
	}
}

// common can be done to a signature of any type.
var common = []corruption{
	{"untouched", "", edit(func(*parts) {})},
	{"reserved filled", Form, edit(func(p *parts) { p.Reserved = "x" })},
	{"version 2", Form, edit(func(p *parts) { p.Version = 2 })},
	{"version 0", Form, edit(func(p *parts) { p.Version = 0 })},
	{"other magic", Form, edit(func(p *parts) { p.Magic[5] = 'g' })},
	{"namespace changed", Namespace, edit(func(p *parts) { p.Namespace = "git" })},
	{"namespace empty", Namespace, edit(func(p *parts) { p.Namespace = "" })},
	{"namespace with NUL", Namespace, edit(func(p *parts) { p.Namespace = "sojt\x00" })},
	{"hash changed", Algorithm, edit(func(p *parts) { p.Hash = "sha256" })},
	{"hash unknown", Algorithm, edit(func(p *parts) { p.Hash = "SHA512" })},
	{"trailing byte, inner", Form, edit(func(p *parts) { p.tail = []byte{0} })},
	{"trailing string, inner", Form, edit(func(p *parts) { p.tail = []byte{0, 0, 0, 1, 'x'} })},
	{"trailing byte, outer", Form, func(_ testing.TB, _ *made, p *parts) []byte { return append(p.together(), 0) }},
	{"trailing byte, number", Form, edit(func(p *parts) { p.inner.Blob = append(p.inner.Blob, 0) })},
	{"byte less, number", Form, edit(func(p *parts) { p.inner.Blob = p.inner.Blob[:len(p.inner.Blob)-1] })},
	{"trailing byte, key", Form, edit(func(p *parts) { p.PublicKey += "\x00" })},
	{"algorithm unknown", Algorithm, edit(func(p *parts) { p.inner.Format = "ssh-new" })},
	{"algorithm of DSA", Algorithm, edit(func(p *parts) { p.inner.Format = "ssh-dss" })},
	{"webauthn", Algorithm, edit(func(p *parts) { p.inner.Format = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com" })},
	{"key of DSA", Algorithm, edit(func(p *parts) { p.PublicKey = wireOf("ssh-dss", "\x03", "\x05", "\x07", "\x0b") })},
	{"key unknown", Algorithm, edit(func(p *parts) { p.PublicKey = wireOf("ssh-mldsa44-ed25519@openssh.com", "x") })},
	{"key of a certificate", Algorithm, edit(func(p *parts) { p.PublicKey = wireOf("ssh-ed25519-cert-v01@openssh.com", "x") })},
	{"key cut off", Form, edit(func(p *parts) { p.PublicKey = p.PublicKey[:len(p.PublicKey)-1] })},
	{"key empty", Form, edit(func(p *parts) { p.PublicKey = "" })},
	{"inner empty", Form, edit(func(p *parts) { p.inner.Blob = nil })},
}

func wireOf(parts ...string) string {
	var b []byte
	for _, p := range parts {
		b = append(b, ssh.Marshal(struct{ S string }{p})...)
	}
	return string(b)
}

// special can be done to signatures of one type.
var special = map[string][]corruption{
	"ed25519":    {{"S+L", Bytes, edit(func(p *parts) { p.inner.Blob = addOrder(p.inner.Blob) })}},
	"sk-ed25519": {{"S+L", Bytes, edit(func(p *parts) { p.inner.Blob = addOrder(p.inner.Blob) })}, untouchedKey, changedFlags},
	"sk-p256":    {untouchedKey, changedFlags, half("sk-p256"), longer},
	"p256":       {half("p256"), longer, negative},
	"p384":       {half("p384"), longer, negative},
	"p521":       {half("p521"), longer, negative},
	"rsa": {
		{"SHA-1", Algorithm, otherRSA(ssh.KeyAlgoRSA)},
		{"rsa-sha2-256", Algorithm, otherRSA(ssh.KeyAlgoRSASHA256)},
		{"zero in front", Form, edit(func(p *parts) { p.inner.Blob = append([]byte{0}, p.inner.Blob...) })},
	},
}

var (
	untouchedKey = corruption{"flag of touch cleared", Algorithm, edit(func(p *parts) { p.inner.Rest[0] = 0 })}
	changedFlags = corruption{"counter changed", Bytes, edit(func(p *parts) { p.inner.Rest[4]++ })}
	longer       = corruption{"number with a zero too much", Form, func(t testing.TB, _ *made, p *parts) []byte {
		p.inner.Blob = longNumber(t, p.inner.Blob)
		return p.together()
	}}
	negative = corruption{"number of zero", Form, edit(func(p *parts) { p.inner.Blob = []byte(wireOf("", "\x01")) })}
)

func half(name string) corruption {
	return corruption{"r, n-s", "", func(t testing.TB, _ *made, p *parts) []byte {
		p.inner.Blob = otherHalf(t, name, p.inner.Blob)
		return p.together()
	}}
}

// otherRSA signs what TestPinned signs by another algorithm.
func otherRSA(algorithm string) func(testing.TB, *made, *parts) []byte {
	return func(t testing.TB, m *made, _ *parts) []byte {
		return signed(t, byAlgorithm{m.signers["rsa"], algorithm}, pinnedPayload)
	}
}

var pinnedPayload = []byte(`{"v":1,"id":"01J","at":"2026-01-01T00:00:00Z"}`)

func TestPinned(t *testing.T) {
	m := someKeys()
	for _, name := range m.names {
		key := m.signers[name]
		blob := signed(t, key, pinnedPayload)
		for _, c := range corruptions(name) {
			bad := c.make(t, m, apart(t, blob))
			if got := reasonOf(t, Verify(keyText(key.PublicKey()), pinnedPayload, bad)); got != c.want {
				t.Errorf("%s, %s: refused for %q, expected %q", name, c.name, got, c.want)
			}
		}
		// Whoever holds a key may sign for other programs with it, or not touch it.
		for want, other := range map[Reason][]byte{
			Namespace: elsewhere(t, key, pinnedPayload, "git", "sha512"),
			Algorithm: elsewhere(t, key, pinnedPayload, "sojt", "sha256"),
		} {
			if got := reasonOf(t, Verify(keyText(key.PublicKey()), pinnedPayload, other)); got != want {
				t.Errorf("%s: refused for %q, expected %q", name, got, want)
			}
		}
	}
	for _, name := range []string{"sk-ed25519", "sk-p256"} {
		lazy := m.signers[name].(hardware)
		lazy.flags = 0
		if got := reasonOf(t, Verify(keyText(lazy.PublicKey()), pinnedPayload, signed(t, lazy, pinnedPayload))); got != Algorithm {
			t.Errorf("%s not touched: refused for %q", name, got)
		}
	}
}

// TestSaid: where several refusals have one reason, each says its own.
func TestSaid(t *testing.T) {
	m := someKeys()
	key, blob := m.signers["ed25519"], signed(t, m.signers["ed25519"], pinnedPayload)
	for name, want := range map[string]string{
		"reserved filled": "its reserved field holds 1 bytes", "version 2": "of version 2, expected 1", "key of a certificate": "with a certificate",
		"key of DSA": `of the type "ssh-dss"`, "namespace changed": `the namespace "git", expected "sojt"`, "algorithm unknown": `the algorithm "ssh-new"`,
	} {
		i := slices.IndexFunc(common, func(c corruption) bool { return c.name == name })
		err := Verify(keyText(key.PublicKey()), pinnedPayload, common[i].make(t, m, apart(t, blob)))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: it says %v, expected %q in it", name, err, want)
		}
	}
}

// TestShortRSA: some agents drop zeros from the front of an RSA signature, which Verify does not take.
func TestShortRSA(t *testing.T) {
	p := apart(t, signed(t, dropper{someKeys().signers["rsa"]}, pinnedPayload))
	if want := append(make([]byte, sshkey.MinRSA/8-2), 7, 8); !slices.Equal(p.inner.Blob, want) {
		t.Errorf("it is %x", p.inner.Blob)
	}
}

type dropper struct{ ssh.Signer }

func (dropper) SignWithAlgorithm(_ io.Reader, _ []byte, algorithm string) (*ssh.Signature, error) {
	return &ssh.Signature{Format: algorithm, Blob: []byte{7, 8}}, nil
}

func TestVerifyByTheKeyGiven(t *testing.T) {
	m := someKeys()
	weakRSA, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	short, err := ssh.NewSignerFromKey(weakRSA)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range m.names {
		blob := signed(t, m.signers[name], pinnedPayload)
		for _, other := range m.names {
			got := reasonOf(t, Verify(keyText(m.signers[other].PublicKey()), pinnedPayload, blob))
			if want := map[bool]Reason{true: "", false: Key}[other == name]; got != want {
				t.Errorf("made by %s, given %s: %q, expected %q", name, other, got, want)
			}
		}
		good := keyText(m.signers[name].PublicKey())
		kind, text, _ := strings.Cut(good, " ")
		for _, bad := range []string{
			"", kind, text, kind + " " + text[:8], good + " ana@laptop", good + "\n", "  " + good, kind + " " + text[:8] + "\n" + text[8:],
			"ssh-new " + text, roundabout(m.signers["rsa"].PublicKey()), keyText(short.PublicKey()), "ssh-dss AAAAB3NzaC1kc3M=",
		} {
			if got := reasonOf(t, Verify(bad, pinnedPayload, blob)); got != Key {
				t.Errorf("given %.30q: %q, expected %q", bad, got, Key)
			}
		}
	}
	if got := reasonOf(t, Verify(keyText(short.PublicKey()), pinnedPayload, signed(t, short, pinnedPayload))); got != Key {
		t.Errorf("RSA of 2048 bits: %q", got)
	}
}

// roundabout writes an RSA key with a zero too much in front of its modulus.
func roundabout(key ssh.PublicKey) string {
	var w struct{ Kind, E, N string }
	if err := ssh.Unmarshal(key.Marshal(), &w); err != nil {
		panic(err)
	}
	return w.Kind + " " + Base64([]byte(wireOf(w.Kind, w.E, "\x00"+w.N)))
}

// TestWeakKeys makes, for each point of small order, a signature without any private key that plain
// ed25519 takes for good.
func TestWeakKeys(t *testing.T) {
	for _, y := range smallOrder {
		for _, sign := range []byte{0, 0x80} {
			point := []byte(y)
			point[31] |= sign
			payload, forged := forge(point)
			if forged == nil {
				t.Fatalf("%x: no signature was found: it is not of small order", point)
			}
			key := "ssh-ed25519 " + Base64([]byte(wireOf("ssh-ed25519", string(point))))
			blob := ssh.Marshal(envelope{
				Magic: [6]byte{'S', 'S', 'H', 'S', 'I', 'G'}, Version: 1, PublicKey: wireOf("ssh-ed25519", string(point)),
				Namespace: namespace, Hash: "sha512", Signature: wireOf("ssh-ed25519", string(forged)),
			})
			if got := reasonOf(t, Verify(key, payload, blob)); got != Key {
				t.Errorf("%x: %q, expected %q", point, got, Key)
			}
		}
	}
	over := "\xee" + strings.Repeat("\xff", 30) + "\x7f" // 1, written as p+1
	for _, point := range []string{over, "\xed" + over[1:], over[:31] + "\xff"} {
		if _, refused := acceptKey([]byte(wireOf("ssh-ed25519", point))); refused == nil || refused.Reason != Key {
			t.Errorf("%x is accepted", point)
		}
		if _, refused := acceptKey([]byte(wireOf(ssh.KeyAlgoSKED25519, point, "ssh:"))); refused == nil || refused.Reason != Key {
			t.Errorf("%x is accepted as a hardware key", point)
		}
	}
}

// forge looks for a payload and an R of small order that hold together with S = 0.
func forge(point []byte) (payload, sig []byte) {
	for i := range 256 {
		payload = []byte{byte(i)}
		for _, y := range smallOrder {
			for _, sign := range []byte{0, 0x80} {
				sig = append([]byte(y), make([]byte, 32)...)
				sig[31] |= sign
				if ed25519.Verify(point, sshsigned(payload), sig) {
					return payload, sig
				}
			}
		}
	}
	return nil, nil
}

// sshsigned is what an SSHSIG of a payload signs.
func sshsigned(payload []byte) []byte {
	r := &recorder{Signer: someKeys().signers["ed25519"]}
	if _, err := signWith(r, rand.Reader, payload); err != nil {
		panic(err)
	}
	return r.data
}

type recorder struct {
	ssh.Signer
	data []byte
}

func (r *recorder) Sign(random io.Reader, data []byte) (*ssh.Signature, error) {
	r.data = data
	return r.Signer.Sign(random, data)
}
