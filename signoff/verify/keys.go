package verify

import (
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/sshsig"
)

// authors checks of every good signature that its key belongs to the author alone and held at the
// record's time (INTEGRITY 6.7), then that nobody else can have made it.
func (s *subject) authors() {
	own := s.book.LearnerKeys(s.learner)
	for _, g := range s.good {
		if k := s.key(g, own); k != nil {
			s.proofs = append(s.proofs, proof{g, *k})
		}
	}
	s.anchors()
}

// key gives the author's key that made a signature, or nil after a finding. A key that stands in
// several entries counts by the one that includes the record's time.
func (s *subject) key(g signature, own []signoff.Key) *signoff.Key {
	r := g.record
	keys := s.keys[r.By]
	if r.By == s.learner.ID {
		keys = append(slices.Clip(keys), own...)
	}
	keys = slices.DeleteFunc(slices.Clone(keys), func(k signoff.Key) bool { return k.Key != g.key })
	if other := s.another(g, own); len(keys) == 0 || other != "" {
		s.foreign(g, other, len(keys) > 0)
		return nil
	}
	i := slices.IndexFunc(keys, func(k signoff.Key) bool { return k.Covers(r.At) })
	if i < 0 {
		s.found(diag.Error, CodeKey, r, "sig", "signed at %s with the key %s of %s, which holds %s",
			instant(r.At), sshsig.Fingerprint(g.key), r.By, spans(keys)).Hint = s.cure(r)
		return nil
	}
	k := keys[i]
	for _, entry := range keys { // whoever has a key has it in each of its entries
		if since := entry.Compromised; !since.IsZero() && (k.Compromised.IsZero() || since.Before(k.Compromised)) {
			k.Compromised = since
		}
	}
	return &k
}

// another gives somebody but the author who has the key of a signature, or "".
func (s *subject) another(g signature, own []signoff.Key) string {
	for _, who := range s.judge.owners[g.key] {
		if who != g.record.By {
			return who
		}
	}
	isHis := func(k signoff.Key) bool { return k.Key == g.key && k.Until.IsZero() }
	if s.learner.ID != g.record.By && slices.ContainsFunc(own, isHis) {
		return s.learner.ID
	}
	return ""
}

// foreign says that a signature is by a key that is not the author's, or not the author's alone.
func (s *subject) foreign(g signature, other string, listed bool) {
	r, print := g.record, sshsig.Fingerprint(g.key)
	switch {
	case listed:
		s.found(diag.Error, CodeKey, r, "sig", "signed with the key %s of %s, which is also one of %s", print, r.By, other).
			Hint = "a key proves who signed only while one person has it: give each a key of their own, and record anew"
	case other != "":
		s.found(diag.Error, CodeKey, r, "sig", "signed with the key %s, which is one of %s and none of %s", print, other, r.By).
			Hint = s.cure(r)
	case r.By == s.learner.ID && s.keys[r.By] == nil:
		s.found(diag.Error, CodeKey, r, "sig", "signed with the key %s, which no key record of %s has", print, r.By).
			Hint = "sojt learner key enters one; a key holds from then on"
	default:
		s.found(diag.Error, CodeKey, r, "sig", "signed with the key %s, which mentors.yaml does not list for %s", print, r.By).
			Hint = "a key that records need stays in mentors.yaml: put it back, with until: and its last day; if it was never theirs, " + s.cure(r)
	}
}

// cure is what mends a record that its signature does not prove: it cannot be edited.
func (s *subject) cure(r *signoff.Record) string {
	return "sojt revoke " + r.ID + " --reason TEXT, and record anew with a key that holds"
}

// spans says when a key holds.
func spans(keys []signoff.Key) string {
	periods := make([]string, len(keys))
	for i, k := range keys {
		periods[i] = k.Period()
	}
	return strings.Join(periods, " and ")
}

// entered checks that the key of a key record is one that can prove anything.
func (s *subject) entered(r *signoff.Record) {
	if r.Type != signoff.KeyRecord {
		return
	}
	if _, err := competency.ParseKey(r.Key); err != nil {
		s.found(diag.Error, CodeKey, r, "key", "the key cannot be used: %s", err).
			Hint = "revoke it, and enter another: sojt learner key"
	}
}

// proof is a signature by a key that was its author's at the time.
type proof struct {
	signature
	by signoff.Key
}
