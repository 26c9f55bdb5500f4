package competency_test

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"math/big"
	"strings"
	"testing"

	"sojt/competency"
)

// wire builds the bytes of an SSH key out of its parts.
func wire(parts ...[]byte) []byte {
	var b []byte
	for _, p := range parts {
		b = append(binary.BigEndian.AppendUint32(b, uint32(len(p))), p...)
	}
	return b
}

func keyLine(kind string, parts ...[]byte) string {
	return kind + " " + base64.StdEncoding.EncodeToString(wire(append([][]byte{[]byte(kind)}, parts...)...))
}

func mpint(n *big.Int) []byte {
	b := n.Bytes()
	if len(b) > 0 && b[0] >= 0x80 {
		b = append([]byte{0}, b...)
	}
	return b
}

// goodKeys makes one key of each type that is accepted.
func goodKeys(t *testing.T) map[string]string {
	t.Helper()
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{
		"ed25519":    keyLine("ssh-ed25519", public),
		"sk-ed25519": keyLine("sk-ssh-ed25519@openssh.com", public, []byte("ssh:")),
	}
	for name, curve := range map[string]elliptic.Curve{"nistp256": elliptic.P256(), "nistp384": elliptic.P384(), "nistp521": elliptic.P521()} {
		key, err := ecdsa.GenerateKey(curve, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		point, err := key.PublicKey.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		keys[name] = keyLine("ecdsa-sha2-"+name, []byte(name), point)
		if name == "nistp256" {
			keys["sk-nistp256"] = keyLine("sk-ecdsa-sha2-nistp256@openssh.com", []byte(name), point, []byte("ssh:"))
		}
	}
	keys["rsa"] = rsaLine(3072)
	return keys
}

// rsaLine is an RSA key with an odd modulus of so many bits; nobody can sign with it.
func rsaLine(bits uint) string {
	n := new(big.Int).Lsh(big.NewInt(1), bits-1)
	return keyLine("ssh-rsa", mpint(big.NewInt(65537)), mpint(n.Add(n, big.NewInt(1))))
}

func TestParseKey(t *testing.T) {
	for name, line := range goodKeys(t) {
		for _, written := range []string{line, line + " ana@laptop", "  " + line + " a comment of words \n", strings.Replace(line, " ", "\t ", 1)} {
			if got, err := competency.ParseKey(written); err != nil || got != line {
				t.Errorf("%s: %q is read as %q, %v", name, written, got, err)
			}
		}
	}
}

func TestParseKeyRefuses(t *testing.T) {
	good := goodKeys(t)
	ed := strings.Fields(good["ed25519"])[1]
	blob, _ := base64.StdEncoding.DecodeString(ed)
	point := make([]byte, 65)
	point[0] = 4
	for name, line := range map[string]string{
		"nothing":                "",
		"a word":                 "ssh-ed25519",
		"two lines":              good["ed25519"] + "\n" + good["ed25519"],
		"an option before":       `command="rm" ` + good["ed25519"],
		"a principal before":     "ana " + good["ed25519"],
		"type in capitals":       "SSH-ED25519 " + ed,
		"another type":           "ecdsa-sha2-nistp256 " + ed,
		"base64 not padded":      strings.TrimRight(good["nistp256"], "="),
		"base64 with slack":      "ssh-ed25519 " + base64.StdEncoding.EncodeToString(append(blob, 0)),
		"url base64":             "ssh-ed25519 " + base64.RawURLEncoding.EncodeToString(blob[:49]),
		"a byte less":            "ssh-ed25519 " + base64.StdEncoding.EncodeToString(blob[:len(blob)-1]),
		"a key of 31 bytes":      keyLine("ssh-ed25519", make([]byte, 31)),
		"a length of 4 GB":       "ssh-ed25519 " + base64.StdEncoding.EncodeToString([]byte{255, 255, 255, 255, 1}),
		"a point not on it":      keyLine("ecdsa-sha2-nistp256", []byte("nistp256"), point),
		"a compressed point":     keyLine("ecdsa-sha2-nistp256", []byte("nistp256"), make([]byte, 33)),
		"another curve":          keyLine("ecdsa-sha2-nistp256", []byte("nistp384"), point),
		"sk without name":        keyLine("sk-ssh-ed25519@openssh.com", make([]byte, 32), nil),
		"RSA of 2048 bits":       rsaLine(2048),
		"RSA of 3071 bits":       rsaLine(3071),
		"RSA, even modulus":      keyLine("ssh-rsa", []byte{3}, mpint(new(big.Int).Lsh(big.NewInt(1), 3071))),
		"RSA, negative":          keyLine("ssh-rsa", []byte{3}, append([]byte{0xff}, make([]byte, 384)...)),
		"RSA, leading zeros":     keyLine("ssh-rsa", []byte{0, 3}, mpint(new(big.Int).Lsh(big.NewInt(1), 3072))),
		"RSA, no exponent":       keyLine("ssh-rsa", nil, mpint(new(big.Int).Lsh(big.NewInt(1), 3072))),
		"DSA":                    keyLine("ssh-dss", []byte{1}),
		"a certificate":          keyLine("ssh-ed25519-cert-v01@openssh.com", make([]byte, 32)),
		"a private key":          "-----BEGIN OPENSSH PRIVATE KEY-----",
		"a private key's middle": "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU= x",
	} {
		got, err := competency.ParseKey(line)
		if err == nil {
			t.Errorf("%s: read as %q", name, got)
			continue
		}
		if fields := strings.Fields(line); len(fields) > 1 && strings.Contains(err.Error(), fields[len(fields)-1]) {
			t.Errorf("%s: the message repeats the key: %v", name, err)
		}
	}
}

// No byte of a key can be changed without being refused or being another key.
func TestParseKeySeesEachByte(t *testing.T) {
	for name, line := range goodKeys(t) {
		kind, body, _ := strings.Cut(line, " ")
		blob, _ := base64.StdEncoding.DecodeString(body)
		for i := range blob {
			blob[i] ^= 0x15
			got, err := competency.ParseKey(kind + " " + base64.StdEncoding.EncodeToString(blob))
			if err == nil && got == line {
				t.Errorf("%s: byte %d does not matter", name, i)
			}
			blob[i] ^= 0x15
		}
	}
}
