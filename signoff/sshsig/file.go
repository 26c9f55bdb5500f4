package sshsig

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/crypto/ssh"
)

const tries = 3 // of a passphrase

// Ask asks a person for the passphrase of a key, on a terminal and without echo. key is its public
// key, or "" where the file does not tell; try counts from 1 to 3. Its error ends the asking.
type Ask func(key string, try int) (passphrase []byte, err error)

// opensshFile is the outer form of a private key file (PROTOCOL.key of OpenSSH), behind its magic.
type opensshFile struct {
	Cipher, KDF, Options string
	Keys                 uint32
	Public               []byte
	Rest                 []byte `ssh:"rest"`
}

// FileKey tells the public key of a private key file without its passphrase: "" where the file is in
// an older form, which hides it. The error wraps ErrFile.
func FileKey(private []byte) (string, error) {
	block, _ := pem.Decode(private)
	if block == nil {
		return "", ErrFile
	}
	if block.Type != "OPENSSH PRIVATE KEY" {
		return "", nil
	}
	rest, ok := strings.CutPrefix(string(block.Bytes), "openssh-key-v1\x00")
	var f opensshFile
	if err := ssh.Unmarshal([]byte(rest), &f); !ok || err != nil {
		return "", fmt.Errorf("%w: it is cut off or has been changed", ErrFile)
	}
	key, refused := acceptKey(f.Public)
	if refused != nil {
		return "", fmt.Errorf("%w: %w", ErrFile, refused)
	}
	return keyText(key), nil
}

// InFile opens a private key file, the bytes of which are given, to sign with. path is only named in
// messages. Where the file is locked, ask is called up to three times; passphrases are overwritten
// after use. The file of a hardware key cannot be opened: see Keygen.
func InFile(path string, private []byte, ask Ask) (*Signer, error) {
	raw, err := unlock(private, ask)
	if err != nil {
		return nil, fmt.Errorf("the key file %q: %w", path, err)
	}
	key, err := ssh.NewSignerFromKey(raw)
	if err != nil {
		return nil, fmt.Errorf("the key file %q: %w: %w", path, ErrFile, err)
	}
	if _, refused := acceptKey(key.PublicKey().Marshal()); refused != nil {
		return nil, fmt.Errorf("the key file %q: %w", path, refused)
	}
	s := &Signer{Key: keyText(key.PublicKey()), From: fmt.Sprintf("the key file %q", path)}
	s.sign = func(_ context.Context, random io.Reader, payload []byte) ([]byte, error) {
		return signWith(key, random, payload)
	}
	return s, nil
}

// unlock reads a private key, with a passphrase where it has one.
func unlock(private []byte, ask Ask) (any, error) {
	raw, err := ssh.ParseRawPrivateKey(private)
	var missing *ssh.PassphraseMissingError
	switch {
	case err == nil:
		return raw, nil
	case !errors.As(err, &missing):
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	name := ""
	if missing.PublicKey != nil {
		name = keyText(missing.PublicKey)
	}
	for try := 1; try <= tries; try++ {
		passphrase, err := ask(name, try)
		if err != nil {
			return nil, err
		}
		if len(passphrase) == 0 { // which the library takes for a fault of the file
			continue
		}
		raw, err = ssh.ParseRawPrivateKeyWithPassphrase(private, passphrase)
		clear(passphrase)
		if err == nil {
			return raw, nil
		}
		// The older form has no check of its own: a wrong passphrase gives noise, and any error.
		if name != "" && !errors.Is(err, x509.IncorrectPasswordError) {
			return nil, fmt.Errorf("%w: %w", ErrFile, err)
		}
	}
	return nil, ErrPassphrase
}
