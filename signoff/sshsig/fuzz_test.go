package sshsig

import (
	"bytes"
	"testing"
)

// FuzzSignature: whatever is accepted is the one form, and its signature.
func FuzzSignature(f *testing.F) {
	m := someKeys()
	var keys []string
	for _, name := range m.names {
		keys = append(keys, keyText(m.signers[name].PublicKey()))
		blob := signed(f, m.signers[name], pinnedPayload)
		f.Add(blob, pinnedPayload)
		f.Add(Armour(blob), []byte{})
		for _, c := range corruptions(name) {
			f.Add(c.make(f, m, apart(f, blob)), pinnedPayload)
		}
		f.Add([]byte(keys[len(keys)-1]), []byte{})
	}
	f.Add(sealed(f, m.raw["p256"], "x"), []byte{})
	f.Fuzz(func(t *testing.T, data, payload []byte) {
		for i, key := range keys {
			if Verify(key, payload, data) != nil {
				continue
			}
			// Nobody can make a signature for these keys but this process; r and n-s are its only other form.
			if !bytes.Equal(apart(t, data).together(), data) {
				t.Errorf("%s accepts what is not in the one form: %x", m.names[i], data)
			}
			if !bytes.Equal(payload, pinnedPayload) {
				t.Errorf("%s accepts another payload: %q", m.names[i], payload)
			}
		}
		if sig, err := parse(namespace, data); err == nil && !bytes.Equal(sig.Marshal(), data) {
			t.Errorf("read, and not written so: %x", data)
		}
		if blob, err := Dearmour(data); err == nil && !bytes.Equal(Armour(blob), data) {
			t.Errorf("read from armour, and not written so: %q", data)
		}
		if blob, err := FromBase64(string(data)); err == nil && Base64(blob) != string(data) {
			t.Errorf("read from base64, and not written so: %q", data)
		}
		if key, err := FileKey(data); err == nil && key != "" && Fingerprint(key) == "" {
			t.Errorf("a file tells the key %q", key)
		}
		if key, refused := parseKey(string(data)); refused == nil && keyText(key) != string(data) {
			t.Errorf("a key is read, and not written so: %q", data)
		}
	})
}
