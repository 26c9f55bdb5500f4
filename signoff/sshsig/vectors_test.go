package sshsig

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVectorsOfOpenSSH reads OpenSSH's own. They are made in another namespace; with it, all are good
// whose type is accepted.
func TestVectorsOfOpenSSH(t *testing.T) {
	root := os.Getenv("SOJT_REALDATA")
	if root == "" {
		t.Skip("did not run: SOJT_REALDATA is not set")
	}
	file := func(name string) []byte {
		content, err := os.ReadFile(filepath.Join(root, "adversarial", "sshsig", name))
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	there, err := filepath.Glob(filepath.Join(root, "adversarial", "sshsig", "*.sig"))
	if err != nil || len(there) != 7 {
		t.Errorf("%d signatures are there, and 7 are judged: %v", len(there), err)
	}
	payload, unit := file("signed-data"), strings.TrimSpace(string(file("namespace")))
	for name, want := range map[string]Reason{
		"ed25519": "", "ed25519_sk": "", "ecdsa": "", "ecdsa_sk": "", "rsa": "",
		"ecdsa_sk_webauthn": Algorithm, // signed in a browser, over JSON that names a web site
		"mldsa44-ed25519":   Key,
	} {
		fields := strings.Fields(string(file(name + ".pub")))
		key, text := fields[0]+" "+fields[1], file(name+".sig")
		blob, err := Dearmour(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if string(Armour(blob)) != string(text) {
			t.Errorf("%s is armoured otherwise", name)
		}
		if got := reasonOf(t, verify(unit, key, payload, blob)); got != want {
			t.Errorf("%s: refused for %q, expected %q", name, got, want)
		}
		if err := Verify(key, payload, blob); err == nil || want == "" && reasonOf(t, err) != Namespace {
			t.Errorf("%s in another namespace: %v", name, err)
		}
		if want != "" {
			continue
		}
		for i := range blob {
			blob[i] ^= 0x10
			var e *Error
			if err := verify(unit, key, payload, blob); !errors.As(err, &e) {
				t.Errorf("%s: byte %d does not matter", name, i)
			}
			blob[i] ^= 0x10
		}
	}
}
