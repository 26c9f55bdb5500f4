package main

import (
	"fmt"
	"time"

	"sojt/signoff"
	"sojt/signoff/sshsig"
	"sojt/signoff/verify"
)

// armour is a record's signature as a .sig file.
func armour(r *signoff.Record) ([]byte, error) {
	if r.Sig == "" {
		return nil, fmt.Errorf("%s is not signed, so there is no signature to write", r.ID)
	}
	blob, err := sshsig.FromBase64(r.Sig)
	if err != nil {
		return nil, fmt.Errorf("the signature of %s: %w", r.ID, err)
	}
	return sshsig.Armour(blob), nil
}

// signature says in words whether a record is signed, by which key, and whether that is worth anything.
// What a signature by a compromised key is worth, verify says.
func (r *reader) signature(l *signoff.Learner, record *signoff.Record) string {
	if record.Sig == "" {
		if r.book.WantsSignature(l, record, &r.program.Policy) {
			return "unsigned, and policy asks for a signature"
		}
		return "unsigned"
	}
	key, err := verify.Signature(record)
	switch {
	case key == "":
		return "not good: " + err.Error()
	case err != nil:
		return fmt.Sprintf("not good, with %s: %s", keyName(key), err)
	}
	return fmt.Sprintf("good, with %s%s", keyName(key), standingOf(r.book.Keys(l, record.By), key, record))
}

// standingOf says what there is against a key that made a good signature.
func standingOf(keys []signoff.Key, key string, r *signoff.Record) string {
	against := ", which is not listed for " + r.By
	for _, k := range keys {
		switch {
		case k.Key != key:
		case !k.Covers(r.At):
			against = fmt.Sprintf(", which counts for %s %s", r.By, k.Period())
		case !k.Compromised.IsZero():
			return fmt.Sprintf(", a key of %s that is in other hands since %s", r.By, k.Compromised.UTC().Format(time.RFC3339))
		default:
			return ", a key of " + r.By
		}
	}
	return against
}
