package sshsig

import (
	"crypto/ed25519"
	"errors"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

const signingInput = "eyJhbGciOiJFZERTQSJ9.e30"

// TestPlain: a key file and an ssh-agent make the same bytes, which the standard library takes.
func TestPlain(t *testing.T) {
	m := someKeys()
	private := m.raw["ed25519"]
	key := keyText(m.signers["ed25519"].PublicKey())
	r := newKeyring(t, private)
	held, err := PlainInAgent(r.socket, key)
	if err != nil {
		t.Fatal(err)
	}
	want, err := held.Sign(t.Context(), []byte(signingInput))
	if err != nil || !ed25519.Verify(held.Public, []byte(signingInput), want) {
		t.Fatalf("%x, %v", want, err)
	}
	for _, passphrase := range []string{"", "x"} {
		file, err := PlainInFile("k", sealed(t, private, passphrase), typed("x").ask)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := file.Sign(t.Context(), []byte(signingInput)); err != nil || string(got) != string(want) || !file.Public.Equal(held.Public) {
			t.Errorf("%x, %v", got, err)
		}
	}
	if public, err := Ed25519(key); err != nil || !public.Equal(held.Public) {
		t.Error(err)
	}
}

// TestPlainRefuses other kinds of keys, an agent that will not or lies, and anything but a JWS.
func TestPlainRefuses(t *testing.T) {
	m := someKeys()
	for _, name := range m.names {
		if name == "ed25519" {
			continue
		}
		if _, err := PlainInAgent("", keyText(m.signers[name].PublicKey())); !errors.Is(err, ErrNotEd25519) {
			t.Errorf("%s in the agent: %v", name, err)
		}
		if raw, ok := m.raw[name]; ok {
			if _, err := PlainInFile("k", sealed(t, raw, ""), nil); !errors.Is(err, ErrNotEd25519) {
				t.Errorf("%s in a file: %v", name, err)
			}
		}
	}
	if _, err := PlainInFile("k", []byte("good morning"), nil); !errors.Is(err, ErrFile) {
		t.Error(err)
	}
	r := newKeyring(t, m.raw["ed25519"])
	p, err := PlainInAgent(r.socket, keyText(m.signers["ed25519"].PublicKey()))
	if err != nil {
		t.Fatal(err)
	}
	wrong, err := ssh.NewSignerFromKey(m.raw["p256"])
	if err != nil {
		t.Fatal(err)
	}
	honest := r.ExtendedAgent
	r.ExtendedAgent = liar{honest, wrong}
	if sig, err := p.Sign(t.Context(), []byte(signingInput)); err == nil || sig != nil {
		t.Errorf("a lie is taken: %x", sig)
	}
	r.ExtendedAgent = honest
	r.before = func(ssh.PublicKey, agent.SignatureFlags) error { return errors.New("no") }
	if _, err := p.Sign(t.Context(), []byte(signingInput)); err == nil {
		t.Error("a refusal is taken")
	}
	r.die()
	if _, err := p.Sign(t.Context(), []byte(signingInput)); !errors.Is(err, ErrNoAgent) {
		t.Error(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("anything is signed as a JWS")
		}
	}()
	p.Sign(t.Context(), []byte("SSHSIG\x00"))
}
