package sshsig

import (
	"bytes"
	"crypto/rsa"
	"encoding/base64"
	"strings"

	"golang.org/x/crypto/ssh"

	"sojt/competency/sshkey"
)

// algorithms says for each type of key that is accepted how it signs.
var algorithms = map[string]string{
	ssh.KeyAlgoED25519:    ssh.KeyAlgoED25519,
	ssh.KeyAlgoSKED25519:  ssh.KeyAlgoSKED25519,
	ssh.KeyAlgoSKECDSA256: ssh.KeyAlgoSKECDSA256,
	ssh.KeyAlgoECDSA256:   ssh.KeyAlgoECDSA256,
	ssh.KeyAlgoECDSA384:   ssh.KeyAlgoECDSA384,
	ssh.KeyAlgoECDSA521:   ssh.KeyAlgoECDSA521,
	ssh.KeyAlgoRSA:        ssh.KeyAlgoRSASHA512,
}

const (
	hintKey  = "a key is the first two words of the line in a .pub file, as ssh-keygen -t ed25519 writes it"
	hintType = "sign with a key made by ssh-keygen -t ed25519"
)

// parseKey reads a public key, its type and base64.
func parseKey(line string) (ssh.PublicKey, *Error) {
	kind, text, _ := strings.Cut(line, " ")
	blob, err := decode64(text)
	if err != nil {
		return nil, refuse(Key, hintKey, "the key given is no SSH public key")
	}
	key, refused := acceptKey(blob)
	if refused == nil && key.Type() != kind {
		refused = refuse(Key, hintKey, "the key given says one type, and is of another")
	}
	return key, refused
}

// acceptKey reads the wire form of a public key and refuses those with which anybody could sign.
func acceptKey(blob []byte) (ssh.PublicKey, *Error) {
	var head struct {
		Kind string
		Rest []byte `ssh:"rest"`
	}
	if err := ssh.Unmarshal(blob, &head); err != nil {
		return nil, refuse(Form, hintKey, "the public key is cut off or has been changed")
	}
	if strings.Contains(head.Kind, "-cert-v01@") {
		return nil, refuse(Algorithm, hintType, "it is made with a certificate, expected a plain key")
	}
	if algorithms[head.Kind] == "" {
		return nil, refuse(Algorithm, hintType, "it is made with a key of the type %.40q, which is not accepted", head.Kind)
	}
	key, err := ssh.ParsePublicKey(blob)
	if err != nil || !bytes.Equal(key.Marshal(), blob) {
		return nil, refuse(Form, hintKey, "the public key is cut off or has been changed")
	}
	if bits := rsaBits(key); bits > 0 && bits < sshkey.MinRSA {
		return nil, refuse(Key, hintType, "the RSA key has %d bits, at least %d are needed", bits, sshkey.MinRSA)
	}
	if strings.HasSuffix(strings.TrimSuffix(head.Kind, "@openssh.com"), "ed25519") && sshkey.Weak(head.Rest[4:36]) {
		return nil, refuse(Key, hintType, "the key is one for which anybody can make signatures")
	}
	return key, nil
}

// rsaBits is the length of an RSA key, 0 of other keys.
func rsaBits(key ssh.PublicKey) int {
	if c, ok := key.(ssh.CryptoPublicKey); ok {
		if r, ok := c.CryptoPublicKey().(*rsa.PublicKey); ok {
			return r.N.BitLen()
		}
	}
	return 0
}

// keyText writes a public key as it stands everywhere.
func keyText(key ssh.PublicKey) string {
	return key.Type() + " " + base64.StdEncoding.EncodeToString(key.Marshal())
}
