package verify

import (
	"errors"

	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/sshsig"
)

// signature is one that fits what it signs, of a record or of a twin of it that differs in the
// signature alone.
type signature struct {
	record *signoff.Record
	key    string // the public key that made it
}

// signatures checks the bytes of every signature (INTEGRITY 6.6). Of equal records with different
// signatures each bad one is a finding of its own, and one good one makes the record count.
func (s *subject) signatures() {
	for _, r := range s.learner.Records {
		if r.Sig == "" {
			continue
		}
		s.signed[r.Digest] = true
		if s.Past.old(r) {
			continue
		}
		s.counts.signatures++
		key, err := s.fits(r)
		if err == nil {
			s.good = append(s.good, signature{r, key})
			continue
		}
		code, hint := CodeSignature, err.Hint
		if err.Reason == sshsig.Key {
			code = CodeKey
		}
		s.found(diag.Error, code, r, "sig", "the signature is not accepted: %s", err.Message).Hint = hint
	}
}

// fits checks one signature by the key that it says it is made with; whose that is comes later.
func (j *judge) fits(r *signoff.Record) (string, *sshsig.Error) {
	key, blob, err := madeBy(r)
	if err != nil {
		return "", refusal(err)
	}
	if j.Known != nil && j.Known(r.Digest, key, r.Sig) {
		return key, nil
	}
	if err := holds(r, key, blob); err != nil {
		return "", refusal(err)
	}
	if j.Remember != nil {
		j.Remember(r.Digest, key, r.Sig)
	}
	return key, nil
}

// Signature gives the key that a record's signature says made it, "" where it does not say, and why
// it is no good signature of the record by that key; nil where it is. Whose key that is and whether it
// counted is another question.
func Signature(r *signoff.Record) (key string, err error) {
	key, blob, err := madeBy(r)
	if err != nil {
		return "", err
	}
	return key, holds(r, key, blob)
}

// madeBy reads a record's signature.
func madeBy(r *signoff.Record) (key string, blob []byte, err error) {
	if blob, err = sshsig.FromBase64(r.Sig); err != nil {
		return "", nil, err
	}
	key, err = sshsig.KeyOf(blob)
	return key, blob, err
}

// holds checks the bytes of a signature.
func holds(r *signoff.Record, key string, blob []byte) error {
	payload, err := r.Payload()
	if err != nil {
		return err
	}
	return sshsig.Verify(key, []byte(payload), blob)
}

// refusal makes every error one of sshsig: nothing that went wrong is ever taken for a good signature.
func refusal(err error) *sshsig.Error {
	var refused *sshsig.Error
	if errors.As(err, &refused) {
		return refused
	}
	return &sshsig.Error{Reason: sshsig.Form, Message: err.Error(), Hint: "put the line back from git"}
}
