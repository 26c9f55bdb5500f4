package main

import (
	"context"
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
func (r *reader) signature(ctx context.Context, a *app, l *signoff.Learner, record *signoff.Record) (string, error) {
	if record.Sig == "" {
		return r.unsigned(ctx, a, l, record)
	}
	return r.sealed(l, record), nil
}

// sealed is signature of a record that has one.
func (r *reader) sealed(l *signoff.Learner, record *signoff.Record) string {
	key, err := verify.Signature(record)
	switch {
	case key == "":
		return "not good: " + err.Error()
	case err != nil:
		return fmt.Sprintf("not good, with %s: %s", keyName(key), err)
	}
	return fmt.Sprintf("good, with %s%s", keyName(key), standingOf(r.book.Keys(l, record.By), key, record))
}

// unsigned says of a record without a signature whether policy asks for one: that of its time, as verify
// finds it in the history.
func (r *reader) unsigned(ctx context.Context, a *app, l *signoff.Learner, record *signoff.Record) (string, error) {
	if !r.book.WantsSignature(l, record, &r.program.Policy) {
		return "unsigned", nil
	}
	judge, err := a.judge(ctx, r.place, r.book, "HEAD", l)
	if err != nil {
		return "", err
	}
	for _, p := range judge.Learner(l, nil).Problems {
		switch {
		case p.Digest != record.Digest:
		case p.Code == verify.CodeUnsigned:
			return "unsigned, and policy asks for a signature", nil
		case p.Code == verify.CodeRule:
			return "unsigned; whether the policy of its time asked for a signature was not read from the history", nil
		}
	}
	return "unsigned, and the policy of its time asked for no signature", nil
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
