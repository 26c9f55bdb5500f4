package sshsig

import (
	"bytes"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// namespace keeps a signature made for sojt from being taken for one made for git or for a login,
// and the other way round.
const namespace = "sojt"

const (
	version  = 1
	hintBlob = "a signature is made by sojt or by ssh-keygen -Y sign -n sojt, and never changed: put it back from git"
)

// Verify says whether blob, a binary SSHSIG, is the signature of payload by publicKey, its type and
// base64. Nothing of the key inside the blob is believed: it must be the one given. The error is nil
// or an *Error; what ssh-keygen -Y verify refuses is never accepted.
func Verify(publicKey string, payload, blob []byte) error {
	return verify(namespace, publicKey, payload, blob)
}

func verify(namespace, publicKey string, payload, blob []byte) error {
	key, refused := parseKey(publicKey)
	if refused != nil {
		refused.Reason = Key
		return refused
	}
	sig, refused := parse(namespace, blob)
	if refused != nil {
		return refused
	}
	if !bytes.Equal(sig.PublicKey.Marshal(), key.Marshal()) {
		return refuse(Key, "sign with the key that is listed, or list the key that signed", "it is made with another key")
	}
	if err := sshsig.Verify(bytes.NewReader(payload), sig, key, sshsig.HashSHA512, namespace); err != nil {
		return refuse(Bytes, "what was signed, or the signature, has been changed since: put it back from git", "the signature does not fit what it signs")
	}
	return nil
}

// envelope is the outer wire form (PROTOCOL.sshsig of OpenSSH).
type envelope struct {
	Magic                                           [6]byte
	Version                                         uint32
	PublicKey, Namespace, Reserved, Hash, Signature string
}

// parse reads a signature, which must be written in the one way there is.
func parse(namespace string, blob []byte) (*sshsig.Signature, *Error) {
	var e envelope
	if err := ssh.Unmarshal(blob, &e); err != nil || string(e.Magic[:]) != "SSHSIG" {
		return nil, refuse(Form, hintBlob, "this is no SSH signature, or a part of it is missing or too much")
	}
	switch {
	case e.Version != version:
		return nil, refuse(Form, hintBlob, "it is an SSH signature of version %d, expected %d", e.Version, version)
	case e.Namespace != namespace:
		return nil, refuse(Namespace, "sign with ssh-keygen -Y sign -n "+namespace, "it is made for the namespace %.40q, expected %q", e.Namespace, namespace)
	case e.Reserved != "":
		return nil, refuse(Form, hintBlob, "its reserved field holds %d bytes, expected none", len(e.Reserved))
	case e.Hash != string(sshsig.HashSHA512):
		return nil, refuse(Algorithm, hintType, "it is made over a hash of the kind %.40q, expected %q", e.Hash, sshsig.HashSHA512)
	}
	if _, refused := acceptKey([]byte(e.PublicKey)); refused != nil {
		return nil, refused
	}
	sig, err := sshsig.ParseSignature(blob)
	if err != nil {
		return nil, refuseInner(e.Signature)
	}
	if refused := checkInner(sig); refused != nil {
		return nil, refused
	}
	if !bytes.Equal(sig.Marshal(), blob) {
		return nil, refuse(Form, hintBlob, "the signature is not in the one form in which it is written")
	}
	return sig, nil
}
