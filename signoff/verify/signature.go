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
	blob, err := sshsig.FromBase64(r.Sig)
	if err != nil {
		return "", refusal(err)
	}
	key, err := sshsig.KeyOf(blob)
	if err != nil {
		return "", refusal(err)
	}
	if j.Known != nil && j.Known(r.Digest, key, r.Sig) {
		return key, nil
	}
	payload, err := r.Payload()
	if err != nil {
		return "", refusal(err)
	}
	if err := sshsig.Verify(key, []byte(payload), blob); err != nil {
		return "", refusal(err)
	}
	if j.Remember != nil {
		j.Remember(r.Digest, key, r.Sig)
	}
	return key, nil
}

// refusal makes every error one of sshsig: nothing that went wrong is ever taken for a good signature.
func refusal(err error) *sshsig.Error {
	var refused *sshsig.Error
	if errors.As(err, &refused) {
		return refused
	}
	return &sshsig.Error{Reason: sshsig.Form, Message: err.Error(), Hint: "put the line back from git"}
}
