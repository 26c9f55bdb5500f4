package sshsig

// KeyOf tells the public key that a binary signature says it is made with, after the checks of form,
// namespace and algorithm that Verify makes. Whose key that is, and whether the signature is by it, it
// does not say. The error is nil or an *Error.
func KeyOf(blob []byte) (string, error) {
	sig, refused := parse(namespace, blob)
	if refused != nil {
		return "", refused
	}
	return keyText(sig.PublicKey), nil
}
