package sshsig

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// Signer signs with one key.
type Signer struct {
	Key   string // the public key, type and base64
	From  string // where the key is, in the words of a message
	Touch bool   // a hardware key, which waits until it is touched: tell the person before Sign

	sign func(ctx context.Context, random io.Reader, payload []byte) ([]byte, error)
}

// Sign makes the binary SSHSIG of payload. Nothing is returned that Verify would refuse. An agent or
// a hardware key may wait for a person; ctx ends that. random is crypto/rand's reader except in tests.
func (s *Signer) Sign(ctx context.Context, random io.Reader, payload []byte) ([]byte, error) {
	blob, err := s.sign(ctx, random, payload)
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("signing with %s: %w", s.From, err)
	}
	if err := Verify(s.Key, payload, blob); err != nil {
		return nil, fmt.Errorf("signing with %s: what it made is not accepted: %w", s.From, err)
	}
	return blob, nil
}

// signWith makes a signature with a key that speaks the algorithms of SSH. RSA is asked for
// sha2-512.
func signWith(key ssh.Signer, random io.Reader, payload []byte) ([]byte, error) {
	sig, err := sshsig.SignWithRand(bytes.NewReader(payload), random, key, sshsig.HashSHA512, namespace)
	if err != nil {
		return nil, err
	}
	if public, err := ssh.ParsePublicKey(key.PublicKey().Marshal()); err == nil {
		sig.Signature.Blob = pad(sig.Signature.Blob, (rsaBits(public)+7)/8)
	}
	return sig.Marshal(), nil
}

// pad puts back the zeros that some agents drop from the front of an RSA signature.
func pad(number []byte, size int) []byte {
	if len(number) >= size {
		return number
	}
	return append(make([]byte, size-len(number)), number...)
}
