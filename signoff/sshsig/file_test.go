package sshsig

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// sealed is a private key file as ssh-keygen writes it; without a passphrase where that is "".
func sealed(t testing.TB, key crypto.Signer, passphrase string) []byte {
	t.Helper()
	block, err := ssh.MarshalPrivateKey(key, "ana@laptop")
	if passphrase != "" {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(key, "ana@laptop", []byte(passphrase))
	}
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(block)
}

// olden is a private key file as OpenSSH wrote it up to 7.7.
func olden(t testing.TB, key crypto.Signer, passphrase string) []byte {
	t.Helper()
	kind, der := "RSA PRIVATE KEY", []byte(nil)
	switch key := key.(type) {
	case *rsa.PrivateKey:
		der = x509.MarshalPKCS1PrivateKey(key)
	case *ecdsa.PrivateKey:
		kind = "EC PRIVATE KEY"
		var err error
		if der, err = x509.MarshalECPrivateKey(key); err != nil {
			t.Fatal(err)
		}
	}
	block := &pem.Block{Type: kind, Bytes: der}
	if passphrase != "" {
		var err error
		//nolint:staticcheck // old files are so
		if block, err = x509.EncryptPEMBlock(rand.Reader, kind, der, []byte(passphrase), x509.PEMCipherAES128); err != nil {
			t.Fatal(err)
		}
	}
	return pem.EncodeToMemory(block)
}

// never is asked by nobody.
func never(t *testing.T) Ask {
	return func(string, int) ([]byte, error) {
		t.Error("a passphrase is asked for")
		return nil, errors.New("unexpected")
	}
}

// typing gives passphrases in turn, and notes what it was asked.
type typing struct {
	words [][]byte
	keys  []string
	tries []int
}

func typed(words ...string) *typing {
	p := &typing{}
	for _, w := range words {
		p.words = append(p.words, []byte(w))
	}
	return p
}

func (p *typing) ask(key string, try int) ([]byte, error) {
	p.keys, p.tries = append(p.keys, key), append(p.tries, try)
	return p.words[len(p.tries)-1], nil
}

func TestFileSigns(t *testing.T) {
	m := someKeys()
	for name, raw := range m.raw {
		files := map[string][]byte{"today": sealed(t, raw, "")}
		if name == "rsa" || name == "p256" {
			files["old"] = olden(t, raw, "")
		}
		pkcs8, err := x509.MarshalPKCS8PrivateKey(raw)
		if err != nil {
			t.Fatal(err)
		}
		files["pkcs8"] = pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})
		for form, file := range files {
			s, err := InFile("id", file, never(t))
			if err != nil {
				t.Errorf("%s, %s: %v", name, form, err)
				continue
			}
			blob, err := s.Sign(t.Context(), rand.Reader, pinnedPayload)
			if want := keyText(m.signers[name].PublicKey()); err != nil || s.Key != want || Verify(want, pinnedPayload, blob) != nil {
				t.Errorf("%s, %s: signs by %.20s, %v", name, form, s.Key, err)
			}
		}
	}
}

func TestFileWithPassphrase(t *testing.T) {
	m := someKeys()
	key := keyText(m.signers["ed25519"].PublicKey())
	file := sealed(t, m.raw["ed25519"], "grün 7")
	for _, words := range [][]string{{"grün 7"}, {"", "Grün 7", "grün 7"}} {
		p := typed(words...)
		s, err := InFile("id", file, p.ask)
		if err != nil || s.Key != key {
			t.Fatalf("after %q: %v", words, err)
		}
		for i, word := range p.words {
			if p.keys[i] != key || p.tries[i] != i+1 || !bytes.Equal(word, make([]byte, len(word))) {
				t.Errorf("try %d is %d, for %q, and leaves %q in memory", i+1, p.tries[i], p.keys[i], word)
			}
		}
	}
	p := typed("secret-a", "secret-b", "secret-c", "grün 7")
	_, err := InFile("id", file, p.ask)
	if !errors.Is(err, ErrPassphrase) || len(p.tries) != 3 || strings.Contains(err.Error(), "secret") {
		t.Errorf("after %d tries: %v", len(p.tries), err)
	}
	away := errors.New("nobody is there to ask")
	if _, err := InFile("id", file, func(string, int) ([]byte, error) { return nil, away }); !errors.Is(err, away) {
		t.Errorf("without a person: %v", err)
	}
}

// TestOldFileWithPassphrase: the old form hides the key, and takes one wrong passphrase in 256 for a
// right one at first.
func TestOldFileWithPassphrase(t *testing.T) {
	m := someKeys()
	for _, name := range []string{"rsa", "p256"} {
		for range 100 {
			file := olden(t, m.raw[name], "right")
			p := typed("wrong", "worse", "right")
			s, err := InFile("id", file, p.ask)
			if err != nil || s.Key != keyText(m.signers[name].PublicKey()) || p.keys[0] != "" {
				t.Fatalf("%s: %v", name, err)
			}
		}
		p := typed("a", "b", "c")
		if _, err := InFile("id", olden(t, m.raw[name], "right"), p.ask); !errors.Is(err, ErrPassphrase) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFileRefuses(t *testing.T) {
	m := someKeys()
	short, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	good := sealed(t, m.raw["ed25519"], "")
	for name, file := range map[string][]byte{
		"nothing":       nil,
		"a public key":  []byte(keyText(m.signers["ed25519"].PublicKey())),
		"half of it":    good[:len(good)/2],
		"hardware key":  m.signers["sk-ed25519"].(hardware).file(),
		"another block": pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: []byte("x")}),
		"no magic":      pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: []byte("openssh-key-v2\x00")}),
	} {
		if _, err := InFile("id", file, never(t)); !errors.Is(err, ErrFile) || !strings.Contains(err.Error(), `"id"`) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := InFile("id", sealed(t, short, ""), never(t)); reasonOf(t, unwrapError(err)) != Key {
		t.Errorf("RSA of 2048 bits: %v", err)
	}
}

func TestFileKey(t *testing.T) {
	m := someKeys()
	for name, raw := range m.raw {
		want := keyText(m.signers[name].PublicKey())
		passphrase := ""
		if name == "p256" {
			passphrase = "x"
		}
		if got, err := FileKey(sealed(t, raw, passphrase)); err != nil || got != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for _, name := range []string{"sk-ed25519", "sk-p256"} {
		h := m.signers[name].(hardware)
		if got, err := FileKey(h.file()); err != nil || got != keyText(h.PublicKey()) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if got, err := FileKey(olden(t, m.raw["rsa"], "x")); err != nil || got != "" {
		t.Errorf("the old form: %q, %v", got, err)
	}
	for name, file := range map[string][]byte{
		"nothing": nil, "a public key": []byte("ssh-ed25519 AAAA"),
		"no magic": pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: []byte("x")}),
	} {
		if got, err := FileKey(file); !errors.Is(err, ErrFile) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// file is what ssh-keygen -t ed25519-sk leaves on disk, its handle aside.
func (h hardware) file() []byte {
	const head = "openssh-key-v1\x00"
	check := [4]byte{1, 2, 3, 4}
	secret := append(append(check[:], check[:]...), h.wire()...)
	secret = append(secret, touched)
	secret = append(secret, wireOf("handle", "", "ana@laptop")...)
	for i := byte(1); len(secret)%8 != 0; i++ {
		secret = append(secret, i)
	}
	f := opensshFile{Cipher: "none", KDF: "none", Keys: 1, Public: h.wire(), Rest: []byte(wireOf(string(secret)))}
	return pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: append([]byte(head), ssh.Marshal(f)...)})
}
