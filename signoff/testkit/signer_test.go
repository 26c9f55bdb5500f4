package testkit

import (
	"testing"

	"sojt/signoff/sshsig"
)

func TestSignersFollowFromTheirSeed(t *testing.T) {
	seen := map[string]string{}
	for _, kind := range SignerKinds() {
		for _, seed := range []string{"ana", "ben"} {
			s := NewSigner(kind, seed)
			again := NewSigner(kind, seed)
			if again.Key != s.Key || string(again.PEM) != string(s.PEM) {
				t.Errorf("%s of %s is another key each time", kind, seed)
			}
			if payload := []byte(kind); string(again.Blob(payload)) != string(s.Blob(payload)) {
				t.Errorf("%s of %s signs otherwise each time", kind, seed)
			}
			if other := seen[s.Key]; other != "" && kind != "rsa-3072" {
				t.Errorf("%s of %s is the key of %s too", kind, seed, other)
			}
			seen[s.Key] = kind + " of " + seed
			r := New(7).Record()
			s.Sign(r)
			payload, err := r.Payload()
			if err != nil {
				t.Fatal(err)
			}
			blob, err := sshsig.FromBase64(r.Sig)
			if err == nil {
				err = sshsig.Verify(s.Key, []byte(payload), blob)
			}
			if err != nil {
				t.Errorf("%s: its signature of a record is not good: %v", kind, err)
			}
		}
	}
}
