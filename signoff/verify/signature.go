package verify

import (
	"errors"
	"sync"

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
	var asked []*signoff.Record
	for _, r := range s.learner.Records {
		if r.Sig == "" {
			continue
		}
		s.signed[r.Digest] = true
		if !s.Past.old(r) {
			asked = append(asked, r)
		}
	}
	s.counts.signatures += len(asked)
	for i, f := range s.fit(asked) {
		r := asked[i]
		if f.err == nil {
			s.good = append(s.good, signature{r, f.key})
			continue
		}
		code, hint := CodeSignature, f.err.Hint
		if f.err.Reason == sshsig.Key {
			code = CodeKey
		}
		s.found(diag.Error, code, r, "sig", "the signature is not accepted: %s", f.err.Message).Hint = hint
	}
}

// fitting is whether a signature fits what it signs: by which key, or why not.
type fitting struct {
	key string
	err *sshsig.Error
}

// share is how many signatures of one learner a worker takes: learners are many and checked side by side,
// so that only one with very many is shared out.
const share = 200

// fit checks the signatures of records.
func (j *judge) fit(records []*signoff.Record) []fitting {
	all := make([]fitting, len(records))
	var group sync.WaitGroup
	for from := share; from < len(records); from += share {
		group.Go(func() { j.fill(all, records, from) })
	}
	j.fill(all, records, 0)
	group.Wait()
	return all
}

// fill checks one share of signatures.
func (j *judge) fill(all []fitting, records []*signoff.Record, from int) {
	for i := from; i < min(from+share, len(records)); i++ {
		all[i].key, all[i].err = j.fits(records[i])
	}
}

// fits checks one signature by the key that it says it is made with; whose that is comes later.
func (j *judge) fits(r *signoff.Record) (string, *sshsig.Error) {
	s, err := read(&j.signers, r)
	if err != nil {
		return "", refusal(err)
	}
	if j.Known != nil && j.Known(r.Digest, s.Key, r.Sig) {
		return s.Key, nil
	}
	if err := holds(s, r); err != nil {
		return "", refusal(err)
	}
	if j.Remember != nil {
		j.Remember(r.Digest, s.Key, r.Sig)
	}
	return s.Key, nil
}

// Signature gives the key that a record's signature says made it, "" where it does not say, and why
// it is no good signature of the record by that key; nil where it is. Whose key that is and whether it
// counted is another question.
func Signature(r *signoff.Record) (key string, err error) {
	s, err := read(&sshsig.Keys{}, r)
	if err != nil {
		return "", err
	}
	return s.Key, holds(s, r)
}

// read reads a record's signature.
func read(keys *sshsig.Keys, r *signoff.Record) (sshsig.Signature, error) {
	blob, err := sshsig.FromBase64(r.Sig)
	if err != nil {
		return sshsig.Signature{}, err
	}
	return keys.Read(blob)
}

// holds checks the bytes of a signature.
func holds(s sshsig.Signature, r *signoff.Record) error {
	payload, err := r.Payload()
	if err != nil {
		return err
	}
	return s.Fits([]byte(payload))
}

// refusal makes every error one of sshsig: nothing that went wrong is ever taken for a good signature.
func refusal(err error) *sshsig.Error {
	var refused *sshsig.Error
	if errors.As(err, &refused) {
		return refused
	}
	return &sshsig.Error{Reason: sshsig.Form, Message: err.Error(), Hint: "put the line back from git"}
}
