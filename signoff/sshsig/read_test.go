package sshsig

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// told is what is said of a signature: its key, or why not.
func told(key string, err error) string { return fmt.Sprint(key, " ", err) }

// strictly is the verdict of the strict reader.
func strictly(payload, blob []byte) string {
	key, err := KeyOf(blob)
	if err == nil {
		err = Verify(key, payload, blob)
	}
	return told(key, err)
}

// remembering is the verdict of one that has met the keys before.
func remembering(k *Keys, payload, blob []byte) string {
	s, err := k.Read(blob)
	if err == nil {
		err = s.Fits(payload)
	}
	return told(s.Key, err)
}

// mutants are changed signatures: each byte, each length, parts of two put together, and what is random.
func mutants(blob, other []byte) (all [][]byte) {
	for i := range blob {
		for _, bit := range []byte{1, 0x80, 0xff} {
			one := slices.Clone(blob)
			one[i] ^= bit
			all = append(all, one)
		}
		all = append(all, blob[:i], append(slices.Clone(blob[:i]), other[min(i, len(other)):]...), slices.Insert(slices.Clone(blob), i, 0))
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		one := slices.Clone(blob)
		for range 1 + random.IntN(4) {
			one[random.IntN(len(one))] = byte(random.Uint32())
		}
		all = append(all, one)
	}
	return append(all, append(slices.Clone(blob), 0), nil)
}

// differs looks for a signature of which two verdicts differ.
func differs(t *testing.T, verdict func(k *Keys, payload, blob []byte) string) string {
	m, payload := someKeys(), []byte(`{"v":1,"id":"01J"}`)
	k := &Keys{}
	other := signed(t, m.signers["ed25519"], append(payload, ' '))
	names := []string{"ed25519", "p256", "sk-ed25519"}
	for _, name := range names { // met once
		remembering(k, payload, signed(t, m.signers[name], payload))
	}
	for _, name := range names {
		blob := signed(t, m.signers[name], payload)
		tried := append(mutants(blob, other), blob, other)
		if name != "ed25519" {
			tried = append(tried[:40], blob) // of these nothing is remembered
		}
		for _, one := range tried {
			for _, text := range [][]byte{payload, append(payload, '\n')} {
				if want, got := strictly(text, one), verdict(k, text, one); got != want {
					return fmt.Sprintf("%s: %x over %q is %q, expected %q", name, one, text, got, want)
				}
			}
		}
	}
	return ""
}

// TestKeysAreStrict: whatever was met before, a signature gets the verdict of the strict reader.
func TestKeysAreStrict(t *testing.T) {
	if d := differs(t, remembering); d != "" {
		t.Error(d)
	}
}

// TestKeysSpoilt: one that does not look at all of it would be found out.
func TestKeysSpoilt(t *testing.T) {
	blob := signed(t, someKeys().signers["ed25519"], []byte("x"))
	for name, part := range map[string][2]int{"head": {0, plainKeyAt}, "key": {plainKeyAt, plainKeyTo}, "around": {plainKeyTo, plainHead}, "signature": {plainHead, plainHead + 1}} {
		spoilt := func(k *Keys, payload, one []byte) string {
			if len(one) == plainSize && !bytes.Equal(one, blob) {
				fixed := slices.Clone(one)
				copy(fixed[part[0]:part[1]], blob[part[0]:part[1]])
				if name == "signature" {
					fixed[plainHead] = one[plainHead] &^ 0x80
				}
				one = fixed
			}
			return remembering(k, payload, one)
		}
		if differs(t, spoilt) == "" {
			t.Errorf("checker is broken: one that does not look at the %s says the same", name)
		}
	}
	careless := func(k *Keys, payload, one []byte) string { return remembering(k, bytes.TrimSpace(payload), one) }
	if differs(t, careless) == "" {
		t.Error("checker is broken: one that changes what is signed says the same")
	}
}

// TestKeysKnowThePlain: a key that was met is known again, and no other kind is kept.
func TestKeysKnowThePlain(t *testing.T) {
	m, k := someKeys(), &Keys{}
	for _, name := range m.names {
		blob := signed(t, m.signers[name], []byte("x"))
		if _, known := k.plain(blob); known {
			t.Errorf("%s is known before it was met", name)
		}
		if got, want := remembering(k, []byte("x"), blob), told(keyText(m.signers[name].PublicKey()), nil); got != want {
			t.Errorf("%s: %q, expected %q", name, got, want)
		}
		if _, known := k.plain(blob); known != (name == "ed25519") {
			t.Errorf("%s: known is %v", name, known)
		}
	}
}

func BenchmarkKeys(b *testing.B) {
	m := someKeys()
	for _, name := range []string{"ed25519", "p256", "rsa"} {
		k, blob := &Keys{}, signed(b, m.signers[name], pinnedPayload)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s, err := k.Read(blob)
				if err == nil {
					err = s.Fits(pinnedPayload)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
