package vectors_test

import (
	"errors"
	"testing"

	"sojt/signoff/sshsig"
	"sojt/signoff/testkit/vectors"
)

// TestSSHSIG holds sojt to the signatures: the code and the reason.
func TestSSHSIG(t *testing.T) {
	for _, v := range read(t, "sshsig") {
		code, reason := "ok", ""
		var refused *sshsig.Error
		if err := verified(v); errors.As(err, &refused) {
			code, reason = "E-SIG", string(refused.Reason)
			if refused.Reason == sshsig.Key {
				code = "E-KEY"
			}
		} else if err != nil {
			t.Fatal(err)
		}
		if code != v.Value("expect") || reason != v.Value("reason") {
			t.Errorf("%s: %s %s, expected %s %s: %s", v.Name, code, reason, v.Value("expect"), v.Value("reason"), v.Value("comment"))
		}
		if code == "ok" && v.Value("openssh") != "accepts" {
			t.Errorf("%s is accepted, and OpenSSH does not accept it", v.Name)
		}
	}
}

// verified reads a signature in the form it has and verifies it.
func verified(v vectors.Vector) error {
	decode := sshsig.FromBase64
	text := string(v.Body)
	if v.Value("form") == "armour" {
		decode = func(text string) ([]byte, error) { return sshsig.Dearmour([]byte(text)) }
	}
	blob, err := decode(text)
	if err != nil {
		return err
	}
	return sshsig.Verify(v.Value("key"), []byte(v.Value("payload")), blob)
}
