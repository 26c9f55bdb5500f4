package sshsig

import (
	"errors"
	"fmt"
)

// Reason says what is wrong with a signature. All are E-SIG (INTEGRITY 6.6) but Key, which is E-KEY.
type Reason string

// The reasons of an Error.
const (
	Form      Reason = "form"      // not the one way to write it
	Namespace Reason = "namespace" // made for another program
	Algorithm Reason = "algorithm" // of a kind that is not accepted, or without a touch
	Key       Reason = "key"       // by another key than the one given, or that one is none to accept
	Bytes     Reason = "bytes"     // it does not fit what it stands beside
)

// Error says why a signature is not accepted, in the words of a message.
type Error struct {
	Reason        Reason
	Message, Hint string
}

// Error gives the message alone: whoever knows the record adds the place.
func (e *Error) Error() string { return e.Message }

func refuse(reason Reason, hint, format string, args ...any) *Error {
	return &Error{Reason: reason, Message: fmt.Sprintf(format, args...), Hint: hint}
}

// Why no signature could be made. What is wrapped around them names the key or the place.
var (
	ErrNoAgent    = errors.New("no ssh-agent answers")
	ErrAgentGone  = errors.New("the ssh-agent went away while it was asked")
	ErrNotHeld    = errors.New("the ssh-agent does not hold the key: it is locked, or the key was removed; see ssh-add -l")
	ErrRefused    = errors.New("the key was there and did not sign")
	ErrPassphrase = errors.New("three wrong passphrases")
	ErrFile       = errors.New("expected a private key as ssh-keygen writes it, and as ssh-keygen -p rewrites an older one")
)
