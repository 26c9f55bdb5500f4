package sshsig

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// ErrNotEd25519 is a key that cannot sign by EdDSA.
var ErrNotEd25519 = errors.New("expected a key of the type ssh-ed25519, as ssh-keygen -t ed25519 writes it")

// Plain signs a JSON Web Signature by Ed25519 (RFC 8037), which is over its bytes as they are, without
// SSH's envelope. Nothing else is signed so: what begins like a JWS can be taken neither for an SSHSIG, nor for the login of
// ssh, which begins with a length.
type Plain struct {
	Public ed25519.PublicKey
	From   string // where the key is, in the words of a message

	sign func(ctx context.Context, message []byte) (*ssh.Signature, error)
}

// Sign makes the 64 bytes of a signature over the signing input of a JWS; the same input gives the same
// bytes. Anything else to sign is a mistake of the program.
func (p *Plain) Sign(ctx context.Context, input []byte) ([]byte, error) {
	if !bytes.HasPrefix(input, []byte("eyJ")) { // {" in base64url
		panic("sshsig: this is no JWS")
	}
	sig, err := p.sign(ctx, input)
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("signing with %s: %w", p.From, err)
	}
	if sig.Format != ssh.KeyAlgoED25519 || !ed25519.Verify(p.Public, input, sig.Blob) {
		return nil, fmt.Errorf("signing with %s: what it made does not fit what it signs", p.From)
	}
	return sig.Blob, nil
}

// PlainInFile opens a private key file as InFile does.
func PlainInFile(path string, private []byte, ask Ask) (*Plain, error) {
	from := fmt.Sprintf("the key file %q", path)
	raw, err := unlock(private, ask)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", from, err)
	}
	key, err := ssh.NewSignerFromKey(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", from, ErrFile, err)
	}
	p, err := plain(keyText(key.PublicKey()), from)
	if err != nil {
		return nil, err
	}
	// EdDSA draws nothing at random (RFC 8032, 5.1.6).
	p.sign = func(_ context.Context, message []byte) (*ssh.Signature, error) { return key.Sign(nil, message) }
	return p, nil
}

// PlainInAgent signs with a key, its type and base64, that an ssh-agent holds.
func PlainInAgent(socket, key string) (*Plain, error) {
	p, err := plain(key, "the key "+Fingerprint(key)+" in the ssh-agent")
	if err != nil {
		return nil, err
	}
	p.sign = func(ctx context.Context, message []byte) (sig *ssh.Signature, err error) {
		err = ask(ctx, socket, func(client agent.ExtendedAgent) error {
			held, err := find(client, key)
			if err == nil {
				sig, err = held.Sign(nil, message)
			}
			return err
		})
		return sig, err
	}
	return p, nil
}

// Ed25519 gives the bytes of a public key, its type and base64; ErrNotEd25519 where it is of another type.
func Ed25519(key string) (ed25519.PublicKey, error) {
	public, refused := parseKey(key)
	if refused != nil {
		return nil, refused
	}
	crypto, ok := public.(ssh.CryptoPublicKey)
	if !ok || public.Type() != ssh.KeyAlgoED25519 {
		return nil, ErrNotEd25519
	}
	return crypto.CryptoPublicKey().(ed25519.PublicKey), nil
}

func plain(key, from string) (*Plain, error) {
	public, err := Ed25519(key)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", from, err)
	}
	return &Plain{Public: public, From: from}, nil
}
